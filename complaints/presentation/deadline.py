"""A due date as people read it: in words, as a bar of its hari kerja, and day by day."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from django.utils.dateformat import format as date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from complaints.rules.deadlines import (
    WEEKEND,
    Calendar,
    Explanation,
    time_left_in_words,
    working_days_left,
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Batas jawaban of a case whose clock runs."""

    due_on: dt.date
    words: str  # "sisa 3 hari kerja"
    is_late: bool
    is_provisional: bool
    steps: tuple[bool, ...]  # one for each hari kerja promised, True when it has passed

    @property
    def bar(self) -> str:
        """The steps as HTML, put together here: a desk of sixty cases has hundreds of them."""
        passed = sum(self.steps)
        to_come = len(self.steps) - passed
        return mark_safe('<span class="is-passed"></span>' * passed + "<span></span>" * to_come)  # noqa: S308

    @property
    def day(self) -> str:
        return short_day(self.due_on)


@lru_cache(maxsize=1_000)
def short_day(day: dt.date) -> str:
    """ "3 Des 2026" as HTML for machines too; many cases of a list are due on the same few days."""
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), date_format(day, "j M Y"))


def deadline(due_on: dt.date, *, days: int, is_provisional: bool, today: dt.date, calendar: Calendar) -> Deadline:
    left = min(working_days_left(today, due_on, calendar), days)
    return Deadline(
        due_on,
        time_left_in_words(today, due_on, calendar),
        today > due_on,
        is_provisional,
        tuple(step < days - left for step in range(days)),
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in the table of weeks."""

    date: dt.date
    ordinal: int = 0  # hari kerja ke-…; 0 for a day that is not counted
    holiday: str = ""  # why it is not counted, but for the weekend
    is_start: bool = False  # the day of receipt
    is_due: bool = False
    is_outside: bool = False  # before the receipt or after the due day


@dataclass(frozen=True, slots=True)
class Counting:
    """How a due date was counted: weeks from Monday to Sunday, and the holidays on the way."""

    explanation: Explanation
    weeks: tuple[tuple[Cell, ...], ...]
    holidays: tuple[Cell, ...]  # on the way, those on a weekend too


def counting(explanation: Explanation) -> Counting:
    ordinals = {day.date: day.ordinal for day in explanation.counted}
    holidays = {day.date: without_weekend(day.reason) for day in explanation.skipped}
    first, last = explanation.received_on, explanation.due_on
    monday = first.toordinal() - first.weekday()
    sunday = last.toordinal() + 6 - last.weekday()

    def cell(number: int) -> Cell:
        day = dt.date.fromordinal(number)
        return Cell(
            day,
            ordinals.get(day, 0),
            holidays.get(day, ""),
            is_start=day == first,
            is_due=day == last,
            is_outside=not first <= day <= last,
        )

    cells = [cell(number) for number in range(monday, sunday + 1)]
    weeks = tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))
    return Counting(explanation, weeks, tuple(each for each in cells if each.holiday))


def without_weekend(reason: str) -> str:
    """“Sabtu; Hari Raya Idul Fitri (…)” → “Hari Raya Idul Fitri (…)”; "" when there is no more to it."""
    weekend, _, holiday = reason.partition("; ")
    return holiday if weekend in WEEKEND.values() else reason
