"""Numbers that the office tells: how long answers took, and counts in which nobody can be recognised.

What the public reads names no group of 1 to 4 reports, and none that a reader could work out by subtracting what is
named from a total. The rule of 5 is the project's own; component 6 does not speak of figures.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Generic, TypeVar

SMALLEST = 5  # reports in a group that is named

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Group(Generic[Key]):
    """Keys that are counted together. One key alone is a group that is named; no keys are "all others"."""

    keys: tuple[Key, ...]
    count: int


def is_small(count: int) -> bool:
    """Whether so few that somebody could be recognised; nobody is nobody."""
    return 0 < count < SMALLEST


def median(counts: Mapping[int, int]) -> float | None:
    """The middle of values counted as {value: how often}, of two middle ones their mean; None of nothing."""
    total = sum(counts.values())
    if not total:
        return None
    return (_ranked(counts, (total + 1) // 2) + _ranked(counts, total // 2 + 1)) / 2


def percentile(counts: Mapping[int, int], percent: int) -> int | None:
    """The smallest value that so many percent do not exceed (nearest rank); None of nothing."""
    total = sum(counts.values())
    return _ranked(counts, max(1, ceil(total * percent / 100))) if total else None


def _ranked(counts: Mapping[int, int], rank: int) -> int:
    """The value at this place, from 1, of all values in their order."""
    values = sorted(counts)
    reached = accumulate(counts[value] for value in values)
    return next(value for value, last in zip(values, reached, strict=True) if last >= rank)


def merged(counts: Mapping[Key, int]) -> list[Group[Key]]:
    """The groups that may be named, in the order given; last, without keys, all others together.

    Who is small is not told apart from who is nobody. As long as all others together are few, the smallest that could
    be named joins them, so that the rest of a total never is a small group. Nothing at all when the whole is small.
    """
    named = {key: count for key, count in counts.items() if count >= SMALLEST}
    rest = sum(counts.values()) - sum(named.values())
    while is_small(rest) and named:
        smallest = min(named, key=lambda key: named[key])
        rest += named.pop(smallest)
    if is_small(rest):
        return []
    return [Group((key,), count) for key, count in named.items()] + ([Group((), rest)] if rest else [])


def merged_in_order(counts: Sequence[tuple[Key, int]]) -> list[Group[Key]]:
    """The same for what follows upon another, such as quarters: a small one joins the smaller of its neighbours.

    Nothing at all when the whole is small.
    """
    groups = [Group((key,), count) for key, count in counts]
    while (place := next((at for at, group in enumerate(groups) if is_small(group.count)), None)) is not None:
        if len(groups) == 1:
            return []
        beside = [at for at in (place - 1, place + 1) if 0 <= at < len(groups)]
        other = min(beside, key=lambda at: groups[at].count)
        first, second = sorted([place, other])
        both = Group(groups[first].keys + groups[second].keys, groups[first].count + groups[second].count)
        groups[first : second + 1] = [both]
    return groups


@dataclass(frozen=True, slots=True)
class Share:
    """How many of so many, told no closer than between two bounds when an exact number would name a small group."""

    least: int
    most: int
    of: int

    @property
    def percent(self) -> tuple[int, int]:
        """Both bounds in whole percent, the lower rounded down and the upper up, the same when the number is exact."""
        if self.least == self.most:
            exact = round(100 * self.least / self.of)
            return exact, exact
        return 100 * self.least // self.of, ceil(100 * self.most / self.of)


def share(part: int, of: int) -> Share | None:
    """The part of a whole, for the public; None when the whole is small or nothing."""
    if of < SMALLEST:
        return None
    if not is_small(part) and not is_small(of - part):
        return Share(part, part, of)
    if of < 2 * SMALLEST - 1:  # either side may be the small one; saying which would tell too much
        return Share(1, of - 1, of)
    return Share(1, SMALLEST - 1, of) if is_small(part) else Share(of - SMALLEST + 1, of - 1, of)


def share_of_all(parts: Sequence[tuple[int, int]]) -> Share | None:
    """Of several wholes together, from what ``share`` tells of each and nothing more; None when all are too few.

    Telling it exactly would tell, by subtraction, what the share of one of them keeps back.
    """
    total = sum(of for _, of in parts)
    if total < SMALLEST:
        return None
    told = [share(part, of) or Share(0, of, of) for part, of in parts]
    return Share(sum(each.least for each in told), sum(each.most for each in told), total)
