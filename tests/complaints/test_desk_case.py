"""The page of a case at the desk: where it stands, what is to be done first, and who sees what of it."""

import datetime as dt

import pytest

from complaints import actions
from complaints.models import LinkKind
from complaints.presentation.handling import RECENT
from complaints.rules.workflow import Outcome, Role
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published
from tests.complaints import factories
from tests.complaints.desk import enter, make_staff
from tests.complaints.desk_case import address_of, page_of, refer, section, show
from tests.complaints.factories import (
    NOW,
    TODAY,
    make_answered,
    make_asked,
    make_attachment,
    make_complaint,
    make_followed_up,
    make_reviewed,
    make_studied,
    make_suggestion,
    make_told,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def make_external():
    return actions.follow_up(make_studied(), outcome=Outcome.TECHNICAL_TEAM, **officer())


# Where it stands


@pytest.mark.parametrize(
    ("make", "heading", "todo", "step"),
    [
        (make_complaint, "Diterima", "Periksa kelengkapannya", "Mulai menelaah"),
        (make_suggestion, "Diterima", "Saran atau masukan", "Alihkan menjadi saran"),
        (make_asked, "Menunggu kelengkapan", "Menunggu keterangan pelapor", "Catat keterangan pelapor"),
        (make_reviewed, "Ditelaah", "Rumuskan inti masalah", "Tulis penelaahan"),
        (make_studied, "Ditelaah", "Tetapkan hasil penelaahan", "Tetapkan hasil penelaahan"),
        (make_followed_up, "Ditindaklanjuti", "Susun jawaban", "Kirim jawaban"),
        (make_external, "Ditindaklanjuti", "Libatkan tim teknis", "Libatkan tim teknis"),
        (make_answered, "Dijawab", "Sampaikan hasilnya kepada pelapor", "Catat penyampaian hasil"),
        (make_told, "Dijawab", "Tutup laporan ini", "Tutup laporan"),
    ],
)
def test_the_page_says_where_the_case_stands_and_one_thing_to_do_first(client, make, heading, todo, step):
    enter(client)
    complaint = make()

    page = page_of(client, complaint)

    assert page.one("h1").text == heading
    assert todo in page.one("div", class_="todo").text
    assert step in [node.text for node in page.one("div", class_="todo").walk() if node.tag in ("a", "button")]


def test_the_disputed_component_stands_beside_the_story_as_it_was_on_the_day_of_service(client):
    enter(client)
    standard = published(slug="jahit")
    complaint = make_complaint(standard=standard, component=3)

    words = section(page_of(client, complaint), "laporan").text

    assert "Izin saya belum terbit" in words
    assert "3. Jangka Waktu Penyelesaian" in words
    assert "Isi komponen 3." in words


def test_the_due_date_stands_in_words_and_day_by_day(client, clock):
    complaint = make_complaint()
    clock.move_to(NOW + dt.timedelta(days=21))
    enter(client)

    page = page_of(client, complaint)

    assert page.one("p", class_="deadline-left").text == "Terlambat 1 hari kerja"
    assert len([day for day in page.all("td") if day.all("time")]) == 21


def test_everything_that_happened_is_told_with_who_did_it_internal_events_too(client):
    enter(client)
    complaint = make_reviewed()
    actions.add_note(complaint, text="Sudah ditelepon.", **officer())

    page = page_of(client, complaint)

    assert [item.one("strong").text for item in page.one("ol", class_="time-line").all("li")] == [
        "Catatan internal ditambahkan",
        "Telaah",
        "Laporan diterima",
    ]
    newest = page.one("ol", class_="time-line").all("li")[0].text
    assert "Petugas pengaduan, petugas-pengaduan" in newest
    assert "Sudah ditelepon." in newest


def test_what_the_office_wrote_stands_in_its_section(client):
    enter(client)
    complaint = make_studied(points=["Izin belum terbit.", "Berkas diminta lagi."])
    other = make_complaint()
    actions.clarify(
        complaint, held_on=TODAY, with_whom="Petugas loket", is_outside=True, result="Berkas terselip.", **officer()
    )
    actions.follow_up(complaint, outcome=Outcome.TECHNICAL_TEAM, **officer())
    actions.report_referral(refer(complaint), report="Sudah diperiksa.", reported_on=TODAY, **officer())
    actions.hand_up(complaint, report="Mohon arahan.", **officer())
    actions.link(other, other=complaint, kind=LinkKind.DUPLICATE, **officer())
    actions.draft_answer(complaint, text="Konsep kami.", points={1: "Sudah."}, needs_check=True, **officer())

    page = page_of(client, complaint)

    for name, told in {
        "penelaahan": ["Izin terlambat terbit.", "Berkas diminta lagi.", "Petugas loket", "di luar DPMPTSP"],
        "hasil": ["Dinas Kesehatan", "Sudah diperiksa.", "Petugas pengaduan → Pejabat pengelola", "Mohon arahan."],
        "jawaban": ["Konsep kami.", "perlu diperiksa rekan", "Sudah."],
        "catatan": [other.number, "Laporan ganda"],
    }.items():
        for words in told:
            assert words in section(page, name).text, words


def test_what_the_head_reports_goes_above_the_office(client):
    enter(client)
    complaint = actions.report_result(make_answered(), report="Selesai.", **officer(Role.HEAD))

    assert "Kepala dinas → Atasan langsung laporan hasil" in section(page_of(client, complaint), "hasil").text


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_queries_however_much_happened(client, number, django_assert_num_queries):
    enter(client)
    standard = published(slug="jahit")
    complaint = make_studied(standard=standard, component=3, files=[make_attachment()], points=["Satu."] * number)
    for _ in range(number):
        actions.add_note(complaint, text="Catatan.", **officer())
        actions.clarify(complaint, held_on=TODAY, with_whom="A", is_outside=False, result="B", **officer())
        actions.link(complaint, other=make_complaint(), kind=LinkKind.RELATED, **officer())
        refer(complaint, member=make_staff(Role.TECHNICAL_TEAM))
        actions.reply(complaint, text="Tambahan.", now=NOW)
        actions.draft_answer(complaint, text="Konsep.", **officer())

    with django_assert_num_queries(12):
        client.get(address_of(complaint))


# What happened


def test_the_page_shows_what_happened_last_and_leads_to_the_whole_history(client):
    enter(client)
    complaint = make_complaint()
    for number in range(RECENT):
        actions.add_note(complaint, text=f"Catatan nomor {number}.", **officer())

    page, whole = page_of(client, complaint), read(client.get(address_of(complaint, "riwayat")))

    shown, told = section(page, "riwayat").one("ol").all("li"), whole.one("main").one("ol", reversed=None).all("li")
    assert [len(shown), len(told)] == [RECENT, RECENT + 1]
    assert f"Catatan nomor {RECENT - 1}." in shown[0].text
    assert "Laporan diterima" not in section(page, "riwayat").text
    assert "Laporan diterima" in told[-1].text
    assert section(page, "riwayat").one("a")["href"] == address_of(complaint, "riwayat")


def test_a_short_history_leads_nowhere_else(client):
    enter(client)

    assert section(page_of(client, make_complaint()), "riwayat").all("a") == []


@pytest.mark.parametrize("number", [2, RECENT + 5])
def test_the_history_costs_the_same_queries_however_long_it_is(client, number, django_assert_num_queries):
    enter(client)
    complaint = make_complaint()
    for _ in range(number):
        actions.add_note(complaint, text="Catatan.", **officer())

    with django_assert_num_queries(12):
        client.get(address_of(complaint))
    with django_assert_num_queries(8):
        client.get(address_of(complaint, "riwayat"))


# The letter


def test_the_letter_bears_the_head_of_the_office_and_no_name_unless_the_identity_is_shown(client):
    enter(client)
    complaint = make_answered(address="Jalan Contoh 1")

    letter = read(client.get(address_of(complaint, "surat"))).one("article").text

    assert "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu" in letter
    assert "Izin sudah terbit, silakan diunduh." in letter
    assert f"Pelapor {complaint.number}" in letter
    assert "Siti" not in letter
    show(client, complaint)
    named = read(client.get(address_of(complaint, "surat"))).one("article").text
    assert "Kepada Yth. Siti Aminah Jalan Contoh 1" in named


def test_a_draft_is_printed_as_a_draft_and_without_one_there_is_no_letter(client):
    enter(client)
    complaint = make_studied(points=["Izin belum terbit."])
    assert client.get(address_of(complaint, "surat")).status_code == 404
    actions.draft_answer(complaint, text="Terima kasih.", points={1: "Sudah terbit."}, **officer())

    letter = read(client.get(address_of(complaint, "surat"))).one("article").text

    assert "KONSEP" in letter
    assert "1. Izin belum terbit. Sudah terbit." in letter


def test_an_erased_identity_breaks_no_page(client):
    enter(client)
    complaint = make_answered()
    complaint.reporter.delete()

    page = page_of(client, complaint)

    assert "sudah dihapus" in section(page, "pelapor").text
    assert client.get(address_of(complaint, "surat")).status_code == 200
    assert factories.events_of(complaint)
