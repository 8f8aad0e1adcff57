"""Cells of a component → pieces of inline outline text for the inference of nesting."""

import re
from collections.abc import Iterator

from catalog.annex.markup import INLINE_TAGS, ITALIC_TAGS, TAG, readable
from catalog.rules.inference import Joint, Piece
from catalog.rules.markers import PRINTED
from catalog.rules.outline import quote

_GAP = re.compile(r"[^\S\n]{8,}|\s*\n\s*")  # fewer spaces are how somebody types, not a line that ended
_LEADING_MARKER = re.compile(rf"\s*{PRINTED}\s+")


def pieces_of(cells: list[str]) -> list[Piece]:
    """The URAIAN of a component, page by page → pieces, without markup and without the leading colon."""
    pieces: list[Piece] = []
    for cell in cells:
        goes_on = bool(pieces)
        for chunk, after_tag in _chunks(cell):
            joint = Joint.BLOCK
            if goes_on:
                joint = Joint.PAGE_BLOCK if after_tag else Joint.PAGE
            texts = [text for text in _GAP.split(chunk if pieces else _without_colon(chunk)) if text.strip()]
            for text in texts:
                pieces.append(Piece(text, joint))
                joint = Joint.GAP
            goes_on = goes_on and not texts
    return pieces


def _without_colon(text: str) -> str:
    """The colon that stands before the first word of every cell is the table's, not the text's."""
    return re.sub(r"\A\s*:", "", text)


def _chunks(cell: str) -> Iterator[tuple[str, bool]]:
    """Runs of inline text between block tags, each with whether a block tag stands before it."""
    parts: list[str] = []
    after_tag = is_italic = False
    end = 0
    for match in TAG.finditer(cell):
        parts.append(_inline(cell[end : match.start()], is_italic))
        end = match.end()
        closing, tag = match[1], match[2].lower()
        if tag in ITALIC_TAGS:
            is_italic = not closing
        elif tag not in INLINE_TAGS:
            yield "".join(parts), after_tag
            parts, after_tag, is_italic = [], True, False
    parts.append(_inline(cell[end:], is_italic))
    yield "".join(parts), after_tag


def _inline(text: str, is_italic: bool) -> str:
    """Text between tags → inline outline text; a marker in italics is a marker first."""
    text = quote(readable(text))
    if not is_italic:
        return text
    marker = _LEADING_MARKER.match(text)
    lead = marker[0] if marker else text[: len(text) - len(text.lstrip())]
    core = text[len(lead) :].rstrip()
    tail = text[len(lead) + len(core) :]
    return f"{lead}*{' '.join(core.split())}*{tail}" if core else text
