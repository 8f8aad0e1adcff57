"""What the staff must be told of today, and whom each matter concerns."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.auth import get_user_model
from django.db.models import Count

from complaints.models import Access, Complaint, Cover, Event, Referral, ReminderKind
from complaints.roles import group_name
from complaints.rules.deadlines import Calendar, add_working_days, time_left_in_words
from complaints.rules.intake import FilingKind
from complaints.rules.terms import in_words
from complaints.rules.workflow import HANDLERS, WITH_TEAM, Role, State
from complaints.tasks import SOON_DAYS

NEEDED = ("id", "year", "state", "assignee", "level", "is_restricted", "response_due_on", "verify_due_on")


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing about one report: what is due or late, and when."""

    kind: ReminderKind
    complaint: Complaint
    about_on: dt.date
    words: str  # "jawaban terlambat 2 hari kerja"
    member: int | None = None  # of the technical team, who was asked

    @property
    def key(self) -> tuple[int, str, dt.date]:
        """What makes it one thing, for one person."""
        return self.complaint.pk, self.kind.value, self.about_on

    def __str__(self):
        return f"{self.complaint.number}: {self.words} (batas {in_words(self.about_on)})"


class Desk:
    """The staff as it is today: who does what, who stands in for whom, who may see a restricted case."""

    def __init__(self, today: dt.date) -> None:
        groups = {group_name(role): role for role in WITH_TEAM}
        staff = get_user_model().objects.filter(is_active=True, groups__name__in=groups).distinct()
        self.staff = {user.pk: user for user in staff.order_by("pk").prefetch_related("groups")}
        self.roles = {
            pk: {groups[group.name] for group in user.groups.all() if group.name in groups}
            for pk, user in self.staff.items()
        }
        covers = Cover.objects.filter(from_on__lte=today, until_on__gte=today).order_by("pk")
        self._stand_ins = dict(covers.values_list("officer", "substitute"))
        self._named: dict[int, set[int]] = {}
        for complaint, user in Access.objects.values_list("complaint", "user"):
            self._named.setdefault(complaint, set()).add(user)

    def having(self, roles: Iterable[Role]) -> set[int]:
        """Those who have one of the roles, or stand in for them."""
        return {self._present(pk) for pk, own in self.roles.items() if own & set(roles)}

    def recipients(self, matter: Matter) -> set[int]:
        """Whom the matter concerns: who handles the case; when it is late, their superior too.

        Of a restricted case only those named hear (komponen 6 butir 7.c).
        """
        case = matter.complaint
        concerned = {self._present(case.assignee_id)} if case.assignee_id in self.staff else self.having(HANDLERS)
        if matter.kind is ReminderKind.OVERDUE:
            above = {Role.MANAGER, Role.HEAD} if case.level == Role.HEAD else {Role.MANAGER}
            concerned |= self.having(above)
        if matter.member in self.staff:
            concerned.add(matter.member)
        if case.is_restricted:
            named = self._named.get(case.pk, set()) & set(self.staff)
            concerned = concerned & named or named
        return concerned

    def _present(self, pk: int) -> int:
        """Who does this person's work today; they themselves when the substitutes lead in a circle or nowhere."""
        present, away = pk, set()
        while present in self._stand_ins:
            if present in away:
                return pk
            away.add(present)
            present = self._stand_ins[present]
        return present if present in self.staff else pk


def matters(today: dt.date, calendar: Calendar) -> Iterator[Matter]:
    """What is due within SOON_DAYS hari kerja, or late, today. A saran is owed no answer by a day."""
    soon = add_working_days(today, SOON_DAYS, calendar)
    waiting = Complaint.objects.awaiting_answer().order_by("pk").only(*NEEDED)
    left = lru_cache(lambda on: time_left_in_words(today, on, calendar))

    def due(complaint: Complaint, what: str, on: dt.date) -> Matter:
        kind = ReminderKind.OVERDUE if on < today else ReminderKind.DUE_SOON
        return Matter(kind, complaint, on, f"{what} {left(on)}")

    for complaint in waiting.filter(kind=FilingKind.COMPLAINT.value, response_due_on__lte=soon):
        yield due(complaint, "jawaban", complaint.response_due_on)
    for complaint in waiting.filter(state=State.RECEIVED.value, verify_due_on__lte=soon):
        yield due(complaint, "verifikasi di SP4N-LAPOR!", complaint.verify_due_on)
    silent = Referral.objects.filter(reported_on=None, expected_on__lt=today, complaint__in=waiting.values("pk"))
    cases = waiting.in_bulk(silent.values_list("complaint", flat=True))
    for pk, on, member in silent.order_by("pk").values_list("complaint", "expected_on", "member"):
        yield Matter(ReminderKind.REFERRAL, cases[pk], on, f"laporan tim teknis {left(on)}", member)


def unassigned() -> int:
    """How many reports that await an answer nobody has taken on."""
    return Complaint.objects.awaiting_answer().filter(assignee=None, is_restricted=False).count()


def looks_at_identities(since: dt.datetime | None) -> tuple[int, int]:
    """How often identities were looked at or exported since then, and by how many people."""
    looks = Event.objects.filter(name__in=[Event.IDENTITY_SHOWN, Event.EXPORTED])
    looks = looks.filter(at__gt=since) if since else looks
    counted = looks.aggregate(looks=Count("pk"), people=Count("actor", distinct=True))
    return counted["looks"], counted["people"]
