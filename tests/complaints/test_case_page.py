"""The page of a case: what its complainant reads and does, and that nobody else can."""

import datetime as dt

import pytest

from complaints import actions
from complaints.calendar import CalendarChange
from complaints.models import Complaint, Event
from complaints.presentation.case import SUMMARIES, TITLES
from complaints.rules.channels import Channel
from complaints.rules.workflow import State
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published
from tests.complaints import factories
from tests.complaints.factories import JPEG, NOW, PDF, events_of, make_attachment, make_filed, make_upload, officer
from tests.complaints.pages import CASE, errors_of, look_up, problem_of, values_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

OPENED = actions.Arrival(received_by="Rina", witnessed_by="Budi")


@pytest.fixture
def filed():
    return make_filed(now=NOW)


@pytest.fixture
def enter(client):
    def visit(filed):
        assert look_up(client, filed.complaint.number, filed.code).status_code == 302
        return filed.complaint

    return visit


def page_of(client):
    return read(client.get(CASE))


def take(client, step, **values):
    """Send the form of this step as it stands on the page, filled in."""
    (form,) = page_of(client).all("form", action=f"{CASE}{step}/")
    return client.post(f"{CASE}{step}/", {**values_of(form), **values})


def answer(filed, **facts):
    return factories.settle(filed.complaint, **facts)


def titles(page):
    return [item.one("strong").text for item in page.one("ol", class_="time-line").all("li") if item.all("strong")]


# Reading


def test_the_page_says_where_the_case_stands_and_how_much_time_is_left(client, enter, filed):
    enter(filed)

    page = page_of(client)

    assert page.one("h1").text == "Laporan Anda sudah kami terima"
    assert page.one("div", class_="deadline").text == (
        "Dijawab paling lambat Kamis, 10 Desember 2026 sementara Sisa 14 hari kerja"
    )
    assert len(page.one("p", class_="deadline-bar").all("span")) == 14


def test_what_an_officer_wrote_down_later_tells_the_day_it_reached_the_office(client, enter):
    reached = NOW.date() - dt.timedelta(days=3)
    enter(make_filed(now=NOW, received_on=reached, service_received_on=None, channel=Channel.BOX, arrival=OPENED))

    (moment,) = page_of(client).one("ol", class_="time-line").all("li")

    assert moment.all("p")[1].text == "Sampai di kantor pada 17 November 2026. Dicatat sebagai pengaduan."


def test_the_bar_fills_with_each_working_day_and_being_late_is_owned_up_to(client, enter, filed, clock):
    clock.move_to(NOW + dt.timedelta(days=7))
    enter(filed)
    assert len(page_of(client).all("span", class_="is-passed")) == 5

    clock.move_to(NOW + dt.timedelta(days=21))
    enter(filed)

    page = page_of(client)
    assert page.one("p", class_="deadline-left").text == "Terlambat 1 hari kerja"
    assert len(page.all("span", class_="is-passed")) == 14
    assert "Kami mohon maaf" in page.one("main").text


def test_the_due_date_is_explained_day_by_day(client, enter, filed):
    enter(filed)

    days = {time["datetime"]: cell.one("b").text for cell in page_of(client).all("td") for time in cell.all("time")}

    assert (days["2026-11-20"], days["2026-11-21"], days["2026-12-10"]) == ("0", "–", "14")


def test_the_time_line_tells_everything_in_plain_words_the_newest_first(client, enter):
    filed = make_filed(now=NOW, files=[make_attachment("bukti.pdf")])
    complaint = answer(filed, files=[make_attachment("surat.pdf")])
    actions.rate(complaint, is_settled=False, reason="Belum ada.", now=NOW)
    actions.reopen(complaint, reason="Belum juga.", now=NOW)
    enter(filed)

    page = page_of(client)

    assert titles(page) == [
        "Laporan dibuka kembali",
        "Anda menilai: jawaban belum menyelesaikan",
        "Laporan dijawab",
        "Laporan ditindaklanjuti",
        "Laporan ditelaah",
        "Laporan diterima",
    ]
    words = page.one("ol", class_="time-line").text
    for told in ("Belum juga.", "Belum ada.", "Sudah terbit.", "Diselesaikan di DPMPTSP.", "bukti.pdf", "surat.pdf"):
        assert told in words


