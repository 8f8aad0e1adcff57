"""Cases as rows of the desk: one line each, everything an officer decides by."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from complaints.models import Complaint
from complaints.presentation.deadline import Deadline, deadline
from complaints.rules.deadlines import Calendar, time_left_in_words, working_days_late
from complaints.rules.terms import in_words
from complaints.rules.workflow import RESPONSE_CLOCK_STOPPED, Role, State

# No story, no identity: a list shows neither.
COLUMNS = [
    "year", "kind", "state", "channel", "received_on", "logged_at", "response_days", "response_due_on",
    "due_is_provisional", "verify_due_on", "answered_on", "closed_on", "reopened_on", "service_note", "component",
    "level", "is_restricted", "assignee__username", "assignee__first_name", "assignee__last_name",
    "edition__kbli_code", "edition__kbli_title",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    complaint: Complaint
    deadline: Deadline | None  # while the clock runs
    remark: str  # on the day, beside or instead of the deadline
    logged_late: str  # "dicatat 3 hari kerja setelah diterima"
    href: str

    @property
    def service(self) -> str:
        edition = self.complaint.edition
        return edition.kbli_title if edition else self.complaint.service_note or "layanan tidak disebutkan"

    @property
    def code(self) -> str:
        return self.complaint.edition.kbli_code if self.complaint.edition else ""

    @property
    def handler(self) -> str:
        who = self.complaint.assignee
        return (who.get_full_name() or who.get_username()) if who else ""

    @property
    def level(self) -> str:
        """Whom it was handed up to; "" with the executor."""
        return "" if self.complaint.level == Role.OFFICER.value else Role(self.complaint.level).label


def rows(cases, *, today: dt.date, calendar: Calendar) -> list[Row]:
    """The cases of a queryset in its order; one query."""
    found = cases.select_related("assignee", "edition").only(*COLUMNS)
    start = reverse("desk:list")  # asked for once: the address of each case is below it
    return [row(case, today=today, calendar=calendar, href=f"{start}{case.pk}/") for case in found]


def row(complaint: Complaint, *, today: dt.date, calendar: Calendar, href: str) -> Row:
    state = complaint.get_state()
    due = None
    if complaint.is_complaint and state not in RESPONSE_CLOCK_STOPPED:
        due = deadline(
            complaint.response_due_on,
            days=complaint.response_days,
            is_provisional=complaint.due_is_provisional,
            today=today,
            calendar=calendar,
        )
    return Row(complaint, due, remark(complaint, state, today, calendar), logged_late(complaint, calendar), href)


def remark(complaint: Complaint, state: State, today: dt.date, calendar: Calendar) -> str:
    if complaint.verify_due_on and state is State.RECEIVED:
        return f"verifikasi: {time_left_in_words(today, complaint.verify_due_on, calendar)}"
    if complaint.closed_on and state in RESPONSE_CLOCK_STOPPED:
        return f"ditutup {in_words(complaint.closed_on)}"
    if state is State.ANSWERED and complaint.answered_on:
        return f"dijawab {in_words(complaint.answered_on)}"
    return "" if complaint.is_complaint else "tanpa batas jawaban"


def logged_late(complaint: Complaint, calendar: Calendar) -> str:
    """“dicatat 3 hari kerja setelah diterima”; "" when it was logged on the day of receipt, or before the next one."""
    days = working_days_late(timezone.localdate(complaint.logged_at), complaint.received_on, calendar)
    return f"dicatat {days} hari kerja setelah diterima" if days else ""


def by_key(cases, keys: Iterable[int], *, today: dt.date, calendar: Calendar) -> dict[int, Row]:
    found = rows(cases.filter(pk__in=set(keys)), today=today, calendar=calendar)
    return {each.complaint.pk: each for each in found}
