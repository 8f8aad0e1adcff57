import datetime as dt

import pytest

from catalog.publishing import publish, withdraw
from tests.catalog.factories import edit, make_draft, make_sector
from tests.catalog.list_pages import links, look, publish_three, titles
from tests.catalog.pages_factory import FIRST_DAY, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(db):
    publish_three()


def test_the_list_shows_every_standard_with_its_key_facts(client, three):
    page = look(client)

    assert page.one("h2", id="hasil").text == "3 standar pelayanan"
    assert [result.text for result in page.all("li", class_="result")] == [
        "Inseminasi Izin KBLI 2020 01622 Tinggi 14 hari kerja Rp250.000 Bandingkan Inseminasi",
        "Pelatihan Kerja Sertifikat Standar KBLI 2020 78422 Menengah Tinggi 5 hari kerja Gratis "
        "Bandingkan Pelatihan Kerja",
        "Penjahitan Pakaian Sertifikat Standar KBLI 2020 14120 Menengah Tinggi 7 hari kerja Gratis "
        "Bandingkan Penjahitan Pakaian",
    ]


def test_drafts_and_withdrawn_standards_are_not_listed(client, three):
    make_draft(kbli_title="Naskah")
    withdraw(published(kbli_title="Dicabut", kbli_code="14111"), by=None, reason="Kewenangan beralih.")

    assert titles(look(client)) == ["Inseminasi", "Pelatihan Kerja", "Penjahitan Pakaian"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=jahit", ["Penjahitan Pakaian", "Pelatihan Kerja"]),  # the title goes before the requirements
        ("?q=JAHIT+ruang", ["Pelatihan Kerja"]),
        ("?q=14120", ["Penjahitan Pakaian"]),
        ("?q=pelatihan+sertifikat", ["Pelatihan Kerja"]),
        ("?q=%25", []),
        ("?q=_", []),
        ("?risiko=tinggi", ["Inseminasi"]),
        ("?sektor=ketenagakerjaan", ["Pelatihan Kerja"]),
        ("?izin=sertifikat-standar", ["Pelatihan Kerja", "Penjahitan Pakaian"]),
        ("?kbli=14", ["Penjahitan Pakaian"]),
        ("?kbli=01622", ["Inseminasi"]),
        ("?kbli=C", ["Penjahitan Pakaian"]),
        ("?kbli=C&q=menjahit", ["Penjahitan Pakaian"]),
        ("?kbli=B", []),
        ("?kbli=141", ["Penjahitan Pakaian"]),
        ("?kbli=142", []),
        ("?kbli=14&edisi=2020", ["Penjahitan Pakaian"]),
        ("?edisi=2025", []),
        ("?biaya=gratis", ["Pelatihan Kerja", "Penjahitan Pakaian"]),
        ("?biaya=berbayar", ["Inseminasi"]),
        ("?biaya=tidak-disebut", []),
        ("?biaya=berbayar&q=isi", ["Inseminasi"]),
        ("?hari=7", ["Pelatihan Kerja", "Penjahitan Pakaian"]),
        ("?hari=0", []),
        ("?izin=sertifikat-standar&hari=5&q=jahit", ["Pelatihan Kerja"]),
        ("?urut=judul", ["Inseminasi", "Pelatihan Kerja", "Penjahitan Pakaian"]),
        ("?urut=kode", ["Inseminasi", "Penjahitan Pakaian", "Pelatihan Kerja"]),
        ("?urut=hari", ["Pelatihan Kerja", "Penjahitan Pakaian", "Inseminasi"]),
        ("?urut=relevansi", ["Inseminasi", "Pelatihan Kerja", "Penjahitan Pakaian"]),
        ("?risiko=rendah&risiko=tinggi", ["Inseminasi"]),  # the last value counts
    ],
)
def test_the_list_is_narrowed_and_sorted(client, three, query, found):
    page = look(client, query)

    assert titles(page) == found
    assert page.all("div", class_="notice") == []


def test_the_newest_come_first_when_asked_for(client, three):
    publish(edit(make_draft(kbli_title="Baru")), by=None, change_note="Terbit.", today=FIRST_DAY + dt.timedelta(days=1))

    assert titles(look(client, "?urut=terbaru"))[0] == "Baru"


def test_a_choice_keeps_the_other_filters_and_leaves_the_page(client, three):
    page = look(client, "?izin=sertifikat-standar&urut=hari&hal=1")

    assert links(page, "Perindustrian") == ["/layanan/?izin=sertifikat-standar&urut=hari&sektor=perindustrian"]


def test_each_filter_can_be_taken_away_by_a_link(client, three):
    page = look(client, "?izin=sertifikat-standar&hari=7&kbli=14")

    assert [(link.text, link["href"]) for link in page.one("div", class_="filters").all("a")] == [
        ("Hapus saringan: Sertifikat Standar", "/layanan/?kbli=14&hari=7"),
        ("Hapus saringan: KBLI 14…", "/layanan/?izin=sertifikat-standar&hari=7"),
        ("Hapus saringan: paling lama 7 hari kerja", "/layanan/?izin=sertifikat-standar&kbli=14"),
    ]


def test_the_chosen_filter_and_sort_are_marked(client, three):
    page = look(client, "?risiko=tinggi")

    marked = page.all("a", **{"aria-current": "true"})
    assert [link.text for link in marked] == ["Tinggi"]
    page = look(client, "?urut=kode")
    assert [link.text for link in page.all("a", **{"aria-current": "true"})] == ["Urutkan: kode KBLI"]


