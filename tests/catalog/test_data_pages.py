"""/data/ and /data/layanan.csv: the catalogue as open data, and how it is explained."""

import csv
import io
import itertools
import json
import re

import pytest
from django.conf import settings

from catalog.filters import EditionFilterSet
from catalog.models import Sector
from catalog.open_data import COLUMNS
from catalog.publishing import publish, withdraw
from catalog.rules.components import COMPONENTS
from catalog.rules.spreadsheet import text_of
from tests.catalog.factories import edit, make_sector
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published
from tests.catalog.test_hostile_input import NAUGHTY, PARAMETERS

pytestmark = pytest.mark.django_db

CSV = "/data/layanan.csv"


def body(client, query=""):
    return b"".join(client.get(f"{CSV}{query}").streaming_content).decode()


def rows(client, query=""):
    return list(csv.DictReader(io.StringIO(body(client, query), newline="")))


# CSV


def test_a_row_holds_what_the_json_holds_without_its_blocks(client):
    published(slug="jahit", sector=make_sector(), requirements='A. "Umum", *kecil*;\n  1. satu\nBaris; ketiga')
    (record,) = client.get("/data/layanan.json").json()["results"]

    (row,) = rows(client)

    components = record.pop("components")
    texts = {f"component_{each['number']}": each["text"] for each in components}
    assert row == {name: str(value) for name, value in {**record, **texts}.items()}
    assert row["url"] == f"{settings.SITE_URL}/layanan/jahit/"
    assert list(row) == COLUMNS


def test_it_is_utf_8_with_a_header_line_and_a_name(client):
    published(kbli_title="Jasa “é” – 服装")
    answer = client.get(CSV)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="layanan.csv"'
    assert body(client).startswith("slug,url,kbli_code,kbli_edition,kbli_title,")
    assert rows(client)[0]["kbli_title"] == "Jasa “é” – 服装"


def test_what_is_not_known_is_empty(client):
    published(sector=None, processing_days=None)

    assert (rows(client)[0]["sector"], rows(client)[0]["processing_days"]) == ("", "")


def test_no_cell_is_a_formula_and_every_text_can_be_had_back(client):
    formulas = ["=1+1", "+1", "-1", "@a", "|a", "＝1", '"=1', "'=1"]
    texts = dict(zip((component.key for component in COMPONENTS), formulas, strict=False))
    published(kbli_title="=HYPERLINK(1)", fee="@SUM(1)", product="\t=1", **texts)

    (row,) = rows(client)

    assert [text_of(row[f"component_{number}"]) for number in range(1, 9)] == formulas
    assert (text_of(row["kbli_title"]), text_of(row["fee"]), text_of(row["product"])) == (
        "=HYPERLINK(1)",
        "@SUM(1)",
        "\t=1",
    )
    for cells in csv.reader(io.StringIO(body(client), newline="")):
        assert [each for each in cells if re.match(r'[\s"]*[=+\-@|＝]', each)] == []


def test_it_is_narrowed_and_sorted_by_the_parameters_of_the_list(client):
    published(kbli_title="Penjahitan")
    published(kbli_title="Inseminasi", kbli_code="01622", risk_level="tinggi")

    found = {
        query: [row["kbli_title"] for row in rows(client, query)]
        for query in ("", "?risiko=tinggi", "?q=penjahitan", "?urut=kode", "?risiko=ngawur", "?hal=9")
    }

    assert found == {
        "": ["Inseminasi", "Penjahitan"],
        "?risiko=tinggi": ["Inseminasi"],
        "?q=penjahitan": ["Penjahitan"],
        "?urut=kode": ["Inseminasi", "Penjahitan"],
        "?risiko=ngawur": ["Inseminasi", "Penjahitan"],
        "?hal=9": ["Inseminasi", "Penjahitan"],  # always whole
    }


def test_withdrawn_standards_and_drafts_are_not_in_it(client):
    withdraw(published(), by=None, reason="Kewenangan beralih.")

    assert rows(client) == []


