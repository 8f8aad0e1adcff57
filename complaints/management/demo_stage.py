"""Where example cases play: the days around today, the staff, and how one files. For ``seed_demo``.

All that happens goes through the real actions, on days past. People are plainly made up, and have no telephone.
"""

import base64
import datetime as dt
import hashlib

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone

from catalog.models import Standard
from complaints import actions, codes
from complaints.calendar import office_calendar
from complaints.models import Complaint
from complaints.roles import group_name
from complaints.rules.channels import Channel
from complaints.rules.deadlines import ONE_DAY, add_working_days, is_working_day, response_due_on
from complaints.rules.workflow import Outcome, Role, Verdict

OPENS_AT = dt.time(8, 30)
BETWEEN_STEPS = dt.timedelta(minutes=9)


class NoStaff(Exception):
    """Nobody has the role that an example needs; the message is the group's name."""


class Stage:
    """One example at a time: ``begin`` names it, then each step is a little later than the one before."""

    def __init__(self, now: dt.datetime) -> None:
        self.now, self.today = now, timezone.localdate(now)
        self.calendar = office_calendar()
        self.standards = list(Standard.objects.published().order_by("pk")[:6])
        self.title, self.number, self._steps = "", 0, 0

    def begin(self, title: str, number: int) -> None:
        self.title, self.number, self._steps = title, number, 0

    @property
    def form_key(self) -> str:
        """The same for the same example on the same installation, so that it is made once."""
        secret = f"{settings.CODE_PEPPER}:contoh:{self.title}"
        return base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest()).decode().rstrip("=")

    @property
    def code(self) -> str:
        return codes.shown(codes.of_form(self.form_key))

    def made_before(self) -> Complaint | None:
        return Complaint.objects.filter(form_digest=codes.form_digest(self.form_key)).first()

    # Days

    def ago(self, days: int) -> dt.date:
        """The hari kerja so many before today; for 0 today itself, whatever day it is."""
        day = self.today
        while days:
            day -= ONE_DAY
            days -= is_working_day(day, self.calendar)
        return day

    def due_in(self, days: int) -> dt.date:
        """The hari kerja on which a report had to come to be due in so many hari kerja; they may be negative."""
        rests = not is_working_day(self.today, self.calendar)
        due = add_working_days(self.today, days, self.calendar) if days >= 0 else self.ago(rests - days)
        day = due
        while not is_working_day(day, self.calendar) or self.due_of(day) > due:
            day -= ONE_DAY
        return day

    def due_of(self, received_on: dt.date) -> dt.date:
        return response_due_on(received_on, self.calendar, settings.RESPONSE_DAYS)

    def at(self, day: dt.date) -> dt.datetime:
        """A moment in the morning of that day, later than that of the step before, and never to come."""
        opening = timezone.make_aware(dt.datetime.combine(day, OPENS_AT))
        self._steps += 1
        return min(opening + self._steps * BETWEEN_STEPS, self.now)

    # People

    def staff(self, role: Role, place: int = 0):
        """The first in the role, or a later one where there are as many. Raises NoStaff."""
        group = group_name(role)
        members = list(get_user_model().objects.filter(is_active=True, groups__name=group).order_by("pk")[: place + 1])
        if not members:
            raise NoStaff(group)
        return members[-1]

    def doing(self, day: dt.date, role: Role = Role.OFFICER) -> dict[str, object]:
        """Who does it and when, for any action of the office."""
        return {"by": self.staff(role), "role": role, "now": self.at(day)}

    # Steps that many examples share

    def filed(self, story: str, day: dt.date, *, channel=Channel.OFFICE_WEB, arrival=None, logged_on=None, **told):
        """A report of a made-up person about a service received five days before; ``told`` says otherwise."""
        known: dict[str, object] = {
            "story": story,
            "wish": "Mohon ditindaklanjuti.",
            "name": f"Pelapor Contoh {self.number}",
            "email": f"pelapor{self.number}@example.com",
            "standard": self.standards[self.number % len(self.standards)] if self.standards else None,
            "component": self.number % 14 + 1,
            "service_received_on": day - 5 * ONE_DAY,
        }
        return actions.file_complaint(
            form_key=self.form_key,
            filing=actions.NewFiling(**{**known, **told}),
            channel=channel,
            received_on=day,
            arrival=arrival or actions.Arrival(),
            now=self.at(logged_on or day),
            by=None if channel is Channel.OFFICE_WEB else self.staff(Role.OFFICER),
        ).complaint

    def taken(self, story: str, day: dt.date, **told) -> Complaint:
        """Filed, assigned and under review since the same day."""
        complaint = self.filed(story, day, **told)
        actions.assign(complaint, to=self.staff(Role.OFFICER), **self.doing(day))
        return actions.review(complaint, **self.doing(day))

    def studied(self, story: str, day: dt.date, *, points=(), **told) -> Complaint:
        complaint = self.taken(story, day, **told)
        return actions.study(
            complaint,
            core="Layanan tidak selesai dalam jangka waktu yang dijanjikan.",
            documents="Berkas permohonan dan catatan loket.",
            plan="Meminta keterangan pelaksana, lalu menjawab pelapor.",
            points=points,
            **self.doing(day),
        )

    def followed_up(self, story: str, day: dt.date, *, outcome=Outcome.INTERNAL, **told) -> Complaint:
        return actions.follow_up(self.studied(story, day, **told), outcome=outcome, **self.doing(day))

    def answered(self, story: str, day: dt.date, answered_on: dt.date, **told) -> Complaint:
        complaint = self.followed_up(story, day, **told)
        text = "Layanan Anda sudah kami selesaikan. Kami mohon maaf atas keterlambatannya."
        return actions.answer(complaint, text=text, verdict=Verdict.FIXED, **self.doing(answered_on))

    def informed(self, story: str, day: dt.date, answered_on: dt.date) -> Complaint:
        complaint = self.answered(story, day, answered_on)
        return actions.inform(complaint, channel=Channel.EMAIL, informed_on=answered_on, **self.doing(answered_on))
