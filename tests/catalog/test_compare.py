"""Two or three standards side by side (/layanan/banding/)."""

import pytest

from catalog.publishing import withdraw
from tests.catalog.factories import make_draft, make_sector
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

SYARAT = "A. Umum:\n  1. Skala usaha kecil;\n  2. Memiliki akun;\n  3. Berlokasi di kawasan;\n  4. Menyampaikan data."


def look(client, *slugs, **more):
    answer = client.get("/layanan/banding/", {"s": slugs, **more})
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex"
    return read(answer)


def rows(page):
    """What is said of each fact and each component: its name with its mark, and the values."""
    found = {}
    for section in page.all("section"):
        heads = [node for node in section.children if getattr(node, "tag", "") == "h3"]
        if heads:
            values = [(div.one("dt").text, div.one("dd").text) for each in section.all("dl") for div in each.all("div")]
            found[heads[0].text] = values
    return found


def notices(page):
    return [notice.text for notice in page.all("div", class_="notice")]


@pytest.fixture
def pair(db):
    return [
        published(slug="satu", kbli_title="Penjahitan", requirements=SYARAT, sector=make_sector()),
        published(
            slug="dua",
            kbli_code="01622",
            kbli_title="Ternak",
            requirements=SYARAT.replace("Memiliki akun", "Memiliki izin praktik"),
            processing_days=5,
            processing_time="5 hari.",
            business_scale="Mikro",
            sector=make_sector("pertanian"),
        ),
    ]


def test_each_fact_and_component_says_in_words_whether_it_is_the_same(client, pair):
    page = look(client, "satu", "dua")

    assert page.one("h1").text == "Bandingkan 2 standar"
    marks = {name.rpartition(" ")[0]: name.rpartition(" ")[2] for name in rows(page)}
    assert {name for name, mark in marks.items() if mark == "berbeda"} == {
        "Kode",
        "Skala usaha",
        "Sektor",
        "Waktu",
        "1 Persyaratan",
        "3 Jangka Waktu Penyelesaian",
    }
    assert len(marks) == 8 + 14
    assert set(marks.values()) == {"sama", "berbeda"}


def test_values_that_differ_stand_under_the_name_of_their_standard_and_weigh_more(client, pair):
    page = look(client, "satu", "dua")

    assert rows(page)["Kode berbeda"] == [("Penjahitan", "KBLI 2020 14120"), ("Ternak", "KBLI 2020 01622")]
    assert rows(page)["Skala usaha berbeda"] == [("Penjahitan", "tidak disebut"), ("Ternak", "Mikro")]
    assert rows(page)["Waktu berbeda"] == [("Penjahitan", "7 hari kerja"), ("Ternak", "5 hari kerja")]
    assert rows(page)["Biaya sama"] == []
    (facts,) = page.all("section", **{"aria-labelledby": "fakta"})
    assert [value.text for value in facts.all("strong")][:2] == ["KBLI 2020 14120", "KBLI 2020 01622"]


def test_in_a_list_that_is_mostly_the_same_the_items_that_differ_stand_apart(client, pair):
    page = look(client, "satu", "dua")

    (first, second) = page.all("dd", class_="marked")
    assert [first.all("p")[0].text, second.all("p")[0].text] == ["1 dari 5 butir berbeda:"] * 2
    assert [each.all("ul")[0].text for each in (first, second)] == ["2. Memiliki akun;", "2. Memiliki izin praktik;"]
    whole = first.one("details")
    assert whole.text.startswith("Lihat seluruhnya")
    assert len(whole.all("li")) == 5
    assert [strong.text for strong in whole.all("strong")] == ["Memiliki akun;"]


def test_in_a_list_that_is_mostly_different_the_items_are_marked_in_place(client):
    published(slug="satu", requirements="1. sama;\n2. akun;\n3. lokasi;")
    published(slug="dua", requirements="1. sama;\n2. izin;\n3. modal;", kbli_title="Lain")

    (first, second) = look(client, "satu", "dua").all("dd", class_="marked")

    assert first.all("p")[0].text == "2 dari 3 butir berbeda; nomornya tebal."
    assert [strong.text for strong in second.all("strong")] == ["izin;", "modal;"]
    assert first.all("details") == second.all("details") == []


def test_texts_that_share_nothing_are_shown_whole_without_marks(client, pair):
    page = look(client, "satu", "dua")

    assert rows(page)["3 Jangka Waktu Penyelesaian berbeda"] == [
        ("Penjahitan", "1. Isi komponen 3."),
        ("Ternak", "5 hari."),
    ]


