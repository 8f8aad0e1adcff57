"""/pengaduan/: the rules in plain words, and the channels exactly as component 6 prints them."""

import json

import pytest

from catalog.models import SharedText
from catalog.rules.channels import link, listed_channels, printed_channel
from complaints.rules.channels import MARKERS
from tests.catalog.html_page import read
from tests.server import ROOT

FIXTURE = json.loads((ROOT / "fixtures/shared_texts.json").read_text())
(COMPONENT_6,) = [row["fields"]["text"] for row in FIXTURE if row["fields"]["component"] == 6]


@pytest.fixture
def page(db, client):
    SharedText.objects.create(component=6, text=COMPONENT_6)
    return read(client.get("/pengaduan/"))


def test_the_first_thing_to_do_is_to_file_and_the_second_to_track(page):
    links = page.one("main").all("a")

    assert [(a.text, a["href"]) for a in links[:2]] == [
        ("Buat pengaduan", "/pengaduan/buat/"),
        ("Lacak laporan Anda", "/pengaduan/lacak/"),
    ]


def test_all_13_channels_stand_in_the_order_of_print(page):
    channels = page.one("dl", class_="pairs").all("div")

    assert [row.one("dt").text.split()[0] for row in channels] == [f"{letter}." for letter in MARKERS]
    assert page.one("h2", id="kanal").text == "13 kanal lain"


def test_every_word_of_a_channel_is_printed_in_component_6(page):
    printed = " ".join(COMPONENT_6.replace(":", " ").split())

    for row in page.one("dl", class_="pairs").all("div"):
        assert row.text in printed


def test_links_are_made_of_the_printed_numbers_and_of_nothing_else(page):
    links = [(a.text, a["href"]) for a in page.one("dl", class_="pairs").all("a")]

    assert links == [
        ("(0264) 8224794 ext.103", "tel:+622648224794"),
        ("081809898222", "sms:+6281809898222"),
        ("081809898222", "https://wa.me/6281809898222"),
        ("pengaduanptsp139@gmail.com", "mailto:pengaduanptsp139@gmail.com"),
    ]


@pytest.mark.parametrize(
    ("label", "place"),
    [
        ("Web", "www.slot.example"),
        ("Web", "https://slot.example"),
        ("WA", "javascript:alert(1)"),
        ("WA", "slot.example/081809898222"),
        ("Instagram", "081809898222"),
        ("Email", "a@slot.example?bcc=b@c.id"),
        ("Telepon", "tanyakan di loket"),
    ],
)
def test_what_is_no_number_or_email_address_never_becomes_a_link(label, place):
    assert link(label, place) == ""


def test_a_channel_that_says_where_is_split_before_the_place():
    (first, *_) = listed_channels(COMPONENT_6)

    channel = printed_channel(first)

    assert (channel.marker, channel.label) == ("a.", "Pejabat Pengelola Pengaduan")
    assert channel.place.startswith("pada DPMPTSP Kabupaten Purwakarta Jalan Veteran")


@pytest.mark.parametrize("text", ["", "Satu paragraf.", "1. Butir melalui:", "1. Butir\n  a. Telepon: 0264"])
@pytest.mark.django_db
def test_without_a_list_of_channels_the_page_leads_to_the_standards(client, text):
    if text:
        SharedText.objects.create(component=6, text=text)

    section = read(client.get("/pengaduan/")).one("section", **{"aria-labelledby": "kanal"})

    assert section.one("a")["href"] == "/layanan/"


def test_the_days_are_those_of_the_settings(db, client, settings):
    settings.FILING_DAYS, settings.RESPONSE_DAYS, settings.REOPEN_DAYS = 31, 15, 16

    words = read(client.get("/pengaduan/")).one("main").text

    assert all(days in words for days in ("31 hari kalender", "15 hari kerja", "16 hari kalender"))
    assert "30 hari" not in words
    assert "14 hari" not in words


def test_the_page_costs_one_query(db, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/pengaduan/")
