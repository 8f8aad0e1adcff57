"""Notices that no action causes but the passing of days."""

import datetime as dt

from complaints import emails
from complaints.models import Complaint
from complaints.rules.intake import FilingKind


def queue_overdue_apologies(today: dt.date, *, now: dt.datetime) -> int:
    """Queue one apology for each complaint whose answer is overdue today; returns how many.

    For the daily job: calling it again, in parallel, or after missed days, does no harm. A saran is owed no answer
    by a day (komponen 6 butir 4 speaks of pengaduan). One that was reopened has a clock, and an apology, of its own.
    """
    overdue = Complaint.objects.overdue(today).filter(kind=FilingKind.COMPLAINT.value, reporter__email__gt="")
    return sum(
        emails.queue(
            complaint,
            emails.Notice.APOLOGY,
            email=complaint.reporter.email,
            now=now,
            about=complaint.clock_started_on.isoformat(),
        )
        for complaint in overdue.select_related("reporter").defer("story", "wish")
    )
