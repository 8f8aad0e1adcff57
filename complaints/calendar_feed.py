"""Kalender langganan: an officer's due dates as iCalendar (RFC 5545), at a secret address that can be renewed.

The address alone opens it, for calendars cannot log in; only its digest is kept. An entry says number, state and day:
no person, no story.
"""

import datetime as dt
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_backends
from django.db.models import Q
from django.utils import timezone

from complaints.calendar import office_calendar
from complaints.codes import keyed_digest
from complaints.models import CalendarFeed, Complaint, Referral
from complaints.roles import roles_of
from complaints.rules.workflow import DECIDERS, State
from complaints.tasks import Worker

PURPOSE = "kalender-langganan"
LONGEST = 64  # of a token; ours has 43 characters
WIDTH = 75  # octets of a line, RFC 5545 section 3.1
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})  # section 3.3.11
# An entry is a date, and a date has no time zone; but a calendar must not be empty (section 3.4).
HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//DPMPTSP Kabupaten Purwakarta//Batas jawaban pengaduan//ID",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "X-WR-CALNAME:Batas jawaban pengaduan",
    "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    "X-PUBLISHED-TTL:PT6H",
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Jakarta",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:WIB",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True)
class DueDay:
    """One entry."""

    complaint: Complaint
    key: str  # what is due: an entry stays the same one when its day moves
    words: str
    on: dt.date


def renew(user, *, now: dt.datetime) -> str:
    """A new token for the user's address; the one before opens nothing any more. It is shown now and never again."""
    token = secrets.token_urlsafe(32)
    known = {"token_digest": keyed_digest(PURPOSE, token), "renewed_at": now}
    CalendarFeed.objects.update_or_create(user=user, defaults=known)
    return token


def owner(token: str):
    """The member of staff whose address this is, if there is one who still works at the desk; None otherwise."""
    if len(token) > LONGEST:
        return None
    feed = CalendarFeed.objects.select_related("user").filter(token_digest=keyed_digest(PURPOSE, token)).first()
    may_enter = feed and any(backend.user_can_authenticate(feed.user) for backend in get_backends())
    return feed.user if may_enter and roles_of(feed.user) else None


def due_days(user, *, today: dt.date) -> Iterator[DueDay]:
    """What this one owes by a day: answers and verifications in their own cases, in those of colleagues on leave and in
    those that stand on their level; and the reports that they were asked for as a member of the technical team."""
    worker = Worker(user, today, office_calendar())
    levels = [role.value for role in worker.roles & DECIDERS]
    awaiting = Complaint.objects.visible_to(user, worker.roles).awaiting_answer()
    needed = ("year", "state", "kind", "response_due_on", "due_is_provisional", "verify_due_on")
    for case in awaiting.filter(worker.own | Q(level__in=levels)).order_by("response_due_on", "pk").only(*needed):
        provisional = "; sementara" if case.due_is_provisional else ""
        if case.is_complaint:
            state = case.get_state().label.lower()
            yield DueDay(case, "jawaban", f"batas jawaban ({state}{provisional})", case.response_due_on)
        if case.verify_due_on and case.get_state() is State.RECEIVED:
            yield DueDay(case, "verifikasi", "batas verifikasi di SP4N-LAPOR!", case.verify_due_on)
    asked = Referral.objects.filter(member=user, reported_on=None, complaint__in=awaiting.values("pk"))
    for row in asked.order_by("expected_on", "pk").select_related("complaint").only("expected_on", "complaint__year"):
        yield DueDay(row.complaint, f"tim-teknis-{row.pk}", "laporan tim teknis diharapkan", row.expected_on)


def in_icalendar(user, *, now: dt.datetime) -> bytes:
    """The user's calendar as a file."""
    lines = [*HEAD]
    for due in due_days(user, today=timezone.localdate(now)):
        lines += _entry(due, now)
    lines.append("END:VCALENDAR")
    return b"".join(piece for line in lines for piece in _folded(line))


def _entry(due: DueDay, now: dt.datetime) -> list[str]:
    number = due.complaint.number
    return [
        "BEGIN:VEVENT",
        f"UID:{number}.{due.key}@{urlsplit(settings.SITE_URL).hostname}",
        f"DTSTAMP:{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{due.on:%Y%m%d}",
        f"SUMMARY:{f'{number}: {due.words}'.translate(ESCAPES)}",
        f"URL:{settings.SITE_URL}/petugas/kasus/{due.complaint.pk}/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most WIDTH octets, none of which cuts a character (section 3.1)."""
    piece = b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > WIDTH:
            yield piece + b"\r\n"
            piece = b" "
        piece += octets
    yield piece + b"\r\n"
