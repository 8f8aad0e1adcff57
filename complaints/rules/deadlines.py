"""The two clocks of component 6 (batas waktu pengaduan dan batas jawaban).

Filing runs in hari kalender (komponen 6 butir 2), the answer in hari kerja (komponen 6 butir 4). Dates only, and no
clock: the caller passes today. All days lie within FIRST_DAY … LAST_DAY; whatever leaves them raises DateOutOfRange.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from complaints.rules.terms import Term, in_words

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2100, 12, 31)
ONE_DAY = timedelta(days=1)
WEEKEND = {5: "Sabtu", 6: "Minggu"}  # date.weekday() → name

FILING_DAYS = 30  # hari kalender, komponen 6 butir 2 and 3
RESPONSE_DAYS = 14  # hari kerja, komponen 6 butir 4


class DateOutOfRange(ValueError):
    """A day before FIRST_DAY or after LAST_DAY, given or computed."""

    def __init__(self) -> None:
        super().__init__(f"Tanggal harus antara {in_words(FIRST_DAY)} dan {in_words(LAST_DAY)}.")


class HolidayKind(Term):
    """Jenis hari libur: who closed the office on that day."""

    NATIONAL = "libur-nasional"
    JOINT_LEAVE = "cuti-bersama"
    OFFICE_CLOSURE = "penutupan-kantor"


KIND_IN_CSV = {"national": HolidayKind.NATIONAL, "cuti_bersama": HolidayKind.JOINT_LEAVE}  # as in holidays_id.csv


@dataclass(frozen=True, slots=True)
class Holiday:
    """Hari libur: one day without service, and the decree (SKB, keputusan) that says so."""

    date: date
    name: str
    kind: HolidayKind
    decree: str = ""  # "" while nobody has recorded it

    def __post_init__(self) -> None:
        within_bounds(self.date)

    @property
    def reason(self) -> str:
        """Name, kind and decree: "Hari Suci Nyepi (libur nasional, SKB 1/2025)"."""
        source = ", ".join(filter(None, (self.kind.label.lower(), self.decree)))
        return f"{self.name} ({source})"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The office's days of rest: Saturday, Sunday and these holidays.

    A year outside ``confirmed_years`` has no confirmed list; what is counted in it is provisional, never "no holidays".
    Several holidays may fall on one day.
    """

    holidays: tuple[Holiday, ...] = ()
    confirmed_years: frozenset[int] = frozenset()
    joint_leave_counts_as_holiday: bool = True
    _closed: dict[date, str] = field(init=False, repr=False, compare=False, default_factory=dict)  # day → reason

    def __post_init__(self) -> None:
        for holiday in self.holidays:
            if self.joint_leave_counts_as_holiday or holiday.kind is not HolidayKind.JOINT_LEAVE:
                earlier = self._closed.get(holiday.date)
                self._closed[holiday.date] = f"{earlier}; {holiday.reason}" if earlier else holiday.reason

    def reason_to_rest(self, day: date) -> str:
        """Why nobody works on this day: "Sabtu", a holiday's reason, or both joined by "; ". "" on a working day."""
        weekend, closed = WEEKEND.get(day.weekday(), ""), self._closed.get(day, "")
        return f"{weekend}; {closed}" if weekend and closed else weekend or closed

    def holidays_on_weekdays(self, after: date, until: date) -> int:
        """Days from Monday to Friday with a holiday, later than ``after`` and not later than ``until``."""
        return sum(after < day <= until and day.weekday() not in WEEKEND for day in self._closed)


@dataclass(frozen=True, slots=True)
class CountedDay:
    ordinal: int  # hari kerja ke-…, from 1
    date: date


@dataclass(frozen=True, slots=True)
class SkippedDay:
    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an answer is due on that day: every day after receipt, either counted or skipped, in order."""

    received_on: date
    due_on: date
    counted: tuple[CountedDay, ...]
    skipped: tuple[SkippedDay, ...]
    unconfirmed_years: tuple[int, ...]

    @property
    def provisional(self) -> bool:
        """Sementara: the due date may still move, for a day on the way lies in a year without a confirmed list."""
        return bool(self.unconfirmed_years)


def within_bounds(day: date) -> date:
    """The same day. Raises DateOutOfRange outside FIRST_DAY … LAST_DAY."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DateOutOfRange
    return day


