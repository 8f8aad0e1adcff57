"""Pengingat: telling the staff what is due soon, what is late, and who has not reported.

Asked is what is due and not yet told, never what happened since yesterday: a job that runs twice, in parallel or after
missed days tells each thing once. Mails name numbers and days, no person and no story; those without an e-mail address
see it on the desk.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction

from complaints import emails
from complaints.actions.changing import record
from complaints.actions.matters import Desk, Matter, looks_at_identities, matters, unassigned
from complaints.calendar import office_calendar
from complaints.models import Complaint, Event, Reminder, ReminderKind
from complaints.rules.deadlines import is_working_day
from complaints.rules.workflow import HANDLERS, Role
from complaints.tasks import SOON_DAYS

LISTED = 20  # reports of one kind in a mail; the desk has them all
HEADINGS = {
    ReminderKind.OVERDUE: "Terlambat",
    ReminderKind.DUE_SOON: f"Jatuh tempo dalam {SOON_DAYS} hari kerja",
    ReminderKind.REFERRAL: "Tim teknis atau perangkat daerah belum melapor",
}


@dataclass(slots=True)
class Told:
    """What one run did."""

    reminders: int = 0
    digests: int = 0


def remind(today: dt.date, *, now: dt.datetime) -> Told:
    """Tell everybody what they have not been told yet, and on a working day the day's digest. For the daily job.

    One transaction for each person holds their reminders, the events, and the queued mail: the digest, or what is new.
    """
    calendar, desk = office_calendar(), Desk(today)
    concerning: dict[int, dict[object, Matter]] = {pk: {} for pk in desk.staff}
    for matter in matters(today, calendar):
        for pk in desk.recipients(matter):
            concerning[pk][matter.key] = matter
    waiting = unassigned()
    told = Told()
    for pk, user in desk.staff.items():
        numbers = _numbers(user, desk.roles[pk], waiting) if is_working_day(today, calendar) else None
        _tell(user, list(concerning[pk].values()), numbers, today=today, now=now, told=told)
    return told


@transaction.atomic
def _tell(  # noqa: PLR0913  each is a fact of the telling
    user, concerned: Sequence[Matter], numbers: list[str] | None, *, today: dt.date, now: dt.datetime, told: Told
) -> None:
    """Store what is new for this person and queue one mail. ``numbers`` are those of the digest, None on a day off."""
    get_user_model().objects.select_for_update(no_key=True).get(pk=user.pk)  # parallel jobs, one after the other
    since = min((each.about_on for each in concerned), default=today)
    known = set(
        Reminder.objects.filter(recipient=user, about_on__gte=min(since, today)).values_list(
            "complaint", "kind", "about_on"
        )
    )
    new = [matter for matter in concerned if matter.key not in known]
    is_digest = bool(concerned or numbers) and numbers is not None
    is_digest = is_digest and (None, ReminderKind.DIGEST.value, today) not in known
    rows = [Reminder(complaint=each.complaint, kind=each.kind.value, about_on=each.about_on) for each in new]
    rows += [Reminder(kind=ReminderKind.DIGEST.value, about_on=today)] if is_digest else []
    if not rows:
        return
    for row in rows:
        row.recipient, row.made_at = user, now
    _record(new, user, now)
    stored = Reminder.objects.bulk_create(rows)
    notice = emails.StaffNotice.DIGEST if is_digest else emails.StaffNotice.REMINDER
    summary = in_words(concerned if is_digest else new, numbers or [] if is_digest else [])
    emails.queue_for_staff(user, notice, summary=summary, about=str(stored[-1].pk), now=now)
    told.reminders += len(new)
    told.digests += is_digest


def in_words(told: Sequence[Matter], numbers: Sequence[str] = ()) -> str:
    """What a mail says: under each heading its reports, the most pressing first, then the numbers."""
    paragraphs = []
    for kind, heading in HEADINGS.items():
        lines = [f"- {each}" for each in sorted(told, key=lambda each: each.about_on) if each.kind is kind]
        if lines:
            more = [f"- dan {len(lines) - LISTED} laporan lain"] if len(lines) > LISTED else []
            paragraphs.append("\n".join([f"{heading}: {len(lines)}", *lines[:LISTED], *more]))
    return "\n\n".join([*paragraphs, *numbers])


def _numbers(user, roles: Collection[Role], waiting: int) -> list[str]:
    """What the digest counts without naming a report."""
    found = []
    if waiting and HANDLERS & set(roles):
        found.append(f"Belum ditugaskan kepada siapa pun: {waiting} laporan.")
    if Role.MANAGER in roles:
        digests = Reminder.objects.filter(recipient=user, kind=ReminderKind.DIGEST.value)
        looks, people = looks_at_identities(digests.order_by("pk").values_list("made_at", flat=True).last())
        if looks:
            found.append(f"Identitas pelapor dilihat {looks} kali, oleh {people} orang, sejak ringkasan sebelumnya.")
    return found


def _record(new: Sequence[Matter], user, now: dt.datetime) -> None:
    """An event for each matter of which this person is the first to be told; many hear of it, it happened once."""
    pks = sorted({matter.complaint.pk for matter in new})
    cases = {
        each.pk: each for each in Complaint.objects.select_for_update().only("state").filter(pk__in=pks).order_by("pk")
    }
    others = Reminder.objects.filter(complaint__in=pks).exclude(recipient=user)
    known = set(others.values_list("complaint", "kind", "about_on"))
    for matter in new:
        if matter.key not in known:
            data = {"kind": matter.kind.value, "on": matter.about_on.isoformat()}
            record(cases[matter.complaint.pk], Event.REMINDED, by=None, role=Role.SYSTEM, now=now, data=data)
