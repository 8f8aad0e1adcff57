"""/regulasi/: the regulations on record, and the standards that cite them."""

import datetime as dt

import pytest
from django.conf import settings

from catalog import law
from catalog.models import Regulation
from catalog.publishing import publish, withdraw
from tests.catalog.factories import TODAY, edit
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

PP = "Peraturan Pemerintah"


def regulation(number, year, status="berlaku", kind=PP, **facts):
    made = Regulation(slug=f"r-{number}-{year}", kind=kind, number=number, year=year, status=status, **facts)
    law.save_regulation(made)
    return made


def record_law():
    """Three regulations: one in force, the one it replaced, and one of a ministry.

    After what cites them is published: a revoked one is to be answered for before.
    """
    valid = regulation(28, 2025, status_since=dt.date(2025, 6, 5), checked_on=TODAY, title="Perizinan Berusaha")
    facts = {"status_since": dt.date(2025, 6, 5), "replaced_by": "PP 28/2025", "checked_on": TODAY}
    revoked = regulation(5, 2021, "dicabut", successor=valid, source="Pasal 500 PP 28/2025", **facts)
    doubtful = regulation(9, 2021, "perlu diperiksa", kind="Peraturan Menteri Perindustrian")
    return valid, revoked, doubtful


@pytest.fixture
def record():
    return record_law()


def listed(client, query=""):
    page = read(client.get(f"/regulasi/{query}"))
    return [item.one("h3").text for item in page.one("main").all("li") if item.all("h3")]


@pytest.mark.usefixtures("record")
def test_the_list_shows_each_with_its_status_its_day_and_what_replaced_it(client):
    page = read(client.get("/regulasi/"))

    items = [item.text for item in page.one("ul", class_="results").all("li")]
    assert items == [
        "Peraturan Pemerintah Nomor 28 Tahun 2025 Perizinan Berusaha berlaku sejak 5 Juni 2025; "
        "diperiksa 20 November 2026",
        "Peraturan Menteri Perindustrian Nomor 9 Tahun 2021 perlu diperiksa",
        "Peraturan Pemerintah Nomor 5 Tahun 2021 dicabut sejak 5 Juni 2025, diganti PP 28/2025 ; "
        "diperiksa 20 November 2026",
    ]
    assert page.all("h3")[0].one("a")["href"] == "/regulasi/r-28-2025/"


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("?q=28", ["28"]),
        ("?q=PP+28/2025", ["28"]),
        ("?q=nomor+5+tahun+2021", ["5"]),
        ("?q=2021", ["9", "5"]),
        ("?q=PP", ["28", "5"]),
        ("?q=perindustrian", ["9"]),
        ("?q=perizinan+berusaha", ["28"]),
        ("?q=Permenperin+9/2021", ["9"]),
        ("?status=dicabut", ["5"]),
        ("?q=2021&status=dicabut", ["5"]),
        ("?q=999999999999999999999", []),
        ("?q=PP+6/2021", []),
    ],
)
def test_it_is_narrowed_by_number_year_name_and_status(client, query, numbers):
    assert [name.split("Nomor ")[1].split()[0] for name in listed(client, query)] == numbers


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("query", ["?status=mati", "?q=%00", "?q=" + "x" * 101, "?status=dicabut&status=%FF"])
def test_what_makes_no_sense_is_ignored_with_a_note(client, query):
    page = read(client.get(f"/regulasi/{query}"))

    assert "Ada isian yang tidak kami kenali" in page.one("div", class_="notice").text
    assert len(listed(client, query)) == 3


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("query", ["?hal=0", "?hal=99999999999999999999", "?hal=x"])
def test_a_page_that_does_not_exist_is_the_nearest(client, query):
    assert len(listed(client, query)) == 3


@pytest.mark.usefixtures("record")
def test_the_words_typed_stand_in_the_search_box_and_in_no_link_and_are_not_indexed(client):
    response = client.get("/regulasi/?q=peraturan+judi")

    page = read(response)
    assert page.one("input", name="q")["value"] == "peraturan judi"
    assert not [link for link in page.all("a") if "judi" in link["href"]]
    assert response["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/regulasi/")


def test_a_regulation_says_its_status_since_when_by_what_and_where_that_was_read(client, record):
    page = read(client.get("/regulasi/r-5-2021/"))

    facts = {each.one("dt").text: each.one("dd").text for each in page.one("dl", class_="pairs").all("div")}
    assert facts == {
        "Status": "dicabut",
        "Diganti": "PP 28/2025",
        "Diperiksa": "Jumat, 20 November 2026",
        "Sumber": "Pasal 500 PP 28/2025",
    }
    notice = page.one("div", class_="notice").text
    assert notice == "Peraturan ini sudah tidak berlaku sejak Kamis, 5 Juni 2025."
    assert page.one("dl", class_="pairs").one("a")["href"] == "/regulasi/r-28-2025/"
    former = read(client.get("/regulasi/r-28-2025/")).one("a", href="/regulasi/r-5-2021/")
    assert former.text == "Peraturan Pemerintah Nomor 5 Tahun 2021"