def last_filing_day(service_on: date, days: int = FILING_DAYS) -> date:
    """The last day, itself included, to file as a complaint: ``days`` hari kalender after the day of service.

    It does not roll over when it falls on a day of rest. Source: komponen 6 butir 2 and 3.
    Raises DateOutOfRange, and ValueError for a negative number of days.
    """
    _refuse_negative(days)
    if days > (LAST_DAY - within_bounds(service_on)).days:
        raise DateOutOfRange
    return service_on + timedelta(days=days)


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Hari kerja: Monday to Friday and no holiday of the calendar. Raises DateOutOfRange."""
    return not calendar.reason_to_rest(within_bounds(day))


def add_working_days(start: date, n: int, calendar: Calendar) -> date:
    """The ``n``-th hari kerja after ``start``, which is day 0 on whatever day it falls; ``start`` itself when n is 0.

    Raises DateOutOfRange, and ValueError for a negative n.
    """
    return explain(start, calendar, n).due_on


def response_due_on(received_on: date, calendar: Calendar, days: int = RESPONSE_DAYS) -> date:
    """Batas jawaban: at the end of this day the office must have answered. Source: komponen 6 butir 4.

    ``received_on`` is the day on which the complaint reached the office by its channel. Raises as ``explain``.
    """
    return explain(received_on, calendar, days).due_on


def explain(received_on: date, calendar: Calendar, days: int = RESPONSE_DAYS) -> Explanation:
    """Counts ``days`` hari kerja after the day of receipt and keeps account of each day. Source: komponen 6 butir 4.

    Raises DateOutOfRange, and ValueError for a negative number of days.
    """
    _refuse_negative(days)
    day = within_bounds(received_on)
    counted: list[CountedDay] = []
    skipped: list[SkippedDay] = []
    years: dict[int, None] = {}  # of the days walked; receipt itself is not counted, so its year moves nothing
    while len(counted) < days:
        day = within_bounds(day + ONE_DAY)
        years[day.year] = None
        if reason := calendar.reason_to_rest(day):
            skipped.append(SkippedDay(day, reason))
        else:
            counted.append(CountedDay(len(counted) + 1, day))
    unconfirmed = tuple(year for year in years if year not in calendar.confirmed_years)
    return Explanation(received_on, day, tuple(counted), tuple(skipped), unconfirmed)


def working_days_left(today: date, due_on: date, calendar: Calendar) -> int:
    """Hari kerja after today up to the due day, that one included; 0 from the due day on. Raises DateOutOfRange."""
    return _working_days_between(today, due_on, calendar)


def working_days_late(today: date, due_on: date, calendar: Calendar) -> int:
    """Hari kerja after the due day up to today, today included; 0 up to the due day. Raises DateOutOfRange."""
    return _working_days_between(due_on, today, calendar)


def time_left_in_words(today: date, due_on: date, calendar: Calendar) -> str:
    """For people: "sisa 3 hari kerja", "jatuh tempo hari ini" or "terlambat 2 hari kerja".

    On days of rest next to the due day no whole hari kerja is left or late, and the words say so.
    Raises DateOutOfRange.
    """
    if today == within_bounds(due_on):
        return "jatuh tempo hari ini"
    if today < due_on:
        return f"sisa {_number(working_days_left(today, due_on, calendar))} hari kerja"
    return f"terlambat {_number(working_days_late(today, due_on, calendar))} hari kerja"


def day_before(today: date, n: int, calendar: Calendar) -> date:
    """The day since which ``n`` hari kerja have passed, today included. Raises DateOutOfRange."""
    day = within_bounds(today)
    while n > 0:
        n -= is_working_day(day, calendar)
        day -= ONE_DAY
    return within_bounds(day)


def _working_days_between(after: date, until: date, calendar: Calendar) -> int:
    """Hari kerja later than ``after`` and not later than ``until``; 0 when there is no such day.

    Whole weeks have five; a list of old cases would walk many years day by day.
    """
    weeks, rest = divmod((within_bounds(until) - within_bounds(after)).days, 7)
    if weeks < 0:
        return 0
    weekdays = weeks * 5 + sum((after.weekday() + step) % 7 not in WEEKEND for step in range(1, rest + 1))
    return weekdays - calendar.holidays_on_weekdays(after, until)


def _number(days: int) -> str:
    return str(days) if days else "kurang dari 1"


def _refuse_negative(days: int) -> None:
    if days < 0:
        raise ValueError("Jumlah hari tidak boleh negatif.")