def test_what_is_the_same_in_all_is_folded_away_once(client, pair):
    page = look(client, "satu", "dua")

    folded = [each for each in page.all("details") if each.text.startswith("Lihat isinya")]
    assert len(folded) == 12
    assert folded[0].text == "Lihat isinya Sistem, Mekanisme dan Prosedur 1. Isi komponen 2."


def test_standards_of_the_same_title_are_told_apart_by_what_they_lead_to(client):
    published(slug="satu", risk_level="tinggi", licence_kind="izin")
    published(slug="dua", business_scale="Mikro")

    assert rows(look(client, "satu", "dua"))["Jenis perizinan berbeda"] == [
        ("Izin, risiko Tinggi", "Izin"),
        ("Sertifikat Standar, risiko Menengah Tinggi, skala Mikro", "Sertifikat Standar"),
    ]


def test_three_are_compared_in_the_order_asked_for_and_a_fourth_is_not(client, pair):
    published(slug="tiga", kbli_title="Pelatihan")
    published(slug="empat", kbli_title="Restoran")

    page = look(client, "tiga", "satu", "dua", "empat")

    heads = page.one("ul", class_="compare-head")
    assert [link["href"] for link in heads.all("a")] == ["/layanan/tiga/", "/layanan/satu/", "/layanan/dua/"]
    assert notices(page) == ["Kami membandingkan paling banyak tiga standar; selebihnya kami abaikan."]


@pytest.mark.parametrize("slug", ["tidak-ada", "naskah", "dicabut", "slot gacor", "\x00", "a" * 200_000, "%", "../x"])
def test_what_cannot_be_compared_is_told_without_repeating_it(client, pair, slug):
    make_draft(slug="naskah")
    withdraw(published(slug="dicabut"), by=None, reason="Kewenangan beralih.")

    page = look(client, "satu", slug, "dua")

    assert page.one("h1").text == "Bandingkan 2 standar"
    assert notices(page) == ["1 standar yang Anda minta tidak kami temukan atau sudah tidak berlaku."]
    assert "gacor" not in page.one("main").text


@pytest.mark.parametrize("slugs", [(), ("satu",), ("satu", "satu"), ("satu", "tidak-ada"), ("", "satu")])
def test_with_fewer_than_two_the_page_offers_standards_to_tick(client, pair, slugs):
    page = look(client, *slugs)

    assert page.one("h1").text == "Bandingkan standar"
    boxes = [(box["value"], "checked" in box.attributes) for box in page.all("input", type="checkbox", name="s")]
    assert boxes == ([("satu", True), ("dua", False)] if "satu" in slugs else [("satu", False), ("dua", False)])


def test_standards_of_the_same_division_are_offered_first(client, pair):
    published(slug="ternak-lain", kbli_code="01411", kbli_title="Zebra")

    page = look(client, "dua")

    assert [box["value"] for box in page.all("input", type="checkbox")] == ["dua", "ternak-lain", "satu"]


def test_standards_to_compare_with_can_be_searched_for(client, pair):
    page = look(client, "satu", q="ternak")

    assert [box["value"] for box in page.all("input", type="checkbox")] == ["satu", "dua"]
    search = page.one("search")
    assert search.one("input", id="q")["value"] == "ternak"
    assert [field["value"] for field in search.all("input", type="hidden")] == ["satu"]
    assert "Tidak ada standar lain yang cocok dengan kata itu." in look(client, "satu", q="zzz").one("main").text


def test_the_words_stand_in_the_search_box_and_nowhere_else(client, pair):
    html = client.get("/layanan/banding/?s=satu&q=JERUKQQ+ternak").content.decode()

    assert html.replace('value="JERUKQQ ternak"', "").count("JERUKQQ") == 0


def test_a_standard_leads_to_its_comparison(client, pair):
    page = read(client.get("/layanan/satu/"))

    assert "/layanan/banding/?s=satu" in [link["href"] for link in page.one("main").all("a")]


@pytest.mark.parametrize("number", [3, 30])
def test_the_page_costs_the_same_queries_however_many_standards_there_are(client, number, django_assert_num_queries):
    for count in range(number):
        published(slug=f"standar-{count}", kbli_title=f"Usaha {count}", sector=make_sector())

    for slugs, queries in ((["standar-0", "standar-1", "standar-2"], 1), (["standar-0"], 2), ([], 1)):
        with django_assert_num_queries(queries):
            client.get("/layanan/banding/", {"s": slugs})
