"""What a search finds and in which order; tests/rules/test_words.py and test_ranking.py have the rules."""

import pytest
from django.http import QueryDict

from catalog.listing import Listing
from catalog.models import Edition, KbliCode, Synonym
from catalog.publishing import withdraw
from catalog.search import Found, beginning_with, find, search
from catalog.search.index import reindex
from tests.catalog.factories import make_sector
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published
from tests.catalog.search_factories import titles

pytestmark = pytest.mark.django_db

SAID = "bahasa sehari-hari"


@pytest.fixture
def catalogue(db):
    """Three standards that differ in every place where words can stand, and what people call them."""
    Synonym.objects.create(kbli_code="14120", source=SAID, words="tukang jahit, baju pengantin, vermak, fotokopi")
    Synonym.objects.create(kbli_code="14", source=SAID, words="garmen")
    Synonym.objects.create(kbli_code="47", source=SAID, words="toko sembako, tulang sapi")
    KbliCode.objects.create(
        edition=2020, code="01622", title="Jasa Perkawinan Ternak", level="kelompok", section="A",
        description="Kelompok ini mencakup sapi perah. Kelompok ini tidak mencakup budidaya kerbau.",
    )  # fmt: skip
    published(kbli_code="14120", kbli_title="Penjahitan Pakaian", sector=make_sector("perindustrian"))
    published(
        kbli_code="78422",
        kbli_title="Pelatihan Komputer",
        requirements="A. Umum:\n  1. Ruang praktik menjahit.\n  2. Instruktur *bersertifikat*.",
        product="Sertifikat Pelatihan",
        risk_level="tinggi",
    )
    published(
        kbli_code="01622", kbli_title="Perkawinan Ternak", licence_kind="izin", facilities="1. Ruang laktasi, kopi."
    )
    reindex()


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("menjahit", ["Penjahitan Pakaian", "Pelatihan Komputer"]),  # title before requirements
        ("jahit ruang", ["Pelatihan Komputer"]),
        ("baju", ["Penjahitan Pakaian"]),
        ("vermak", ["Penjahitan Pakaian"]),
        ("tukang", ["Penjahitan Pakaian"]),
        ("garmen", ["Penjahitan Pakaian"]),
        ("izin usaha penjahit", ["Penjahitan Pakaian"]),
        ("bersertifikat", ["Pelatihan Komputer", "Penjahitan Pakaian"]),
        ("sapi perah", ["Perkawinan Ternak"]),
        ("kerbau", []),  # what KBLI says stands elsewhere
        ("laktasi", ["Perkawinan Ternak"]),
        ("14120", ["Penjahitan Pakaian"]),
        ("141", ["Penjahitan Pakaian"]),
        ("kbli 14.12.0", ["Penjahitan Pakaian"]),
        ("14120 ternak", ["Penjahitan Pakaian", "Perkawinan Ternak"]),
        ("perindustrian", ["Penjahitan Pakaian"]),
        ("risiko tinggi", ["Pelatihan Komputer", "Penjahitan Pakaian"]),  # the other one: menengah tinggi
        ("dan", []),
        ("%", []),
    ],
)
def test_what_is_found_and_in_which_order(words, found):
    assert titles(words)[: len(found) or None] == found


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("words", "mended", "found"),
    [
        ("penjahitn", ("penjahitan",), ["Penjahitan Pakaian", "Pelatihan Komputer"]),
        ("pelatihn komputr", ("pelatihan", "komputer"), ["Pelatihan Komputer"]),
        ("pelatihankomputer", ("pelatihan", "komputer"), ["Pelatihan Komputer"]),
        ("komp", (), ["Pelatihan Komputer"]),  # still being typed
        ("ternak xxxxx", (), ["Perkawinan Ternak"]),
        ("toko baju", (), ["Penjahitan Pakaian"]),  # toko is a word, but not one of any standard
        ("tko", (), []),  # too short to be anyone's slip
        ("sembakoo", (), []),  # a slip of a word that no standard has
        ("sembako", (), []),
        ("tulang", (), []),  # right as it is, and no slip of "tukang"
        ("tukang sembako", (), []),  # what is left says nothing
        ("komputer sembako", (), ["Pelatihan Komputer"]),
        ("komputer vermakternak", (), ["Pelatihan Komputer"]),  # nothing has all three, so the slip stays one
        ("ver mak", ("vermak",), ["Penjahitan Pakaian"]),
        ("1622", ("01622",), ["Perkawinan Ternak"]),
        ("fotokop", (), ["Penjahitan Pakaian"]),  # both of the words it is written for
        ("badjoe", ("baju",), ["Penjahitan Pakaian"]),
    ],
)
def test_second_thoughts(words, mended, found):
    assert titles(words) == found
    assert find(words).mended == mended


@pytest.mark.usefixtures("catalogue")
def test_where_nothing_has_all_words_most_of_them_will_do():
    found = find("jahit komputer ternak laktasi")

    assert titles("jahit komputer ternak laktasi") == ["Pelatihan Komputer", "Perkawinan Ternak"]
    assert found.is_partial
    assert not find("jahit ruang").is_partial


