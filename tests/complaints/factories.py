"""Complaints for tests, as plain functions that go through the real actions."""

import datetime as dt
import struct
import zlib
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints import actions, codes
from complaints.calendar import CalendarChange
from complaints.files import NewAttachment, read_upload
from complaints.models import Complaint
from complaints.rules.channels import Channel
from complaints.rules.workflow import Outcome, Role, Verdict
from tests.rules.reference import real_holidays

JAKARTA = ZoneInfo("Asia/Jakarta")
NOW = dt.datetime(2026, 11, 20, 10, 0, tzinfo=JAKARTA)  # a Friday
TODAY = NOW.date()
DUE = dt.date(2026, 12, 10)  # 14 hari kerja later, no holiday on the way

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xda\x00\x02\x12\xff\x00\x34\xff\xd9"


def png(width=1, height=1) -> bytes:
    """A picture of one colour; small however many pixels it has."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes((width // 8 + 2) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def make_upload(name="bukti.pdf", content=PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def make_attachment(name="bukti.pdf", content=PDF) -> NewAttachment:
    return read_upload(make_upload(name, content))


def make_filing(**values) -> actions.NewFiling:
    """What a complainant tells who says everything that is asked."""
    told = {
        "story": "Izin saya belum terbit padahal berkas sudah lengkap.",
        "wish": "Mohon diterbitkan.",
        "service_received_on": TODAY,
        "name": "Siti Aminah",
        "email": "siti@example.com",
    }
    return actions.NewFiling(**{**told, **values})


def make_filed(  # noqa: PLR0913  each is a fact of the filing
    *, form_key=None, files=(), now=NOW, received_on=None, by=None, channel=Channel.OFFICE_WEB, arrival=None, **told
) -> actions.Filed:
    return actions.file_complaint(
        form_key=form_key or codes.new_form_key(),
        filing=make_filing(**told),
        files=files,
        channel=channel,
        arrival=arrival or actions.Arrival(),
        received_on=received_on or now.astimezone(JAKARTA).date(),
        now=now,
        by=by,
    )


def make_complaint(**values) -> Complaint:
    return make_filed(**values).complaint


def make_suggestion(**values) -> Complaint:
    """One without identity (komponen 6 butir 5.b)."""
    return make_complaint(**{"name": "", "email": "", **values})


def officer(role=Role.OFFICER, *, now=NOW) -> dict[str, object]:
    """Who does it, and when, for any action of the office."""
    user, _ = get_user_model().objects.get_or_create(username=role.value)
    return {"by": user, "role": role, "now": now}


def make_reviewed(*, now=NOW, **values) -> Complaint:
    return actions.review(make_complaint(now=now, **values), **officer(now=now))


def make_studied(*, now=NOW, points=(), **values) -> Complaint:
    return study(make_reviewed(now=now, **values), now=now, points=points)


def study(complaint, *, now=NOW, points=()) -> Complaint:
    return actions.study(complaint, core="Izin terlambat terbit.", points=points, **officer(now=now))


def make_followed_up(*, now=NOW, **values) -> Complaint:
    complaint = make_studied(now=now, **values)
    return actions.follow_up(complaint, outcome=Outcome.INTERNAL, **officer(now=now))


def make_answered(*, now=NOW, **values) -> Complaint:
    complaint = make_followed_up(now=now, **values)
    text = "Izin sudah terbit, silakan diunduh."
    return actions.answer(complaint, text=text, verdict=Verdict.FIXED, **officer(now=now))


def settle(complaint, *, text="Sudah terbit.", now=NOW, **facts) -> Complaint:
    """From the review to the answer; ``facts`` are of the answer."""
    actions.review(complaint, **officer(now=now))
    study(complaint, now=now)
    actions.follow_up(complaint, outcome=Outcome.INTERNAL, **officer(now=now))
    return actions.answer(complaint, text=text, verdict=Verdict.FIXED, **{**officer(now=now), **facts})


def make_told(*, now=NOW, **values) -> Complaint:
    """Answered, the complainant informed and the superior told (komponen 6 butir 8)."""
    return tell(make_answered(now=now, **values), now=now)


def tell(complaint, *, now=NOW) -> Complaint:
    today = now.astimezone(JAKARTA).date()
    actions.inform(complaint, channel=Channel.WHATSAPP, informed_on=today, **officer(now=now))
    return actions.report_result(complaint, report="Selesai.", **officer(now=now))


def make_asked(**values) -> Complaint:
    return actions.request_completion(make_complaint(**values), question="Kapan Anda mengajukan?", **officer())


def load_real_calendar() -> None:
    """2024–2027 as in tests/data; 2027 is not confirmed."""
    change = CalendarChange(put=real_holidays(), confirm=frozenset({2024, 2025, 2026}))
    actions.change_calendar(change, by=None, now=NOW)


def events_of(complaint) -> list[str]:
    return list(complaint.events.values_list("name", flat=True))
