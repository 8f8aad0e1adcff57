"""Reading complaints, in the office's words."""

import datetime as dt

from django.db import models

from complaints.rules.workflow import OPEN_STATES, RESPONSE_CLOCK_STOPPED


class ComplaintQuerySet(models.QuerySet):
    def open(self):
        """Cases that are not closed yet."""
        return self.filter(state__in=[state.value for state in OPEN_STATES])

    def awaiting_answer(self):
        """Cases on which the clock of 14 hari kerja still runs."""
        return self.exclude(state__in=[state.value for state in RESPONSE_CLOCK_STOPPED])

    def overdue(self, today: dt.date):
        """Cases whose due day has passed without an answer."""
        return self.awaiting_answer().filter(response_due_on__lt=today)


class OutgoingMailQuerySet(models.QuerySet):
    def due(self, now: dt.datetime):
        """Mails to be sent now: those that wait, and those whose sender has not been heard of in time."""
        return self.filter(state__in=["antre", "dikirim"], not_before__lte=now)
