"""Reading complaints, in the office's words."""

import datetime as dt
from collections.abc import Collection

from django.db import models
from django.db.models import Q

from complaints.rules.workflow import OPEN_STATES, RESPONSE_CLOCK_STOPPED, Role, State


class ComplaintQuerySet(models.QuerySet):
    def open(self):
        """Cases that are not closed yet."""
        return self.filter(state__in=[state.value for state in OPEN_STATES])

    def awaiting_answer(self):
        """Cases on which the clock of 14 hari kerja still runs."""
        return self.filter(state__in=[state.value for state in State if state not in RESPONSE_CLOCK_STOPPED])

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


class OutgoingMailQuerySet(models.QuerySet):
    def due(self, now: dt.datetime):
        """Mails to be sent now: those that wait, and those whose sender has not been heard of in time."""
        return self.filter(state__in=["antre", "dikirim"], not_before__lte=now)
