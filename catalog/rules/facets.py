"""Counting what lists are narrowed by: for each choice, how many standards it would leave.

Standards that are alike in all of this are one ``Cell``, so that a count looks at some hundred cells and
never at the standards themselves, however many they are.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

NO_DAYS = 32_767  # stands for "not stated", behind every number of days


class Cost(StrEnum):
    """What a standard costs (biaya), as far as its amount is known."""

    FREE = "gratis"
    PAID = "berbayar"
    NOT_STATED = "tidak-disebut"

    @property
    def label(self) -> str:
        return "Besarnya tidak disebut" if self is Cost.NOT_STATED else self.value.title()

    @classmethod
    def of(cls, rupiah: int | None) -> "Cost":
        if rupiah is None:
            return cls.NOT_STATED
        return cls.PAID if rupiah else cls.FREE


@dataclass(frozen=True, slots=True)
class Cell:
    """Standards in force that are alike in all that lists are narrowed by. ``sector`` is a key, 0 for none."""

    pk: int
    kbli_edition: int
    section: str
    division: str
    sector: int
    licence_kind: str
    risk_level: str
    days: int
    cost: str
    count: int


@dataclass(slots=True)
class Counts:
    """What the filters leave: in all, in which cells, and behind each choice when its own filter is set aside."""

    total: int = 0
    cells: list[int] = field(default_factory=list)
    of: dict[str, Counter[object]] = field(default_factory=dict)


PASSES: dict[str, Callable[[Cell, object], bool]] = {
    "risiko": lambda cell, value: cell.risk_level == value,
    "izin": lambda cell, value: cell.licence_kind == value,
    "sektor": lambda cell, value: cell.sector == value,
    "edisi": lambda cell, value: cell.kbli_edition == value,
    "kbli": lambda cell, value: value in (cell.section, cell.division),
    "hari": lambda cell, value: isinstance(value, int) and cell.days <= value < NO_DAYS,
    "biaya": lambda cell, value: cell.cost == value,
}
VALUE: dict[str, Callable[[Cell], object]] = {
    "risiko": lambda cell: cell.risk_level,
    "izin": lambda cell: cell.licence_kind,
    "sektor": lambda cell: cell.sector,
    "edisi": lambda cell: cell.kbli_edition,
    "kbli": lambda cell: (cell.section, cell.division),
    "hari": lambda cell: cell.days,
    "biaya": lambda cell: cell.cost,
}


def count(cells: Iterable[Cell], given: Mapping[str, object]) -> Counts:
    """Count in one pass: a cell that fails one filter alone counts for that filter's choices, and for no other."""
    counts = Counts(of={name: Counter() for name in VALUE})
    tests = [(name, PASSES[name], value) for name, value in given.items()]
    for cell in cells:
        failed = [name for name, passes, value in tests if not passes(cell, value)]
        if len(failed) > 1:
            continue
        if not failed:
            counts.total += cell.count
            counts.cells.append(cell.pk)
        for name in failed or VALUE:
            counts.of[name][VALUE[name](cell)] += cell.count
    return counts
