"""What lists keep in memory, while other threads and publications go on."""

import zlib

import pytest
from django.http import QueryDict

from catalog import snapshot
from catalog.listing import Listing
from catalog.rows import in_order_of
from catalog.snapshot import LONGEST_KEY, Kept, each_kept
from tests.catalog.pages_factory import published

KEEPERS = ["kept", "page", "search", "missed"]


@pytest.mark.parametrize("keeper", KEEPERS)
def test_what_was_made_once_is_kept(db, keeper):
    keep = getattr(snapshot.snapshot(), keeper)

    assert [keep("a", lambda: "satu"), keep("a", lambda: "dua")] == ["satu", "satu"]


def test_what_is_longest_not_asked_for_goes_first():
    keep = Kept(2)

    for each in "abac":  # b goes for c
        keep(each, lambda each=each: each)

    assert [keep(each, lambda: "baru") for each in "acb"] == ["a", "c", "baru"]


def test_what_nobody_asks_twice_is_not_kept():
    keep = Kept(2)

    assert [keep("q" * LONGEST_KEY + "q", lambda made=made: made) for made in "ab"] == ["a", "b"]


def test_what_another_thread_throws_away_is_still_answered():
    keep = Kept(1)

    def made_while_others_fill_it():
        return [keep(each, lambda: "lain") for each in "bcd"] and "satu"

    assert keep("a", made_while_others_fill_it) == "satu"


def test_results_are_made_once_and_come_in_the_order_asked_for(monkeypatch):
    monkeypatch.setattr(snapshot, "MOST_RESULTS_KEPT", 2)
    kept, asked = {}, []

    def make(keys):
        asked.append(keys)
        return {key: str(key) for key in keys if key != 9}

    assert each_kept(kept, [2, 1], make) == ["2", "1"]
    assert each_kept(kept, [1, 9, 2], make) == ["1", "2"]  # 9 was replaced a moment ago
    assert each_kept(kept, [3, 1], make) == ["3", "1"]  # kept is full, and emptied on the way
    assert asked == [[2, 1], [9], [3]]


def test_an_edition_that_another_has_replaced_is_left_out(db):
    first = published().current_id
    second = published(kbli_code="14131").current_id

    assert [line.pk for line in in_order_of([second, 0, first])] == [second, first]


def test_a_page_of_the_list_is_kept_packed(db):
    published()
    listing = Listing(QueryDict())

    page = listing.as_page

    kept = listing.catalogue.page((1,), lambda: b"")
    assert zlib.decompress(kept) == page
    assert len(kept) < len(page) / 2
