"""The desk: what must be done now, in a fixed number of queries however many cases there are."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from complaints.calendar import kept_calendar, years_to_confirm
from complaints.filters import MINE, OPEN
from complaints.models import OutgoingMail, SavedView
from complaints.models.complaint import NOT_CLOSED
from complaints.presentation.rows import Row, by_key
from complaints.querysets import first_and_count
from complaints.rules.workflow import HANDLERS, Role
from complaints.tasks import OPEN_ORDER, Task, Worker, tasks_of

FEW = 6  # rows of each group; the list behind it has them all
MOST = 999  # nobody works through more; counting on would cost more and more
EVERYONE = "semua"


@dataclass(frozen=True, slots=True)
class Group:
    task: Task
    count: int
    rows: list[Row]
    href: str  # the list of them all

    @property
    def is_urgent(self) -> bool:
        return self.task is Task.OVERDUE

    @property
    def shown_count(self) -> str:
        return in_figures(self.count)

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.rows)


class Desk:
    """``cases`` are those that ``user`` may see; ``owner`` as it was asked for: "saya", "semua" or nothing."""

    def __init__(self, user, cases, *, owner: str = "", today: dt.date | None = None):
        self.cases = cases
        self.today = today or timezone.localdate()
        self.calendar = kept_calendar()
        self.worker = Worker(user, self.today, self.calendar)
        self.owner = owner if owner in (MINE, EVERYONE) else self.usual_owner

    @property
    def usual_owner(self) -> str:
        """An officer begins with the own cases; superiors and those who only read with all."""
        return MINE if self.worker.roles == {Role.OFFICER} else EVERYONE

    @property
    def is_mine(self) -> bool:
        return self.owner == MINE

    @property
    def can_own(self) -> bool:
        return bool(self.worker.roles & {*HANDLERS, Role.HEAD})

    @property
    def can_log(self) -> bool:
        return bool(self.worker.roles & HANDLERS)

    @cached_property
    def tasks(self) -> list[Task]:
        return tasks_of(self.worker.roles)

    def condition(self, task: Task) -> Q:
        must = self.worker.must(task)
        return must & self.worker.own if self.is_mine and not task.is_of_nobody else must

    @cached_property
    def counts(self) -> dict[str, int]:
        """Of each group, of one's own open cases, and of everyone's; each up to MOST + 1."""
        return {name: count for name, (_, count) in self._found.items()}

    @cached_property
    def _found(self) -> dict[str, tuple[list[int], int]]:
        """Of each group its first cases and how many it has, and what is counted beside it; one query."""
        wanted = {task.value: (self.condition(task), task.order) for task in self.tasks}
        wanted |= {MINE: (NOT_CLOSED & self.worker.own, OPEN_ORDER), EVERYONE: (NOT_CLOSED, OPEN_ORDER)}
        parts = (self.cases.filter(condition).order_by(*order) for condition, order in wanted.values())
        return dict(zip(wanted, first_and_count(parts, few=FEW, most=MOST + 1), strict=True))

    @property
    def own_count(self) -> str:
        return in_figures(self.counts[MINE])

    @property
    def open_count(self) -> str:
        return in_figures(self.counts[EVERYONE])

    @cached_property
    def groups(self) -> list[Group]:
        """The groups in which there is something."""
        shown = {task: self._found[task.value][0] for task in self.tasks if self.counts[task.value]}
        known = by_key(self.cases, chain(*shown.values()), today=self.today, calendar=self.calendar)
        return [
            Group(task, self.counts[task.value], [known[key] for key in keys if key in known], self.href(task))
            for task, keys in shown.items()
        ]

    def href(self, task: Task) -> str:
        milik = MINE if self.is_mine and not task.is_of_nobody else ""
        return address(tugas=task.value, milik=milik)

    @property
    def open_href(self) -> str:
        return address(status=OPEN, milik=MINE if self.is_mine else "", urut="batas")

    # What stands above the groups

    @cached_property
    def years(self) -> list[int]:
        return years_to_confirm(self.today, self.calendar)

    @cached_property
    def dead_mails(self) -> int:
        """Notices that could not be delivered; the complainant waits for word of them."""
        if not self.can_log:
            return 0
        return OutgoingMail.objects.filter(state=OutgoingMail.DEAD).count()

    @cached_property
    def saved(self) -> list[SavedView]:
        return list(SavedView.objects.filter(user=self.worker.user))


def in_figures(count: int) -> str:
    return f"lebih dari {MOST}" if count > MOST else str(count)


def address(**parameters: str) -> str:
    query = urlencode({name: value for name, value in parameters.items() if value})
    return reverse("desk:list") + (f"?{query}" if query else "")
