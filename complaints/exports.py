"""The cases of a period as rows for a spreadsheet: without the reporter, unless a reason was given for each."""

from collections.abc import Collection, Iterator

from django.utils import timezone

from catalog.rules.components import BY_NUMBER
from complaints.calendar import kept_calendar
from complaints.models import Complaint
from complaints.roles import name_of
from complaints.rules.channels import Channel
from complaints.rules.deadlines import working_days_late
from complaints.rules.intake import FilingKind
from complaints.rules.periods import Period
from complaints.rules.workflow import Outcome, State, Verdict
from complaints.sheets import Value

# Nothing here that a citizen typed: even the words of a story may name a person.
HEAD = (
    "Nomor", "Jenis", "Status", "Kanal", "Diterima", "Dicatat", "Batas jawaban", "Dijawab", "Hari kerja sampai dijawab",
    "Tepat waktu", "Ditutup", "Sektor", "Kode KBLI", "Layanan", "Komponen", "Hasil penelaahan", "Hasil akhir",
    "Ditangani",
)  # fmt: skip
IDENTITY_HEAD = (
    "Nama pelapor", "Email", "Telepon atau WA", "Akun", "Alamat", "Nomor pada kanal asal", "Layanan menurut pelapor",
    "Yang terjadi",
)  # fmt: skip
COLUMNS = (
    "year", "kind", "state", "channel", "received_on", "logged_at", "response_due_on", "answered_on", "reopened_on",
    "closed_on", "component", "outcome", "verdict", "standard__kbli_code", "standard__kbli_title",
    "standard__sector__name", "assignee__username", "assignee__first_name", "assignee__last_name",
)  # fmt: skip
IDENTITY_COLUMNS = (
    "conceals_identity", "external_number", "service_note", "story", "reporter__name", "reporter__email",
    "reporter__phone", "reporter__handle", "reporter__address",
)  # fmt: skip
NOT_TOLD = "dirahasiakan atas permintaan pelapor"
ROWS_AT_A_TIME = 1_000


def of_period(cases, period: Period):
    """The cases received in the period, the oldest first."""
    return cases.filter(received_on__range=(period.first_day, period.last_day)).order_by("pk")


def rows(cases) -> Iterator[tuple[Value, ...]]:
    """The head, then a row for each case."""
    yield HEAD
    calendar = kept_calendar()
    found = cases.select_related("standard__sector", "assignee").only(*COLUMNS)
    for case in found.iterator(ROWS_AT_A_TIME):
        yield facts(case, calendar)


def rows_with_identity(cases, allowed: Collection[int]) -> Iterator[tuple[Value, ...]]:
    """The same, and who reported: of those ``allowed``; of all others it is said that it is kept secret."""
    yield HEAD + IDENTITY_HEAD
    calendar, allowed = kept_calendar(), frozenset(allowed)
    found = cases.select_related("standard__sector", "assignee", "reporter").only(*COLUMNS, *IDENTITY_COLUMNS)
    for case in found.iterator(ROWS_AT_A_TIME):
        yield facts(case, calendar) + (identity(case) if case.pk in allowed else (NOT_TOLD,) + ("",) * 7)


def identity(case: Complaint) -> tuple[Value, ...]:
    reporter = getattr(case, "reporter", None)  # None: erased
    told = ("name", "email", "phone", "handle", "address")
    who = tuple(getattr(reporter, name) for name in told) if reporter else ("",) * len(told)
    return (*who, case.external_number, case.service_note, case.story)


def facts(case: Complaint, calendar) -> tuple[Value, ...]:
    standard = case.standard
    days = is_on_time = None
    if case.is_complaint and case.answered_on:
        days = working_days_late(case.answered_on, case.clock_started_on, calendar)
        is_on_time = case.answered_on <= case.response_due_on
    return (
        case.number,
        FilingKind(case.kind).label,
        State(case.state).label,
        Channel(case.channel).label,
        case.received_on,
        timezone.localdate(case.logged_at),
        case.response_due_on if case.is_complaint else None,
        case.answered_on,
        days,
        is_on_time,
        case.closed_on,
        standard.sector.name if standard and standard.sector else None,
        standard.kbli_code if standard else None,
        standard.kbli_title if standard else None,
        f"{case.component}. {BY_NUMBER[case.component].name}" if case.component else None,
        Outcome(case.outcome).label if case.outcome else None,
        Verdict(case.verdict).label if case.verdict else None,
        name_of(case.assignee) if case.assignee else None,
    )
