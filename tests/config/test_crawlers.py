"""/robots.txt and /sitemap.xml."""

import datetime as dt
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
import time_machine

from catalog import publishing
from config.crawlers import StandardsSitemap
from tests.catalog.factories import TODAY, edit, make_draft
from tests.catalog.pages_factory import published

SITE = "https://layanan.example.go.id"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC), tick=False):
        yield


def sitemap(client, query=""):
    root = ElementTree.fromstring(client.get(f"/sitemap.xml{query}").content)  # noqa: S314  our own answer
    return [{child.tag.partition("}")[2]: child.text for child in entry} for entry in root]


@pytest.mark.parametrize(
    ("path", "is_open"),
    [
        ("/", True),
        ("/layanan/", True),
        ("/layanan/?risiko=tinggi", True),
        ("/layanan/jahit/", True),
        ("/data/layanan.csv", True),
        ("/pengaduan/", True),
        ("/layanan/?q=slot", False),
        ("/admin/", False),
        ("/petugas/", False),
        ("/masuk/", False),
        ("/pengaduan/lacak/", False),
        ("/pengaduan/lacak/laporan/", False),
    ],
)
def test_robots_are_kept_out_of_searches_and_of_what_is_not_theirs(client, path, is_open):
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").content.decode().splitlines())

    assert robots.can_fetch("Googlebot", f"{SITE}{path}") is is_open
    assert robots.site_maps() == [f"{SITE}/sitemap.xml"]


def test_robots_of_the_large_search_engines_are_kept_out_of_searches_with_filters_too(client):
    assert "Disallow: /layanan/?*&q=\n" in client.get("/robots.txt").content.decode()  # a pattern that they know
    assert client.get("/robots.txt")["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.django_db
def test_the_sitemap_names_every_standard_in_force_and_since_when(client):
    published(slug="jahit")
    scheduled = published(slug="lain", kbli_code="14111")
    publishing.publish(edit(scheduled), by=None, change_note="Nanti.", effective_on=TODAY + dt.timedelta(days=1))
    publishing.withdraw(published(slug="dicabut"), by=None, reason="Kewenangan beralih.")
    make_draft(slug="naskah")

    assert sitemap(client) == [
        {"loc": f"{SITE}/layanan/jahit/", "lastmod": "2026-11-20"},
        {"loc": f"{SITE}/layanan/lain/", "lastmod": "2026-11-20"},
    ]
    publishing.activate_scheduled(today=TODAY + dt.timedelta(days=1))
    assert sitemap(client)[1] == {"loc": f"{SITE}/layanan/lain/", "lastmod": "2026-11-21"}


@pytest.mark.django_db
def test_more_standards_than_a_sitemap_holds_are_listed_in_parts(client, monkeypatch):
    monkeypatch.setattr(StandardsSitemap, "limit", 2)
    for number in range(3):
        published(slug=f"s-{number}")

    assert sitemap(client) == [{"loc": f"{SITE}/sitemap.xml?p=1"}, {"loc": f"{SITE}/sitemap.xml?p=2"}]
    parts = [[entry["loc"] for entry in sitemap(client, f"?p={part}")] for part in (1, 2)]
    assert parts == [[f"{SITE}/layanan/s-0/", f"{SITE}/layanan/s-1/"], [f"{SITE}/layanan/s-2/"]]


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["2", "0", "-1", "x", "%00", "9" * 5000])
def test_a_part_that_does_not_exist_is_not_found(client, part):
    published()

    assert client.get(f"/sitemap.xml?p={part}").status_code == 404


@pytest.mark.django_db
def test_an_empty_catalogue_has_an_empty_sitemap(client):
    assert sitemap(client) == []


@pytest.mark.django_db
def test_the_sitemap_is_sent_again_only_when_it_changed(client):
    published()
    standard = published(slug="jahit")
    answer = client.get("/sitemap.xml")

    assert answer["Content-Type"] == "application/xml"
    assert client.get("/sitemap.xml", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert "Last-Modified" not in answer  # it would not tell of a withdrawal
    publishing.withdraw(standard, by=None, reason="Kewenangan beralih.")
    assert client.get("/sitemap.xml", headers={"If-None-Match": answer["ETag"]}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_the_sitemap_costs_the_same_queries_however_many_standards_there_are(client, number, django_assert_num_queries):
    for _ in range(number):
        published()

    with django_assert_num_queries(3):
        client.get("/sitemap.xml")
