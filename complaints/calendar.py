"""The office's calendar as stored, and what a change of it would move."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from complaints.models import CalendarVersion, Complaint, ConfirmedYear
from complaints.models import Holiday as HolidayRow
from complaints.rules.deadlines import Calendar, Holiday, HolidayKind, add_working_days, explain

HOLD = "SELECT pg_advisory_xact_lock_shared(hashtext('complaints.calendar'))"
VERSION = f"SELECT value FROM {CalendarVersion._meta.db_table}"  # noqa: S608  the name of a table; one row
_KEPT: dict[tuple[str, bool], Calendar] = {}  # one at most
HOLD_TO_CHANGE = "SELECT pg_advisory_xact_lock(hashtext('complaints.calendar'))"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """What is to change: first ``remove`` and ``unconfirm``, then ``put`` and ``confirm``."""

    put: tuple[Holiday, ...] = ()  # replaces the one of the same day and kind
    remove: tuple[tuple[dt.date, HolidayKind], ...] = ()
    confirm: frozenset[int] = frozenset()  # years
    unconfirm: frozenset[int] = frozenset()
    decree: str = ""  # by which the years are confirmed

    def applied_to(self, calendar: Calendar) -> Calendar:
        """The calendar as it will be."""
        holidays = {(holiday.date, holiday.kind): holiday for holiday in calendar.holidays}
        for key in self.remove:
            holidays.pop(key, None)
        holidays |= {(holiday.date, holiday.kind): holiday for holiday in self.put}
        return Calendar(
            tuple(holidays[key] for key in sorted(holidays)),
            calendar.confirmed_years - self.unconfirm | self.confirm,
            calendar.joint_leave_counts_as_holiday,
        )


@dataclass(frozen=True, slots=True)
class Move:
    """A complaint whose due date a change of the calendar moves."""

    complaint: Complaint
    old: dt.date
    new: dt.date
    is_provisional: bool  # afterwards

    @property
    def is_to_another_day(self) -> bool:
        """Otherwise the due date only becomes certain, or uncertain."""
        return self.old != self.new

    def makes_overdue(self, today: dt.date) -> bool:
        """Whether the complaint becomes overdue by this move: its day still was to come and now has passed."""
        return self.new < today <= self.old


def office_calendar() -> Calendar:
    """The days of rest and the confirmed years, as stored now. Two queries."""
    rows = HolidayRow.objects.values_list("date", "name", "kind", "decree")
    return Calendar(
        tuple(Holiday(date, name, HolidayKind(kind), decree) for date, name, kind, decree in rows),
        frozenset(ConfirmedYear.objects.values_list("year", flat=True)),
        settings.JOINT_LEAVE_COUNTS_AS_HOLIDAY,
    )


def kept_calendar() -> Calendar:
    """The office's calendar, read anew only when it has changed: otherwise one short query."""
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        version = (cursor.fetchone() or [""])[0]
    key = (version, settings.JOINT_LEAVE_COUNTS_AS_HOLIDAY)
    calendar = _KEPT.get(key)
    if calendar is None:
        calendar = office_calendar()
        _KEPT.clear()
        if version:  # without one nothing would tell us of a change
            _KEPT[key] = calendar
    return calendar


def verify_due_on(received_on: dt.date, calendar: Calendar) -> dt.date:
    """Batas verifikasi of a report from SP4N-LAPOR!, that channel's own; komponen 6 is silent."""
    return add_working_days(received_on, settings.LAPOR_VERIFY_DAYS, calendar)


def years_to_confirm(today: dt.date, calendar: Calendar | None = None) -> list[int]:
    """The years that should have a confirmed list by now and have none: this one, and from 1 November on the next.

    One query, none with the calendar as stored.
    """
    wanted = [today.year, today.year + 1] if today.month >= 11 else [today.year]
    if calendar is None:
        confirmed = set(ConfirmedYear.objects.filter(year__in=wanted).values_list("year", flat=True))
    else:
        confirmed = calendar.confirmed_years
    return [year for year in wanted if year not in confirmed]


def moved_by(change: CalendarChange) -> list[Move]:
    """The complaints awaiting an answer whose due date this change moves, by number; nothing is stored.

    The clock of each starts on the day of its receipt, or of its reopening, and has the days it was promised.
    """
    complaints = Complaint.objects.awaiting_answer().defer("story", "wish").order_by("pk")
    return [move for move in moves(complaints, change.applied_to(office_calendar())) if move.is_to_another_day]


def moves(complaints: Iterable[Complaint], calendar: Calendar) -> Iterator[Move]:
    """What this calendar makes of their due dates, where that differs from what is stored."""
    for complaint in complaints:
        explained = explain(complaint.clock_started_on, calendar, complaint.response_days)
        move = Move(complaint, complaint.response_due_on, explained.due_on, explained.provisional)
        if move.is_to_another_day or move.is_provisional != complaint.due_is_provisional:
            yield move


def hold_calendar(*, to_change: bool = False) -> None:
    """Until the transaction ends nobody else changes the calendar, and for a change nobody else reads it to file.

    Otherwise a complaint filed while a holiday is stored would keep a due date of before. On SQLite every transaction
    is IMMEDIATE and so alone.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(HOLD_TO_CHANGE if to_change else HOLD)
