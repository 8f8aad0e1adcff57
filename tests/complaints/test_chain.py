"""Threat 56: what is recorded of a complaint cannot be changed unseen. DB×2"""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from catalog.append_only import lifted
from complaints import actions, chain
from complaints.models import Event, Seal
from tests.complaints.factories import NOW, make_answered, make_complaint, officer

pytestmark = pytest.mark.django_db

LATER = NOW + dt.timedelta(days=1)


def behind_the_guards(statement, *values):
    """What someone does who may do everything to the database, but has not the key."""
    connection.check_constraints()  # PostgreSQL alters no table with checks pending
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute(statement, values)
        connection.check_constraints()


def places():
    return [flaw.place for flaw in chain.flaws()]


def test_what_really_happened_is_in_order():
    complaint = make_answered()
    actions.add_note(complaint, text="Catatan.", **officer())
    make_complaint()
    chain.seal(now=NOW)

    assert list(chain.flaws()) == []
    assert list(complaint.events.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "change",
    [
        "name = 'dicabut'",
        "role = 'kepala-dinas'",
        "state = 'selesai'",
        "data = '{}'",
        "actor_id = NULL",
        "sequence = 9",
    ],
)
def test_a_changed_event_is_named(change):
    make_complaint()
    complaint = make_answered()
    event = complaint.events.get(sequence=4)

    behind_the_guards(f"UPDATE complaints_event SET {change} WHERE id = %s", event.pk)  # noqa: S608  ours

    (flaw,) = chain.flaws()
    assert flaw.place.startswith(f"peristiwa {event.pk} (PGD-") or change == "sequence = 9"


def test_a_moved_day_is_named():
    complaint = make_answered()
    event = complaint.events.get(sequence=2)

    behind_the_guards("UPDATE complaints_event SET at = %s WHERE id = %s", LATER, event.pk)

    assert places() == [f"peristiwa {event.pk} ({complaint.number})"]


def test_an_event_taken_out_of_the_middle_is_seen_at_the_next():
    complaint = make_answered()
    taken, following = complaint.events.filter(sequence__in=[3, 4]).order_by("sequence")

    behind_the_guards("DELETE FROM complaints_event WHERE id = %s", taken.pk)

    assert places() == [f"peristiwa {following.pk} ({complaint.number})"]


def test_a_last_event_that_is_gone_breaks_the_seal():
    complaint = make_answered()
    sealed = chain.seal(now=NOW)
    behind_the_guards("DELETE FROM complaints_event WHERE id = %s", complaint.events.last().pk)

    assert places() == [f"segel {sealed.pk}"]


def test_a_complaint_that_is_gone_altogether_breaks_the_seal():
    kept = make_complaint()
    lost = make_complaint()
    chain.seal(now=NOW)
    behind_the_guards("DELETE FROM complaints_event WHERE complaint_id = %s", lost.pk)

    assert places() == [f"segel {Seal.objects.get().pk}"]
    assert kept.events.exists()


def test_a_seal_covers_what_came_since_the_last_one():
    make_complaint()
    first = chain.seal(now=NOW)
    assert chain.seal(now=NOW) is None
    make_answered()

    second = chain.seal(now=LATER)

    assert (first.events, second.events) == (1, 5)
    assert second.last_event == Event.objects.last().pk
    assert list(chain.flaws()) == []


def test_an_event_of_before_a_seal_cannot_be_slipped_in():
    complaint = make_complaint()
    make_complaint()
    chain.seal(now=NOW)
    behind_the_guards("UPDATE complaints_event SET digest = %s WHERE complaint_id = %s", "0" * 64, complaint.pk)

    assert places() == [f"peristiwa {complaint.events.get().pk} ({complaint.number})", f"segel {Seal.objects.get().pk}"]


@pytest.mark.parametrize("table", ["complaints_event", "complaints_seal"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET digest = ''", "DELETE FROM {}"])
def test_the_database_itself_refuses(table, statement):
    make_complaint()
    chain.seal(now=NOW)

    with pytest.raises(IntegrityError, match="tidak dapat diubah"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_the_key_is_needed(settings):
    make_complaint()
    settings.CODE_PEPPER = "another" * 10

    assert len(places()) == 1
