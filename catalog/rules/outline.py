r"""The text grammar of the 14 components: plain text ↔ blocks, and blocks → HTML.

One item a line, its printed marker first, nesting by two spaces; a line without a marker is a paragraph::

    A. Persyaratan Umum:
      1. Skala usaha kecil atau menengah;
      2. Memiliki struktur organisasi yang memuat:
        a) struktur organisasi; dan
        b) uraian tugas.
    B. Persyaratan Khusus:
      Dalam hal terdapat penyertaan modal asing, pelaku usaha melampirkan:
      1. surat kerja sama;

``*word*`` is italic. ``\*`` and ``\\`` are a plain asterisk and backslash; a backslash before a
marker (``\1. Juli``) makes the line a paragraph. Text pasted flat is nested by ``inference.py``.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any, TypeAlias

from catalog.rules.markers import PRINTED, Marker, readings

MAX_DEPTH = 9  # levels; deeper indentation stays on the last one
SHORT_ITEM = 64  # characters; a long list of items no longer than this may stand in two columns
LONG_LIST = 10  # items

_MARKED_LINE = re.compile(rf"({PRINTED})(?:\s+|\Z)")
_SHIELDED = re.compile(rf"(\\+)({PRINTED})(?=\s|\Z)")
_INLINE = re.compile(r"\\([\\*])|\*(?=[^\s*])((?:\\[\\*]|[^*\\])+)(?<!\s)\*")


@dataclass(slots=True)
class Paragraph:
    text: str


@dataclass(slots=True)
class Item:
    """A list item: the marker as printed, its text, and what stands under it."""

    marker: str
    text: str
    blocks: "list[Block]" = field(default_factory=list)


@dataclass(slots=True)
class ListBlock:
    """Items of one numbering; ``style`` is the first marker of that numbering (``1.`` ``a)``)."""

    style: str
    items: list[Item] = field(default_factory=list)


Block: TypeAlias = Paragraph | ListBlock


# Text → blocks


def parse(text: str) -> list[Block]:
    """Outline text → blocks. Every text has a reading; nothing is refused and no word is dropped."""
    lines = [_indented(line) for line in text.splitlines() if line.strip()]
    root: list[Block] = []
    levels = [root]  # levels[n] takes the blocks of depth n
    for index, (indent, content) in enumerate(lines):
        depth = min(indent, len(levels) - 1)
        del levels[depth + 1 :]
        marker = _marker_of_line(lines, index, levels[depth])
        if marker is None:
            levels[depth].append(Paragraph(_unshielded(content)))
            continue
        item = Item(marker.text, content[len(marker.text) :].strip())
        _append(levels[depth], marker, item)
        levels.append(item.blocks)
    return root


def _indented(line: str) -> tuple[int, str]:
    content = line.expandtabs(2)
    indent = (len(content) - len(content.lstrip())) // 2
    return min(indent, MAX_DEPTH - 1), " ".join(content.split())


def _marker_of_line(lines: list[tuple[int, str]], index: int, siblings: list[Block]) -> Marker | None:
    """The reading of the marker that a line starts with, None when the line is a paragraph."""
    match = _MARKED_LINE.match(lines[index][1])
    if match is None:
        return None
    before = last_marker(siblings)
    possible = _admitted(match[1], before)
    if len(possible) < 2:
        return possible[0] if possible else None
    return _told_by_neighbours(possible, before, _next_sibling(lines, index))


def _admitted(printed: str, before: Marker | None) -> list[Marker]:
    """The readings that hold at the start of a line: one that stands alone, or that goes on a list."""
    return [
        marker for marker in readings(printed) if marker.stands_alone or (before is not None and marker.follows(before))
    ]


def _told_by_neighbours(possible: list[Marker], before: Marker | None, after: str) -> Marker:
    """``i.`` is roman when ``ii.`` comes next, a letter when ``j.`` does or ``h.`` came before."""
    for marker in possible:
        if any(later.follows(marker) for later in readings(after)):
            return marker
    if before is not None:
        for marker in possible:
            if marker.follows(before):
                return marker
    return next((marker for marker in possible if marker.is_first), possible[0])


def _next_sibling(lines: list[tuple[int, str]], index: int) -> str:
    """The marker of the next line of the same depth, empty when the level ends first."""
    depth = lines[index][0]
    for later, content in lines[index + 1 :]:
        if later <= depth:
            match = _MARKED_LINE.match(content) if later == depth else None
            return match[1] if match else ""
    return ""


def last_marker(blocks: list[Block]) -> Marker | None:
    """The last marker of the list that ends these blocks, in the reading of its list."""
    if not blocks or not isinstance(blocks[-1], ListBlock):
        return None
    block = blocks[-1]
    return next(marker for marker in readings(block.items[-1].marker) if marker.style == block.style)


def _append(blocks: list[Block], marker: Marker, item: Item) -> None:
    """Puts an item on the open list, or on a new one: another style, or numbering that starts again."""
    last = blocks[-1] if blocks else None
    if isinstance(last, ListBlock) and last.style == marker.style and not marker.is_first:
        last.items.append(item)
    else:
        blocks.append(ListBlock(marker.style, [item]))


def _unshielded(content: str) -> str:
    return content[1:] if _SHIELDED.match(content) else content


# Blocks → text


def to_text(blocks: list[Block], depth: int = 0) -> str:
    """Blocks → canonical outline text; ``parse`` gives the same blocks back."""
    return "\n".join(_lines(blocks, depth))


def canonical(text: str) -> str:
    """The same outline in its canonical form: two spaces a level, single spaces between words."""
    return to_text(parse(text))


def _lines(blocks: list[Block], depth: int) -> Iterator[str]:
    indent = "  " * depth
    before: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            yield indent + _shielded(block.text, last_marker(before))
        else:
            for item in block.items:
                yield f"{indent}{item.marker} {item.text}".rstrip()
                yield from _lines(item.blocks, depth + 1)
        before = [block]


def _shielded(text: str, before: Marker | None) -> str:
    """A paragraph that would be read as an item gets a backslash in front."""
    match = _MARKED_LINE.match(text.lstrip("\\"))
    if match is None:
        return text
    return "\\" + text if text.startswith("\\") or _admitted(match[1], before) else text


# Inline text


def spans(inline: str) -> Iterator[tuple[str, bool]]:
    """The runs of an inline text, each with whether it is italic; escapes resolved."""
    end = 0
    for match in _INLINE.finditer(inline):
        if match.start() > end:
            yield inline[end : match.start()], False
        yield (match[1], False) if match[1] else (_resolved(match[2]), True)
        end = match.end()
    if end < len(inline):
        yield inline[end:], False


def _resolved(inline: str) -> str:
    return re.sub(r"\\([\\*])", r"\1", inline)


def plain(inline: str) -> str:
    """Inline text without its markup: what a reader reads."""
    return "".join(run for run, _ in spans(inline)) if "*" in inline or "\\" in inline else inline


def quote(text: str) -> str:
    """Plain text → inline text in which nothing is markup."""
    return re.sub(r"[\\*]", r"\\\g<0>", text)


def walk(blocks: list[Block]) -> Iterator[tuple[str, str]]:
    """Marker (empty for a paragraph) and inline text of everything in the blocks, in printed order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield "", block.text
            continue
        for item in block.items:
            yield item.marker, item.text
            yield from walk(item.blocks)


