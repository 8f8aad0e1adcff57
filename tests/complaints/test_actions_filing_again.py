"""The same form sent twice, and filings that fail on the way."""

import datetime as dt

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from complaints import actions, codes, turn
from complaints.models import Attachment, Complaint, Event, OutgoingMail, Reporter
from complaints.rules.channels import Channel
from complaints.rules.workflow import Role, State
from tests.complaints.factories import NOW, TODAY, make_attachment, make_filed, make_filing

pytestmark = pytest.mark.django_db

STORED = (Complaint, Reporter, Attachment, Event, OutgoingMail)


def counts():
    return [model.objects.count() for model in STORED]


# Sent twice


def test_the_same_form_sent_again_shows_the_same_receipt():
    key = codes.new_form_key()
    first = make_filed(form_key=key, files=[make_attachment()])
    before = counts()

    again = make_filed(form_key=key, files=[make_attachment()], now=NOW + dt.timedelta(minutes=5))

    assert (again.complaint, again.code, again.is_new) == (first.complaint, first.code, False)
    assert counts() == before


@pytest.mark.parametrize(
    "told",
    [
        {"story": "Cerita lain."},
        {"name": "Budi"},
        {"component": 4},
        {"files": [make_attachment("b.pdf", b"%PDF-2 %%EOF")]},
    ],
    ids=lambda told: next(iter(told)),
)
def test_another_text_on_a_used_form_is_not_lost_behind_the_first_receipt(told):
    """Nor is the first one's code shown to whoever used the same computer next."""
    key = codes.new_form_key()
    first = make_filed(form_key=key)

    with pytest.raises(actions.Refused, match=first.complaint.number):
        make_filed(form_key=key, **told)


def test_the_form_shows_its_receipt_even_after_the_office_went_on():
    key = codes.new_form_key()
    first = make_filed(form_key=key)
    actions.review(first.complaint, by=None, role=Role.OFFICER, now=NOW)

    assert make_filed(form_key=key).complaint.state == State.UNDER_REVIEW.value


@pytest.mark.parametrize("key", ["", "a", "a" * 42, "a" * 44, "é" * 43, "a" * 42 + "\n", "a" * 42 + "\0"])
def test_a_form_key_that_we_did_not_make_is_refused(key):
    with pytest.raises(actions.Refused, match="Muat ulang"):
        actions.file_complaint(
            form_key=key, filing=make_filing(), channel=Channel.OFFICE_WEB, received_on=TODAY, now=NOW
        )


def test_double(in_parallel):
    """Threat 29: the same form twenty times at once is one complaint with one number and one code. DB×2"""
    found = in_parallel("same_form", times=20)

    numbers, shown, are_new = zip(*found["answers"], strict=True)
    assert len(found["answers"]) == 20
    assert len(set(numbers)) == len(set(shown)) == 1
    assert are_new.count(True) == 1
    assert found["rows"] == [1, 1, 0]


# All or nothing


@pytest.mark.parametrize("step", ["insert", "attach", "record", "emails.queue"])
def test_nothing_is_half_stored(monkeypatch, step):
    def broken(*args, **values):
        raise RuntimeError

    monkeypatch.setattr(f"complaints.actions.filing.{step}", broken)

    with pytest.raises(RuntimeError):
        make_filed(files=[make_attachment()])

    assert counts() == [0] * 5


def test_another_broken_constraint_is_not_taken_for_a_form_sent_twice(monkeypatch):
    def broken(*args, **values):
        raise IntegrityError

    monkeypatch.setattr("complaints.actions.filing.record", broken)

    with pytest.raises(RuntimeError) as raised:
        make_filed()
    assert isinstance(raised.value.__context__, IntegrityError)


@pytest.mark.django_db(transaction=True)
def test_filing_refuses_to_be_part_of_a_larger_transaction():
    """Accepted means on disk when it returns."""
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        make_filed()

    assert counts() == [0] * 5


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL lets them write side by side")
def test_who_waits_too_long_for_a_turn_is_told_so(monkeypatch):
    """Threat 75."""
    monkeypatch.setattr(turn, "LONGEST_WAIT", 0.01)

    with turn._ALONE, pytest.raises(OperationalError, match="locked"):
        make_filed()

    assert counts() == [0] * 5
    assert make_filed().is_new
