"""Threats 44 and 45: who may enter which address. A new address, or another answer, fails until its line is written.

tests/security/access.csv has a line for every pattern and method, with the status that each person gets. What the steps
of a case allow to whom, and what a restricted case hides, is in tests/complaints/test_desk_access.py.
"""

import csv
from pathlib import Path

import pytest
import time_machine
from django.db import transaction

from complaints.models import Complaint, Event
from tests.complaints.factories import NOW
from tests.security.addresses import ADMIN, COMPLAINANT, DESK, EVERYBODY, GUEST, STRANGER, enter_as, filled, make_world
from tests.security.addresses import patterns as all_patterns

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("access.csv")
LINES = {(line["pattern"], line["method"]): line for line in csv.DictReader(TABLE.open(encoding="utf-8"))}
METHODS = ("GET", "POST")
SEES_NOTHING = {"302", "403", "404", "405"}


def status_of(client, method: str, address: str) -> str:
    """What an empty request gets; whatever it did is undone, so that each address finds the same world."""
    session = dict(client.cookies)
    savepoint = transaction.savepoint()
    answer = getattr(client, method.lower())(address)
    transaction.savepoint_rollback(savepoint)
    client.cookies.clear()
    client.cookies.update(session)
    return str(answer.status_code)


def test_every_address_has_its_lines():
    expected = {(pattern, method) for pattern in all_patterns() for method in METHODS}

    assert sorted(expected - LINES.keys()) == []
    assert sorted(LINES.keys() - expected) == []


@pytest.mark.parametrize("person", EVERYBODY)
def test_each_address_answers_each_person_as_its_line_says(client, person):
    with time_machine.travel(NOW, tick=False):
        world = make_world()
        enter_as(client, person, world)
        before = Complaint.objects.count(), Event.objects.count()

        found = {key: status_of(client, key[1], filled(key[0], world)) for key in LINES}

    assert {key: (status, LINES[key][person]) for key, status in found.items() if status != LINES[key][person]} == {}
    assert (Complaint.objects.count(), Event.objects.count()) == before


def test_the_table_lets_no_stranger_behind_the_login():
    """What is written in the table is itself right, whoever wrote it."""
    staff = [line for line in LINES.values() if line["pattern"].startswith(("admin/", "petugas/"))]
    by_secret = "petugas/kalender/<str:token>.ics"

    for line in staff:
        assert {line[person] for person in (STRANGER, COMPLAINANT, GUEST)} <= SEES_NOTHING, line
        if line["pattern"].startswith("petugas/") and line["pattern"] != by_secret:
            assert {line[person] for person in (*editors(), ADMIN)} <= {"403", "405"}, line
        if line["pattern"].startswith("admin/catalog/"):
            assert {line[role.value] for role in DESK} <= SEES_NOTHING, line
        if line["pattern"].startswith(("admin/complaints/", "admin/auth/")):
            assert {line[editor] for editor in editors()} <= SEES_NOTHING, line


def editors() -> list[str]:
    return [person for person in EVERYBODY if person.endswith("katalog")]