# Blocks → JSON and HTML


def as_json(blocks: list[Block]) -> list[dict[str, Any]]:
    """The block form of the public data: plain words, markers as printed."""
    return [_block_json(block) for block in blocks]


def _block_json(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"type": "paragraph", "text": plain(block.text)}
    return {"type": "list", "style": block.style, "items": [_item_json(item) for item in block.items]}


def _item_json(item: Item) -> dict[str, Any]:
    data: dict[str, Any] = {"marker": item.marker, "text": plain(item.text)}
    return data | {"blocks": as_json(item.blocks)} if item.blocks else data


def to_html(text: str, strong: Container[str] = ()) -> str:
    """Outline text → semantic HTML that holds nothing but the text: every character escaped, no links.

    The marker is text in the item, so that it is read aloud, found and copied as printed;
    ``role="list"`` keeps the list a list in browsers that drop it with its bullets.
    Inline texts that are in ``strong`` are set strong.
    """
    return "".join(_html(parse(text), strong))


def _html(blocks: list[Block], strong: Container[str]) -> Iterator[str]:
    def inline(text: str) -> str:
        return f"<strong>{_inline_html(text)}</strong>" if text in strong else _inline_html(text)

    for block in blocks:
        if isinstance(block, Paragraph):
            yield f"<p>{inline(block.text)}</p>"
            continue
        yield f'<ol class="{_list_class(block)}" role="list">'
        for item in block.items:
            yield f'<li><span class="marker">{escape(item.marker)}</span> {inline(item.text)}'
            yield from _html(item.blocks, strong)
            yield "</li>"
        yield "</ol>"


def _list_class(block: ListBlock) -> str:
    is_short = len(block.items) >= LONG_LIST and all(
        len(item.text) <= SHORT_ITEM and not item.blocks for item in block.items
    )
    return "outline outline-short" if is_short else "outline"


def _inline_html(inline: str) -> str:
    return "".join(f"<i>{escape(run)}</i>" if italic else escape(run) for run, italic in spans(inline))
