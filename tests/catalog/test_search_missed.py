"""Searches that found nothing: noted beside the database, counted once a day."""

import datetime as dt

import pytest

from catalog.models import MissedSearch
from catalog.search import missed
from catalog.search.missed import count_missed, note_missed
from tests.catalog.factories import TODAY
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db


def failing(_noted):
    raise RuntimeError


@pytest.fixture(autouse=True)
def _own_notes(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def counted():
    count_missed()
    return dict(MissedSearch.objects.values_list("words", "count"))


def test_they_are_counted_without_a_person(client, time_machine):
    for day, words in ((18, "Tambal BAN"), (19, "tambal ban"), (20, "bor sumur!")):
        time_machine.move_to(dt.datetime(2026, 11, day, 3, tzinfo=dt.UTC))
        client.get("/layanan/", {"q": words})

    assert counted() == {"tambal ban": 2, "bor sumur": 1}
    assert MissedSearch.objects.get(words="tambal ban").last_on == dt.date(2026, 11, 19)
    assert {field.name for field in MissedSearch._meta.fields} == {"id", "words", "count", "last_on"}


@pytest.mark.parametrize(
    "words",
    [
        "budi@example.com",
        "0812 3456 7890",
        "3214-0101-0101-0001",
        "nik 3214010101010001",
        "http://slot.example",
        "a" * 61,
        "kata " * 20,
        "",
        "%",
        "dan",
        "<b>tebal</b>",
    ],
)
def test_what_may_be_personal_or_is_no_word_is_not(client, words):
    client.get("/layanan/", {"q": words})

    assert counted() == {}


def test_what_was_found_is_not(client):
    published(kbli_title="Penjahitan")

    client.get("/layanan/", {"q": "jahit"})
    client.get("/layanan/", {"q": "jahit xxxxx"})

    assert counted() == {}


def test_only_the_page_counts_and_only_when_it_is_read(client):
    client.head("/layanan/", {"q": "tambal"})
    client.get("/data/layanan.json", {"q": "tambal"})
    client.get("/layanan/saran.json", {"q": "tambal"})

    assert counted() == {}


def test_reading_the_page_writes_nothing_to_the_database(client):
    client.get("/layanan/", {"q": "tambal"})

    assert not MissedSearch.objects.exists()
    assert counted() == {"tambal": 1}
    assert counted() == {"tambal": 1}  # counted once


def test_there_is_an_end_to_them(monkeypatch):
    monkeypatch.setattr(missed, "MOST", 2)
    for words in ("tambal dua", "tambal satu", "tambal dua", "tambal tiga"):
        note_missed(words, on=TODAY)

    assert counted() == {"tambal dua": 2, "tambal satu": 1}

    note_missed("tambal satu", on=TODAY)
    note_missed("tambal empat", on=TODAY)

    assert counted() == {"tambal dua": 2, "tambal satu": 2}


def test_there_is_an_end_to_the_notes_of_a_day(monkeypatch):
    monkeypatch.setattr(missed, "FULL", 30)

    for _ in range(9):
        note_missed("tambal", on=TODAY)

    assert counted() == {"tambal": 2}


def test_a_count_that_did_not_come_to_its_end_is_taken_up_again(monkeypatch):
    note_missed("tambal", on=TODAY)
    with monkeypatch.context() as broken:
        broken.setattr(missed, "_add", failing)
        with pytest.raises(RuntimeError):
            count_missed()
    note_missed("sumur", on=TODAY)

    assert counted() == {"tambal": 1}
    assert counted() == {"tambal": 1, "sumur": 1}


def test_a_file_that_cannot_be_written_costs_nobody_the_page(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"

    assert client.get("/layanan/", {"q": "tambal"}).status_code == 200
