"""How well an entry of the index answers a query. The same on every database, for it is not theirs.

Each word counts by the best place it stands in. A place high up outweighs several below it only as far as
these numbers say: they were set so that the queries of tests/catalog/search_queries.csv come out right.
"""

from collections.abc import Iterable, Iterator, Sequence
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
    PART_NAME = 4  # or where an everyday name is a part of the query


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
    """How well entries answer one query: ``groups`` are its words, ``fillers`` what may be missing.

    It works through a column of entries at a time: a thousand of them are compared for every search.
    """

    def __init__(self, groups: Sequence[Group], fillers: Iterable[str] = ()) -> None:
        self.groups = groups
        self.fillers = [f" {filler} " for filler in fillers]
        name = " ".join(group[0] for group in groups)
        self.is_code = all(group[0].isdigit() for group in groups)
        self.title, self.everyday_name = f" {name} ", f"{BREAK}{name}{BREAK}"
        self.parts = [f"{BREAK}{part}{BREAK}" for part in _parts([group[0] for group in groups])]

    def in_order(self, entries: Sequence[Entry], elsewhere: int = 0) -> list[Entry]:
        """The best first: by the weight of their words, the fillers found, then the plainest title.

        Under the beginning of a code their codes come in order. What is alike stays as it was.

        ``elsewhere`` is the weight of a word that stands in none of the columns compared here.
        """
        totals = self.weights(entries, elsewhere)
        if self.fillers:
            totals = [
                weight * MANY + sum([filler in entry.title or filler in entry.everyday for filler in self.fillers])
                for entry, weight in zip(entries, totals, strict=True)
            ]
        plainness = [entry.name for entry in entries]
        if self.is_code:
            plainness = [f"{code}{name}" for _, name, code, *_ in entries]
        # Two sorts, of texts alone and of numbers alone, take a third of the time of one sort of pairs.
        places = sorted(range(len(entries)), key=plainness.__getitem__)
        places.sort(key=totals.__getitem__, reverse=True)
        return [entries[place] for place in places]

    def weights(self, entries: Sequence[Entry], elsewhere: int = 0) -> list[int]:
        """How much each entry has to do with the words."""
        return self._totals(entries, self._weights(entries, elsewhere))

    def is_meant(self, entry: Entry) -> bool:
        """Whether every word stands in what an entry is called or asks for, and not only in its other texts."""
        own = f"{entry.code}{entry.title}{entry.everyday}{entry.general}{entry.needs}"
        return all(any(f" {stem} " in own for stem in group) for group in self.groups)

    def is_aside(self, entry: Entry) -> bool:
        """Whether no word stands in what an entry is called or asks for, nor in what KBLI says of it."""
        return not any(weight for (weight,) in self._weights([entry], 0))

    def _weights(self, entries: Sequence[Entry], elsewhere: int) -> list[list[int]]:
        """Of each word, its weight in each entry."""
        return [
            _weights_of_one(f" {group[0]} ", entries, elsewhere)
            if len(group) == 1
            else _weights_of_any(frozenset(group), entries, elsewhere)
            for group in self.groups
        ]

    def _totals(self, entries: Sequence[Entry], weights: list[list[int]]) -> list[int]:
        totals = weights[0] if len(weights) == 1 else map(sum, zip(*weights, strict=True))
        return [
            total + (WHOLE_NAME if self.title == entry.title or self.everyday_name in entry.everyday else more)
            for entry, total, more in zip(entries, totals, self._more_for_parts(entries), strict=True)
        ]

    def _more_for_parts(self, entries: Sequence[Entry]) -> list[int]:
        more = [0] * len(entries)
        everyday = [entry.everyday for entry in entries] if self.parts else []
        for part in self.parts:
            more = [PART_NAME if part in names else before for names, before in zip(everyday, more, strict=True)]
        return more


def _parts(stems: list[str]) -> Iterator[str]:
    """The shorter runs of words that may be a name of their own: "ternak kambing" of "ternak kambing 20 ekor"."""
    for length in range(1, min(len(stems), LONGEST_PART + 1)):
        for start in range(len(stems) - length + 1):
            yield " ".join(stems[start : start + length])


MANY = 100  # more than a query has words
LONGEST_PART = 3  # words
CODE, TITLE, EVERYDAY, GENERAL, DESCRIBED, NEEDS, WHOLE_NAME, PART_NAME = (
    int(Weight[name])
    for name in ("CODE", "TITLE", "EVERYDAY", "GENERAL", "DESCRIBED", "NEEDS", "WHOLE_NAME", "PART_NAME")
)


def _weights_of_one(stem: str, entries: Sequence[Entry], elsewhere: int) -> list[int]:
    return [
        CODE if stem in code
        else TITLE if stem in title
        else EVERYDAY if stem in everyday
        else GENERAL if stem in general
        else DESCRIBED if stem in described
        else NEEDS if stem in needs
        else elsewhere
        for _, _, code, title, everyday, general, described, needs in entries
    ]  # fmt: skip


def _weights_of_any(stems: frozenset[str], entries: Sequence[Entry], elsewhere: int) -> list[int]:
    def misses(column: str) -> bool:
        return stems.isdisjoint(column.split())

    return [
        CODE if not misses(code)
        else TITLE if not misses(title)
        else EVERYDAY if not misses(everyday)
        else GENERAL if not misses(general)
        else DESCRIBED if not misses(described)
        else NEEDS if not misses(needs)
        else elsewhere
        for _, _, code, title, everyday, general, described, needs in entries
    ]  # fmt: skip
