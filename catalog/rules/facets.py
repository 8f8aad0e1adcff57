"""Counting what lists are narrowed by: for each choice, how many standards it would leave.

Standards that are alike in all of this are one ``Cell``, so that a count looks at some hundred cells and
never at the standards themselves, however many they are. Of all cells at once: which of them pass a filter
is one number with a bit for each, so that "and" is ``&``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import compress

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


VALUE: dict[str, Callable[[Cell], object]] = {
    "risiko": lambda cell: cell.risk_level,
    "izin": lambda cell: cell.licence_kind,
    "sektor": lambda cell: cell.sector,
    "edisi": lambda cell: cell.kbli_edition,
    "kbli": lambda cell: (cell.section, cell.division),
    "hari": lambda cell: cell.days,
    "biaya": lambda cell: cell.cost,
}
ZEROS = bytes.maketrans(b"01", b"\0\1")


class Cells:
    """All cells, ready to be counted."""

    def __init__(self, cells: Iterable[Cell]):
        self._cells = list(cells)
        self._keys = [cell.pk for cell in self._cells]
        self._places = {key: place for place, key in enumerate(self._keys)}
        self._having: dict[str, dict[object, int]] = {name: {} for name in VALUE}
        for place, cell in enumerate(self._cells):
            for name, value_of in VALUE.items():
                having, value = self._having[name], value_of(cell)
                having[value] = having.get(value, 0) | 1 << place
        self._digits = self._in_digits({cell.pk: cell.count for cell in self._cells})

    def __len__(self) -> int:
        return len(self._cells)

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._cells)

    def count(self, given: Mapping[str, object], numbers: Mapping[int, int] | None = None) -> Counts:
        """What the filters ``given`` leave; ``numbers`` are those of the standards by cell, if not of all there are."""
        digits = self._digits if numbers is None else self._in_digits(numbers)
        passing = {name: self._passing(name, value) for name, value in given.items()}
        everything = 0
        for digit in digits:
            everything |= digit
        left = _all_of(everything, passing.values())
        counts = Counts(total=_sum(left, digits), cells=self._keys_in(left))
        for name, having in self._having.items():
            others = (cells for other, cells in passing.items() if other != name)
            among = _all_of(everything, others) if name in passing else left
            counts.of[name] = Counter(
                {value: _sum(cells & among, digits) for value, cells in having.items() if cells & among}
            )
        return counts

    def _passing(self, name: str, value: object) -> int:
        passing = 0
        for own, cells in self._having[name].items():
            if _passes(name, own, value):
                passing |= cells
        return passing

    def _keys_in(self, cells: int) -> list[int]:
        bits = format(cells, f"0{len(self)}b")[::-1].encode().translate(ZEROS)
        return list(compress(self._keys, bits))

    def _in_digits(self, numbers: Mapping[int, int]) -> list[int]:
        """The numbers of all cells in binary: of each digit, in which cells it is 1."""
        digits = [0] * max((number.bit_length() for number in numbers.values()), default=0)
        for key, number in numbers.items():
            bit = 1 << self._places[key] if key in self._places else 0
            for place in range(number.bit_length()):
                if number >> place & 1:
                    digits[place] |= bit
        return digits


def _passes(name: str, own: object, value: object) -> bool:
    match name, own:
        case "kbli", (section, division):
            return value in (section, division)
        case "hari", int(days):
            return isinstance(value, int) and days <= value < NO_DAYS
        case _:
            return own == value


def _all_of(cells: int, others: Iterable[int]) -> int:
    for other in others:
        cells &= other
    return cells


def _sum(cells: int, digits: list[int]) -> int:
    """The numbers of these cells, added up digit by digit."""
    return sum((cells & digit).bit_count() << place for place, digit in enumerate(digits))
