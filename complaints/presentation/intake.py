"""What an officer is shown before a report is stored: what it will be, and reports that may tell of the same."""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils import timezone

from catalog.rules.keys import key_of
from complaints.actions import NewFiling
from complaints.calendar import kept_calendar
from complaints.models import Complaint
from complaints.presentation.rows import Row, by_key
from complaints.rules.deadlines import Explanation, explain, working_days_late
from complaints.rules.similarity import NEAR_DAYS, Likeness, Report, likeness

MOST_COMPARED = 500  # of the newest reports near that day, by person and service
MOST_READ = 40  # of these, the likeliest, also by their stories
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Similar:
    row: Row
    likeness: Likeness


def similar(filing: NewFiling, *, received_on, among) -> list[Similar]:
    """Reports that may tell of the same thing, the likeliest first; ``among`` the cases that the officer may see.

    At most five queries. Whom they are from is compared and not shown.
    """
    new = Report(
        received_on,
        filing.name,
        filing.email,
        filing.phone,
        filing.handle,
        filing.standard.pk if filing.standard else None,
        filing.component,
        filing.story,
    )
    known = near(received_on, among)
    likeliest = sorted(known, key=lambda pk: (-likeness(new, known[pk]).score, -pk))[:MOST_READ]
    stories = dict(among.filter(pk__in=likeliest).values_list("pk", "story"))
    scores = {pk: likeness(new, replace(known[pk], story=story)) for pk, story in stories.items()}
    shown = sorted((pk for pk in scores if scores[pk].is_likely), key=lambda pk: (-scores[pk].score, -pk))[:MOST_SHOWN]
    if not shown:
        return []
    rows = by_key(among, shown, today=timezone.localdate(), calendar=kept_calendar())
    return [Similar(rows[pk], scores[pk]) for pk in shown]


def near(received_on, among) -> dict[int, Report]:
    """Reports that came within two weeks of that day, without their stories."""
    days = [dt.timedelta(days=NEAR_DAYS * sign) for sign in (-1, 1)]
    window = among.filter(received_on__range=[received_on + day for day in days]).order_by("-received_on", "-pk")
    person = [f"reporter__{name}" for name in ("name", "email", "phone", "handle")]
    found = window.values_list("pk", "received_on", *person, "standard", "component")[:MOST_COMPARED]
    return {pk: Report(on, *(each or "" for each in told[:4]), *told[4:]) for pk, on, *told in found}


@dataclass(frozen=True, slots=True)
class Clock:
    """When the answer will be due, and how late the report is written down."""

    due: Explanation
    days_late: int  # hari kerja between receipt and today

    @property
    def is_late(self) -> bool:
        return self.days_late > 0


def clock(received_on, *, days: int) -> Clock:
    today, calendar = timezone.localdate(), kept_calendar()
    return Clock(explain(received_on, calendar, days), working_days_late(today, received_on, calendar))


def links_of(asked: list[str], among) -> list[Complaint]:
    """The cases that were ticked, as far as the officer may see them."""
    return list(among.filter(pk__in=[key_of(key, most_digits=12) for key in asked[:MOST_SHOWN]]))
