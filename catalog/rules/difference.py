"""What changed from one outline text to another: item by item, then word by word.

Made for reading, not for patching: an item that only moved down in its numbering is kept, and says which marker it
had. Texts of any length take bounded time: where two items, or two stretches of items, are too long to be compared
word for word, the old is removed and the new added as a whole.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from catalog.rules import outline
from catalog.rules.outline import Block, Paragraph

MOST_PAIRS = 250_000  # of items, or of words, that are compared with each other
MOST_ALIKE = 10_000  # pairs of items that are looked at for being alike
ALIKE = 0.5  # share of common words from which a changed item is the old one edited, not another
MARKS = ".,;:"
_WORDS = re.compile(r"\s*\S+|\s+\Z")


class Change(StrEnum):
    KEPT = "tetap"
    ADDED = "ditambah"
    REMOVED = "dihapus"


@dataclass(frozen=True, slots=True)
class Part:
    """Words in a row with one fate."""

    change: Change
    text: str
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An item or paragraph. ``change`` is that of the whole; an edited item is kept and some of its parts are not."""

    depth: int
    marker: str  # "" for a paragraph
    parts: tuple[Part, ...]
    change: Change = Change.KEPT
    old_marker: str = ""  # where the item had another one

    @property
    def is_changed(self) -> bool:
        return bool(self.old_marker) or any(part.change is not Change.KEPT for part in self.parts)

    @property
    def is_edited(self) -> bool:
        """Whether words in it changed while it stayed."""
        return self.change is Change.KEPT and any(part.change is not Change.KEPT for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of one text."""

    depth: int
    marker: str
    inline: str

    def count(self) -> "Counter[str]":
        """Its words without the marks at their ends, each with how often it stands there."""
        return Counter(word.strip(MARKS) for word in outline.plain(self.inline).casefold().split())


def is_same(old: str, new: str) -> bool:
    """Whether both texts say the same with the same markers; white space does not count."""
    return old == new or outline.canonical(old) == outline.canonical(new)


def difference(old: str, new: str) -> list[Line]:
    """Both outline texts as one list of lines, in printed order, what was removed before what took its place."""
    before, after = list(_entries(outline.parse(old))), list(_entries(outline.parse(new)))
    lines: list[Line] = []
    keys = [entry.inline for entry in before], [entry.inline for entry in after]
    for i1, i2, j1, j2, is_equal in _stretches(*keys):
        if is_equal:
            lines += (_kept(*pair) for pair in zip(before[i1:i2], after[j1:j2], strict=True))
        else:
            lines += _replaced(before[i1:i2], after[j1:j2])
    return lines


def _entries(blocks: list[Block], depth: int = 0) -> Iterator[_Entry]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _Entry(depth, "", block.text)
            continue
        for item in block.items:
            yield _Entry(depth, item.marker, item.text)
            yield from _entries(item.blocks, depth + 1)


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int, bool]]:
    """Stretches [i1:i2] of the old and [j1:j2] of the new that are equal, or not. Common ends cost nothing."""
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    tail = next((place for place in range(shorter - head) if old[-1 - place] != new[-1 - place]), shorter - head)
    i2, j2 = len(old) - tail, len(new) - tail
    if head:
        yield 0, head, 0, head, True
    if (i2 - head) * (j2 - head) > MOST_PAIRS:
        yield head, i2, head, j2, False
    else:
        for tag, *place in SequenceMatcher(None, old[head:i2], new[head:j2], autojunk=False).get_opcodes():
            a1, a2, b1, b2 = (head + each for each in place)
            yield a1, a2, b1, b2, tag == "equal"
    if tail:
        yield i2, len(old), j2, len(new), True


def _replaced(before: list[_Entry], after: list[_Entry]) -> Iterator[Line]:
    """Where a stretch became another: items much alike are one item edited, the others came or went."""
    candidates = [entry.count() for entry in after] if len(before) * len(after) <= MOST_ALIKE else []
    done = 0
    for old in before:
        place = _place_of_alike(old.count(), candidates, done)
        if place is None:
            yield Line(old.depth, old.marker, tuple(_parts(old.inline, Change.REMOVED)), Change.REMOVED)
            continue
        yield from (_added(entry) for entry in after[done:place])
        yield _edited(old, after[place])
        done = place + 1
    yield from (_added(entry) for entry in after[done:])


def _place_of_alike(words: "Counter[str]", candidates: "list[Counter[str]]", start: int) -> int | None:
    for place in range(start, len(candidates)):
        others = candidates[place]
        if (words & others).total() >= ALIKE * max(words.total(), others.total()):
            return place
    return None


def _kept(old: _Entry, new: _Entry) -> Line:
    return Line(new.depth, new.marker, tuple(_parts(new.inline, Change.KEPT)), old_marker=_former_marker(old, new))


def _added(entry: _Entry) -> Line:
    return Line(entry.depth, entry.marker, tuple(_parts(entry.inline, Change.ADDED)), Change.ADDED)


def _edited(old: _Entry, new: _Entry) -> Line:
    return Line(new.depth, new.marker, tuple(_word_by_word(old, new)), old_marker=_former_marker(old, new))


def _former_marker(old: _Entry, new: _Entry) -> str:
    return "" if old.marker == new.marker else old.marker or "tanpa nomor"


def _parts(inline: str, change: Change) -> Iterator[Part]:
    return (Part(change, run, italic) for run, italic in outline.spans(inline))


def _word_by_word(old: _Entry, new: _Entry) -> Iterator[Part]:
    before, after = _words(old.inline), _words(new.inline)
    keys = [f"{word.strip()}{italic:d}" for word, italic in before], [f"{w.strip()}{i:d}" for w, i in after]
    for i1, i2, j1, j2, is_equal in _stretches(*keys):
        if is_equal:
            yield from _joined(after[j1:j2], Change.KEPT)
        else:
            yield from _joined(before[i1:i2], Change.REMOVED)
            yield from _joined(after[j1:j2], Change.ADDED)


def _words(inline: str) -> list[tuple[str, bool]]:
    """Words, each with the white space before it, and whether it is italic."""
    return [(word, italic) for run, italic in outline.spans(inline) for word in _WORDS.findall(run)]


def _joined(words: list[tuple[str, bool]], change: Change) -> Iterator[Part]:
    """Words as the fewest parts; the white space before words that came or went stays outside of them."""
    text, is_italic = "", False
    for word, italic in words:
        if text and italic != is_italic:
            yield Part(change, text, is_italic)
            text = ""
        elif not text and change is not Change.KEPT and word != word.lstrip():
            yield Part(Change.KEPT, " ")
            text, is_italic = word.lstrip(), italic
            continue
        text, is_italic = text + word, italic
    if text:
        yield Part(change, text, is_italic)