def test_every_event_has_a_title_of_its_own():
    assert set(TITLES) == {name for name, _ in Event.PUBLIC_NAMES}
    assert set(SUMMARIES) == set(State)


def test_a_saran_has_no_clock(client, enter):
    enter(make_filed(now=NOW, name="", email=""))

    page = page_of(client)

    assert page.all("div", class_="deadline") == page.all("table") == []
    assert "Saran/masukan" in page.one("hgroup").text


def test_a_changed_due_date_is_told(client, enter, filed):
    factories.load_real_calendar()
    Complaint.objects.filter(pk=filed.complaint.pk).update(response_due_on=dt.date(2026, 12, 9))
    actions.change_calendar(CalendarChange(), by=None, now=NOW)
    enter(filed)

    assert "dari 9 Desember 2026 menjadi 10 Desember 2026" in page_of(client).one("ol", class_="time-line").text


def test_no_identity_stands_on_the_page(client, enter):
    enter(make_filed(now=NOW, name="Siti Aminah", email="siti@example.com", phone="081234567890"))

    html = client.get(CASE).content.decode()

    assert not any(each in html for each in ("Siti", "siti@", "08123"))


# The complainant's steps


def test_a_question_stands_on_top_and_is_answered_with_text_and_files(client, enter, filed):
    actions.request_completion(filed.complaint, question="Berapa nomor OSS Anda?", **officer())
    enter(filed)
    page = page_of(client)
    assert page.one("h1").text == "Kami menunggu keterangan Anda"
    assert page.one("section", **{"aria-labelledby": "surat"}).one("p", class_="told").text == "Berapa nomor OSS Anda?"

    done = take(
        client, "tanggapan", text="Nomornya 123.", berkas=[make_upload("a.pdf", PDF), make_upload("b.jpg", JPEG)]
    )

    assert (done.status_code, done["Location"]) == (302, CASE)
    filed.complaint.refresh_from_db()
    assert filed.complaint.state == "ditelaah"
    assert page_of(client).one("ol", class_="time-line").all("li")[0].one("p", class_="told").text == "Nomornya 123."
    assert filed.complaint.attachments.count() == 2


def test_an_identity_that_is_missing_can_be_added(client, enter):
    filed = make_filed(now=NOW, name="", email="")
    enter(filed)

    take(client, "tanggapan", name="Siti", phone="081234567890")

    assert Complaint.objects.get().reporter.is_identified
    assert page_of(client).all("input", name="phone") == []


def test_what_is_wrong_with_a_reply_is_said_and_the_text_kept(client, enter, filed):
    enter(filed)

    empty = read(take(client, "tanggapan"))
    bad_file = read(take(client, "tanggapan", text="Ini buktinya.", berkas=[make_upload("a.exe", b"MZ")]))

    too_long = read(take(client, "tanggapan", text="a" * 6_000, berkas=[make_upload()]))
    assert "belum tersimpan" in too_long.one("ul", id="berkas-error").text
    assert "Tuliskan keterangan" in problem_of(empty)
    assert "tidak dapat diterima" in bad_file.one("ul", id="berkas-error").text
    assert bad_file.one("textarea", name="text").text == "Ini buktinya."
    assert "open" in bad_file.all("details", class_="act")[0].attributes
    assert events_of(filed.complaint) == [Event.FILED]


def test_a_reply_sent_twice_is_stored_once_and_the_second_answer_says_so(client, enter, filed):
    enter(filed)
    (form,) = page_of(client).all("form", action=f"{CASE}tanggapan/")
    values = {**values_of(form), "text": "Nomornya 123."}

    client.post(f"{CASE}tanggapan/", values)
    second = client.post(f"{CASE}tanggapan/", values)

    assert second.status_code == 409
    assert "baru saja berubah" in problem_of(read(second))
    assert read(second).one("textarea", name="text").text == "Nomornya 123."
    assert events_of(filed.complaint) == [Event.FILED, Event.REPLIED]


