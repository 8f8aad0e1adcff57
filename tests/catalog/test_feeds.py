"""/layanan/umpan.atom: the editions that took effect last."""

import datetime as dt
from xml.etree import ElementTree

import pytest
import time_machine
from django.conf import settings

from catalog import publishing
from catalog.models import Edition
from tests.catalog.factories import TODAY, edit
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

ADDRESS = "/layanan/umpan.atom"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def clock():
    with time_machine.travel(dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


def feed(client):
    return ElementTree.fromstring(client.get(ADDRESS).content)  # noqa: S314  our own answer


def entries(client):
    return [
        {child.tag.partition("}")[2]: child.text or child.get("href") for child in entry}
        for entry in feed(client).findall("a:entry", ATOM)
    ]


def revise(standard, note="Syarat diperbarui.", **more):
    return publishing.publish(edit(standard), by=None, change_note=note, **more)


def test_a_new_edition_is_an_entry_that_leads_to_it_and_says_what_changed(client, clock):
    standard = published(slug="jahit")
    revise(standard)

    newest, first = entries(client)

    address = f"{settings.SITE_URL}/layanan/jahit/edisi/2/"
    assert newest == {
        "title": "Penjahitan Pakaian (KBLI 2020 14120), edisi 2",
        "link": address,
        "id": address,
        "published": "2026-11-20T03:00:00+00:00",
        "updated": "2026-11-20T03:00:00+00:00",
        "summary": "Syarat diperbarui.",
    }
    assert first["link"].endswith("/edisi/1/")


def test_the_feed_itself_is_whole(client, clock):
    published()

    root = feed(client)

    assert client.get(ADDRESS)["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "id"
    assert root.find("a:id", ATOM).text == f"{settings.SITE_URL}{ADDRESS}"
    assert root.find("a:link[@rel='self']", ATOM).get("href") == f"{settings.SITE_URL}{ADDRESS}"
    assert root.find("a:link[@rel='alternate']", ATOM).get("href") == f"{settings.SITE_URL}/layanan/"
    assert root.find("a:author/a:name", ATOM).text == "DPMPTSP Kabupaten Purwakarta"
    assert root.find("a:updated", ATOM).text == "2026-11-20T03:00:00+00:00"


def test_a_scheduled_edition_appears_on_its_day_as_of_that_day(client, clock):
    standard = published(slug="jahit")
    revise(standard, effective_on=TODAY + dt.timedelta(days=1))
    published(slug="lain", kbli_code="14111")
    assert len(entries(client)) == 2

    clock.move_to(dt.datetime(2026, 11, 20, 18, tzinfo=dt.UTC))  # the 21st in Jakarta, before the daily job
    assert len(entries(client)) == 2

    publishing.activate_scheduled(today=dt.date(2026, 11, 21))
    newest = entries(client)[0]
    assert newest["link"] == f"{settings.SITE_URL}/layanan/jahit/edisi/2/"
    assert newest["published"] == "2026-11-20T03:00:00+00:00"
    assert newest["updated"] == "2026-11-21T00:00:00+07:00"


def test_a_cancelled_edition_never_appears(client, clock):
    standard = published()
    edition = revise(standard, effective_on=TODAY + dt.timedelta(days=1))
    publishing.cancel_scheduled(edition, by=None, reason="Belum disepakati.")

    clock.move_to(dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC))
    publishing.activate_scheduled(today=dt.date(2026, 11, 25))

    assert len(entries(client)) == 1


@pytest.mark.parametrize(
    ("note", "minor", "summary"),
    [
        ("", True, "Perubahan kecil."),
        ("Lama & <b>baru</b>", False, "Lama &amp; &lt;b&gt;baru&lt;/b&gt;"),  # readers take a summary as HTML
        ("a\x0bb\x0cc\x1b\ufffe", False, "abc"),  # no XML document can hold them
    ],
)
def test_a_note_is_text_whatever_stands_in_it(client, clock, note, minor, summary):
    standard = published()
    revise(standard, note, minor=minor)

    assert entries(client)[0]["summary"] == summary


def test_a_title_is_text_whatever_stands_in_it(client):
    published(kbli_title="<b>Jahit</b> & \x08lain")

    assert entries(client)[0]["title"] == "<b>Jahit</b> & lain (KBLI 2020 14120), edisi 1"


def test_it_holds_the_newest_only(client, monkeypatch):
    monkeypatch.setattr("catalog.feeds.NEWEST", 2)
    for number in range(3):
        published(slug=f"s-{number}")

    assert [entry["link"].split("/")[-4] for entry in entries(client)] == ["s-2", "s-1"]


def test_an_empty_catalogue_has_an_empty_feed(client):
    assert feed(client).findall("a:entry", ATOM) == []


def test_it_is_sent_again_only_when_there_is_something_new(client, clock):
    standard = published()
    answer = client.get(ADDRESS)
    asked = [{"If-None-Match": answer["ETag"]}, {"If-Modified-Since": answer["Last-Modified"]}]

    assert [client.get(ADDRESS, headers=headers).status_code for headers in asked] == [304, 304]
    clock.shift(60)
    revise(standard)
    assert [client.get(ADDRESS, headers=headers).status_code for headers in asked] == [200, 200]


@pytest.mark.parametrize("address", ["/", "/layanan/", "/layanan/jahit/"])
def test_pages_lead_to_it(client, address):
    published(slug="jahit")

    assert read(client.get(address)).one("link", type="application/atom+xml")["href"] == ADDRESS


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_queries_however_many_editions_there_are(client, number, django_assert_num_queries):
    for _ in range(number):
        published()
    assert Edition.objects.count() == number

    with django_assert_num_queries(1):
        client.get(ADDRESS)
