"""Nesting inferred from the markers alone: text without indentation → blocks.

For text pasted from a word processor, and for the cells of an annex, whose tags are not structure.
A marker counts only where it stands at the start or after white space **and** is the expected next
one of an open list, or the first of a new one. Inside a line that is not enough (``Pasal 2.``,
``golongan A.``), so there the words around it are heard as well.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from catalog.rules.markers import PRINTED, Marker, readings, successors
from catalog.rules.outline import MAX_DEPTH, Block, Item, ListBlock, Paragraph

_CANDIDATE = re.compile(rf"(?:(?<=\s)|\A)({PRINTED})(?=\s|\Z)")
_ABBREVIATION = re.compile(
    r"(?:\A|[\s(])(?:Kec|Kab|Kel|Prov|No|Jl|Jln|Tel|Telp|Gd|Lt|hlm|mis|yth|tgl|a\.n|u\.b|s\.d|d\.a|[A-Z])\.\Z", re.I
)
_REFERENCE = re.compile(
    r"(?:\A|[\s(])(?:nomor|no\.|pasal|ayat|huruf|angka|butir|poin|bab|tahun|ke|jalan|jl\.|kec\.)\Z", re.I
)
_JOINED = re.compile(r"(?:[;:.,]|(?:\A|\s)(?:dan|atau|dan/atau|serta))\Z")
_TAIL = 40  # characters before a candidate that are looked at


class Joint(IntEnum):
    """How a piece of text hangs on the one before it."""

    BLOCK = 1  # a new line, or a block tag: the author began anew here
    GAP = 2  # a line break inside a cell, or a run of spaces where one was
    PAGE = 3  # the table cell was cut by the end of a page, maybe inside a sentence
    PAGE_BLOCK = 4  # cut by the end of a page, and the rest stands in a block tag


@dataclass(frozen=True, slots=True)
class Piece:
    """Inline outline text without line breaks, and how it hangs on the piece before it."""

    text: str
    joint: Joint = Joint.BLOCK


@dataclass(frozen=True, slots=True)
class _Candidate:
    piece: int
    start: int
    end: int
    printed: str


@dataclass(slots=True)
class _Level:
    """An open list: the blocks it stands in, and the reading of its last marker."""

    container: list[Block]
    block: ListBlock
    last: Marker


def infer(pieces: Iterable[Piece]) -> list[Block]:
    """Pieces of flat text → the blocks that their markers describe. No word is dropped, none is added."""
    folded = [Piece(" ".join(piece.text.split()), piece.joint) for piece in pieces]
    return _Inference([piece for piece in folded if piece.text]).run()


def infer_text(text: str) -> list[Block]:
    """Lines pasted without indentation → blocks."""
    return infer(Piece(line) for line in text.splitlines())


@dataclass
class _Inference:
    pieces: list[Piece]
    root: list[Block] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=list)  # the open lists, outermost first
    pending: list[Block] = field(default_factory=list)  # paragraphs after an item whose level the next marker tells
    target: Item | Paragraph | None = None  # what further text is added to

    def run(self) -> list[Block]:
        self.candidates = [
            _Candidate(number, match.start(1), match.end(1), match[1])
            for number, piece in enumerate(self.pieces)
            for match in _CANDIDATE.finditer(piece.text)
            if readings(match[1])
        ]
        self.places: dict[str, list[int]] = {}  # where each printed marker occurs, as indexes of candidates
        for index, candidate in enumerate(self.candidates):
            self.places.setdefault(candidate.printed, []).append(index)
        first = 0
        for number, piece in enumerate(self.pieces):
            last = first
            while last < len(self.candidates) and self.candidates[last].piece == number:
                last += 1
            self._read(piece, range(first, last))
            first = last
        self._place_pending()
        return self.root

    # One piece

    def _read(self, piece: Piece, indexes: range) -> None:
        end = 0  # of the last marker taken
        for index in indexes:
            candidate = self.candidates[index]
            before = piece.text[max(end, candidate.start - _TAIL) : candidate.start].rstrip()
            is_line_start = False
            if candidate.start == 0:
                before = self._text_before()
                is_line_start = self._begins_line(piece, before)
            place = self._place_of(index, before, is_line_start)
            if place is not None:
                self._add_text(piece, piece.text[end : candidate.start], is_start=end == 0)
                self._add_item(*place)
                end = candidate.end
        self._add_text(piece, piece.text[end:], is_start=end == 0)

    def _begins_line(self, piece: Piece, before: str) -> bool:
        """Whether the author began a line here; a page's end alone does not say so."""
        if piece.joint == Joint.PAGE_BLOCK:
            return not _REFERENCE.search(before)
        return piece.joint != Joint.PAGE or not before

    def _text_before(self) -> str:
        """The end of the text that the next piece hangs on."""
        return self.target.text[-_TAIL:] if self.target else ""

    def _add_text(self, piece: Piece, text: str, *, is_start: bool) -> None:
        text = text.strip()
        if not text:
            return
        if self.target is None or (is_start and self._is_paragraph(piece, text)):
            self._add_paragraph(text)
        else:
            self.target.text = f"{self.target.text} {text}".strip()

    def _is_paragraph(self, piece: Piece, text: str) -> bool:
        """Whether text without a marker begins a paragraph, or goes on with the one before."""
        before = self._text_before()
        is_finished = before.endswith((".", "!", "?")) and not _ABBREVIATION.search(before)
        begins_sentence = not text.lstrip("*")[:1].islower() or self._is_out_of_order(text, before)
        if piece.joint == Joint.PAGE or not before:
            return False
        if piece.joint == Joint.PAGE_BLOCK:
            return is_finished and begins_sentence
        if piece.joint == Joint.GAP:
            return (is_finished or before.endswith(":")) and begins_sentence
        return begins_sentence or before.endswith((".", ";", ":", "!", "?"))

    def _is_out_of_order(self, text: str, before: str) -> bool:
        """Whether text begins with what would be a marker, were it the expected one: "d. SMS" after b."""
        match = _CANDIDATE.match(text)
        is_marker = match is not None and any(marker.stands_alone for marker in readings(match[1]))
        return is_marker and not _REFERENCE.search(before)

    def _add_paragraph(self, text: str) -> None:
        self.target = Paragraph(text)
        (self.pending if self.levels else self.root).append(self.target)

    # Where a marker belongs

    def _place_of(self, index: int, before: str, is_line_start: bool) -> tuple[int, Marker] | None:
        """The level and reading of a candidate, None when it is only text.

        The level of an open list goes on with it; the number of open lists opens one more level.
        """
        found = readings(self.candidates[index].printed)
        going_on = self._continued(found)
        starting = next((marker for marker in found if marker.is_first), None)
        if going_on and starting and self._counts_anew(index, starting, going_on[1]):
            going_on = None
        if going_on:
            is_text = not is_line_start and self._is_look_alike(index, before, *going_on)
            return None if is_text else going_on
        if starting is None:
            return None
        level = self._level_for(starting, before)
        if level >= MAX_DEPTH or not (is_line_start or self._opens_inside_line(index, before, starting)):
            return None
        return level, starting

    def _counts_anew(self, index: int, first: Marker, further: Marker) -> bool:
        """Whether ``i.`` is the first roman numeral, not the letter after h: ``ii.`` comes before ``j.`` and ``i.``."""
        second = self._next(index, successors(first))
        return second < self._next(index, (*successors(further), first.text))

    def _continued(self, found: tuple[Marker, ...]) -> tuple[int, Marker] | None:
        for level in reversed(range(len(self.levels))):
            for marker in found:
                if marker.follows(self.levels[level].last):
                    return level, marker
        return None

    def _level_for(self, first: Marker, before: str) -> int:
        """A list that starts: under the last item, or beside the open list of its style when that one starts again."""
        depth = len(self.levels)
        if depth and self.target is self._innermost() and before.endswith(":"):
            return depth
        same = [level for level in range(depth) if self.levels[level].last.style == first.style]
        return same[-1] if same else depth

    def _innermost(self) -> Item:
        return self.levels[-1].block.items[-1]

    def _is_look_alike(self, index: int, before: str, level: int, marker: Marker) -> bool:
        """Inside a line, whether an expected marker is only part of a sentence ("sesuai Pasal 2. 2. Foo")."""
        if _REFERENCE.search(before):
            return True
        if not before or _JOINED.search(before):
            return False
        again = self._next(index, (marker.text,))
        if again < self._next(index, successors(marker)) and self._is_joined(again):
            return True
        if level == len(self.levels) - 1:
            return False
        inner = self.levels[-1].last
        return self._next(index, successors(inner)) < self._next(index, (inner.style,))

    def _is_joined(self, index: int) -> bool:
        """Whether a candidate stands where items stand: at the start of a piece or after a sentence's mark."""
        candidate = self.candidates[index]
        before = self.pieces[candidate.piece].text[max(0, candidate.start - _TAIL) : candidate.start].rstrip()
        return candidate.start == 0 or _JOINED.search(before) is not None

    def _opens_inside_line(self, index: int, before: str, first: Marker) -> bool:
        """Inside a line a list opens after a colon, or when its second marker comes before any open list goes on.

        Capitals need the colon: "golongan A. dan B." and "Jalan A. Yani" are commoner than a list without one.
        """
        if not before or before.endswith(":"):
            return True
        if (
            first.body.isupper()
            or _REFERENCE.search(before)
            or any(level.last.style == first.style for level in self.levels)
        ):
            return False
        second = self._next(index, successors(first))
        return second < len(self.candidates) and all(
            second < self._next(index, successors(level.last)) for level in self.levels
        )

    def _next(self, index: int, printed: tuple[str, ...]) -> int:
        """The index of the next candidate that is printed so, or the number of candidates."""
        nearest = len(self.candidates)
        for text in printed:
            places = self.places.get(text, [])
            at = bisect_right(places, index)
            nearest = min(nearest, places[at]) if at < len(places) else nearest
        return nearest

    # Building

    def _add_item(self, level: int, marker: Marker) -> None:
        self.target = item = Item(marker.text, "")
        if level == len(self.levels):
            container = self._innermost().blocks if self.levels else self.root
        elif marker.is_first:
            container = self.levels[level].container
        else:
            self.levels[level].block.items[-1].blocks += self._taken_pending()
            self.levels[level].block.items.append(item)
            self.levels[level].last = marker
            del self.levels[level + 1 :]
            return
        container += self._taken_pending()
        block = ListBlock(marker.style, [item])
        container.append(block)
        self.levels[level:] = [_Level(container, block, marker)]

    def _taken_pending(self) -> list[Block]:
        taken, self.pending = self.pending, []
        return taken

    def _place_pending(self) -> None:
        """Paragraphs that close the text: under an item that announces them, else after its list."""
        if not self.pending:
            return
        announces = not self._innermost().blocks and self._innermost().text.endswith(":")
        container = self._innermost().blocks if announces else self.levels[-1].container
        container += self._taken_pending()
