"""How well an entry of the index answers a query. The same on every database, for it is not theirs.

Each word counts by the best place it stands in. A place high up outweighs several below it only as far as
these numbers say: they were set so that the queries of tests/catalog/search_queries.csv come out right.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

Group = tuple[str, ...]  # stems that stand for one word of the query: several where its end is still being typed
BREAK = " , "  # between the phrases of a column, before the first and after the last


class Weight(IntEnum):
    REST = 1
    NEEDS = 2
    DESCRIBED = 3
    GENERAL = 6
    EVERYDAY = 9
    TITLE = 12
    CODE = 60
    WHOLE_NAME = 6  # on top, where the query is a whole title or everyday name


class Entry(NamedTuple):
    """An entry of the index. Each column holds stems with a space before and after every one; see ``SearchEntry``."""

    edition_id: int
    name: str
    code: str
    title: str
    everyday: str
    general: str
    described: str = ""
    needs: str = ""


class Ranking:
    """How well entries answer one query: ``groups`` are its words, ``fillers`` what may be missing."""

    def __init__(self, groups: Sequence[Group], fillers: Iterable[str] = ()) -> None:
        self.groups = [[f" {stem} " for stem in group] for group in groups]
        self.fillers = [f" {filler} " for filler in fillers]
        name = " ".join(group[0] for group in groups)
        self.title, self.everyday_name = f" {name} ", f"{BREAK}{name}{BREAK}"

    def key(self, entry: Entry, elsewhere: int = 0) -> tuple[object, ...]:
        """What entries are sorted by: the weight of the words, the fillers found, then the plainest title.

        ``elsewhere`` is the weight of a word that stands in none of the columns compared here.
        """
        weights = self._weights(entry, elsewhere)
        return (
            -self._sum(entry, weights),
            -sum([filler in entry.title for filler in self.fillers]),
            entry.code if min(weights) == CODE else "",
            entry.title.count(" "),
            entry.name,
            entry.code,
            entry.edition_id,
        )

    def weight(self, entry: Entry, elsewhere: int = 0) -> int:
        """How much an entry has to do with the words."""
        return self._sum(entry, self._weights(entry, elsewhere))

    def is_meant(self, entry: Entry) -> bool:
        """Whether every word stands in what an entry is called or asks for, and not only in its other texts."""
        own = entry.code + entry.title + entry.everyday + entry.general + entry.needs
        return all(any(stem in own for stem in group) for group in self.groups)

    def is_aside(self, entry: Entry) -> bool:
        """Whether no word stands in what an entry is called or asks for, nor in what KBLI says of it."""
        return not any(self._weights(entry, 0))

    def _weights(self, entry: Entry, elsewhere: int) -> list[int]:
        return [max([_weight(entry, stem, elsewhere) for stem in group]) for group in self.groups]

    def _sum(self, entry: Entry, weights: list[int]) -> int:
        is_name = self.title == entry.title or self.everyday_name in entry.everyday
        return sum(weights) + (WHOLE_NAME if is_name else 0)


CODE, TITLE, EVERYDAY, GENERAL, DESCRIBED, NEEDS, WHOLE_NAME = (
    int(Weight[name]) for name in ("CODE", "TITLE", "EVERYDAY", "GENERAL", "DESCRIBED", "NEEDS", "WHOLE_NAME")
)


def _weight(entry: Entry, stem: str, elsewhere: int) -> int:  # noqa: PLR0911  in a row, for a thousand at a time
    if stem in entry.code:
        return CODE
    if stem in entry.title:
        return TITLE
    if stem in entry.everyday:
        return EVERYDAY
    if stem in entry.general:
        return GENERAL
    if stem in entry.described:
        return DESCRIBED
    if stem in entry.needs:
        return NEEDS
    return elsewhere
