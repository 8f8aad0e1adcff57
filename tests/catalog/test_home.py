import pytest

from tests.catalog.factories import make_sector
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db


def test_the_first_thing_on_the_home_page_is_the_search(client):
    published()

    page = read(client.get("/"))

    controls = [node for node in page.one("main").walk() if node.tag in ("a", "input", "button")]
    assert (controls[0]["name"], controls[1].text) == ("q", "Cari")
    assert page.one("form")["action"] == "/layanan/"
    assert page.one("label", **{"for": "q"}).text == "Ketik jenis usaha atau kode KBLI"


def test_the_home_page_shows_the_five_newest_standards(client):
    for number in range(6):
        published(kbli_title=f"Usaha {number}")

    newest = [result.one("h3").text for result in read(client.get("/")).all("li", class_="result")]

    assert newest == ["Usaha 5", "Usaha 4", "Usaha 3", "Usaha 2", "Usaha 1"]


def test_the_home_page_offers_what_a_visitor_knows_before_searching(client):
    published(sector=make_sector("perindustrian"))
    published(sector=make_sector("pertanian"), licence_kind="izin")

    browse = read(client.get("/")).one("nav", class_="facets")

    assert [(link.text, link["href"]) for link in browse.all("a")] == [
        ("Perindustrian", "/layanan/?sektor=perindustrian"),
        ("Pertanian", "/layanan/?sektor=pertanian"),
        ("Sertifikat Standar", "/layanan/?izin=sertifikat-standar"),
        ("Izin", "/layanan/?izin=izin"),
    ]


def test_an_empty_catalogue_says_so(client):
    page = read(client.get("/"))

    assert page.one("ul", class_="results").text == "Belum ada standar pelayanan yang diterbitkan."


@pytest.mark.parametrize("number", [1, 3])
def test_the_home_page_costs_the_same_queries_however_many_standards_there_are(
    client, number, django_assert_num_queries
):
    for _ in range(number):
        published()

    with django_assert_num_queries(4):
        client.get("/")
