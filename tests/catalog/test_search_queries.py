"""What people type, and the standard that should come first (search_queries.csv)."""

import csv
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests.catalog.search_factories import codes, publish_all

QUERIES = Path(__file__).with_name("search_queries.csv")
FIRST, AMONG_FIVE = 0.90, 0.98  # shares of the queries


def rows():
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def catalogue(db):
    call_command("loaddata", "kbli", "synonyms", verbosity=0)
    publish_all({row["code"]: row["title"] for row in rows()})


def test_the_list_is_long_enough_and_says_each_thing_once():
    queries = [row["query"].casefold() for row in rows()]

    assert len(queries) >= 150
    assert len(set(queries)) == len(queries)
    assert {row["code"] for row in rows()} >= {"14120", "78422", "01622", "71204"}


@pytest.mark.usefixtures("catalogue")
def test_the_standard_that_is_meant_comes_first(record_property):
    places = {(row["query"], row["code"]): place(row["code"], codes(row["query"])) for row in rows()}

    first, five = share(places, 1), share(places, 5)
    record_property(
        "pencarian",
        f"{connection.vendor}: {len(places)} pencarian, {first:.1%} tepat di tempat pertama, {five:.1%} di lima besar",
    )
    missed = {words: found for words, found in places.items() if found != 1}
    assert first >= FIRST, missed
    assert five >= AMONG_FIVE, missed


def place(code: str, found: list[str]) -> int | None:
    return found.index(code) + 1 if code in found else None


def share(places, most: int) -> float:
    return sum(found is not None and found <= most for found in places.values()) / len(places)