def test_a_regulation_lists_the_standards_in_force_that_cite_it_with_component_and_article(client):
    published(slug="jahit", legal_basis="1. PP Nomor 5 Tahun 2021.", requirements="1. Akun (Pasal 65 PP 5/2021).")
    withdrawn = published(slug="cabut", legal_basis="1. PP Nomor 5 Tahun 2021.")
    withdraw(withdrawn, by=None, reason="Beralih.", today=TODAY)
    changed = published(slug="ubah", legal_basis="1. PP Nomor 5 Tahun 2021.")
    publish(edit(changed, legal_basis="1. PP Nomor 28 Tahun 2025."), by=None, change_note="Baru.", today=TODAY)
    record_law()

    page = read(client.get("/regulasi/r-5-2021/"))

    (item,) = [each for each in page.one("ul", class_="results").children if hasattr(each, "tag")]
    assert [each.text for each in item.all("li")] == [
        "Komponen 1, Persyaratan : Pasal 65",
        "Komponen 7, Dasar Hukum",
    ]
    assert item.one("h3").one("a")["href"] == "/layanan/jahit/"
    assert item.all("li")[0].one("a")["href"] == "/layanan/jahit/#komponen-1"


def test_an_unknown_regulation_is_not_found(client):
    assert client.get("/regulasi/tidak-ada/").status_code == 404
    assert client.get("/regulasi/tidak-ada.json").status_code == 404


def test_as_linked_data_it_has_the_name_that_standards_call_it(client):
    published(slug="jahit", legal_basis="1. PP Nomor 5 Tahun 2021.")
    record_law()

    old, new = client.get("/regulasi/r-5-2021.json").json()["@graph"]

    assert old["@id"] == f"{settings.SITE_URL}/regulasi/r-5-2021/#peraturan"
    assert old["legislationLegalForce"] == {"@id": "https://schema.org/NotInForce"}
    assert new["legislationRepeals"] == [{"@id": old["@id"]}]
    assert old["@id"] in client.get("/layanan/jahit.json").content.decode()
    assert read(client.get("/regulasi/r-5-2021/")).one("h1")["id"] == "peraturan"


def test_a_standard_notes_what_is_revoked_in_the_component_that_cites_it_and_links_to_it(client):
    published(slug="jahit", requirements="1. Akun (Pasal 65 PP 5/2021).", legal_basis="1. PP Nomor 28 Tahun 2025.")
    record_law()

    page = read(client.get("/layanan/jahit/"))

    note = page.one("section", id="komponen-1").one("div", class_="notice")
    assert note.one("li").text.startswith("Peraturan Pemerintah Nomor 5 Tahun 2021 dicabut sejak 5 Juni 2025, diganti")
    assert note.one("li").text.endswith("diperiksa 20 November 2026")
    assert note.one("a", href="/regulasi/r-5-2021/")
    basis = page.one("section", id="komponen-7")
    assert basis.all("div", class_="notice") == []
    assert basis.one("a", href="/regulasi/r-28-2025/")
    (summary,) = [p.text for p in page.one("header", class_="page-head").all("p") if "peraturan yang" in p.text]
    assert summary == "1 peraturan yang disebut standar ini sudah dicabut. Lihat persyaratan"


def test_a_regulation_named_twice_is_noted_once_in_a_component(client):
    published(slug="jahit", legal_basis="1. PP Nomor 5 Tahun 2021;\n2. Pasal 65 PP Nomor 5 Tahun 2021.")
    record_law()

    page = read(client.get("/layanan/jahit/"))

    assert len(page.one("section", id="komponen-7").one("div", class_="notice").all("li")) == 1


@pytest.mark.parametrize("count", [3, 60])
def test_the_pages_cost_the_same_queries_however_much_there_is(client, count, django_assert_num_queries):
    for number in range(count):
        published(slug=f"jahit-{number}", legal_basis="1. PP Nomor 5 Tahun 2021.")
    valid, *_ = record_law()
    for number in range(count):
        regulation(number + 100, 2020, "dicabut", successor=valid)

    with django_assert_num_queries(3):
        client.get("/regulasi/")
    with django_assert_num_queries(5):
        client.get("/regulasi/r-5-2021/")
