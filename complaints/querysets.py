"""Reading complaints, in the office's words."""

import datetime as dt
from collections.abc import Collection, Iterable
from contextlib import suppress

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Q

from complaints.rules.workflow import RESPONSE_CLOCK_STOPPED, Role, State

AWAITING_ANSWER = [state.value for state in State if state not in RESPONSE_CLOCK_STOPPED]


class ComplaintQuerySet(models.QuerySet):
    def awaiting_answer(self):
        """Cases on which the clock of 14 hari kerja still runs."""
        return self.filter(state__in=AWAITING_ANSWER)

    def overdue(self, today: dt.date):
        """Cases whose due day has passed without an answer."""
        return self.awaiting_answer().filter(response_due_on__lt=today)

    def visible_to(self, user, roles: Collection[Role]):
        """The cases that this member of staff may see, now and in every list, count and export.

        A restricted case (komponen 6 butir 7.c) only those named; the technical team only what it was asked about.
        """
        if not roles:
            return self.none()
        visible = self.filter(Q(is_restricted=False) | Q(pk__in=user.case_accesses.values("complaint")))
        if set(roles) == {Role.TECHNICAL_TEAM}:
            return visible.filter(pk__in=user.referrals.values("complaint"))
        return visible


def first_and_count(parts: Iterable[models.QuerySet], *, few: int, most: int) -> list[tuple[list[int], int]]:
    """Of each queryset the keys of its first ``few`` rows, and how many rows it has, counted up to ``most``.

    Each is ordered by one column and the key. One query for all of them, which Django has no words for.
    """
    found: dict[int, tuple[list[int], int]] = {}
    selects: list[str] = []
    values: list[object] = []
    for place, part in enumerate(parts):
        found[place] = ([], 0)
        day = part.query.order_by[0]
        with suppress(EmptyResultSet):
            sql, params = part.values_list(day, "pk")[:most].query.sql_with_params()
            # Materialized, or PostgreSQL would plan for the first few and not for the count.
            counted = f'SELECT {place} AS place, "{day}", pk, COUNT(*) OVER () FROM found'  # noqa: S608  our own words
            found_first = f'WITH found AS MATERIALIZED ({sql}) {counted} ORDER BY "{day}", pk LIMIT {few}'
            selects.append(f"SELECT * FROM ({found_first}) AS part{place}")  # noqa: S608
            values += params
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        for place, _, key, count in sorted(cursor.fetchall()):
            found[place] = ([*found[place][0], key], count)
    return list(found.values())


class OutgoingMailQuerySet(models.QuerySet):
    def due(self, now: dt.datetime):
        """Mails to be sent now: those that wait, and those whose sender has not been heard of in time."""
        return self.filter(state__in=[self.model.QUEUED, self.model.SENDING], not_before__lte=now)
