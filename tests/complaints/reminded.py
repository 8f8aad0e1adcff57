"""Reminders in tests: days around the day on which a case of ``factories`` is due, and who was told what."""

import datetime as dt

from complaints import actions, emails
from complaints.models import OutgoingMail, Reminder, ReminderKind
from complaints.rules.workflow import Role
from tests.complaints.factories import DUE, JAKARTA, officer

DAY = dt.timedelta(days=1)
FOUR_LEFT, THREE_LEFT = dt.date(2026, 12, 4), dt.date(2026, 12, 7)  # Friday and Monday; due on Thursday the 10th
LATE = DUE + DAY  # a Friday
SATURDAY = DUE + 2 * DAY


def at(day):
    return dt.datetime.combine(day, dt.time(6), tzinfo=JAKARTA)


def remind(day):
    told = actions.remind(day, now=at(day))
    return told.reminders, told.digests


def told():
    """Who was told what about which case, without the digests."""
    rows = Reminder.objects.exclude(kind=ReminderKind.DIGEST.value).order_by("pk")
    return list(rows.values_list("recipient__username", "kind", "complaint", "about_on"))


def assigned(complaint, to):
    return actions.assign(complaint, to=to, **officer(Role.MANAGER))


def mails_to(user):
    return [emails.message(each) for each in OutgoingMail.objects.filter(staff=user).order_by("pk")]
