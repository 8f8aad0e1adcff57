"""Logging what came by any channel: form, check, store, slip, the next one."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints import codes
from complaints.models import Complaint, Event, Link, LinkKind
from complaints.rules.channels import Channel
from complaints.rules.workflow import Role
from tests.catalog.factories import make_published
from tests.catalog.html_page import read
from tests.complaints.desk import enter
from tests.complaints.factories import PDF, TODAY, make_complaint
from tests.complaints.log_page import BOX, LOG, TOLD, checked, log, store, values_to_send
from tests.complaints.pages import form_of, receipt_of, values_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_calendar")]


@pytest.fixture
def officer(client):
    return enter(client, first_name="Petugas", last_name="Contoh")


def test_a_report_at_the_counter_is_logged_with_all_that_was_told(client, officer):
    standard = make_published()

    complaint = log(client, service=standard.slug, component="3", arrived_at="09:30", external_number="12/X")

    assert (complaint.channel, complaint.kind, complaint.component) == ("loket-mpp", "pengaduan", 3)
    assert (complaint.received_on, complaint.received_at) == (TODAY, dt.time(9, 30))
    assert (complaint.received_by, complaint.external_number) == ("Petugas Contoh", "12/X")
    assert (complaint.standard, complaint.edition) == (standard, standard.current)
    assert (complaint.story, complaint.wish) == (TOLD["story"], TOLD["wish"])
    assert (complaint.reporter.name, complaint.reporter.phone) == ("Siti Aminah", "0812 3456 7890")


def test_the_event_names_the_officer_who_logged_it(client, officer):
    complaint = log(client)

    event = complaint.events.get()

    assert (event.name, event.actor, event.role) == (Event.FILED, officer, Role.OFFICER.value)


def test_the_code_on_the_slip_opens_the_case(client, officer):
    number, code = receipt_of(store(client, checked(client)))

    assert codes.find(number, code).number == number


def test_the_clock_starts_at_receipt_and_late_logging_is_told(client, officer):
    page = checked(client, arrived_on="2026-11-17")
    slip = store(client, page)

    complaint = Complaint.objects.get()
    assert (complaint.received_on, complaint.response_due_on) == (dt.date(2026, 11, 17), dt.date(2026, 12, 7))
    assert "Dicatat 3 hari kerja setelah diterima." in read(page).text
    assert "Laporan ini dicatat 3 hari kerja setelah diterima." in read(slip).text
    assert "Selasa, 17 November 2026" in read(slip).one("div", class_="slip").text


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_can_be_logged(client, officer, channel):
    complaint = log(client, **{**BOX, "channel": channel.value})

    assert complaint.channel == channel.value
    assert complaint.witnessed_by == ("Rina" if channel is Channel.BOX else "")


def test_each_channel_of_component_6_is_one_key_away(client, officer):
    options = form_of(read(client.get(LOG)), LOG).one("select", name="channel").all("option")

    assert [option.text[0] for option in options[1:]] == [*"abcdefghijklm", "s"]


def test_sp4n_lapor_has_its_own_shorter_clocks(client, officer):
    page = checked(client, channel="sp4n-lapor")
    store(client, page)

    complaint = Complaint.objects.get()
    assert "5 hari kerja sejak diterima" in read(page).text
    assert (complaint.verify_due_on, complaint.response_due_on) == (dt.date(2026, 11, 25), dt.date(2026, 11, 27))


@pytest.mark.parametrize(
    ("channel", "way"),
    [
        ("instagram", {"handle": "@siti"}),
        ("surat", {"address": "Jalan Contoh 1"}),
        ("email", {"email": "s@example.com"}),
    ],
)
def test_any_one_way_to_reach_the_person_makes_an_identity(client, officer, channel, way):
    complaint = log(client, channel=channel, phone="", **way)

    assert complaint.kind == "pengaduan"
    assert {name: getattr(complaint.reporter, name) for name in way} == way


def test_what_it_will_be_and_why_is_told_before_it_is_stored(client, officer):
    page = read(checked(client, name="", is_waiting="", received_on="2026-10-01")).text

    assert "Usul: saran/masukan." in page
    assert "(komponen 6 butir 3)" in page
    assert "(komponen 6 butir 5.b)" in page
    assert not Complaint.objects.exists()


def test_the_next_letter_from_the_same_box_keeps_the_names_and_nothing_of_the_first(client, officer):
    slip = store(client, checked(client, **BOX, arrived_on="2026-11-18"))

    again = client.post(LOG, {**values_to_send(slip), "langkah": "ubah"})

    values = values_of(form_of(read(again), LOG))
    kept = {name: values[name] for name in ("received_by", "witnessed_by", "arrived_on", "name", "story", "phone")}
    assert read(slip).one("button", class_="button").text == "Catat surat berikutnya dari kotak yang sama"
    assert kept == {
        "received_by": "Andi",
        "witnessed_by": "Rina",
        "arrived_on": "2026-11-18",
        "name": "",
        "story": "",
        "phone": "",
    }
    assert values["formulir"] != values_of(form_of(read(client.get(LOG)), LOG))["formulir"]


def test_the_same_form_sent_twice_is_one_report_with_the_same_slip(client, officer):
    other = make_complaint(phone="081234567890")
    page = checked(client)
    values = {**values_to_send(page), "langkah": "simpan", "ganda": str(other.pk)}

    slips = [receipt_of(client.post(LOG, values)) for _ in range(2)]

    assert slips[0] == slips[1]
    assert (Complaint.objects.count(), Link.objects.count()) == (2, 1)


def test_the_scan_is_attached(client, officer):
    store(client, checked(client), berkas=SimpleUploadedFile("surat.pdf", PDF))

    assert Complaint.objects.get().attachments.get().label == "surat.pdf"


def test_possible_duplicates_are_shown_and_linked_when_ticked(client, officer):
    other = make_complaint(phone="+62 812-3456-7890", name="Siti Aminah")
    make_complaint(name="Orang Lain", email="lain@example.com", story="Ruang tunggu panas.")

    page = checked(client)
    store(client, page, ganda=str(other.pk))

    shown = read(page).one("ul", class_="similar")
    assert [box["value"] for box in shown.all("input")] == [str(other.pk)]
    assert "telepon sama, nama sama" in shown.text
    assert "Siti" not in shown.text
    link = Link.objects.get()
    assert (link.other, link.kind) == (other, LinkKind.DUPLICATE.value)
    assert Event.LINKED in other.events.values_list("name", flat=True)


def test_a_duplicate_that_may_not_be_seen_is_neither_shown_nor_linked(client, officer):
    hidden = make_complaint(phone="081234567890")
    Complaint.objects.filter(pk=hidden.pk).update(is_restricted=True)

    page = checked(client)
    store(client, page, ganda=[str(hidden.pk), "x", "9" * 40])

    assert hidden.number not in page.content.decode()
    assert not Link.objects.exists()


@pytest.mark.parametrize("others", [3, 60])
def test_the_pages_of_logging_ask_the_same_few_queries(client, officer, others, django_assert_num_queries):
    for place in range(others):
        make_complaint(name="Siti Aminah", phone="081234567890", story=f"Izin {place}")
    values = {**values_of(form_of(read(client.get(LOG)), LOG)), **TOLD, "langkah": "periksa"}

    with django_assert_num_queries(3):
        client.get(LOG)
    with django_assert_num_queries(8):
        client.post(LOG, values)
