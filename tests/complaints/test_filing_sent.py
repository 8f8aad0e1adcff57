"""Sending a report: the receipt, sending twice, and what protects the office from floods."""

import datetime as dt
import re

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client

from complaints import codes, limits
from complaints.limits import Purpose
from complaints.models import Bucket, Complaint, OutgoingMail
from complaints.rules.channels import Channel
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published
from tests.complaints.factories import DUE, NOW, PDF, load_real_calendar, make_upload
from tests.complaints.pages import (
    ANSWERS,
    FILE,
    answered,
    is_receipt,
    problem_of,
    receipt_of,
    send,
    values_to_send,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


# The receipt


def test_what_was_sent_is_stored_and_the_receipt_opens_it(client, clock):
    published(slug="jahit")

    answer = send(client, answered(client, service="jahit", component="3", email="siti@example.com"), clock)

    number, code = receipt_of(answer)
    complaint = codes.find(number, code)
    assert (complaint.kind, complaint.channel, complaint.component) == ("pengaduan", Channel.OFFICE_WEB.value, 3)
    assert (complaint.story, complaint.wish) == (ANSWERS["story"], ANSWERS["wish"])
    assert (complaint.standard.slug, complaint.edition.number) == ("jahit", 1)
    assert (complaint.reporter.name, complaint.reporter.phone) == ("Siti Aminah", "0812 3456 7890")
    assert (complaint.response_due_on, complaint.received_on) == (DUE, NOW.date())


def test_the_receipt_is_the_answer_itself_and_kept_by_nobody(client, clock):
    answer = send(client, answered(client), clock)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert read(answer).one("meta", name="robots")["content"] == "noindex"


def test_the_receipt_says_by_which_date_what_happens(client, clock):
    load_real_calendar()

    words = read(send(client, answered(client), clock)).one("main").text

    assert "Batas jawaban Kamis, 10 Desember 2026" in words
    assert "sementara" not in words


def test_a_due_date_in_a_year_without_confirmed_holidays_is_marked(client, clock):
    page = read(send(client, answered(client), clock))

    assert page.one("span", class_="status").text == "sementara"
    assert "(sementara)" in page.one("textarea").text


def test_the_receipt_of_a_suggestion_promises_no_day(client, clock):
    page = read(send(client, answered(client, name=""), clock))

    assert Complaint.objects.get().kind == "saran"
    assert "Batas jawaban" not in page.one("div", class_="slip").text
    assert "Dijawab" not in page.one("textarea").text


def test_the_code_stands_on_the_receipt_and_in_no_address_picture_session_or_table(client, clock, caplog):
    answer = send(client, answered(client, email="siti@example.com"), clock)

    number, code = receipt_of(answer)
    page = read(answer)
    forms = (code, code.replace("-", ""))
    addresses = [node.attributes.get(name, "") for node in page.walk() for name in ("href", "src", "action")]
    stored = [str(row) for model in (Complaint, OutgoingMail, Session, Bucket) for row in model.objects.values()]
    picture = re.search(r"<svg.*?</svg>", answer.content.decode(), re.DOTALL)[0]
    assert not any(form in text for form in forms for text in [*addresses, *stored, picture, caplog.text])
    assert page.one("textarea").text.count(code) == 1
    assert "http://127.0.0.1:8000/pengaduan/lacak/" in page.one("textarea").text
    assert number in page.one("textarea").text


# Sending again


def test_sending_the_same_form_again_shows_the_same_receipt(client, clock):
    checked = answered(client)

    receipts = [receipt_of(send(client, checked, clock)) for _ in range(15)]

    assert len(set(receipts)) == 1
    assert Complaint.objects.count() == 1


def test_a_form_that_was_used_for_another_text_becomes_a_new_one_with_the_text_kept(client, clock):
    first = answered(client)
    number, _ = receipt_of(send(client, first, clock))
    ticket = values_to_send(first)["formulir"]

    changed = client.post(FILE, {**values_to_send(first), "story": "Lain lagi.", "langkah": "kirim"})

    assert number in problem_of(read(changed))
    assert values_to_send(changed)["story"] == "Lain lagi."
    assert values_to_send(changed)["formulir"] != ticket
    assert receipt_of(send(client, changed, clock))[0] != number


def test_two_forms_are_two_reports(client, clock):
    numbers = {receipt_of(send(client, answered(client), clock))[0] for _ in range(2)}

    assert len(numbers) == 2


# Machines and floods (rows 5, 14)


def test_what_is_sent_within_three_seconds_must_be_sent_again(client, clock):
    checked = answered(client)

    early = send(client, checked, clock, after=2)

    assert "terlalu cepat" in problem_of(read(early))
    assert not Complaint.objects.exists()
    assert is_receipt(send(client, early, clock, after=2))


def test_after_24_hours_there_is_a_new_form_with_the_text_kept(client, clock):
    checked = answered(client)

    late = send(client, checked, clock, after=24 * 60 * 60 + 1)

    assert "24 jam" in problem_of(read(late))
    assert values_to_send(late)["story"] == ANSWERS["story"]
    assert values_to_send(late)["formulir"] != values_to_send(checked)["formulir"]
    assert not Complaint.objects.exists()
    assert is_receipt(send(client, late, clock))


@pytest.mark.parametrize("ticket", ["", "x", "\x00", "a:b:c", "A" * 43 + ":1:x", "é" * 99])
def test_a_form_that_we_did_not_make_is_a_new_one(client, clock, ticket):
    answer = send(client, answered(client), clock, formulir=ticket)

    assert problem_of(read(answer))
    assert not Complaint.objects.exists()


def test_the_field_that_nobody_sees_stops_machines_and_leaves_one_line_in_the_log(client, clock, caplog):
    checked = answered(client)
    (unseen,) = [node for node in read(checked).all("div") if "hidden" in node.attributes]
    assert unseen.one("input")["name"] == "situs_web"

    answer = send(client, checked, clock, situs_web="http://slot.example")

    assert (answer.status_code, is_receipt(answer)) == (200, False)
    assert not Complaint.objects.exists()
    assert [record.name for record in caplog.records] == ["django.security.complaints"]
    assert "slot" not in caplog.text
    assert is_receipt(send(client, answer, clock))


def test_flood(client, clock):
    stored = []
    for number in range(70):
        answer = send(client, answered(client, story=f"Laporan {number}"), clock, after=4, lagi="ya")
        stored.append(answer.status_code)

    assert stored == [200] * 60 + [429] * 10
    assert Complaint.objects.count() == 60
    assert answer["Retry-After"] == "3600"
    assert values_to_send(answer)["story"] == "Laporan 69"


def test_from_the_eleventh_report_of_one_address_on_one_more_tick_is_asked_for(client, clock):
    for number in range(10):
        assert is_receipt(send(client, answered(client, story=f"Laporan {number}"), clock))

    asked = send(client, answered(client, story="Laporan 11"), clock)

    assert read(asked).one("input", name="lagi")["type"] == "checkbox"
    assert Complaint.objects.count() == 10
    assert is_receipt(send(client, asked, clock, lagi="ya"))


def test_what_is_stored_is_shown_again_when_no_more_is_taken_and_what_is_not_takes_no_room(client, clock, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, Purpose.FILING, limits.Limit(1, dt.timedelta(hours=1)))
    checked = answered(client)
    first = send(client, checked, clock, berkas=[make_upload("a.pdf", PDF)])
    room = limits.share_of_files(now=NOW)

    again = send(client, checked, clock, berkas=[make_upload("a.pdf", PDF)])
    other = send(client, answered(client, story="Lain."), clock, berkas=[make_upload("a.pdf", PDF)])

    assert (receipt_of(again), other.status_code) == (receipt_of(first), 429)
    assert Complaint.objects.count() == 1
    assert limits.share_of_files(now=NOW) == room > 0


# A lost session, forged fields, an ill database


def test_a_lost_session_costs_nothing_that_was_typed(clock):
    client = Client(enforce_csrf_checks=True)
    values = {**ANSWERS, "langkah": "kirim", "formulir": ""}

    refused = client.post(FILE, values)

    assert refused.status_code == 403
    assert "Isian Anda masih lengkap" in problem_of(read(refused))
    assert not Complaint.objects.exists()
    assert "no-store" in refused["Cache-Control"]
    kept = values_to_send(refused)
    assert {name: kept[name] for name in ANSWERS} == ANSWERS
    assert is_receipt(send(client, refused, clock))


def test_a_lost_session_while_searching_shows_the_form_again():
    page = read(Client(enforce_csrf_checks=True).post(FILE, {**ANSWERS, "langkah": "cari"}))

    assert page.one("textarea", name="story").text.startswith("Izin saya")
    assert page.all("ul", class_="errorlist") == []


def test_mass_assign(client, clock):
    asked_for = {"story", "wish", "component", "conceals_identity", "service_received_on"}
    names = {field.name for field in Complaint._meta.fields} - asked_for
    hostile = {name: "2099-01-01" if name.endswith("_on") else "99" for name in names}

    answer = send(client, answered(client, **hostile, number="PGD-1"), clock, **hostile)

    stored = Complaint.objects.get(pk=int(receipt_of(answer)[0].rpartition("-")[2]))
    assert (stored.state, stored.kind, stored.version, stored.year) == ("diterima", "pengaduan", 1, 2026)
    assert (stored.received_on, stored.response_due_on, stored.response_days) == (NOW.date(), DUE, 14)
    assert (stored.answered_on, stored.closed_on, stored.reopened_on, stored.standard) == (None, None, None, None)
    assert stored.logged_at - NOW < dt.timedelta(minutes=1)


def test_a_database_that_cannot_write_now_costs_nothing_that_was_typed(client, clock, monkeypatch):
    def locked(**facts):
        raise OperationalError("database is locked")

    checked = answered(client)
    with monkeypatch.context() as patch:
        patch.setattr("complaints.views.filing.file_complaint", locked)
        answer = send(client, checked, clock)

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "belum kami terima" in problem_of(read(answer))
    assert is_receipt(send(client, answer, clock))


def test_filing_costs_a_fixed_number_of_queries(client, clock, django_assert_num_queries):
    checked = answered(client)
    values = {**values_to_send(checked), "langkah": "kirim"}
    clock.shift(5)

    # Three for the calendar, which is read anew only when it has changed; PostgreSQL also holds it. Savepoints are two
    # of them, twice as many on SQLite, where others may be stored together with it.
    with django_assert_num_queries(12 if connection.vendor == "sqlite" else 11):
        client.post(FILE, values)
