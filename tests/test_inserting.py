"""Rows by SQL of our own are those that Django would store."""

import pytest

from catalog.inserting import insert, insert_all
from complaints.models import Complaint, Event, OutgoingMail
from tests.catalog.factories import make_published
from tests.complaints.factories import NOW, TODAY, make_complaint

pytestmark = pytest.mark.django_db


def mail_of(complaint):
    return OutgoingMail(complaint=complaint, notice="jawaban", message_id="<1@x>", queued_at=NOW, not_before=NOW)


def complaint(digest):
    return Complaint(
        form_digest=digest,
        code_digest="b",
        year=2026,
        kind="pengaduan",
        channel="web-dpmptsp",
        received_on=TODAY,
        logged_at=NOW,
        response_due_on=TODAY,
        standard=make_published(slug=digest),
        story="100 % “'\"",
        conceals_identity=True,
    )


def stored(row):
    return {
        field.attname: getattr(type(row).objects.get(pk=row.pk), field.attname) for field in row._meta.concrete_fields
    }


def test_a_row_is_stored_as_django_would_store_it():
    saved, inserted = complaint("a"), complaint("c")
    saved.save()

    assert insert(inserted)

    own = {"id", "form_digest", "standard_id"}
    assert {name: value for name, value in stored(inserted).items() if name not in own} == {
        name: value for name, value in stored(saved).items() if name not in own
    }
    assert inserted.runs_until == TODAY  # the database's own
    inserted.story = "Lain."
    inserted.save()  # as what is known there
    assert Complaint.objects.count() == 2


def test_data_of_an_event_come_back_as_they_were():
    event = Event(complaint=make_complaint(), name="dinilai", at=NOW, role="pengadu", state="diterima", sequence=2)
    event.data = {"a": [1, None, "é"]}

    insert(event)

    assert Event.objects.get(pk=event.pk).data == {"a": [1, None, "é"]}


def test_what_is_known_stays_when_asked_so():
    first, second = mail_of(make_complaint()), mail_of(make_complaint())

    assert insert(first, unless_known=True)
    assert not insert(second, unless_known=True)

    assert (second.pk, OutgoingMail.objects.get(message_id="<1@x>")) == (None, first)


def test_many_at_once_are_stored_as_each_would_be():
    mails = [mail_of(make_complaint()) for _ in range(3)]
    for number, mail in enumerate(mails):
        mail.message_id = f"<{number}@x>"
    insert(mails[0])

    insert_all(mails[1:])
    insert_all([])

    first, *others = OutgoingMail.objects.filter(notice="jawaban").order_by("message_id")
    same = {"id", "complaint_id", "message_id"}
    facts = [{name: value for name, value in stored(row).items() if name not in same} for row in (first, *others)]
    assert facts == [facts[0]] * 3
    assert [row.complaint_id for row in others] == [mail.complaint_id for mail in mails[1:]]
