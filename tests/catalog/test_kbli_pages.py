"""The tree of codes: /kbli/ and /kbli/<code>/."""

from pathlib import Path

import pytest
from django.core.management import call_command

from catalog.models import KbliCode
from catalog.publishing import withdraw
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

WHOLE_TREE = Path(__file__).parents[3] / "shared" / "reference" / "kbli2020.csv"


@pytest.fixture(autouse=True)
def _codes(db):
    """The 21 sections, the codes of the four documents and their parents."""
    call_command("loaddata", "kbli", verbosity=0)


def look(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return read(answer)


def lines(page):
    """Code and title of each line of the tree, its address ("" for none) and the words after it."""
    found = []
    for item in page.one("ul", class_="codes").all("li"):
        link = item.all("a")
        count = [each.text for each in item.all("span", class_="soft")]
        found.append((item.all("span", class_="code")[0].text, link[0]["href"] if link else "", *count))
    return found


def code_2025(code="14120", title="Aktivitas lain", level="kelompok", parent="1412", section="C"):
    KbliCode.objects.create(edition=2025, code=code, title=title, level=level, parent_code=parent, section=section)


# The sections


def test_the_tree_begins_with_the_21_sections_and_counts_the_standards_under_each(client):
    published(kbli_code="14120")
    published(kbli_code="14120")
    published(kbli_code="01622")

    page = look(client, "/kbli/")

    assert page.one("h1").text == "Kode KBLI 2020"
    assert len(lines(page)) == 21
    assert [line for line in lines(page) if line[1]] == [
        ("A", "/kbli/A/", "1 standar"),
        ("C", "/kbli/C/", "2 standar"),
        ("M", "/kbli/M/"),
        ("N", "/kbli/N/"),
    ]
    assert "Kategori tanpa tautan belum memiliki rincian di situs ini." in page.one("main").text


def test_standards_of_another_edition_are_not_counted_under_the_same_number(client):
    published(kbli_code="14120", kbli_edition=2025)

    assert [line for line in lines(look(client, "/kbli/")) if len(line) > 2] == []


def test_an_edition_that_is_not_loaded_says_so(client):
    page = look(client, "/kbli/?edisi=2025")

    assert page.one("h1").text == "Kode KBLI 2025"
    assert "Kode KBLI 2025 belum dimuat di situs ini." in page.one("main").text
    assert page.one("link", rel="canonical")["href"].endswith("/kbli/?edisi=2025")
    assert [link["href"] for link in page.one("main").all("a")][1:] == ["/kbli/"]


@pytest.mark.parametrize("edition", ["2015", "x", "-1", "9" * 5000, "%00", "%D9%A2%D9%A0%D9%A2%D9%A0", "2020.0"])
@pytest.mark.parametrize("path", ["/kbli/", "/kbli/14120/"])
def test_an_unknown_edition_is_ignored_with_a_note(client, path, edition):
    page = look(client, f"{path}?edisi={edition}")

    assert page.all("div", class_="notice")[0].text == (
        "Ada isian yang tidak kami kenali, jadi kami abaikan: edisi KBLI."
    )
    assert page.one("link", rel="canonical")["href"].endswith(path)


# One code


@pytest.mark.parametrize(
    ("code", "level", "children"),
    [
        ("C", "Kategori", [("14", "/kbli/14/", "1 standar")]),
        ("14", "Golongan pokok", [("141", "/kbli/141/", "1 standar")]),
        ("141", "Golongan", [("1412", "/kbli/1412/", "1 standar")]),
        ("1412", "Subgolongan", [("14120", "/kbli/14120/", "1 standar")]),
    ],
)
def test_a_code_shows_what_stands_under_it(client, code, level, children):
    published(kbli_code="14120")
    published(kbli_code="01622")

    page = look(client, f"/kbli/{code}/")

    assert page.one("hgroup").one("p").text == f"{level} KBLI 2020 {code}"
    assert lines(page) == children
    assert [result.one("h3").text for result in page.all("li", class_="result")] == ["Penjahitan Pakaian"]


def test_the_way_down_to_a_code_leads_back_up(client):
    path = look(client, "/kbli/14120/").one("ol", class_="path")

    assert [(link["href"], link.all("span")[0].text if link.all("span") else link.text) for link in path.all("a")] == [
        ("/kbli/", "KBLI 2020"),
        ("/kbli/C/", "C"),
        ("/kbli/14/", "14"),
        ("/kbli/141/", "141"),
        ("/kbli/1412/", "1412"),
    ]


def test_an_activity_shows_its_description_and_its_standards(client):
    standard = published(kbli_code="14120")

    page = look(client, "/kbli/14120/")

    assert page.one("h1").text == "Penjahitan Dan Pembuatan Pakaian Sesuai Pesanan"
    assert "Kelompok ini mencakup usaha penjahitan" in page.one("div", class_="page-head").text
    assert page.one("ul", class_="results").one("a")["href"] == standard.get_absolute_url()
    assert page.all("ul", class_="codes") == page.all("address")[:-1] == []


def test_where_there_is_no_standard_the_page_says_so_and_names_the_way_to_ask(client):
    main = look(client, "/kbli/14120/").one("main")

    assert "Kantor ini belum menerbitkan standar pelayanan untuk kode ini." in main.text
    assert "Siapa yang berwenang atas izinnya tidak tercatat di sini." in main.text
    assert "Jalan Veteran Nomor 139" in main.one("address").text
    assert "Telepon (0264) 8224794 ext. 103" in main.one("address").text


def test_a_withdrawn_standard_says_why_which_may_name_who_is_in_charge(client):
    standard = withdraw(published(kbli_code="14120"), by=None, reason="Kewenangan beralih ke provinsi.")

    main = look(client, "/kbli/14120/").one("main")

    assert "Alasan: Kewenangan beralih ke provinsi." in main.text
    assert "Sekarang tidak ada standar pelayanan yang berlaku untuk kode ini." in main.text
    assert "belum menerbitkan" not in main.text
    assert standard.get_absolute_url() in [link["href"] for link in main.all("a")]
    assert main.all("li", class_="result") == []


def test_two_or_three_standards_of_a_code_can_be_compared(client):
    def offered():
        return [link["href"] for link in look(client, "/kbli/14120/").one("main").all("a") if "banding" in link["href"]]

    published(slug="satu")
    assert offered() == []
    published(slug="dua")
    assert offered() == ["/layanan/banding/?s=satu&s=dua"]
    published(slug="tiga")
    assert offered() == ["/layanan/banding/?s=satu&s=dua&s=tiga"]
    published(slug="empat")
    assert offered() == []


def test_more_standards_than_a_page_lists_are_counted_and_linked(client):
    for _ in range(21):
        published(kbli_code="14120")

    page = look(client, "/kbli/141/")

    assert len(page.all("li", class_="result")) == 20
    (more,) = [link for link in page.one("main").all("a") if link["href"].startswith("/layanan/?")]
    assert (more.text, more["href"]) == ("Lihat 21 standar pelayanan", "/layanan/?kbli=141&edisi=2020")
    section = look(client, "/kbli/C/").one("main")
    assert "/layanan/?kbli=C&edisi=2020" in [link["href"] for link in section.all("a")]
    assert read(client.get(more["href"])).one("h2", id="hasil").text == "21 standar pelayanan"


def test_the_same_number_in_another_edition_is_named_with_its_own_meaning(client):
    code_2025()

    page = look(client, "/kbli/14120/")
    other = look(client, "/kbli/14120/?edisi=2025")

    assert page.one("section", **{"aria-labelledby": "edisi-lain"}).one("a")["href"] == "/kbli/14120/?edisi=2025"
    assert other.one("h1").text == "Aktivitas lain"
    assert other.one("section", **{"aria-labelledby": "edisi-lain"}).one("a")["href"] == "/kbli/14120/"
    assert other.one("hgroup").one("p").text == "Kelompok KBLI 2025 14120"


def test_a_code_that_is_not_loaded_is_shown_as_its_standard_prints_it(client):
    published(kbli_code="56101", kbli_title="Restoran")

    page = look(client, "/kbli/56101/")

    assert page.one("h1").text == "Restoran"
    assert len(page.all("li", class_="result")) == 1


@pytest.mark.parametrize(
    "path",
    ["56101", "99", "1", "a", "AB", "141200", "1412x", "%D9%A1%D9%A4", "14%00", "14120%0A", "9" * 5000, "14120/x"],
)
def test_what_is_no_known_code_is_not_found(client, path):
    assert client.get(f"/kbli/{path}/").status_code == 404
    assert client.get(f"/kbli/{path}/?edisi=2025").status_code == 404


def test_a_standard_leads_to_its_code_in_its_edition(client):
    old, new = published(kbli_code="14120"), published(kbli_code="14120", kbli_edition=2025)

    links = [
        next(link["href"] for link in look(client, each.get_absolute_url()).one("hgroup").all("a"))
        for each in (old, new)
    ]

    assert links == ["/kbli/14120/", "/kbli/14120/?edisi=2025"]
    assert [client.get(link).status_code for link in links] == [200, 200]


def test_the_home_page_leads_to_the_tree_and_the_finder(client):
    links = {link.text: link["href"] for link in look(client, "/").one("main").all("a")}

    assert links["Telusuri menurut kode KBLI"] == "/kbli/"
    assert links["Pandu saya dengan pertanyaan"] == "/pandu/"


@pytest.mark.parametrize("number", [3, 30])
def test_the_pages_cost_the_same_queries_however_many_standards_there_are(client, number, django_assert_num_queries):
    for _ in range(number):
        published(kbli_code="14120")

    with django_assert_num_queries(3):
        client.get("/kbli/")
    for code in ("C", "14", "1412"):
        with django_assert_num_queries(5):
            client.get(f"/kbli/{code}/")
    with django_assert_num_queries(6):
        client.get("/kbli/14120/")
    with django_assert_num_queries(5):
        client.get("/kbli/71204/")


@pytest.mark.skipif(not WHOLE_TREE.exists(), reason=f"{WHOLE_TREE.name} tidak ditemukan")
def test_every_code_of_the_whole_tree_can_be_reached_from_its_sections(client):
    call_command("load_kbli", str(WHOLE_TREE), verbosity=0)
    published(kbli_code="14120")

    reached, unread = set(), ["/kbli/"]
    while unread:
        page = read(client.get(unread.pop()))
        for code, address, *_ in lines(page) if page.all("ul", class_="codes") else []:
            reached.add(code)
            if len(code) < 4 or code == "1412":
                unread.append(address)

    assert len(reached) == 21 + 88 + 245 + 567 + 1  # the last level of one branch stands for all
    assert "Kategori tanpa tautan" not in look(client, "/kbli/").one("main").text