def test_no_value_of_any_parameter_is_an_error(client):
    published(sector=make_sector())

    for name, value in itertools.product(PARAMETERS, NAUGHTY):
        assert b"".join(client.get(CSV, {name: value}).streaming_content).startswith(b"slug,"), (name, value)


def test_it_is_sent_again_only_when_a_row_changed(client):
    sector = make_sector()
    standard = published(sector=sector)

    def is_unchanged(query=""):
        return client.get(f"{CSV}{query}", headers={"If-None-Match": etag}).status_code == 304

    etag = client.get(CSV)["ETag"]
    assert is_unchanged()
    assert not is_unchanged("?risiko=tinggi")

    publish(edit(standard), by=None, change_note="Syarat baru.")
    assert not is_unchanged()

    etag = client.get(CSV)["ETag"]
    Sector.objects.filter(pk=sector.pk).update(name="Industri")
    assert not is_unchanged()

    etag = client.get(CSV)["ETag"]
    withdraw(standard, by=None, reason="Kewenangan beralih.")
    assert not is_unchanged()
    assert "ETag" not in client.get(f"{CSV}?q=jahit")


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_queries_however_many_standards_there_are(client, number, django_assert_num_queries):
    for _ in range(number):
        published(sector=make_sector())

    with django_assert_num_queries(3):
        body(client)


# JSON


def test_the_json_is_sent_again_only_when_it_changed(client):
    standard = published()
    etag = client.get("/data/layanan.json")["ETag"]

    assert client.get("/data/layanan.json", headers={"If-None-Match": etag}).status_code == 304
    publish(edit(standard), by=None, change_note="Syarat baru.")
    assert client.get("/data/layanan.json", headers={"If-None-Match": etag}).status_code == 200


# The page


@pytest.fixture
def page(client):
    published(slug="jahit", sector=make_sector())
    return read(client.get("/data/"))


def terms(page, section):
    return [term.text for term in page.one("section", **{"aria-labelledby": section}).all("dt")]


def test_every_field_of_the_data_is_explained_and_no_other(client, page):
    (record,) = client.get("/data/layanan.json").json()["results"]

    assert terms(page, "isi-data") == [*record, "component_1 … component_14"]


def test_every_parameter_is_explained_and_no_other(page):
    assert set(terms(page, "parameter")) == {*EditionFilterSet.base_filters, "hal"}


def test_the_licence_is_the_offices_to_decide(page):
    assert page.one("section", **{"aria-labelledby": "lisensi"}).one("span", class_="status").text == "perlu diperiksa"


def test_it_leads_to_every_form_of_the_data(client, page):
    links = [link["href"] for link in page.one("section", **{"aria-labelledby": "bentuk"}).all("a")]

    types = {link: client.get(link)["Content-Type"].partition(";")[0] for link in links}
    assert types == {
        CSV: "text/csv",
        "/data/layanan.json": "application/json",
        "/layanan/jahit.json": "application/ld+json",
        "/pengaduan/statistik/": "text/html",
        "/data/pengaduan.csv": "text/csv",
        "/layanan/umpan.atom": "application/atom+xml",
        "/sitemap.xml": "application/xml",
    }


def test_its_examples_work(client, page):
    examples = [
        code.text.removeprefix(f'curl "{settings.SITE_URL}').removesuffix('"')
        for code in page.one("section", **{"aria-labelledby": "contoh"}).all("code")
        if code.text.startswith("curl")
    ]

    assert [client.get(example).status_code for example in examples] == [200, 200]


def test_every_page_leads_to_it(client, page):
    foot = read(client.get("/")).one("footer")

    assert "/data/" in [link["href"] for link in foot.all("a")]


def test_an_empty_catalogue_has_the_page_too(client):
    assert client.get("/data/").status_code == 200
    assert json.loads(client.get("/data/layanan.json").content)["count"] == 0


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_one_query_however_many_standards_there_are(client, number, django_assert_num_queries):
    for _ in range(number):
        published()

    with django_assert_num_queries(1):
        client.get("/data/")
