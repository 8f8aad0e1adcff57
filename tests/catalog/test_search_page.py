"""What a page of results says: why each was found, what was done with the words, and what to do without results."""

import datetime as dt

import pytest

from catalog.models import KbliCode, Synonym
from catalog.search.index import delete_synonyms, reindex, save_synonym
from catalog.search.missed import count_missed
from catalog.search.reasons import SNIPPET, snippet
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published
from tests.catalog.test_standard_list import look, titles

pytestmark = pytest.mark.django_db

SAID = "bahasa sehari-hari"
TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def catalogue(db):
    Synonym.objects.create(kbli_code="14120", source=SAID, words="tukang jahit, baju pengantin, terima borongan jahit")
    Synonym.objects.create(kbli_code="78", source=SAID, words="kursus")
    KbliCode.objects.create(
        edition=2020, code="01622", title="Jasa Perkawinan", level="kelompok", section="A",
        description="Kelompok ini mencakup <b>sapi perah</b>.",
    )  # fmt: skip
    published(kbli_code="14120", kbli_title="Penjahitan (Pakaian)")
    published(
        kbli_code="78422",
        kbli_title="Pelatihan Komputer",
        requirements="A. Umum:\n  1. Ruang praktik & <i>menjahit</i>.\n  2. Instruktur *bersertifikat*.",
    )
    published(kbli_code="01622", kbli_title="Perkawinan Ternak", facilities="1. Ruang laktasi.")
    reindex()


def marks(page):
    return [[mark.text for mark in result.all("mark")] for result in page.all("li", class_="result")]


def reasons(page):
    return [[reason.text for reason in result.all("p", class_="why")] for result in page.all("li", class_="result")]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("words", "found", "marked", "why"),
    [
        ("jahit+baju", "Penjahitan ( Pakaian )", ["Penjahitan", "Pakaian"], []),
        ("tukang", "Penjahitan (Pakaian)", ["tukang"], ["Disebut juga: tukang jahit"]),
        ("pengantin+borongan", "Penjahitan (Pakaian)", ["pengantin", "borongan"],
         ["Disebut juga: baju pengantin , terima borongan jahit"]),
        ("kursus", "Pelatihan Komputer", ["kursus"], ["Disebut juga: kursus"]),
        ("instruktur", "Pelatihan Komputer", ["Instruktur"], ["Persyaratan: 2. Instruktur bersertifikat."]),
        ("ruang+jahit", "Pelatihan Komputer", ["Ruang", "menjahit"],
         ["Persyaratan: 1. Ruang praktik & <i> menjahit </i>."]),
        ("perah", "Perkawinan Ternak", ["perah"], ["Uraian KBLI: Kelompok ini mencakup <b>sapi perah </b>."]),
        ("laktasi", "Perkawinan Ternak", ["laktasi"],
         ["Sarana, Prasarana, dan Fasilitas: 1. Ruang laktasi ."]),
        ("784", "Pelatihan Komputer", ["784"], []),
    ],
)  # fmt: skip
def test_each_result_says_why_it_was_found(client, words, found, marked, why):
    page = look(client, f"?q={words}")

    assert titles(page)[0] == found
    assert marks(page)[0] == marked
    assert reasons(page)[0] == why


@pytest.mark.usefixtures("catalogue")
def test_without_words_nothing_is_marked(client):
    assert look(client).all("mark") == []


def test_a_long_line_is_cut_around_the_words():
    line = (
        "Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh. " * 3
        + "Ruang laktasi tersedia. "
        + "Akhir. " * 30
    )

    text = "".join(run.text for run in snippet(line, ["laktasi"]))

    assert text.startswith("… ")
    assert text.endswith(" …")
    assert "Ruang laktasi tersedia." in text
    assert len(text) <= SNIPPET + 4
    assert "".join(run.text for run in snippet("Ruang laktasi.", ["laktasi"])) == "Ruang laktasi."
    assert len("".join(run.text for run in snippet("x" * 500 + " laktasi", ["laktasi"]))) <= SNIPPET + 4


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("words", "heading", "notes"),
    [
        ("komputer", "1 standar pelayanan cocok dengan kata Anda", []),
        ("komputr", "1 standar pelayanan cocok dengan kata Anda", ["Menampilkan hasil untuk komputer ."]),
        (
            "komputr+xxxxx",
            "1 standar pelayanan cocok dengan sebagian kata Anda",
            ["Menampilkan hasil untuk komputer .", "Tidak semua kata Anda ditemukan. Ini yang paling mendekati."],
        ),
        (
            "laktasi",
            "1 standar pelayanan menyebut kata Anda",
            ["Tidak ada standar pelayanan dengan nama seperti itu. Kata Anda hanya disebut di dalam naskah berikut."],
        ),
    ],
)
def test_it_says_what_was_done_with_the_words(client, words, heading, notes):
    page = look(client, f"?q={words}")

    assert page.one("h2", id="hasil").text == heading
    assert [note.text for box in page.all("div", class_="notice") for note in box.all("p")] == notes


@pytest.mark.usefixtures("catalogue")
def test_nothing_found_offers_near_words_the_other_ways_and_the_office(client):
    empty = look(client, "?q=kumpoterr").one("div", class_="empty")

    links = {link.text: link["href"] for link in empty.all("a")}
    assert links.pop("(0264) 8224794 ext. 103") == "tel:+622648224794"
    assert links == {
        "komputer": "/layanan/?q=komputer",
        "jawab beberapa pertanyaan": "/pandu/",
        "telusuri kode KBLI": "/kbli/",
        "lihat semua layanan": "/layanan/",
    }
    assert {href: client.get(href).status_code for href in links.values()} == dict.fromkeys(links.values(), 200)


