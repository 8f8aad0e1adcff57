"""Reports counted: how many there are of what, month by month of receipt.

Reading thousands of rows takes longer than a page may, so what was counted of a month is kept in memory for as long as
nothing in it has changed. What tells is one short query over an index: how many reports were received on each day, and
how often they were changed since. Another calendar of the office counts everything anew. A process that has just begun
reads what ``count_reports`` has put into the table ``CountedMonth``, so that nobody waits for it to count all years.
"""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, fields
from functools import lru_cache

from django.db.models import Count, Q, Sum
from django.utils import timezone

from catalog import pages
from complaints.calendar import kept_calendar
from complaints.models import Complaint, CountedMonth
from complaints.rules.deadlines import Calendar, working_days_late
from complaints.rules.intake import FilingKind
from complaints.rules.periods import Period
from complaints.rules.terms import Term
from complaints.rules.workflow import CLOSED_STATES, RESPONSE_CLOCK_STOPPED, State, Verdict

COMPLAINT = FilingKind.COMPLAINT.value
# No story, no person: numbers need neither.
COLUMNS = (
    "received_on", "reopened_on", "answered_on", "response_due_on", "logged_at", "kind", "state", "channel",
    "standard_id", "component", "outcome", "verdict", "is_settled",
)  # fmt: skip
STOPPED = frozenset(state.value for state in RESPONSE_CLOCK_STOPPED)
DIMENSIONS = ("channel", "standard", "component", "outcome", "verdict")
Month = tuple[int, int]  # year, month
_KEPT: dict[Month, tuple[Calendar, tuple[int, int], "Tally"]] = {}  # what was counted of each


class Result(Term):
    """What a complaint came to, each exactly one; what did not satisfy is never among the mended."""

    FIXED = "diperbaiki"
    REJECTED = "ditolak-dengan-alasan"
    UNSATISFIED = "tidak-memuaskan-pelapor"
    NOT_COMPETENT = "bukan-kewenangan"
    WITHDRAWN = "dicabut-pelapor"
    RUNNING = "masih-ditangani"


@dataclass(slots=True)
class Tally:
    """Counts that can be added up. A key of ``DIMENSIONS`` is (value, kind); None is what is not known of it."""

    kind: Counter = field(default_factory=Counter)
    logged_late: Counter = field(default_factory=Counter)  # kind, where hari kerja passed between receipt and record
    channel: Counter = field(default_factory=Counter)
    standard: Counter = field(default_factory=Counter)
    component: Counter = field(default_factory=Counter)
    outcome: Counter = field(default_factory=Counter)
    verdict: Counter = field(default_factory=Counter)
    # Of pengaduan alone:
    result: Counter = field(default_factory=Counter)
    days_on_time: Counter = field(default_factory=Counter)  # hari kerja until an answer in time
    days_late: Counter = field(default_factory=Counter)  # and until one that came late
    waiting: Counter = field(default_factory=Counter)  # the due day of those that await an answer

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def complaints(self) -> int:
        return self.kind[COMPLAINT]

    @property
    def suggestions(self) -> int:
        return self.kind[FilingKind.SUGGESTION.value]

    @property
    def total(self) -> int:
        return self.kind.total()

    @property
    def days(self) -> Counter:
        """Hari kerja from the start of the clock to the answer."""
        return self.days_on_time + self.days_late

    def packed(self) -> dict[str, list]:
        """As JSON can hold it: of each counter its keys with their counts."""
        return {each.name: [*getattr(self, each.name).items()] for each in fields(self)}

    @classmethod
    def unpacked(cls, packed: dict[str, list]) -> "Tally":
        counters = ({_KEY.get(name, _same)(key): count for key, count in packed[name]} for name in packed)
        return cls(**dict(zip(packed, map(Counter, counters), strict=True)))

    def overdue(self, today: dt.date) -> int:
        """Those without an answer whose due day has passed."""
        return sum(count for due_on, count in self.waiting.items() if due_on < today)


def _same(key):
    return key


# What a key of each counter was before it became JSON, where that knows no better.
_KEY: dict[str, Callable] = {
    **dict.fromkeys(DIMENSIONS, tuple),
    "result": Result,
    "waiting": dt.date.fromisoformat,
}


def tallies(first: Period, last: Period | None = None) -> dict[Month, Tally]:
    """What was counted of each month of receipt, from the first period to the last.

    Two queries when nothing has changed since, three when something has; one more in a process that has just begun.
    """
    days = (first.first_day, (last or first).last_day)
    calendar = kept_calendar()
    stamps = stamps_of(days)
    if unknown := [month for month in stamps if month not in _KEPT]:
        _KEPT.update(_stored(unknown, stamps, calendar))
    stale = [month for month, stamp in stamps.items() if not _is_kept(month, calendar, stamp)]
    if stale:
        for month, tally in _counted(stale, calendar).items():
            _KEPT[month] = (calendar, stamps[month], tally)
    return {month: _KEPT[month][2] for month in stamps}


