"""Writing by turns, on SQLite: those who wait are stored together, and each of them learns what became of its own."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, OperationalError, connection

from complaints import turn
from complaints.models import Bucket
from tests.complaints.factories import NOW

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL lets them write side by side"),
]


def put(key):
    Bucket.objects.create(key=key, window_start=NOW, count=1)
    return key, threading.get_ident()


def put_twice(key):
    put(key)
    put(key)


def undo_all():
    """What SQLite does by itself when the disk is full."""
    with connection.cursor() as cursor:
        cursor.execute("ROLLBACK")


def keys():
    return set(Bucket.objects.values_list("key", flat=True))


@pytest.fixture
def together():
    """Have each of these wait in a thread of its own until all do, then store them in this one; what each came to."""

    def store(*writes):
        with ThreadPoolExecutor(len(writes)) as threads:
            with turn.turn():
                outcomes = []
                for number, write in enumerate(writes, start=1):
                    outcomes.append(threads.submit(turn.stored, write))
                    while len(turn._WAITING) < number:
                        time.sleep(0.001)
                turn._store_waiting()
            return [outcome.exception() or outcome.result() for outcome in outcomes]

    return store


def test_whose_turn_it_is_stores_what_the_others_wait_for(together):
    here = threading.get_ident()

    assert together(lambda: put("a"), lambda: put("b")) == [("a", here), ("b", here)]

    assert keys() == {"a", "b"}


def test_what_one_does_wrong_is_undone_alone_and_told_to_nobody_else(together):
    first, second, third = together(lambda: put("a"), lambda: put_twice("b"), lambda: put("c"))

    assert (first[0], type(second), third[0]) == ("a", IntegrityError, "c")
    assert keys() == {"a", "c"}


def test_nobody_is_told_that_it_is_stored_when_the_database_has_undone_it_all(together):
    outcomes = together(lambda: put("a"), undo_all, lambda: put("c"))

    assert [type(outcome) for outcome in outcomes] == [OperationalError] * 3
    assert keys() == set()
    assert turn.stored(lambda: put("d"))[0] == "d"


def test_who_was_told_to_come_again_is_not_stored_afterwards(monkeypatch):
    """Threat 75."""
    monkeypatch.setattr(turn, "LONGEST_WAIT", 0.01)
    with turn._ALONE, pytest.raises(OperationalError, match="locked"):
        turn.stored(lambda: put("a"))

    turn.stored(lambda: put("b"))

    assert keys() == {"b"}