@pytest.mark.usefixtures("catalogue")
def test_where_a_filter_hides_everything_only_the_filter_is_to_blame(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path

    empty = look(client, "?q=komputer&risiko=tinggi").one("div", class_="empty")

    assert "hapus saringan" in empty.text
    assert empty.all("address") == []
    assert count_missed() == 0


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    "query", ["JERUKQQ slot gacor", "JERUKQQ penjahitn", "JERUKQQkomputer", "komputerJERUKQQ", "JERUKQQ"]
)
def test_what_was_typed_stands_in_the_search_box_and_nowhere_else(client, query):
    for more in ({}, {"risiko": "tinggi"}, {"urut": "kode", "hal": "7"}):
        answer = client.get("/layanan/", {"q": query, **more})

        html = answer.content.decode()
        assert html.count(f'value="{query}"') == 1
        rest = html.replace(f'value="{query}"', "").casefold()
        assert not any(word in rest for word in ("jerukqq", "gacor", "slot", "penjahitn"))
        assert answer["X-Robots-Tag"] == "noindex"
    assert "jerukqq" not in client.get("/layanan/saran.json", {"q": query}).content.decode().casefold()


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("query", ["komputer JERUKQQ", "komputr", "kumpoterr", "tukang jahit"])
def test_titles_headings_and_links_are_the_same_whatever_is_searched_for(client, query):
    page = look(client, f"?q={query.replace(' ', '+')}")

    assert page.one("title").text == "Cari layanan – Standar Pelayanan DPMPTSP Kabupaten Purwakarta"
    assert page.one("h1").text == "Cari layanan"
    assert all("q=" not in link["href"] or link["href"] == "/layanan/?q=komputer" for link in page.all("a"))


class TestSuggestions:
    def ask(self, client, words):
        return client.get("/layanan/saran.json", {"q": words})

    @pytest.mark.usefixtures("catalogue")
    def test_they_are_titles_with_their_addresses(self, client):
        answer = self.ask(client, "tukang j")

        assert answer.json() == [{"label": "Penjahitan (Pakaian)", "url": "/layanan/standar-1/"}]
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"

    def test_there_are_at_most_eight(self, client):
        for number in range(10):
            published(kbli_title=f"Penjahitan {number}")

        assert len(self.ask(client, "penj").json()) == 8

    def test_equal_titles_say_what_tells_them_apart(self, client):
        for risk in ("rendah", "tinggi"):
            published(kbli_title="Penjahitan", risk_level=risk)

        assert [each["label"] for each in self.ask(client, "penj").json()] == [
            "Penjahitan (Sertifikat Standar, risiko Rendah)",
            "Penjahitan (Sertifikat Standar, risiko Tinggi)",
        ]

    @pytest.mark.parametrize("words", ["", " ", "xxxxx", "\x00", "a" * 201])
    def test_there_may_be_none(self, client, words):
        assert self.ask(client, words).json() == []

    @pytest.mark.parametrize("number", [1, 8])
    def test_they_cost_the_same_queries_however_many_there_are(self, client, number, django_assert_num_queries):
        for each in range(number):
            published(kbli_title=f"Penjahitan {each}")

        with django_assert_num_queries(3):
            self.ask(client, "penj")

    def test_the_script_stands_where_the_search_box_is(self, client):
        published(slug="jahit")

        with_script = {
            address
            for address in ("/", "/layanan/", "/layanan/jahit/", "/tidak-ada/", "/masuk/")
            if read(client.get(address)).all("script", src="/static/js/suggest.js")
        }

        assert with_script == {"/", "/layanan/", "/tidak-ada/"}


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_of_results_costs_the_same_queries_however_long_it_is(client, number, django_assert_num_queries):
    for each in range(number):
        published(kbli_title=f"Penjahitan {each}", requirements="1. Ruang tunggu.")

    with django_assert_num_queries(8):
        client.get("/layanan/?q=penjahitan")
    with django_assert_num_queries(8):  # what lists show of these is known by now; the codes without a standard are not
        client.get("/layanan/?q=tunggu")
    with django_assert_num_queries(7):
        client.get("/layanan/?q=ruang")


# Kept, never old


def test_a_search_that_is_asked_again_is_not_done_again(catalogue, client, django_assert_num_queries):
    first = client.get("/layanan/?q=jahit&hal=1")

    with django_assert_num_queries(1):  # whether anything has changed since
        again = client.get("/layanan/?q=jahit&hal=1")

    assert again.content == first.content


@pytest.mark.parametrize("number", ["missed", "page", "0", ""])
def test_whatever_is_asked_for_as_the_number_of_its_page_a_search_shows_what_it_found(catalogue, client, number):
    look(client, "?q=jahit")

    page = look(client, f"?q=jahit&hal={number}")

    assert "Penjahitan (Pakaian)" in titles(page)


def test_new_everyday_names_find_at_once_what_was_not_found_before(catalogue, client):
    names = Synonym(kbli_code="01622", source=SAID, words="suntik ternak")
    assert titles(look(client, "?q=suntik")) == []

    save_synonym(names)
    found = titles(look(client, "?q=suntik"))
    delete_synonyms(Synonym.objects.filter(pk=names.pk))

    assert (found, titles(look(client, "?q=suntik"))) == (["Perkawinan Ternak"], [])


def test_a_new_standard_is_found_at_once(catalogue, client):
    assert titles(look(client, "?q=garmen")) == []

    published(kbli_code="14111", kbli_title="Industri Garmen")

    assert titles(look(client, "?q=garmen")) == ["Industri Garmen"]
