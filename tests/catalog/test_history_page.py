"""/layanan/<slug>/riwayat/: what changed between editions."""

import datetime as dt

import pytest

from catalog.publishing import cancel_scheduled, publish, withdraw
from tests.catalog.factories import TODAY, edit
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def standard():
    """Three editions: a new item in component 1, then other days and another text of component 3."""
    standard = published(slug="jahit", requirements="1. Akun;\n2. Denah.")
    release(edit(standard, requirements="1. Akun;\n2. NIB;\n3. Denah."), "Syarat ditambah.")
    release(edit(standard, processing_days=5, processing_time="5 hari kerja."), "Lebih cepat.")
    return standard


def release(standard, note, **options):
    return publish(standard, by=None, change_note=note, today=TODAY, **options)


def page_of(client, query=""):
    return read(client.get(f"/layanan/jahit/riwayat/{query}"))


def changed(page):
    return [each.one("h4").text for each in page.one("main").all("details", class_="changed")]


@pytest.mark.usefixtures("standard")
def test_it_lists_the_editions_with_day_and_note_the_newest_first(client):
    page = page_of(client)

    items = [item.text for item in page.one("ol", class_="editions").all("li")]
    assert items == [
        "Edisi 3 , berlaku sejak Jumat, 20 November 2026 berlaku Lebih cepat.",
        "Edisi 2 , berlaku sejak Jumat, 20 November 2026 Syarat ditambah.",
        "Edisi 1 , berlaku sejak Senin, 5 Januari 2026 Edisi pertama.",
    ]


@pytest.mark.usefixtures("standard")
def test_without_a_choice_it_shows_what_the_current_edition_changed(client):
    page = page_of(client)

    assert changed(page) == ["3 Jangka Waktu Penyelesaian berubah"]
    (fact,) = page.one("dl", class_="changed-facts").all("div")
    assert fact.text == "Waktu dihapus: 7 hari kerja menjadi: 5 hari kerja"
    assert len(page.one("main").all(class_="changed")) == 14


@pytest.mark.usefixtures("standard")
def test_any_two_editions_can_be_put_beside_each_other(client):
    page = page_of(client, "?dari=1&ke=2")

    assert changed(page) == ["1 Persyaratan berubah"]
    lines = [line.text for line in page.one("details", class_="changed").all("li")]
    assert lines == ["1. Akun;", "2. ditambah: NIB;", "3. Denah. (dulu 2.)"]
    assert page.one("details", class_="changed").attributes.keys() >= {"open"}
    assert [option["value"] for option in page.all("option") if "selected" in option.attributes] == ["1", "2"]


@pytest.mark.usefixtures("standard")
@pytest.mark.parametrize(
    ("query", "numbers"), [("?dari=3&ke=1", ["1", "3"]), ("?ke=1", ["1", "2"]), ("?dari=1", ["1", "3"])]
)
def test_what_is_left_open_or_the_wrong_way_round_is_put_right(client, query, numbers):
    page = page_of(client, query)

    assert [option["value"] for option in page.all("option") if "selected" in option.attributes] == numbers


@pytest.mark.usefixtures("standard")
@pytest.mark.parametrize("query", ["?dari=9&ke=2", "?dari=x", "?ke=-1", "?ke=99999999999999999999", "?dari=%00"])
def test_an_edition_that_is_none_is_ignored_with_a_note(client, query):
    page = page_of(client, query)

    assert "tidak ada. Kami tampilkan yang terdekat" in page.one("div", class_="notice").text
    assert len(changed(page)) == 1


@pytest.mark.usefixtures("standard")
def test_the_same_edition_twice_is_told(client):
    page = page_of(client, "?dari=2&ke=2")

    assert "edisi yang sama dua kali" in page.one("div", class_="notice").text
    assert changed(page) == []


def test_a_single_edition_has_no_changes(client):
    published(slug="jahit")

    page = page_of(client)

    assert "baru memiliki satu edisi" in page.one("main").text
    assert page.all("select") == []


def test_what_is_scheduled_or_was_cancelled_is_not_told(client, standard):
    later = TODAY + dt.timedelta(days=7)
    cancelled = release(edit(standard), "Batal.", effective_on=later)
    cancel_scheduled(cancelled, by=None, reason="Keliru.", today=TODAY)
    release(edit(standard, requirements="1. Nanti."), "Nanti.", effective_on=later)

    page = page_of(client, "?ke=5")

    assert len(page.one("ol", class_="editions").all("li")) == 3
    assert "Nanti." not in page.one("main").text
    assert page.all("div", class_="notice")


def test_a_withdrawn_standard_keeps_its_history_and_a_draft_has_none(client, standard):
    withdraw(standard, by=None, reason="Beralih.", today=TODAY)

    assert "dicabut pada Jumat, 20 November 2026" in page_of(client).one("main").text
    assert client.get("/layanan/tidak-ada/riwayat/").status_code == 404


def test_markup_in_a_text_stays_text(client):
    standard = published(slug="jahit", requirements="1. <script>alert(1)</script> lama")
    release(edit(standard, requirements="1. <script>alert(1)</script> baru & lama"), "Ubah.")

    page = page_of(client)

    assert "<script>alert(1)</script>" in page.one("details", class_="changed").text
    assert page.one("main").all("script") == []


def test_the_standard_leads_to_its_history(client, standard):
    page = read(client.get("/layanan/jahit/"))

    assert page.one("a", href="/layanan/jahit/riwayat/").text == "Lihat apa yang berubah"


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_costs_the_same_queries_however_many_editions_there_are(client, count, django_assert_num_queries):
    standard = published(slug="jahit")
    for number in range(count):
        release(edit(standard, requirements=f"1. Syarat {number}."), "Ubah.")

    with django_assert_num_queries(3):
        client.get("/layanan/jahit/riwayat/")
