"""/pengaduan/buat/: the questions, what they are prefilled with, and the page to check the answers."""

import datetime as dt

import pytest

from catalog import publishing
from complaints.models import Complaint
from tests.catalog.factories import edit
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published
from tests.complaints.factories import TODAY
from tests.complaints.pages import ANSWERS, FILE, answered, errors_of, form_of, values_of, values_to_send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def checked_option(page, name):
    (chosen,) = [node["value"] for node in page.all("input", name=name, type="radio") if "checked" in node.attributes]
    return chosen


def pairs_of(answer):
    rows = read(answer).one("dl", class_="pairs").all("div")
    return {row.one("dt").text: row.one("dd").text for row in rows if row.all("dt")}


def test_from_a_standards_page_the_service_and_the_component_are_filled_in(client):
    published(slug="jahit")

    page = read(client.get(f"{FILE}?layanan=jahit&komponen=3"))

    assert checked_option(page, "service") == "jahit"
    assert checked_option(page, "component") == "3"
    assert "Dijanjikan: 7 hari kerja." in page.one("fieldset", id="layanan").text


def test_the_seven_subjects_of_component_6_and_other_can_be_chosen(client):
    page = read(client.get(FILE))

    subjects = [node["value"] for node in page.all("input", name="component")]
    assert subjects == ["1", "2", "3", "4", "5", "8", "9", "lainnya"]  # komponen 6 butir 5.c.2


def test_a_component_that_is_no_subject_is_offered_when_it_was_chosen(client):
    page = read(client.get(f"{FILE}?komponen=12"))

    assert checked_option(page, "component") == "12"
    assert [node["value"] for node in page.all("input", name="component")][-2:] == ["12", "lainnya"]


@pytest.mark.parametrize("query", ["layanan=tidak-ada", "layanan=%00", "layanan=" + "a" * 9000, "layanan=a%20b"])
def test_an_unknown_service_is_said_and_nothing_is_chosen(client, query):
    page = read(client.get(f"{FILE}?{query}"))

    assert "tidak kami temukan" in page.one("div", class_="notice").text
    assert [node for node in page.all("input", name="service") if "checked" in node.attributes] == []


@pytest.mark.parametrize("value", ["0", "15", "x", "-1", "٣", "9" * 5000, "%00"])
def test_an_unknown_component_is_ignored(client, value):
    page = read(client.get(f"{FILE}?komponen={value}"))

    assert len(page.all("input", name="component")) == 8


def test_the_form_may_be_kept_by_the_browser_only_and_its_answers_by_nobody(client):
    assert client.get(FILE)["Cache-Control"] == "private, no-cache"
    assert "no-store" in answered(client)["Cache-Control"]
    assert "no-store" in client.post(FILE, {})["Cache-Control"]


def test_searching_offers_services_and_keeps_what_was_typed(client):
    published(slug="jahit")
    published(slug="ternak", kbli_code="01622", kbli_title="Jasa Perkawinan Ternak")

    page = read(client.post(FILE, {**ANSWERS, "service": "", "service_words": "jahit", "langkah": "cari"}))

    assert [node["value"] for node in page.all("input", name="service")] == ["jahit", "tidak-tahu"]
    assert page.one("textarea", name="story").text == "Izin saya belum terbit. Padahal berkas sudah lengkap."
    assert page.all("ul", class_="errorlist") == []
    button = page.one("button", value="cari")
    assert button["formaction"] == f"{FILE}#layanan"


def test_enter_in_the_search_field_searches(client):
    published(slug="jahit")

    page = read(client.post(FILE, {"service_words": "penjahitan", "langkah": "periksa"}))

    assert page.all("input", name="service")[0]["value"] == "jahit"
    assert page.all("ul", class_="errorlist") == []


def test_words_without_a_choice_are_answered_with_the_services_they_fit(client):
    published(slug="jahit")

    page = read(answered(client, service="", service_words="jahit"))

    assert errors_of(page) == {"id_service": "Pilih salah satu layanan di bawah ini, atau “Tidak tahu”."}
    assert page.all("input", name="service")[0]["value"] == "jahit"


def test_words_that_fit_nothing_are_said_and_sent_along_by_who_does_not_know(client):
    searched = read(client.post(FILE, {**ANSWERS, "service_words": "odong-odong", "langkah": "cari"}))
    assert "Tidak ada layanan yang memuat kata itu." in searched.one("fieldset", id="layanan").text

    assert pairs_of(answered(client, service_words="odong-odong"))["Layanan"] == "odong-odong"


