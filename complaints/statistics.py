"""The public figures of a year, in which nobody can be recognised (rules/figures.py says how)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from catalog.rules.components import COMPONENTS
from complaints.presentation.chart import Bar, Chart
from complaints.reports import COMPONENT_NAMES, OUTCOME_NAMES, decimal
from complaints.rules.figures import (
    SMALLEST,
    Group,
    Share,
    is_small,
    median,
    merged,
    merged_in_order,
    percentile,
    share,
    share_of_all,
)
from complaints.rules.periods import QUARTER_NAMES, Period
from complaints.rules.workflow import Outcome
from complaints.sheets import Value
from complaints.tally import COMPLAINT, Result, Tally, added, tallies

FEW = f"kurang dari {SMALLEST}"
OTHERS = "Lainnya, digabung"
COLUMNS = {
    "tahun": "tahun diterimanya pengaduan",
    "bagian": "tahun, triwulan, hasil-akhir, penelaahan, atau komponen",
    "uraian": "kelompok yang dihitung; “Lainnya, digabung” adalah semua kelompok yang tidak disebut",
    "pengaduan": f"banyaknya pengaduan; kosong bila {FEW}",
    "tepat_waktu_dari": "pengaduan yang dijawab tepat waktu, persen, paling sedikit",
    "tepat_waktu_sampai": "dan paling banyak; sama bila bilangannya pasti",
    "median_hari_kerja": "median hari kerja sampai dijawab",
    "persentil_90_hari_kerja": "9 dari 10 pengaduan dijawab dalam sekian hari kerja",
}


@dataclass(frozen=True, slots=True)
class Line:
    """Complaints of some months, counted together."""

    label: str
    count: int
    share: Share | None  # answered in time, of those answered or due by now
    days: Counter  # hari kerja until the answer

    @property
    def told_count(self) -> str:
        return FEW if is_small(self.count) else str(self.count)

    @property
    def on_time(self) -> str:
        """ "95 %", "80–95 %", or "–" when there are too few to tell; on one line."""
        if self.share is None:
            return "–"
        least, most = self.share.percent
        return f"{least}\u00a0%" if least == most else f"{least}–\u2060{most}\u00a0%"

    @property
    def median(self) -> str:
        return decimal(self.median_days)

    @property
    def slowest(self) -> str:
        return decimal(self.slowest_days)

    @property
    def median_days(self) -> float | None:
        return median(self.days) if self.days.total() >= SMALLEST else None

    @property
    def slowest_days(self) -> int | None:
        return percentile(self.days, 90) if self.days.total() >= SMALLEST else None


@dataclass(frozen=True, slots=True)
class Division:
    """The complaints of a year divided by one question, each in one part."""

    name: str
    title: str
    parts: list[tuple[str, int]]  # what, how many

    @property
    def chart(self) -> Chart:
        most = max(count for _, count in self.parts)
        bars = [Bar(label, str(count), 100 * count / most) for label, count in self.parts]
        return Chart(self.name, self.title, bars)


class Year:
    """What the public reads of the complaints received in one year."""

    def __init__(self, year: int, today: dt.date, found: Mapping[tuple[int, int], Tally]):
        self.period = Period(year)
        self.today = today
        self.found = found
        self.tally = added(found, self.period)

    @property
    def year(self) -> int:
        return self.period.year

    @property
    def is_empty(self) -> bool:
        return not self.tally.total

    @property
    def is_few(self) -> bool:
        """Whether there are too few complaints to tell anything but that."""
        return self.tally.complaints < SMALLEST

    @property
    def suggestions(self) -> str:
        count = self.tally.suggestions
        return FEW if is_small(count) else str(count)

    @cached_property
    def whole(self) -> Line:
        parts = [of_clock(tally, self.today) for _, tally in self._quarters]
        return Line(self.period.label, self.tally.complaints, share_of_all(parts), self.tally.days)

    @cached_property
    def quarters(self) -> list[Line]:
        """Up to today, the small ones joined with a neighbour."""
        return [
            Line(label, tally.complaints, share(*of_clock(tally, self.today)), tally.days)
            for label, tally in self._quarters
        ]

    @cached_property
    def _quarters(self) -> list[tuple[str, Tally]]:
        begun = {each.quarter: added(self.found, each) for each in self.period.quarters if each.first_day <= self.today}
        groups = merged_in_order([(quarter, tally.complaints) for quarter, tally in begun.items()])
        return [(quarter_label(group), sum((begun[key] for key in group.keys), Tally())) for group in groups]

    @property
    def timeliness(self) -> Chart:
        bars = []
        for line in self.quarters:
            least, most = line.share.percent if line.share else (0, 0)
            bars.append(Bar(line.label, line.on_time, least, most))
        return Chart("tepat-waktu", "Dijawab tepat waktu per triwulan", bars)

    @cached_property
    def divisions(self) -> list[Division]:
        tally = self.tally
        results = {each: tally.result[each] for each in Result}
        outcomes = {each.value: tally.outcome[each.value, COMPLAINT] for each in Outcome}
        outcomes[None] = tally.outcome[None, COMPLAINT]
        components = {each.number: tally.component[each.number, COMPLAINT] for each in COMPONENTS}
        components[None] = tally.component[None, COMPLAINT]
        return [
            Division("hasil-akhir", "Hasil akhir", told(results, ((each, each.label) for each in Result))),
            Division("penelaahan", "Siapa yang menyelesaikan", told(outcomes, OUTCOME_NAMES)),
            Division("komponen", "Bagian standar pelayanan yang diadukan", told(components, COMPONENT_NAMES)),
        ]


def years(first: int, last: int, today: dt.date) -> list[Year]:
    """The years from the first to the last, the newest first."""
    found = tallies(Period(first), Period(last))
    return [Year(year, today, found) for year in range(last, first - 1, -1)]


def of_clock(tally: Tally, today: dt.date) -> tuple[int, int]:
    """Answered in time, and of how many: those answered, and those overdue."""
    on_time = tally.days_on_time.total()
    return on_time, on_time + tally.days_late.total() + tally.overdue(today)


def told(counts: Mapping[object, int], names: Iterable[tuple[object, str]]) -> list[tuple[str, int]]:
    """The parts that may be told, under their names."""
    named = dict(names)
    return [(named[group.keys[0]] if group.keys else OTHERS, group.count) for group in merged(counts)]


def quarter_label(group: Group[int]) -> str:
    first, last = (QUARTER_NAMES[group.keys[place] - 1] for place in (0, -1))
    return f"Triwulan {first}" if first == last else f"Triwulan {first}–{last}"


def rows(found: Iterable[Year]) -> Iterator[tuple[Value, ...]]:
    """The COLUMNS, then what is told of each year."""
    yield tuple(COLUMNS)
    for each in found:
        if each.tally.complaints:
            yield _row(each, "tahun", each.whole)
        if not each.is_few:
            for line in each.quarters:
                yield _row(each, "triwulan", line)
            for division in each.divisions:
                for label, count in division.parts:
                    yield (each.year, division.name, label, count, None, None, None, None)


def _row(year: Year, part: str, line: Line) -> tuple[Value, ...]:
    count = None if is_small(line.count) else line.count
    least, most = line.share.percent if line.share else (None, None)
    return (year.year, part, line.label, count, least, most, line.median_days, line.slowest_days)
