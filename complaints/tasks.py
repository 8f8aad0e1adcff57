"""What the office must do now: the groups on the desk, each one condition on cases.

The conditions stand in one place, so that the counts of the desk, its rows and the list behind each of them are always
the same cases. Source of the clocks: komponen 6 butir 4 and 8, and SP4N-LAPOR!'s own.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from complaints.models import AnswerDraft, ApipRequest, Cover, Event, Referral
from complaints.models.complaint import NOT_CLOSED, UNREPORTED
from complaints.querysets import AWAITING_ANSWER
from complaints.roles import roles_of
from complaints.rules.deadlines import Calendar, add_working_days, day_before
from complaints.rules.terms import Term
from complaints.rules.workflow import DECIDERS, HANDLERS, LEVELS, READERS, Action, Role, State

SOON_DAYS = 3  # hari kerja
OPEN_ORDER = ("open_until", "pk")


class Task(Term):
    """Yang perlu dikerjakan, the most urgent first."""

    OVERDUE = "terlambat"
    TODAY = "hari-ini"
    VERIFY = "verifikasi-sp4n"
    SOON = "segera"
    DECIDE = "keputusan"
    CHECK = "periksa-konsep"
    UNASSIGNED = "belum-ditugaskan"
    WAITING = "menunggu-pelapor"
    TEAM = "tim-teknis"
    FINISH = "belum-tuntas"
    REPORT = "belum-dilaporkan"

    @property
    def label(self) -> str:
        return {
            Task.OVERDUE: "Terlambat dijawab",
            Task.TODAY: "Jatuh tempo hari ini",
            Task.VERIFY: "Perlu diverifikasi di SP4N-LAPOR!",
            Task.SOON: f"Jatuh tempo dalam {SOON_DAYS} hari kerja",
            Task.DECIDE: "Menunggu keputusan Anda",
            Task.CHECK: "Konsep jawaban perlu diperiksa",
            Task.UNASSIGNED: "Belum ditugaskan",
            Task.WAITING: f"Menunggu pelapor sejak {settings.COMPLAINANT_DAYS} hari kerja atau lebih",
            Task.TEAM: "Tim teknis belum melapor",
            Task.FINISH: "Sudah dijawab, belum ditutup",
            Task.REPORT: "Ditutup pelapor, belum dilaporkan kepada atasan",
        }[self]

    @property
    def order(self) -> tuple[str, ...]:
        """The most urgent first, by columns that an index has in this order."""
        return (_ORDER.get(self, "response_due_on"), "pk")

    @property
    def is_of_nobody(self) -> bool:
        """Whether it waits for whoever comes first, and so is never narrowed to one's own cases."""
        return self in (Task.DECIDE, Task.CHECK, Task.UNASSIGNED)


_ORDER = {
    Task.OVERDUE: "runs_until",
    Task.TODAY: "runs_until",
    Task.SOON: "runs_until",
    Task.VERIFY: "verify_due_on",
    Task.DECIDE: "open_until",
    Task.UNASSIGNED: "open_until",
}
_SHOWN = {
    Task.OVERDUE: READERS,
    Task.TODAY: READERS,
    Task.VERIFY: HANDLERS,
    Task.SOON: READERS,
    Task.DECIDE: DECIDERS,
    Task.CHECK: frozenset(LEVELS),
    Task.UNASSIGNED: HANDLERS,
    Task.WAITING: HANDLERS,
    Task.TEAM: HANDLERS | {Role.TECHNICAL_TEAM},
    Task.FINISH: frozenset(LEVELS),
    Task.REPORT: frozenset(LEVELS),
}


def tasks_of(roles: Collection[Role]) -> list[Task]:
    return [task for task in Task if _SHOWN[task] & set(roles)]


@dataclass(frozen=True)
class Worker:
    """Who asks what there is to do, and on which day."""

    user: object
    today: dt.date
    calendar: Calendar

    @cached_property
    def roles(self) -> frozenset[Role]:
        return roles_of(self.user)

    @cached_property
    def covered(self) -> list[str]:
        """The officers on leave whose work this one does today, by name; one query for both."""
        return [officer.get_full_name() or officer.get_username() for officer in self._on_leave]

    @cached_property
    def _on_leave(self) -> list:
        covers = Cover.objects.filter(substitute=self.user, from_on__lte=self.today, until_on__gte=self.today)
        return [cover.officer for cover in covers.select_related("officer").order_by("pk")]

    @property
    def own(self) -> Q:
        """The cases that this one handles, those of colleagues on leave too."""
        return Q(assignee__in=[self.user.pk, *(officer.pk for officer in self._on_leave)])

    def must(self, task: Task) -> Q:
        """The condition of one group."""
        return getattr(self, f"_{task.name.lower()}")

    @property
    def _overdue(self) -> Q:
        """Never a saran, which is owed no answer by a day (komponen 6 butir 4 speaks of pengaduan)."""
        return Q(runs_until__lt=self.today)

    @property
    def _today(self) -> Q:
        return Q(runs_until=self.today)

    @property
    def _soon(self) -> Q:
        until = add_working_days(self.today, SOON_DAYS, self.calendar)
        return Q(runs_until__gt=self.today, runs_until__lte=until)

    @property
    def _verify(self) -> Q:
        return Q(state=State.RECEIVED.value, verify_due_on__isnull=False)

    @property
    def _decide(self) -> Q:
        """What was handed up to this one (butir 7.a), and for the head the requests to involve APIP (butir 7.c)."""
        levels = [role.value for role in self.roles & DECIDERS]
        waiting = NOT_CLOSED & Q(state__in=AWAITING_ANSWER, level__in=levels)
        if Role.HEAD in self.roles:
            asked = ApipRequest.objects.filter(is_approved__isnull=True).values("complaint")
            waiting |= NOT_CLOSED & Q(state__in=AWAITING_ANSWER, pk__in=asked)
        return waiting

    @property
    def _check(self) -> Q:
        """A second pair of eyes: a draft that someone else wrote."""
        drafts = AnswerDraft.objects.exclude(written_by=self.user)
        if not settings.ANSWERS_NEED_CHECK:
            drafts = drafts.filter(needs_check=True)
        return Q(state__in=AWAITING_ANSWER, pk__in=drafts.values("complaint"))

    @property
    def _unassigned(self) -> Q:
        return NOT_CLOSED & Q(state__in=AWAITING_ANSWER, assignee__isnull=True)

    @property
    def _waiting(self) -> Q:
        """Asked at least so many hari kerja ago, and not again since."""
        day = day_before(self.today, settings.COMPLAINANT_DAYS, self.calendar) + dt.timedelta(days=1)
        since = timezone.make_aware(dt.datetime.combine(day, dt.time.min))
        asked = Event.objects.filter(name=Action.REQUEST_COMPLETION.value, at__gte=since)
        return Q(state=State.AWAITING_COMPLETION.value) & ~Exists(asked.filter(complaint=OuterRef("pk")))

    @property
    def _team(self) -> Q:
        """Reports owed by this member of the technical team; to the others, those past the day agreed on."""
        owed = Referral.objects.filter(reported_on__isnull=True)
        if self.roles & _SHOWN[Task.TEAM] == {Role.TECHNICAL_TEAM}:
            owed = owed.filter(member=self.user)
        else:
            owed = owed.filter(expected_on__lt=self.today)
        return Q(state__in=AWAITING_ANSWER, pk__in=owed.values("complaint"))

    @property
    def _finish(self) -> Q:
        """Butir 8: the complainant is told, the superior has the result; then it is closed."""
        return Q(state=State.ANSWERED.value)

    @property
    def _report(self) -> Q:
        return UNREPORTED
