"""Markup that a page repeats by the dozen: its template is rendered once, and its gaps filled by plain formatting.

Of a list page nearly all the time went into rendering the same few lines anew for each result and each choice.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

GAP = "\x02{}\x03"  # no template and no text holds these
GAPS = re.compile(r"\x02(\w+)\x03")


def filled(template: str, gaps: Mapping[str, object], **kinds) -> SafeString:
    """What Django makes of the template with all of these, without the line breaks around it.

    ``gaps`` are what differs from one to the next: the template may print them, through no filter, and ask whether
    they are empty. ``kinds`` are the few things that it decides by.
    """
    full = {name: value for name, value in gaps.items() if value}
    stencil = (_cut if settings.DEBUG else _kept)(template, tuple(full), tuple(kinds.items()))
    for name, value in full.items():
        if type(value) is not SafeString:
            full[name] = escape(str(value))
    return SafeString(stencil % full)


def joined(parts) -> SafeString:
    """Pieces of HTML, each made by ``filled``, as one."""
    return SafeString("".join(parts))


def _cut(template: str, full: tuple[str, ...], kinds: tuple[tuple[str, object], ...]) -> str:
    marks = {name: GAP.format(name) for name in full}
    rendered = render_to_string(template, {**marks, **dict(kinds)}).strip("\n")
    return GAPS.sub(r"%(\1)s", rendered.replace("%", "%%"))


_kept = lru_cache(maxsize=256)(_cut)  # but while templates are being written
