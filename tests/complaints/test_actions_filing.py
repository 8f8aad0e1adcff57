import datetime as dt
import time

import pytest
from django.utils import timezone

from catalog import publishing
from complaints import actions, codes
from complaints.models import Attachment, Complaint, Event, OutgoingMail, Reporter
from complaints.rules.channels import Channel
from complaints.rules.intake import FilingKind, ReasonCode
from complaints.rules.workflow import Role
from tests.catalog.factories import edit, make_draft, make_published, make_user
from tests.complaints.factories import (
    DUE,
    JAKARTA,
    NOW,
    TODAY,
    load_real_calendar,
    make_attachment,
    make_complaint,
    make_filed,
    make_filing,
    make_suggestion,
)

pytestmark = pytest.mark.django_db

STORED = (Complaint, Reporter, Attachment, Event, OutgoingMail)


def counts():
    return [model.objects.count() for model in STORED]


def test_an_accepted_filing_is_stored_with_all_that_belongs_to_it():
    standard = make_published()

    filed = make_filed(
        standard=standard,
        component=3,
        service_note="Izin penjahitan",
        phone="0812",
        conceals_identity=True,
        files=[make_attachment("a.pdf"), make_attachment("b.pdf")],
    )

    complaint = Complaint.objects.get()
    assert filed.is_new
    assert filed.complaint == complaint
    assert complaint.number == f"PGD-2026-{complaint.pk:06d}"
    assert (complaint.kind, complaint.state, complaint.channel) == ("pengaduan", "diterima", "web-dpmptsp")
    assert (complaint.standard, complaint.component, complaint.service_note) == (standard, 3, "Izin penjahitan")
    assert (complaint.received_on, complaint.logged_at, complaint.response_due_on) == (TODAY, NOW, DUE)
    assert (complaint.version, complaint.response_days, complaint.conceals_identity) == (1, 14, True)
    reporter = complaint.reporter
    assert (reporter.name, reporter.email, reporter.phone) == ("Siti Aminah", "siti@example.com", "0812")
    assert list(complaint.attachments.values_list("label", "is_from_reporter")) == [("a.pdf", True), ("b.pdf", True)]
    assert codes.find(complaint.number, filed.code) == complaint


def test_the_first_event_tells_what_it_was_taken_for_and_nothing_of_the_person():
    complaint = make_complaint(files=[make_attachment()])

    event = complaint.events.get()

    assert (event.name, event.at, event.role, event.actor, event.state) == (
        "disampaikan",
        NOW,
        "pengadu",
        None,
        "diterima",
    )
    assert event.data == {"kind": "pengaduan", "reasons": [], "due": "2026-12-10", "provisional": True, "files": 1}


def test_what_an_officer_logs_is_his_event_and_counts_from_the_day_of_receipt():
    """The clock begins when it reached the office by its channel, not when it was typed in."""
    by = make_user("petugas")
    received_on = TODAY - dt.timedelta(days=3)

    complaint = make_complaint(by=by, received_on=received_on, service_received_on=None)

    event = complaint.events.get()
    assert (event.role, event.actor) == (Role.OFFICER.value, by)
    assert (complaint.received_on, complaint.response_due_on) == (received_on, dt.date(2026, 12, 7))


@pytest.mark.parametrize(
    ("told", "reasons"),
    [
        ({}, []),
        ({"service_received_on": None}, []),
        ({"service_received_on": TODAY - dt.timedelta(30)}, []),
        ({"service_received_on": TODAY - dt.timedelta(31)}, [ReasonCode.LATE]),
        ({"name": ""}, [ReasonCode.NO_IDENTITY]),
        ({"email": ""}, [ReasonCode.NO_IDENTITY]),
        ({"email": "", "phone": "0812"}, []),
        ({"story": ""}, [ReasonCode.NO_OBJECT]),
        ({"story": "", "service_note": "izin"}, [ReasonCode.NO_OBJECT]),
        ({"story": "", "service_note": "izin", "component": 3}, []),
        ({"story": "", "name": ""}, [ReasonCode.NO_IDENTITY, ReasonCode.NO_OBJECT]),
    ],
)
def test_dates_and_what_is_missing_decide_the_kind(told, reasons):
    """Threat 28: day 30 is in time, day 31 is late."""
    proposed = actions.proposal(make_filing(**told), received_on=TODAY)
    complaint = make_complaint(**told)

    kind = FilingKind.SUGGESTION if reasons else FilingKind.COMPLAINT
    assert (proposed.kind, [reason.code for reason in proposed.reasons]) == (kind, reasons)
    assert complaint.kind == kind.value
    assert complaint.events.get().data["reasons"] == [reason.value for reason in reasons]


def test_the_number_of_days_to_file_is_a_setting(settings):
    settings.FILING_DAYS = 60

    assert make_complaint(service_received_on=TODAY - dt.timedelta(60)).kind == "pengaduan"


def test_a_suggestion_is_accepted_with_a_number_a_code_and_a_due_date():
    complaint = make_suggestion()

    assert (complaint.kind, complaint.state, complaint.response_due_on) == ("saran", "diterima", DUE)
    assert not complaint.reporter.is_identified


