"""Changing the office's calendar, and with it the due dates that it gave."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from complaints.actions.changing import record
from complaints.calendar import CalendarChange, Move, hold_calendar, moves, office_calendar, verify_due_on
from complaints.models import CalendarVersion, Complaint, ConfirmedYear, Event, Holiday
from complaints.rules.deadlines import Calendar
from complaints.rules.workflow import Role


@transaction.atomic
def change_calendar(change: CalendarChange, *, by, now: dt.datetime) -> list[Move]:
    """Apply the change and move the due date of every complaint that awaits its answer, one Event each.

    Answered ones stay. Returns the moves to another day; a due date that only becomes certain, or uncertain, is
    marked so without an Event. ``by`` is the user, None for the installation. An empty change counts anew.
    """
    hold_calendar(to_change=True)
    _store(change, by)
    complaints = Complaint.objects.awaiting_answer().defer("story", "wish").order_by("pk")
    calendar = office_calendar()
    made = list(moves(complaints.select_for_update(), calendar))
    for move in made:
        _move(move, calendar, by, now)
    return [move for move in made if move.is_to_another_day]


def _store(change: CalendarChange, by) -> None:
    CalendarVersion.change()
    for date, kind in change.remove:
        Holiday.objects.filter(date=date, kind=kind.value).delete()
    ConfirmedYear.objects.filter(year__in=change.unconfirm).delete()
    Holiday.objects.bulk_create(
        [Holiday(date=each.date, name=each.name, kind=each.kind.value, decree=each.decree) for each in change.put],
        update_conflicts=True,
        unique_fields=["date", "kind"],
        update_fields=["name", "decree"],
    )
    for year in sorted(change.confirm):
        ConfirmedYear.objects.update_or_create(year=year, defaults={"decree": change.decree, "confirmed_by": by})


def _move(move: Move, calendar: Calendar, by, now: dt.datetime) -> None:
    """Store the new due date; not as a new version, for it makes no officer's half-written answer wrong."""
    values = {"response_due_on": move.new, "due_is_provisional": move.is_provisional}
    if move.complaint.verify_due_on:  # lies within the days to answer, and so moves only when they do
        values["verify_due_on"] = verify_due_on(move.complaint.received_on, calendar)
    Complaint.objects.filter(pk=move.complaint.pk).update(**values)
    if move.is_to_another_day:
        data = {"old": move.old.isoformat(), "new": move.new.isoformat(), "provisional": move.is_provisional}
        data |= {"overdue": True} if move.makes_overdue(timezone.localdate(now)) else {}
        record(move.complaint, Event.DUE_MOVED, by=by, role=Role.SYSTEM, now=now, data=data)
