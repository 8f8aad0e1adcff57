"""A case as its complainant reads it: where it stands, what happened, and what can be done now."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from complaints.actions import can_rate, reopen_until
from complaints.calendar import office_calendar
from complaints.models import Attachment, Complaint, Event, Message, Reporter
from complaints.presentation.deadline import Counting, Deadline, counting, deadline
from complaints.rules.deadlines import explain
from complaints.rules.terms import in_words
from complaints.rules.workflow import RESPONSE_CLOCK_STOPPED, Action, Outcome, Role, State, allowed

SUMMARIES = {
    State.RECEIVED: "Laporan Anda sudah kami terima",
    State.AWAITING_COMPLETION: "Kami menunggu keterangan Anda",
    State.UNDER_REVIEW: "Laporan Anda sedang kami telaah",
    State.FOLLOWED_UP: "Laporan Anda sedang kami tindak lanjuti",
    State.ANSWERED: "Laporan Anda sudah kami jawab",
    State.CLOSED: "Laporan Anda sudah selesai",
    State.SUGGESTION: "Laporan Anda kami catat sebagai saran",
    State.NOT_COMPETENT: "Laporan ini di luar kewenangan kami",
    State.WITHDRAWN: "Laporan ini sudah dicabut",
    State.REOPENED: "Laporan Anda dibuka kembali",
}
# What is not named here is the office's own and never shown to the complainant.
TITLES = {
    Event.FILED: "Laporan diterima",
    Event.REPLIED: "Anda menambahkan keterangan",
    Event.RATED: "Anda menilai: jawaban menyelesaikan",
    Event.DUE_MOVED: "Batas jawaban berubah",
    Event.ACCEPTED: "Laporan diterima sebagai pengaduan",
    Action.REQUEST_COMPLETION.value: "Kami bertanya kepada Anda",
    Action.COMPLETE.value: "Anda melengkapi laporan",
    Action.REVIEW.value: "Laporan ditelaah",
    Action.FOLLOW_UP.value: "Laporan ditindaklanjuti",
    Action.ANSWER.value: "Laporan dijawab",
    Action.CLOSE.value: "Laporan selesai",
    Action.TURN_INTO_SUGGESTION.value: "Laporan dialihkan menjadi saran",
    Action.DECLARE_NOT_COMPETENT.value: "Laporan di luar kewenangan kami",
    Action.WITHDRAW.value: "Laporan Anda cabut",
    Action.REOPEN.value: "Laporan dibuka kembali",
}
OUTCOMES = {
    Outcome.INTERNAL.value: "Diselesaikan di DPMPTSP.",
    Outcome.TECHNICAL_TEAM.value: "Bersama tim teknis atau perangkat daerah terkait.",
    Outcome.APIP.value: "Bersama Aparat Pengawas Intern Pemerintah (APIP).",
}
# The office's letter that matters now, by state; it stands above the time line.
LETTER_NOW = {
    State.AWAITING_COMPLETION: Message.QUESTION,
    State.ANSWERED: Message.ANSWER,
    State.CLOSED: Message.ANSWER,
    State.SUGGESTION: Message.REASON,
    State.NOT_COMPETENT: Message.REASON,
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, as the time line tells it."""

    at: dt.datetime
    title: str
    note: str
    letter: Message | None
    files: list[Attachment]


