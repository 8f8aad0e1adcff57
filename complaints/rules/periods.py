"""The periods of a report: a month, a quarter (triwulan), or a year, each with the name it has in an address."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from complaints.rules.deadlines import FIRST_DAY, LAST_DAY
from complaints.rules.terms import MONTHS

CODE = re.compile(r"(?P<year>[0-9]{4})(?:-(?:T(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII)
QUARTER_NAMES = ("I", "II", "III", "IV")


class UnknownPeriod(ValueError):
    """A period that no report has."""

    def __init__(self) -> None:
        super().__init__("Tulis periode sebagai 2026-11 (bulan), 2026-T4 (triwulan), atau 2026 (tahun).")


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months of one year, one after another."""

    year: int
    first_month: int = 1
    months: int = 12  # 1, 3 or 12

    @property
    def code(self) -> str:
        """As in an address: "2026-11", "2026-T4" or "2026"."""
        if self.months == 12:
            return str(self.year)
        return f"{self.year}-T{self.quarter}" if self.months == 3 else f"{self.year}-{self.first_month:02d}"

    @property
    def label(self) -> str:
        """For people: "November 2026", "Triwulan IV 2026" or "Tahun 2026"."""
        if self.months == 12:
            return f"Tahun {self.year}"
        if self.months == 3:
            return f"Triwulan {QUARTER_NAMES[self.quarter - 1]} {self.year}"
        return f"{MONTHS[self.first_month - 1]} {self.year}"

    @property
    def quarter(self) -> int:
        """1 to 4, the one in which the period begins."""
        return (self.first_month + 2) // 3

    @property
    def first_day(self) -> date:
        return date(self.year, self.first_month, 1)

    @property
    def last_day(self) -> date:
        month = self.first_month + self.months - 1
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def quarters(self) -> tuple["Period", ...]:
        """The four of a year."""
        return tuple(Period(self.year, month, 3) for month in (1, 4, 7, 10))

    @property
    def inner(self) -> tuple["Period", ...]:
        """Of a year: itself, its quarters, then its months."""
        return (self, *self.quarters, *(Period(self.year, month, 1) for month in range(1, 13)))


def period_of(code: str) -> Period:
    """The period with this name. Raises UnknownPeriod, also outside the years of the calendar."""
    found = CODE.fullmatch(code)
    if not found or not FIRST_DAY.year <= int(found["year"]) <= LAST_DAY.year:
        raise UnknownPeriod
    year = int(found["year"])
    if found["quarter"]:
        return Period(year, 3 * int(found["quarter"]) - 2, 3)
    return Period(year, int(found["month"]), 1) if found["month"] else Period(year)


def quarter_with(day: date) -> Period:
    """The quarter in which the day lies."""
    return Period(day.year, 3 * ((day.month - 1) // 3) + 1, 3)