def store(today: dt.date) -> int:
    """Count the months in which something has changed since they were stored, and store them; how many there were."""
    first = first_received_on()
    if first is None:
        return 0
    calendar, stamps = kept_calendar(), stamps_of((first, today))
    stored = _stored(stamps, stamps, calendar)
    stale = [month for month in stamps if month not in stored]
    for month, tally in _counted(stale, calendar).items() if stale else ():
        CountedMonth.objects.update_or_create(
            year=month[0],
            month=month[1],
            defaults={"stamp": _mark(stamps[month], calendar), "counts": tally.packed()},
        )
    return len(stale)


def _stored(months: Collection[Month], stamps: dict[Month, tuple[int, int]], calendar: Calendar) -> dict:
    """What is stored of these months and still holds, as _KEPT has it. One query."""
    rows = CountedMonth.objects.filter(year__in={year for year, _ in months})
    return {
        (year, month): (calendar, stamps[year, month], Tally.unpacked(counts))
        for year, month, mark, counts in rows.values_list("year", "month", "stamp", "counts")
        if (year, month) in months and mark == _mark(stamps[year, month], calendar)
    }


def _mark(stamp: tuple[int, int], calendar: Calendar) -> str:
    """All that the numbers of a month depend on: its reports, the calendar, and the program that counts."""
    return f"{stamp[0]}-{stamp[1]}-{_named(calendar)}-{pages.release()[:16]}"


@lru_cache(maxsize=2)
def _named(calendar: Calendar) -> str:
    told = (calendar.holidays, sorted(calendar.confirmed_years), calendar.joint_leave_counts_as_holiday)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def stamps_of(days: tuple[dt.date, dt.date]) -> dict[Month, tuple[int, int]]:
    """Of each month with reports: how many, and the sum of their versions. Both only grow. One query."""
    stamps: dict[Month, tuple[int, int]] = {}
    by_day = Complaint.objects.filter(received_on__range=days).order_by("received_on").values_list("received_on")
    for day, count, versions in by_day.annotate(Count("received_on"), Sum("version")):
        before = stamps.get((day.year, day.month), (0, 0))
        stamps[day.year, day.month] = (before[0] + count, before[1] + versions)
    return stamps


def added(found: dict[Month, Tally], period: Period) -> Tally:
    """The months of the period together."""
    months = [(period.year, period.first_month + number) for number in range(period.months)]
    return sum((found[month] for month in months if month in found), Tally())


def first_received_on() -> dt.date | None:
    """The day of the oldest report; None when there is none. One query."""
    return Complaint.objects.order_by("received_on").values_list("received_on", flat=True).first()


def _is_kept(month: Month, calendar: Calendar, stamp: tuple[int, int]) -> bool:
    kept = _KEPT.get(month)
    return kept is not None and kept[0] is calendar and kept[1] == stamp


def _counted(months: list[Month], calendar: Calendar) -> dict[Month, Tally]:
    found = {month: Tally() for month in months}
    spans = [Period(year, month, 1) for year, month in months]
    received = Q()
    for span in spans:
        received |= Q(received_on__range=(span.first_day, span.last_day))
    counting = _Counting(calendar)
    for row in Complaint.objects.filter(received).order_by().values_list(*COLUMNS, named=True).iterator(2_000):
        counting.count(found[row.received_on.year, row.received_on.month], row)
    return found


class _Counting:
    def __init__(self, calendar: Calendar):
        self.calendar = calendar
        self.known: dict[tuple[dt.date, dt.date], int] = {}

    def count(self, tally: Tally, row) -> None:
        tally.kind[row.kind] += 1
        for name, value in zip(
            DIMENSIONS, (row.channel, row.standard_id, row.component, row.outcome, row.verdict), strict=True
        ):
            getattr(tally, name)[value or None, row.kind] += 1
        logged_on = timezone.localdate(row.logged_at)
        if logged_on != row.received_on and self.working_days(row.received_on, logged_on):
            tally.logged_late[row.kind] += 1
        if row.kind == COMPLAINT:
            tally.result[result_of(row)] += 1
            self.count_clock(tally, row)

    def count_clock(self, tally: Tally, row) -> None:
        if row.answered_on:
            days = self.working_days(row.reopened_on or row.received_on, row.answered_on)
            answers = tally.days_on_time if row.answered_on <= row.response_due_on else tally.days_late
            answers[days] += 1
        elif row.state not in STOPPED:
            tally.waiting[row.response_due_on] += 1

    def working_days(self, after: dt.date, until: dt.date) -> int:
        key = (after, until)
        if key not in self.known:
            self.known[key] = working_days_late(until, after, self.calendar)
        return self.known[key]


def result_of(row) -> Result:
    """What a complaint came to. One that was reopened, or whose answer settles nothing, did not satisfy."""
    state = State(row.state)
    if state in (State.NOT_COMPETENT, State.WITHDRAWN):
        return Result.NOT_COMPETENT if state is State.NOT_COMPETENT else Result.WITHDRAWN
    if row.is_settled is False or (row.reopened_on and row.is_settled is not True):
        return Result.UNSATISFIED
    if state is State.ANSWERED or state in CLOSED_STATES:
        return {Verdict.FIXED.value: Result.FIXED, Verdict.REJECTED.value: Result.REJECTED}.get(
            row.verdict, Result.RUNNING
        )
    return Result.RUNNING