def test_the_answer_can_be_rated_and_yes_closes_the_case(client, enter, filed):
    answer(filed)
    enter(filed)
    assert "Sudah terbit." in page_of(client).one("section", **{"aria-labelledby": "surat"}).text

    take(client, "penilaian", is_settled="ya")

    page = page_of(client)
    assert page.one("h1").text == "Laporan Anda sudah selesai"
    assert titles(page)[:2] == ["Laporan selesai", "Anda menilai: jawaban menyelesaikan"]
    assert page.all("form", action=f"{CASE}penilaian/") == []


def test_no_needs_a_reason_and_leaves_the_case_open_to_be_reopened(client, enter, filed):
    answer(filed)
    enter(filed)

    unsaid = read(take(client, "penilaian", is_settled="tidak"))
    assert "belum selesai" in errors_of(unsaid)["nilai_reason"]
    assert errors_of(read(take(client, "penilaian")))["nilai_is_settled"] == "Pilih salah satu."
    take(client, "penilaian", is_settled="tidak", reason="Belum terbit.")

    assert page_of(client).one("h1").text == "Laporan Anda sudah kami jawab"
    assert page_of(client).all("form", action=f"{CASE}buka-kembali/") != []


def test_a_case_is_reopened_once_with_a_reason_within_the_days(client, enter, filed, clock):
    answer(filed)
    clock.move_to(NOW + dt.timedelta(days=14))
    enter(filed)
    assert "sampai Jumat, 4 Desember 2026" in page_of(client).one("section", **{"aria-labelledby": "buka"}).text
    assert errors_of(read(take(client, "buka-kembali")))["buka_reason"] == "Tuliskan alasannya."

    take(client, "buka-kembali", reason="Belum juga terbit.")

    page = page_of(client)
    assert page.one("h1").text == "Laporan Anda dibuka kembali"
    assert "Sisa 14 hari kerja" in page.one("div", class_="deadline").text
    assert page.all("form", action=f"{CASE}buka-kembali/") == []


def test_after_the_days_reopening_is_not_offered_and_refused_in_words(client, enter, filed, clock):
    complaint = answer(filed)
    clock.move_to(NOW + dt.timedelta(days=15))
    enter(filed)

    refused = client.post(f"{CASE}buka-kembali/", {"version": complaint.version, "reason": "Belum."})

    assert page_of(client).all("form", action=f"{CASE}buka-kembali/") == []
    assert "sampai 4 Desember 2026" in problem_of(read(refused))


def test_a_case_can_be_withdrawn_until_it_is_answered(client, enter, filed):
    enter(filed)

    take(client, "cabut", reason="Sudah selesai sendiri.")

    page = page_of(client)
    assert page.one("h1").text == "Laporan ini sudah dicabut"
    assert [form["action"] for form in page.one("main").all("form")] == ["/pengaduan/lacak/keluar/"]


@pytest.mark.parametrize("step", ["tanggapan", "penilaian", "buka-kembali", "cabut"])
def test_a_step_that_is_not_open_is_refused_in_words(client, enter, filed, step):
    actions.withdraw(filed.complaint, now=NOW)
    enter(filed)

    typed = {"version": filed.complaint.version, "text": "a", "reason": "b", "is_settled": "ya"}
    refused = client.post(f"{CASE}{step}/", typed)

    assert refused.status_code == 200
    assert problem_of(read(refused)) != ""
    assert events_of(filed.complaint) == [Event.FILED, "cabut"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_queries_however_much_happened(client, enter, number, django_assert_num_queries):
    standard = published(slug="jahit")
    filed = make_filed(
        now=NOW, standard=standard, files=[make_attachment(f"{n}.pdf", PDF + bytes([n])) for n in range(number)]
    )
    for n in range(number):
        actions.reply(filed.complaint, text=f"Tambahan {n}", now=NOW)
    enter(filed)

    with django_assert_num_queries(8):
        client.get(CASE)
