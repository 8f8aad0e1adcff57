"""The lines of an outline text with their places: what is printed, where it stands, and in which list."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from catalog.rules.components import BY_NUMBER
from catalog.rules.outline import Block, Paragraph, parse
from catalog.rules.quality.doubts import RULES, Doubt


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` is the line without indentation and marker; it begins at ``start`` of the component's text."""

    path: str
    marker: str
    start: int
    text: str
    has_children: bool


@dataclass(slots=True)
class Listing:
    """The items of one numbering. ``is_tail``: nothing is printed after its last item."""

    style: str
    lines: list[Line]
    is_tail: bool
    goes_on: bool  # a list of the same style stands right before it


@dataclass(slots=True)
class Text:
    """A component's text, read."""

    component: int
    raw: str
    lines: list[Line] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)

    @property
    def field(self) -> str:
        return BY_NUMBER[self.component].key

    def doubt(self, rule: str, line: Line, start: int, end: int, message: str) -> Doubt:
        """A doubt about ``line.text[start:end]``."""
        words = line.text[start:end]
        place = line.start + start, line.start + end
        return Doubt(RULES[rule], self.field, message, self.component, line.path, *place, words, line.text)

    def doubt_at(self, rule: str, start: int, end: int, message: str) -> Doubt:
        """A doubt about ``raw[start:end]``, which stands on one line; of a marker, about the words after it."""
        beginning = self.raw.rfind("\n", 0, start) + 1
        line = next((line for line in self.lines if line.start >= beginning), self.lines[-1])
        return self.doubt(rule, line, max(start - line.start, 0), max(end - line.start, 0), message)


@lru_cache(maxsize=2048)
def read(component: int, raw: str) -> Text:
    """The text with its places; kept, because standards share most of theirs."""
    text = Text(component, raw)
    _visit(parse(raw), _printed(raw), text, path="", is_tail=True)
    return text


def _printed(raw: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, each with its place. ``parse`` makes exactly one block or item of each."""
    start = 0
    for line in raw.splitlines(keepends=True):
        content = line.strip()
        if content:
            yield start + line.index(content), content
        start += len(line)


def _visit(blocks: list[Block], printed: Iterator[tuple[int, str]], text: Text, path: str, is_tail: bool) -> None:
    before = ""
    for index, block in enumerate(blocks):
        ends_all = is_tail and index == len(blocks) - 1
        if isinstance(block, Paragraph):
            start, content = next(printed)
            text.lines.append(Line(f"{path}¶", "", start, content, has_children=False))
            before = ""
            continue
        listing = Listing(block.style, [], ends_all, goes_on=before == block.style)
        text.listings.append(listing)
        before = block.style
        for item in block.items:
            start, content = next(printed)
            inline = content[len(item.marker) :].lstrip()
            line = Line(path + item.marker, item.marker, start + len(content) - len(inline), inline, bool(item.blocks))
            text.lines.append(line)
            listing.lines.append(line)
            _visit(item.blocks, printed, text, line.path, ends_all and item is block.items[-1])