class Case:
    """All that the page of one case shows. Queries as they are needed, none per event."""

    def __init__(self, complaint: Complaint, today: dt.date):
        self.complaint = complaint
        self.today = today
        self.state = complaint.get_state()

    @property
    def summary(self) -> str:
        return SUMMARIES[self.state]

    # The clock

    @property
    def is_running(self) -> bool:
        """A saran is owed no answer by a day (komponen 6 butir 4 speaks of pengaduan)."""
        return self.complaint.is_complaint and self.state not in RESPONSE_CLOCK_STOPPED

    @cached_property
    def calendar(self):
        return office_calendar()

    @cached_property
    def deadline(self) -> Deadline | None:
        if not self.is_running:
            return None
        return deadline(
            self.complaint.response_due_on,
            days=self.complaint.response_days,
            is_provisional=self.complaint.due_is_provisional,
            today=self.today,
            calendar=self.calendar,
        )

    @cached_property
    def counting(self) -> Counting:
        return counting(explain(self.complaint.clock_started_on, self.calendar, self.complaint.response_days))

    # What happened

    @cached_property
    def letters(self) -> dict[int, Message]:
        return {letter.pk: letter for letter in self.complaint.messages.all()}

    @cached_property
    def files(self) -> list[Attachment]:
        return list(self.complaint.attachments.defer("content"))

    @cached_property
    def letter(self) -> Message | None:
        """What the office wrote last and the complainant should read now."""
        kind = LETTER_NOW.get(self.state)
        return next((each for each in reversed(self.letters.values()) if each.kind == kind), None)

    @property
    def letter_files(self) -> list[Attachment]:
        at = self.letter.written_at if self.letter else None
        return [each for each in self.files if each.added_at == at and not each.is_from_reporter]

    @cached_property
    def moments(self) -> list[Moment]:
        """The time line, the newest first."""
        return [self.moment(event) for event in self.complaint.events.filter(name__in=TITLES).order_by("-pk")]

    def moment(self, event: Event) -> Moment:
        files = [each for each in self.files if each.added_at == event.at] if event.data.get("files") else []
        told = f"{self.reached_on}{note(event)}" if event.name == Event.FILED else note(event)
        return Moment(event.at, title(event), told, self.letters.get(event.data.get("message")), files)

    @property
    def reached_on(self) -> str:
        """The day of receipt, from which the clock runs, where an officer wrote it down later."""
        received_on = self.complaint.received_on
        is_late = received_on != timezone.localdate(self.complaint.logged_at)
        return f"Sampai di kantor pada {in_words(received_on)}. " if is_late else ""

    # What can be done

    @cached_property
    def steps(self) -> tuple[Action, ...]:
        return allowed(self.state, Role.COMPLAINANT, reopened=self.complaint.was_reopened)

    @property
    def is_asked(self) -> bool:
        return self.state is State.AWAITING_COMPLETION

    @property
    def can_reply(self) -> bool:
        return self.state not in RESPONSE_CLOCK_STOPPED

    @property
    def can_withdraw(self) -> bool:
        return Action.WITHDRAW in self.steps

    @cached_property
    def can_rate(self) -> bool:
        return can_rate(self.complaint)

    @cached_property
    def reopen_until(self) -> dt.date | None:
        until = reopen_until(self.complaint)
        return until if until and self.today <= until else None

    @cached_property
    def missing(self) -> list[str]:
        """What of the identity is not known yet, so that it may be added (komponen 6 butir 5.a)."""
        reporter = Reporter.objects.filter(complaint=self.complaint).first()
        if reporter is None or reporter.is_identified:
            return []
        wanted = ["name"] if not reporter.name else []
        return wanted if reporter.phone or reporter.email else [*wanted, "phone", "email"]


def title(event: Event) -> str:
    if event.name == Event.RATED and not event.data.get("settled"):
        return "Anda menilai: jawaban belum menyelesaikan"
    return TITLES[event.name]


def note(event: Event) -> str:
    match event.name:
        case Event.FILED:
            return f"Dicatat sebagai {event.data.get('kind', 'laporan')}."
        case Event.DUE_MOVED:
            days = [in_words(dt.date.fromisoformat(event.data[name])) for name in ("old", "new")]
            return f"Daftar hari libur berubah: dari {days[0]} menjadi {days[1]}."
        case Action.FOLLOW_UP.value:
            return OUTCOMES.get(event.data.get("outcome", ""), "")
        case Action.REOPEN.value:
            return "Batas jawaban dihitung lagi sejak hari itu."
    return ""
