"""Threat 56: the command that says whether the record is whole."""

import pytest
from django.core.management import call_command

from complaints import chain
from complaints.models import Event
from tests.complaints.factories import NOW, make_answered, make_complaint
from tests.complaints.test_chain import behind_the_guards

pytestmark = pytest.mark.django_db


def verify(capsys):
    """Exit code, and what it says."""
    try:
        call_command("verify_log")
        code = 0
    except SystemExit as left:
        code = left.code
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_whole_record_is_said_to_be_whole_in_numbers(capsys):
    make_complaint()
    make_answered()
    chain.seal(now=NOW)

    assert verify(capsys) == (0, "Catatan utuh: 6 peristiwa dari 2 laporan, 1 segel.\n")


def test_an_empty_one_too(capsys):
    assert verify(capsys) == (0, "Catatan utuh: 0 peristiwa dari 0 laporan, 0 segel.\n")


def test_the_first_changed_row_of_each_chain_and_the_seal_are_named(capsys):
    first, second = make_answered(), make_answered()
    chain.seal(now=NOW)
    changed = [complaint.events.get(sequence=2).pk for complaint in (first, second)]

    behind_the_guards("UPDATE complaints_event SET digest = 'x' WHERE sequence IN (2, 4)")

    code, said = verify(capsys)
    lines = said.splitlines()
    assert code == 1
    assert [line.partition(":")[0] for line in lines[:2]] == [
        f"peristiwa {changed[0]} ({first.number})",
        f"peristiwa {changed[1]} ({second.number})",
    ]
    assert lines[2].startswith("segel ")
    assert lines[3] == "Catatan tidak utuh: 3 temuan. Bandingkan dengan cadangan terakhir."


def test_a_deleted_last_event_is_shown_by_the_seal(capsys):
    complaint = make_answered()
    chain.seal(now=NOW)

    behind_the_guards("DELETE FROM complaints_event WHERE id = %s", Event.objects.filter(complaint=complaint).last().pk)

    code, said = verify(capsys)
    assert code == 1
    assert said.startswith("segel ")