@pytest.mark.usefixtures("catalogue")
def test_a_name_with_most_words_comes_before_small_print_with_all():
    found = find("penjahitan pakaian laktasi")
    assert titles("penjahitan pakaian laktasi") == ["Penjahitan Pakaian"]
    assert found.is_partial

    published(kbli_title="Lain", kbli_code="96990", facilities="1. Ruang laktasi, penjahitan, dan pakaian.")

    assert titles("penjahitan pakaian laktasi") == ["Penjahitan Pakaian", "Lain"]
    assert find("penjahitan pakaian laktasi").is_partial


@pytest.mark.usefixtures("catalogue")
def test_words_that_stand_in_the_small_print_alone_are_said_to():
    assert find("laktasi").is_aside
    assert not find("komputer").is_aside
    assert not find("instruktur").is_aside


def test_drafts_and_withdrawn_standards_are_not_found():
    standard = published(kbli_title="Dicabut")
    withdraw(standard, by=None, reason="Kewenangan beralih.")

    assert find("dicabut") == Found()


def test_equal_titles_come_in_the_order_they_were_added():
    keys = [published(kbli_title="Sama").current_id for _ in range(3)]

    assert list(find("sama").editions) == keys


@pytest.mark.usefixtures("catalogue")
def test_the_editions_found_can_be_narrowed_and_sorted_on():
    editions = Edition.objects.current().filter(licence_kind="sertifikat-standar")

    found = search(editions, "menjahit")

    assert [each.kbli_code for each in found.order_by("rank")] == ["14120", "78422"]
    assert [each.kbli_code for each in found.order_by("-kbli_code")] == ["78422", "14120"]
    assert search(editions, "menjahit").filter(risk_level="tinggi").count() == 1


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    "query", ["q=jahit", "q=jahit&risiko=tinggi", "q=sertifikat&hari=7", "q=jahit&urut=kode", "q=zzz"]
)
def test_the_page_shows_what_the_data_hold(client, query):
    shown = [line.slug for line in Listing(QueryDict(query)).lines]

    assert [record["slug"] for record in client.get(f"/data/layanan.json?{query}").json()["results"]] == shown


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("words", ["", "  ", "\n"])
def test_no_words_are_no_restriction(words):
    assert search(Edition.objects.current(), words).order_by("rank", "pk").count() == 3


class TestMoreThanCanBeLookedAt:
    @pytest.fixture(autouse=True)
    def _four(self, db, monkeypatch):
        monkeypatch.setattr("catalog.search.lookup.MOST", 2)
        for number in range(4):
            risk = "tinggi" if number == 3 else "rendah"
            published(kbli_title=f"Usaha {number}", risk_level=risk, requirements="1. Gedung.")

    def test_only_the_first_are_found_and_it_says_so(self):
        assert titles("gedung") == ["Usaha 0", "Usaha 1"]
        assert find("gedung").is_cut

    def test_those_found_by_name_come_first(self):
        published(kbli_title="Gedung")

        assert titles("gedung")[0] == "Gedung"

    def test_a_filter_is_looked_at_beforehand(self, client):
        page = client.get("/layanan/?q=gedung&risiko=tinggi").content.decode()

        assert "Usaha 3" in page

    def test_what_can_be_filtered_is_looked_at_under_the_other_filters(self, client):
        published(kbli_title="Izin", risk_level="tinggi", licence_kind="izin", requirements="1. Gedung.")

        page = read(client.get("/layanan/?q=gedung&risiko=tinggi&izin=sertifikat-standar"))

        offered = [button.text for button in page.one("nav", class_="facets").all("button")]
        assert {"Sertifikat Standar", "Izin"} <= set(offered)

    def test_the_page_says_that_there_are_more_and_counts_nothing_else(self, client):
        page = client.get("/layanan/?q=gedung").content.decode()

        assert "Lebih dari 2 standar pelayanan cocok" in page
        assert "Usaha 2" not in page


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("jah", ["Penjahitan Pakaian"]),
        ("tukang ja", ["Penjahitan Pakaian"]),  # too little of it to tell
        ("tukang jah", ["Penjahitan Pakaian"]),
        ("komputer pel", ["Pelatihan Komputer"]),
        ("pe", []),
        ("pe l", []),
        ("141", ["Penjahitan Pakaian"]),
        ("instruk", []),  # neither a title nor an everyday name
        ("jah*", ["Penjahitan Pakaian"]),
        ("", []),
    ],
)
def test_what_someone_may_be_about_to_type(words, found):
    assert [entry.name[3:] for entry in beginning_with(words, 8)] == found


@pytest.mark.parametrize("number", [1, 30])
def test_a_search_costs_the_same_queries_however_much_there_is(django_assert_num_queries, number):
    for each in range(number):
        published(kbli_title=f"Penjahitan {each}")

    with django_assert_num_queries(2):
        find("jahit")
    with django_assert_num_queries(8):
        find("penjahitn")
    with django_assert_num_queries(6):
        find("jahit xxxxx")
    with django_assert_num_queries(0):
        find("%")


def test_there_is_an_end_to_trying_fewer_words(django_assert_num_queries):
    many = [f"kata{number}" for number in range(16)]
    for word in many:
        published(kbli_title=word)

    with django_assert_num_queries(9):
        find(" ".join(many))