def test_the_check_page_shows_every_answer_and_the_promise_in_printed_words(client):
    published(slug="jahit", processing_time="1. Tujuh hari kerja.")

    shown = pairs_of(answered(client, service="jahit", component="3", conceals_identity="on", email="siti@example.com"))

    assert shown == {
        "Layanan": "Penjahitan Pakaian Sertifikat Standar, KBLI 14120",
        "Yang dijanjikan": "7 hari kerja Bunyi komponen 3: Jangka Waktu Penyelesaian 1. Tujuh hari kerja.",
        "Layanan diterima": "Masih menunggu",
        "Yang tidak sesuai": "Jangka Waktu Penyelesaian",
        "Yang terjadi": "Izin saya belum terbit. Padahal berkas sudah lengkap.",
        "Harapan Anda": "Mohon diterbitkan.",
        "Nama": "Siti Aminah dirahasiakan",
        "Kontak": "0812 3456 7890 siti@example.com",
    }


def test_the_promise_is_that_of_the_day_of_service(client):
    standard = edit(published(slug="jahit"), processing_days=9)
    publishing.publish(standard, by=None, change_note="Lebih lama.", today=TODAY)

    before = pairs_of(answered(client, service="jahit", is_waiting="", received_on="2026-11-01"))
    now = pairs_of(answered(client, service="jahit"))

    assert before["Yang dijanjikan"].startswith("7 hari kerja")
    assert now["Yang dijanjikan"].startswith("9 hari kerja")


def test_the_check_page_carries_what_was_typed_and_nothing_else(client):
    values = values_to_send(answered(client))

    expected = {"formulir", "csrfmiddlewaretoken", "situs_web"} | ANSWERS.keys()
    assert values.keys() == expected
    assert values["story"] == ANSWERS["story"]
    assert not Complaint.objects.exists()


def test_changing_the_answers_leads_back_to_them(client):
    values = values_to_send(answered(client, component="4"))

    page = read(client.post(FILE, {**values, "langkah": "ubah"}))

    assert values_of_interest(page) == {**ANSWERS, "component": "4"}
    assert page.all("ul", class_="errorlist") == []


def values_of_interest(page):
    values = values_of(form_of(page, FILE))
    return {name: value for name, value in values.items() if value and name in {*ANSWERS, "component"}}


# What it will be treated as


def notice(answer):
    return read(answer).one("div", class_="notice").text


def test_a_complaint_is_announced_with_its_deadline(client):
    answer = answered(client)

    assert "akan kami terima sebagai pengaduan," in notice(answer)
    assert read(answer).one("button", value="kirim").text == "Kirim pengaduan"


@pytest.mark.parametrize(("days", "kind"), [(0, "pengaduan"), (30, "pengaduan"), (31, "saran")])
def test_after_30_days_it_is_announced_as_a_suggestion(client, days, kind):
    day = TODAY - dt.timedelta(days=days)

    answer = answered(client, is_waiting="", received_on=day.isoformat())

    assert f"akan kami terima sebagai {kind}" in notice(answer)


def test_a_suggestion_is_announced_with_each_reason_its_source_and_what_to_add(client):
    answer = answered(client, is_waiting="", received_on="2026-10-01", name="", story="", component="")

    words = notice(answer)
    assert "batasnya 30 hari kalender, yaitu 31 Oktober 2026" in words
    assert words.count("Agar menjadi pengaduan:") == 3
    assert words.count("(komponen 6 butir 5.b)") == 2
    assert words.count("(komponen 6 butir 3)") == 1
    assert read(answer).one("button", value="kirim").text == "Kirim sebagai saran"


@pytest.mark.parametrize(("name", "phone", "email"), [("", "0812345678", ""), ("Siti", "", ""), ("", "", "a@b.id")])
def test_a_name_and_one_way_to_reach_are_the_identity(client, name, phone, email):
    assert "sebagai saran" in notice(answered(client, name=name, phone=phone, email=email))


def test_the_privacy_notice_stands_on_the_page_without_a_consent_tick(client):
    page = read(client.get(FILE))

    notice = page.one("section", class_="fine").text
    for words in ("DPMPTSP Kabupaten Purwakarta", "Untuk apa", "UU 27/2022 Pasal 20", "Berapa lama", "Hak Anda"):
        assert words in notice
    ticks = {node["name"] for node in page.all("input", type="checkbox")}
    assert ticks == {"is_waiting", "conceals_identity"}
    assert not page.all("input", name="nik")


def test_the_pages_cost_the_same_queries_however_much_is_found(client, django_assert_num_queries):
    published(slug="jahit")
    with django_assert_num_queries(0):
        client.get(FILE)
    with django_assert_num_queries(1):
        client.get(f"{FILE}?layanan=jahit")
    for number in range(3):
        with django_assert_num_queries(3):  # two of them search
            client.post(FILE, {"service_words": "penjahitan", "langkah": "cari"})
        published(slug=f"jahit-{number}", kbli_title=f"Penjahitan {number}")
    with django_assert_num_queries(3):  # two of them for the promise
        answered(client, service="jahit")
