"""The QR code on a printed standard: it leads to the edition's own page, which says whether it is still in force."""

from functools import lru_cache
from io import BytesIO

import segno


def drawn(text: str) -> bytes:
    """The text as an SVG image without inline styles. Level M: still read with 15 % of it stained or torn."""
    image = BytesIO()
    code = segno.make_qr(text, error="m")
    code.save(image, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False, svgclass=None, lineclass=None)
    return image.getvalue()


svg = lru_cache(maxsize=512)(drawn)  # of public addresses; what is secret is drawn anew