def test_a_new_search_keeps_the_filters(client, three):
    form = look(client, "?risiko=tinggi&urut=kode&hal=2").one("form", id="cari")

    kept = {field["name"]: field["value"] for field in form.all("input", type="hidden")}
    assert kept == {"risiko": "tinggi", "urut": "kode"}


def test_while_searching_every_step_is_a_button_of_the_search_form(client, three):
    page = look(client, "?q=a&izin=sertifikat-standar")

    assert page.one("nav", class_="facets").all("a") == []
    (remove,) = page.one("div", class_="filters").all("button")
    assert (remove["form"], remove["name"], remove["value"]) == ("cari", "izin", "")
    hidden = {field["name"]: field["value"] for field in page.one("form", id="cari").all("input", type="hidden")}
    assert hidden == {"izin": "sertifikat-standar"}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?risiko=sedang", "tingkat risiko"),
        ("?sektor=tidak-ada", "sektor"),
        ("?izin=sertifikat-standar%00", "jenis perizinan"),
        ("?kbli=1412x", "kode KBLI"),
        ("?kbli=c", "kode KBLI"),
        ("?kbli=1", "kode KBLI"),
        ("?edisi=2015", "edisi KBLI"),
        ("?biaya=murah", "biaya"),
        ("?kbli=%D9%A1%D9%A4", "kode KBLI"),
        ("?hari=-1", "waktu"),
        ("?hari=" + "9" * 5000, "waktu"),
        ("?urut=password", "urutan"),
        ("?q=%00", "kata pencarian"),
        ("?q=" + "a" * 201, "kata pencarian"),
        ("?risiko=x&hari=y", "tingkat risiko, waktu"),
    ],
)
def test_a_value_that_makes_no_sense_is_ignored_with_a_note(client, three, query, named):
    page = look(client, query)

    assert page.one("div", class_="notice").text == f"Ada isian yang tidak kami kenali, jadi kami abaikan: {named}."
    assert titles(page) == ["Inseminasi", "Pelatihan Kerja", "Penjahitan Pakaian"]
    assert page.one("input", id="q")["value"] == ""


def test_nothing_found_says_what_to_do(client, three):
    page = look(client, "?q=zzz&risiko=tinggi")

    assert page.one("h2", id="hasil").text == "Tidak ada standar pelayanan yang cocok"
    assert [link["href"] for link in page.one("div", class_="empty").all("a")] == [
        "/pandu/",
        "/kbli/",
        "/layanan/",
        "tel:+622648224794",
    ]


class TestPages:
    @pytest.fixture(autouse=True)
    def _twenty_one(self, db):
        for number in range(21):
            published(kbli_title=f"Usaha {number:02}")

    @pytest.mark.parametrize(
        ("hal", "first", "says"),
        [
            ("", "Usaha 00", "Halaman 1 dari 2"),
            ("2", "Usaha 20", "Halaman 2 dari 2"),
            ("0", "Usaha 20", "Halaman 2 dari 2"),
            ("-1", "Usaha 20", "Halaman 2 dari 2"),
            ("9" * 30, "Usaha 20", "Halaman 2 dari 2"),
            ("9" * 5000, "Usaha 00", "Halaman 1 dari 2"),
            ("dua", "Usaha 00", "Halaman 1 dari 2"),
            ("inf", "Usaha 00", "Halaman 1 dari 2"),
            ("1.5", "Usaha 00", "Halaman 1 dari 2"),
            ("%00", "Usaha 00", "Halaman 1 dari 2"),
        ],
    )
    def test_any_page_number_shows_a_page(self, client, hal, first, says):
        page = look(client, f"?hal={hal}")

        assert titles(page)[0] == first
        assert says in page.one("nav", class_="pager").text

    def test_the_pages_end_where_nobody_turns_them(self, client, monkeypatch):
        monkeypatch.setattr("catalog.choices.MOST_PAGES", 1)

        page = look(client, "?hal=2")

        assert page.one("h2", id="hasil").text == "21 standar pelayanan"
        assert titles(page)[0] == "Usaha 00"
        assert "Persempit dengan kata atau saringan" in page.one("main").text

    def test_twenty_to_a_page_and_a_link_to_the_next(self, client):
        page = look(client, "?hari=7")

        assert len(titles(page)) == 20
        assert links(page, "Halaman berikutnya") == ["/layanan/?hari=7&hal=2"]
        assert links(page, "Halaman sebelumnya") == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_queries_however_long_it_is(client, number, django_assert_num_queries):
    for _ in range(number):
        published(sector=make_sector())

    with django_assert_num_queries(5):  # the first after a change of the catalogue
        client.get("/layanan/")
    with django_assert_num_queries(1):
        client.get("/layanan/")
    with django_assert_num_queries(2):
        client.get("/layanan/?urut=kode")
    with django_assert_num_queries(12):  # of them one for the codes without a standard, until the catalogue changes
        client.get("/layanan/?q=isi&sektor=perindustrian&risiko=menengah-tinggi&urut=hari")
    with django_assert_num_queries(11):
        client.get("/layanan/?q=isi&sektor=perindustrian&risiko=menengah-tinggi&urut=kode")
