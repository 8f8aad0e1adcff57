"""The QR code on a printed standard: is this still the valid edition?"""

import re
from xml.etree import ElementTree

import pytest
import segno
import time_machine
from django.conf import settings

from catalog import publishing, qr
from tests.catalog.factories import TODAY, edit, make_draft
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

ADDRESS = "/layanan/jahit/qr.svg"


@pytest.fixture
def two_editions():
    standard = published(slug="jahit")
    publishing.publish(edit(standard), by=None, change_note="Syarat baru.", today=TODAY)
    return standard


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-20T10:00:00+07:00", tick=False):
        yield


def qr_of(page):
    return page.one("section", class_="about-edition").one("img")["src"]


@pytest.mark.parametrize(
    ("query", "number"), [("", 2), ("?edisi=1", 1), ("?edisi=2", 2), ("?edisi=01", 1), ("?lain=1", 2)]
)
def test_it_leads_to_the_page_of_its_edition(client, two_editions, query, number):
    answer = client.get(ADDRESS + query)

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content == qr.svg(f"{settings.SITE_URL}/layanan/jahit/edisi/{number}/")


def test_the_image_shows_exactly_the_modules_of_the_code():
    address = "https://layanan.example.go.id/layanan/14120-penjahitan/edisi/12/"
    modules = [list(row) for row in segno.make_qr(address, error="m").matrix]

    image = ElementTree.fromstring(qr.svg(address))  # noqa: S314  our own image

    size = len(modules) + 8
    assert image.get("viewBox") == f"0 0 {size} {size}"
    assert drawn(image[1].get("d")) == {
        (x + 4, y + 4) for y, row in enumerate(modules) for x, module in enumerate(row) if module
    }


def drawn(path):
    """The modules under a path of horizontal strokes: "M4 4.5h7m1 0h2…"."""
    covered, x, y = set(), 0, 0
    for command, numbers in re.findall(r"([Mmh])([-0-9. ]+)", path):
        first, *second = map(float, numbers.split())
        if command == "h":
            covered |= {(x + step, int(y)) for step in range(int(first))}
            x += int(first)
        else:
            x, y = (int(first), second[0]) if command == "M" else (x + int(first), y + second[0])
    return covered


@pytest.mark.parametrize("number", ["3", "0", "", "-1", "x", "1%00", "٣", "9" * 99])
def test_an_edition_that_is_not_public_has_no_code(client, two_editions, number):
    assert client.get(f"{ADDRESS}?edisi={number}").status_code == 404


def test_a_scheduled_edition_and_a_draft_have_no_code(client):
    standard = published(slug="jahit")
    publishing.publish(edit(standard), by=None, change_note="Nanti.", effective_on=TODAY.replace(day=25))
    make_draft(slug="naskah")

    assert client.get(f"{ADDRESS}?edisi=2").status_code == 404
    assert client.get("/layanan/naskah/qr.svg").status_code == 404


def test_nothing_in_the_image_is_refused_by_the_content_security_policy(client, two_editions):
    image = client.get(ADDRESS).content.decode()

    assert not [word for word in ("style", "<script", "href", "http://127") if word in image]


def test_each_edition_prints_its_own_code_date_and_address(client, two_editions):
    current, earlier = (read(client.get(f"/layanan/jahit/{rest}")) for rest in ("", "edisi/1/"))

    assert (qr_of(current), qr_of(earlier)) == (f"{ADDRESS}?edisi=2", f"{ADDRESS}?edisi=1")
    assert client.get(qr_of(earlier)).status_code == 200
    foot = earlier.one("section", class_="about-edition").one("div", class_="print-only")
    assert foot.text == (
        "Edisi 1, berlaku sejak Senin, 5 Januari 2026. Diterbitkan pada Jumat, 20 November 2026. "
        "Pindai kode ini untuk memeriksa apakah edisi ini masih berlaku, atau buka "
        f"{settings.SITE_URL}/layanan/jahit/edisi/1/"
    )
    assert earlier.one("p", class_="annex-foot").text == (
        "KBLI 14120 Penjahitan Pakaian, edisi 1, berlaku sejak 5 Januari 2026"
    )


def test_the_page_it_opens_says_whether_the_edition_is_still_valid(client, two_editions):
    def says(number):
        return read(client.get(f"/layanan/jahit/edisi/{number}/")).one("header", class_="page-head").text

    assert "Edisi 2 ini masih berlaku (sejak 20 November 2026)." in says(2)
    assert "Edisi 1 ini sudah tidak berlaku. Lihat edisi 2, berlaku sejak 20 November 2026" in says(1)
    assert "masih berlaku" not in says(1)

    publishing.withdraw(two_editions, by=None, reason="Kewenangan beralih.")
    assert "Standar pelayanan ini dicabut pada Jumat, 20 November 2026." in says(2)
    assert "masih berlaku" not in says(2)


def test_that_of_one_edition_may_be_kept_for_a_day(client, two_editions):
    assert client.get(f"{ADDRESS}?edisi=1")["Cache-Control"] == "public, max-age=86400"


def test_that_of_the_current_edition_is_asked_for_again_by_its_etag(client, two_editions):
    answer = client.get(ADDRESS)

    assert answer["Cache-Control"] == "no-cache"
    assert client.get(ADDRESS, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    publishing.publish(edit(two_editions), by=None, change_note="Lagi.", today=TODAY)
    assert client.get(ADDRESS, headers={"If-None-Match": answer["ETag"]}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8000@evil.example"])
def test_no_host_of_a_request_gets_into_it(client, two_editions, host):
    assert client.get(ADDRESS, headers={"host": host}).status_code == 400
    answer = client.get(ADDRESS, headers={"host": "localhost", "x-forwarded-host": host})
    assert answer.content == client.get(ADDRESS).content


def test_it_costs_the_same_queries_for_any_edition(client, two_editions, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(ADDRESS)
    with django_assert_num_queries(2):
        client.get(f"{ADDRESS}?edisi=1")
