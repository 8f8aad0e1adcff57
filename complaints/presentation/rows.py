"""Cases as rows of the desk: one line each, everything an officer decides by."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from complaints.models import Complaint
from complaints.presentation.deadline import Deadline, deadline
from complaints.roles import name_of
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
    """What the template writes, in words already: a desk has fifty of them, and each question there costs its time."""

    complaint: Complaint
    deadline: Deadline | None  # while the clock runs
    remark: str  # on the day, beside or instead of the deadline
    logged_late: str  # "dicatat 3 hari kerja setelah diterima"
    href: str
    number: str
    marks: tuple[str, ...]  # "saran", "terbatas"
    code: str
    service: str
    component: str  # "3. Jangka waktu penyelesaian"
    state: str
    level: str  # whom it was handed up to; "" with the executor
    handler: str


def rows(cases, *, today: dt.date, calendar: Calendar) -> list[Row]:
    """The cases of a queryset in its order; one query."""
    found = cases.select_related("assignee", "edition").only(*COLUMNS)
    start = reverse("desk:list")  # asked for once: the address of each case is below it
    return [row(case, today=today, calendar=calendar, href=f"{start}{case.pk}/") for case in found]


def row(complaint: Complaint, *, today: dt.date, calendar: Calendar, href: str) -> Row:
    state, edition, number = complaint.get_state(), complaint.edition, complaint.component
    return Row(
        complaint,
        running(complaint, state, today, calendar),
        remark(complaint, state, today, calendar),
        logged_late(complaint, calendar),
        href,
        number=complaint.number,
        marks=marks(complaint),
        code=edition.kbli_code if edition else "",
        service=edition.kbli_title if edition else complaint.service_note or "layanan tidak disebutkan",
        component=f"{number}. {complaint.component_name}" if number else "",
        state=state.label,
        level="" if complaint.level == Role.OFFICER.value else Role(complaint.level).label.lower(),
        handler=name_of(complaint.assignee) if complaint.assignee else "",
    )


def running(complaint: Complaint, state: State, today: dt.date, calendar: Calendar) -> Deadline | None:
    """The deadline of a clock that runs."""
    if not complaint.is_complaint or state in RESPONSE_CLOCK_STOPPED:
        return None
    return deadline(
        complaint.response_due_on,
        days=complaint.response_days,
        is_provisional=complaint.due_is_provisional,
        today=today,
        calendar=calendar,
    )


def marks(complaint: Complaint) -> tuple[str, ...]:
    told = (("saran", not complaint.is_complaint), ("terbatas", complaint.is_restricted))
    return tuple(word for word, holds in told if holds)


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
    found = rows(cases.filter(pk__in=set(keys)).order_by(), today=today, calendar=calendar)
    return {each.complaint.pk: each for each in found}