@pytest.mark.parametrize(
    "day", [TODAY + dt.timedelta(1), dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(1999, 12, 31)]
)
def test_dates(day):
    """Threat 28: a service to come, year 1 and year 9999 are refused in words, and nothing is stored."""
    with pytest.raises(actions.Refused):
        make_filed(service_received_on=day)
    with pytest.raises(actions.Refused):
        make_filed(received_on=day, service_received_on=None)

    assert counts() == [0] * 5


def test_a_filing_of_the_last_bounded_days_is_refused_in_words():
    now = dt.datetime(2100, 12, 30, 9, tzinfo=JAKARTA)

    with pytest.raises(actions.Refused, match="antara 1 Januari 2000 dan 31 Desember 2100"):
        make_filed(now=now, service_received_on=None)


def test_the_due_date_is_certain_in_a_confirmed_year_and_provisional_beyond():
    load_real_calendar()

    assert make_complaint().due_is_provisional is False
    assert make_complaint(now=dt.datetime(2026, 12, 21, 9, tzinfo=JAKARTA)).due_is_provisional is True


# The edition that the complaint measures against


@pytest.fixture
def two_editions():
    """One in force since 1 October, the next since 1 November."""
    standard = make_published(today=dt.date(2026, 10, 1))
    edit(standard)
    publishing.publish(standard, by=None, change_note="Kedua.", today=dt.date(2026, 11, 1))
    standard.refresh_from_db()
    return standard


@pytest.mark.parametrize(
    ("service_received_on", "number"),
    [
        (dt.date(2026, 10, 31), 1),
        (dt.date(2026, 11, 1), 2),
        (dt.date(2026, 9, 30), 1),
        (None, 2),
    ],
    ids=["day before", "first day", "before any edition", "still waiting"],
)
def test_the_edition_is_that_of_the_day_of_service(two_editions, service_received_on, number):
    complaint = make_complaint(standard=two_editions, service_received_on=service_received_on)

    assert complaint.edition.number == number


def test_a_cancelled_edition_measures_nothing(two_editions):
    edit(two_editions)
    third = publishing.publish(
        two_editions, by=None, change_note="Ketiga.", effective_on=dt.date(2026, 11, 10), today=dt.date(2026, 11, 2)
    )
    publishing.cancel_scheduled(third, by=None, reason="Keliru.", today=dt.date(2026, 11, 3))

    assert make_complaint(standard=two_editions).edition.number == 2


def test_a_complaint_without_a_known_service_has_no_edition():
    assert make_complaint(service_note="izin jahit").edition is None
    assert make_complaint(standard=make_draft()).edition is None


# Time


def test_numbers_grow_even_when_the_clock_goes_back():
    """Threat 69."""
    first = make_complaint()
    second = make_complaint(now=NOW - dt.timedelta(days=1), service_received_on=None)

    assert second.pk > first.pk
    assert (second.received_on, second.response_due_on) == (TODAY - dt.timedelta(1), dt.date(2026, 12, 9))


@pytest.fixture(params=["UTC", "Asia/Jayapura", "America/New_York"])
def zone_of_the_server(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_the_day_changes_at_17_utc_all_year_round_wherever_the_server_stands(zone_of_the_server):
    """Threat 66."""
    midnight = dt.datetime(2026, 1, 1, 17, tzinfo=dt.UTC)
    for midnight in (midnight + dt.timedelta(days) for days in range(730)):
        assert timezone.localdate(midnight - dt.timedelta(milliseconds=1)) == midnight.date()
        assert timezone.localdate(midnight) == midnight.date() + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("moment", "day"),
    [("2026-12-31T16:59:59.999", dt.date(2026, 12, 31)), ("2026-12-31T17:00:00", dt.date(2027, 1, 1))],
)
def test_the_day_ends_at_midnight_in_purwakarta(moment, day):
    """Threat 66."""
    now = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)

    complaint = make_complaint(now=now, received_on=day, service_received_on=None)

    assert complaint.year == day.year
    with pytest.raises(actions.Refused):
        make_complaint(now=now, received_on=day + dt.timedelta(1), service_received_on=None)


# What an officer logs


def test_what_an_officer_logs_keeps_how_it_came():
    arrival = actions.Arrival(at=dt.time(9, 30), received_by="Petugas loket", external_number="503/77")

    complaint = make_complaint(channel=Channel.LETTER, arrival=arrival, email="", address="Jalan Contoh 1")

    stored = Complaint.objects.select_related("reporter").get()
    assert (stored.received_at, stored.received_by, stored.external_number) == (
        dt.time(9, 30),
        "Petugas loket",
        "503/77",
    )
    assert stored.reporter.address == "Jalan Contoh 1"
    assert complaint.is_complaint  # a letter can be answered, so the person can be reached


@pytest.mark.parametrize("witness", ["", " ", "budi "])
def test_the_box_is_opened_by_two(witness):
    with pytest.raises(actions.Refused, match="dua orang"):
        make_complaint(channel=Channel.BOX, arrival=actions.Arrival(received_by="Budi", witnessed_by=witness))

    assert not Complaint.objects.exists()
    assert make_complaint(channel=Channel.BOX, arrival=actions.Arrival(received_by="Budi", witnessed_by="Ani")).pk
