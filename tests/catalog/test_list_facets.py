"""What the list can be narrowed by, and the number of standards behind each choice."""

import pytest

from catalog.models import KbliCode, Standard
from catalog.publishing import withdraw
from tests.catalog.html_page import read
from tests.catalog.list_pages import links, look, offered, publish_three, titles
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(db):
    publish_three()


def test_choices_say_how_many_standards_stand_behind_them_under_the_other_filters(client, three):
    def offered(query):
        return {
            facet.one("h3").text: [item.text for item in facet.all("li")]
            for facet in look(client, query).one("nav", class_="facets").all("section")
        }

    assert offered("") == {
        "Sektor": ["Ketenagakerjaan 1", "Perindustrian 1"],
        "Jenis perizinan": ["Sertifikat Standar 2", "Izin 1"],
        "Tingkat risiko": ["Menengah Tinggi 2", "Tinggi 1"],
        "Waktu": ["paling lama 5 hari kerja 1", "paling lama 7 hari kerja 2", "paling lama 14 hari kerja 3"],
        "Biaya": ["Gratis 2", "Berbayar 1"],
        "Bidang usaha (KBLI 2020)": [
            "A Pertanian, Kehutanan dan Perikanan 1",
            "C Industri Pengolahan 1",
            "N Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi, Ketenagakerjaan, Agen Perjalanan dan "
            "Penunjang Usaha Lainnya 1",
        ],
    }
    assert offered("?izin=izin") == {"Jenis perizinan": ["Sertifikat Standar 2", "Izin 1"]}


def test_the_choices_while_searching_count_what_the_words_find(client, three):
    page = look(client, "?q=menjahit")

    assert offered(page, "Sektor") == ["Ketenagakerjaan 1", "Perindustrian 1"]
    assert offered(page, "Waktu") == ["paling lama 5 hari kerja 1", "paling lama 7 hari kerja 2"]


def test_a_section_that_is_chosen_opens_into_its_divisions(client, three):
    leather = {"code": "15", "title": "Kulit", "level": "golongan_pokok", "parent_code": "C", "section": "C"}
    KbliCode.objects.create(edition=2020, **leather)
    published(kbli_code="15121", kbli_title="Barang dari Kulit")

    page = look(client, "?kbli=C")

    assert offered(page, "Bidang usaha (KBLI 2020)")[1:4] == [
        "C Industri Pengolahan 2",
        "14 Industri Pakaian Jadi 1",
        "15 Kulit 1",
    ]
    assert links(page, "14 Industri Pakaian Jadi") == ["/layanan/?kbli=14"]
    assert (
        offered(look(client, "?kbli=14120"), "Bidang usaha (KBLI 2020)")[1:4]
        == offered(page, "Bidang usaha (KBLI 2020)")[1:4]
    )


def test_standards_of_two_editions_of_the_codes_are_told_apart_before_a_letter_means_anything(client, three):
    published(kbli_code="14120", kbli_title="Kegiatan Lain", kbli_edition=2025)

    page = look(client)

    assert offered(page, "Edisi KBLI") == ["KBLI 2020 3", "KBLI 2025 1"]
    assert [each.text for each in page.all("h3") if "Bidang usaha" in each.text] == []
    assert titles(look(client, "?kbli=14&edisi=2020")) == ["Penjahitan Pakaian"]
    assert offered(look(client, "?edisi=2020"), "Bidang usaha (KBLI 2020)")[0].startswith("A ")


def test_many_choices_are_folded_until_one_of_them_is_chosen(client, three):
    for days in range(20, 27):
        published(kbli_title=f"Usaha {days}", processing_days=days)

    def folded(query):
        return [each.one("summary").text for each in look(client, query).all("details", class_="facet-fold")]

    assert folded("") == ["Waktu"]
    assert folded("?hari=20") == []


def test_what_was_published_or_withdrawn_is_counted_at_once(client, three):
    published(kbli_title="Baru", fee_rupiah=None, fee="Sesuai peraturan daerah")
    assert offered(look(client), "Biaya") == ["Gratis 2", "Berbayar 1", "Besarnya tidak disebut 1"]

    withdraw(Standard.objects.get(current__kbli_title="Baru"), by=None, reason="Kewenangan beralih.")

    assert offered(look(client), "Biaya") == ["Gratis 2", "Berbayar 1"]


def test_two_standards_are_ticked_in_the_list_and_compared(client, three):
    page = look(client)

    boxes = page.one("ul", class_="results").all("input", type="checkbox")
    form = page.one("form", id="banding")

    assert {(box["form"], box["name"]) for box in boxes} == {("banding", "s")}
    chosen = "&".join(f"s={box['value']}" for box in boxes[:2])
    compared = read(client.get(f"{form['action']}?{chosen}"))
    assert compared.one("h1").text == "Bandingkan 2 standar"


@pytest.mark.parametrize("query", ["?q=jahit+pakaian", "?kbli=14"])
def test_a_single_result_is_not_offered_for_comparing(client, three, query):
    page = look(client, query)

    assert len(page.all("li", class_="result")) == 1
    assert page.all("input", type="checkbox") == []
    assert page.all("form", id="banding") == []
    assert len(look(client).all("input", type="checkbox")) == 3
