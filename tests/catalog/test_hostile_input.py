"""Rows 19–24, 32, 60 and 61 of the threat list: whatever comes in by the address does no harm."""

import itertools

import pytest
from django.conf import settings

from tests.catalog.factories import make_sector
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

PARAMETERS = ["q", "risiko", "sektor", "izin", "kbli", "hari", "urut", "hal", "lain"]
ADDRESSES = ["/layanan/", "/data/layanan.json", "/data/layanan.csv"]
NAUGHTY = [
    "\x00",
    "a\x00b",
    "\u202e\u2066gacor",
    "💃🏽🇮🇩",
    "'; DROP TABLE catalog_edition; --",
    '" OR "1"="1',
    "%",
    "%_%",
    "\\",
    "NEAR(a b) AND -x* OR title:y",
    "[" * 10_000,
    "a" * 200_000,
    " ".join("abc" for _ in range(5_000)),
    "-1",
    "0",
    "9" * 5_000,
    "٣",
    "１２",
    "inf",
    "NaN",
    "1e309",
    "-pk",
    "password",
    "standard__current_of__password",
    "?",
    "../../etc/passwd",
    "{{ 7*7 }}",
    "%(x)s",
    "\r\nSet-Cookie: a=b",
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe",
]
SCRIPTS = [
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "</title><svg onload=alert(1)>",
    "<a href=//slot.example>gacor</a>",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_value_of_any_parameter_is_an_error(client, address):
    published(sector=make_sector())

    answers = {
        (name, value): client.get(address, {name: value}).status_code
        for name, value in itertools.product(PARAMETERS, NAUGHTY)
    }

    assert {asked: status for asked, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize("query", ["?q=%", "?q=%E0%A4%A", "?%00=%00", "?q&q=&=&&&", "?q[]=a", "?" + "&" * 900])
def test_a_broken_query_string_is_no_error(client, query):
    assert client.get(f"/layanan/{query}").status_code == 200


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("name", PARAMETERS)
def test_no_script_from_the_address_becomes_part_of_the_page(client, name, script):
    published()

    answer = client.get("/layanan/", {name: script})

    assert script not in answer.content.decode().replace(f'value="{script}"', "")
    if name == "q":
        assert read(answer).one("input", id="q")["value"] == script


def test_words_searched_for_stand_in_the_search_box_and_nowhere_else(client):
    published(sector=make_sector("perindustrian"))
    published(sector=make_sector("pertanian"), licence_kind="izin", risk_level="tinggi")

    for more in ({}, {"izin": "izin"}, {"risiko": "x", "urut": "hari"}, {"hal": "2"}):
        answer = client.get("/layanan/", {"q": "JERUKQQ penjahitan", **more})
        html = answer.content.decode()
        assert html.count('value="JERUKQQ penjahitan"') == 1
        assert html.replace('value="JERUKQQ penjahitan"', "").count("JERUKQQ") == 0
        assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_searches_are_kept_out_of_search_engines(client, address):
    assert client.get(f"{address}?q=slot+gacor")["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get(f"{address}?q=&risiko=tinggi")


def test_every_state_of_the_list_has_one_canonical_address(client):
    page = read(client.get("/layanan/?q=jahit&risiko=tinggi&hal=3"))

    assert page.one("link", rel="canonical")["href"] == f"{settings.SITE_URL}/layanan/"


def test_the_page_is_the_same_for_everyone(client, django_user_model):
    standard = published()
    visitors = itertools.product(
        ["Mozilla/5.0 (Android 14)", "Googlebot/2.1", "bingbot/2.0", "facebookexternalhit/1.1", "curl/8", ""],
        ["", "https://www.google.com/search?q=slot"],
    )

    bodies = {
        client.get(f"/layanan/{standard.slug}/", HTTP_USER_AGENT=agent, HTTP_REFERER=referer).content
        for agent, referer in visitors
    }
    client.force_login(django_user_model.objects.create_superuser("admin"))
    bodies.add(client.get(f"/layanan/{standard.slug}/").content)

    assert len(bodies) == 1
