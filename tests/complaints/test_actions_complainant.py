import datetime as dt

import pytest

from complaints import actions
from complaints.files import MOST_FILES_OF_REPORTER
from complaints.models import Complaint, Event, Message, Reporter
from complaints.models.complaint import NOT_CLOSED
from complaints.rules.workflow import OPEN_STATES, RESPONSE_CLOCK_STOPPED, Action, Role, State
from tests.complaints.factories import (
    NOW,
    TODAY,
    events_of,
    make_answered,
    make_asked,
    make_attachment,
    make_complaint,
    make_followed_up,
    make_reviewed,
    make_suggestion,
    make_told,
    officer,
    settle,
)

pytestmark = pytest.mark.django_db


def in_state(state) -> Complaint:
    """A complaint put into a state directly, with the dates that go with it."""
    complaint = make_complaint()
    dates = {"answered_on": TODAY} if state in {State.ANSWERED, State.CLOSED} else {}
    dates |= {"closed_on": TODAY} if state not in OPEN_STATES else {}
    Complaint.objects.filter(pk=complaint.pk).update(state=state.value, **dates)
    complaint.refresh_from_db()
    return complaint


def days_later(days):
    return NOW + dt.timedelta(days=days)


# Adding


def test_a_reply_adds_text_and_files_and_an_event_without_the_text():
    complaint = make_reviewed()

    actions.reply(complaint, text="  Nomor berkas 12. ", files=[make_attachment()], now=NOW)

    message = Message.objects.get()
    assert (message.kind, message.text, message.written_by) == (Message.REPLY, "Nomor berkas 12.", None)
    assert complaint.attachments.get().is_from_reporter
    event = complaint.events.last()
    assert (event.name, event.role, event.state) == (Event.REPLIED, "pengadu", "ditelaah")
    assert event.data == {"message": message.pk, "files": 1}


def test_a_reply_to_a_question_completes_the_complaint():
    complaint = actions.reply(make_asked(), text="Tanggal 1 November.", now=NOW)

    assert complaint.state == State.UNDER_REVIEW.value
    assert events_of(complaint) == [Event.FILED, Action.REQUEST_COMPLETION, Action.COMPLETE]
    assert Complaint.objects.get() == complaint


@pytest.mark.parametrize("told", [{"files": [make_attachment()]}, {"phone": "0812"}])
def test_a_file_or_an_address_alone_is_an_answer_too(told):
    assert actions.reply(make_asked(), now=NOW, **told).state == State.UNDER_REVIEW.value


def test_a_reply_adds_the_identity_that_was_missing_and_changes_none_that_is_known():
    complaint = make_complaint(name="", email="", phone="0812")

    actions.reply(complaint, name="Siti Aminah", email="siti@example.com", phone="0999", now=NOW)

    reporter = Reporter.objects.get()
    assert (reporter.name, reporter.email, reporter.phone) == ("Siti Aminah", "siti@example.com", "0812")
    assert "Siti" not in str(list(complaint.events.values_list("data", flat=True)))


@pytest.mark.parametrize("told", [{}, {"text": " \n"}])
def test_an_empty_reply_is_refused(told):
    with pytest.raises(actions.Refused, match="Tuliskan keterangan"):
        actions.reply(make_complaint(), now=NOW, **told)


@pytest.mark.parametrize("state", sorted(RESPONSE_CLOCK_STOPPED))
def test_nothing_is_added_once_it_is_answered_or_closed(state):
    with pytest.raises(actions.Refused, match="sudah dijawab atau ditutup"):
        actions.reply(in_state(state), text="Tambahan", now=NOW)

    assert not Message.objects.exists()


@pytest.mark.parametrize("state", sorted(set(State) - RESPONSE_CLOCK_STOPPED))
def test_something_can_be_added_as_long_as_an_answer_is_awaited(state):
    actions.reply(in_state(state), text="Tambahan", now=NOW)

    assert Message.objects.get().text == "Tambahan"


def test_files_and_replies_of_one_complaint_are_limited(monkeypatch):
    complaint = make_complaint(files=[make_attachment()] * 5)
    for _ in range(MOST_FILES_OF_REPORTER // 5 - 1):
        actions.reply(complaint, files=[make_attachment()] * 5, now=NOW)

    with pytest.raises(actions.Refused, match="20 berkas"):
        actions.reply(complaint, files=[make_attachment()], now=NOW)

    monkeypatch.setattr("complaints.actions.complainant.MOST_REPLIES", 1)
    actions.reply(complaint, text="Satu", now=NOW)
    with pytest.raises(actions.Refused, match="tanggapan"):
        actions.reply(complaint, text="Dua", now=NOW)


def test_an_officer_records_what_was_told_by_telephone():
    complaint = actions.reply(make_asked(), text="Lewat telepon.", files=[make_attachment()], **officer())

    event = complaint.events.last()
    assert (event.name, event.role, event.actor.username) == (Action.COMPLETE, Role.OFFICER.value, Role.OFFICER.value)
    assert complaint.attachments.get().is_from_reporter


@pytest.mark.parametrize("role", [Role.INSPECTORATE, Role.SYSTEM, Role.HEAD, Role.TECHNICAL_TEAM])
def test_others_do_not_add_in_the_complainants_name(role):
    with pytest.raises(actions.Refused, match="tidak berwenang"):
        actions.reply(make_reviewed(), text="Tambahan", **officer(role))


# Withdrawing


@pytest.mark.parametrize("reason", ["", "Sudah selesai sendiri."])
def test_the_complainant_withdraws(reason):
    complaint = actions.withdraw(make_reviewed(), reason=reason, now=NOW)

    assert (complaint.state, complaint.closed_on) == (State.WITHDRAWN.value, TODAY)
    assert list(Message.objects.values_list("text", flat=True)) == ([reason] if reason else [])
    assert complaint.events.last().role == "pengadu"


def test_an_answered_complaint_is_not_withdrawn():
    with pytest.raises(actions.Refused, match="tidak tersedia"):
        actions.withdraw(make_answered(), now=NOW)


# Rating


def test_a_settled_complaint_is_rated_and_closed():
    complaint = make_answered()
    assert actions.can_rate(complaint)

    actions.rate(complaint, is_settled=True, now=NOW)

    assert (complaint.state, complaint.closed_on) == (State.CLOSED.value, TODAY)
    assert events_of(complaint)[-2:] == [Event.RATED, Action.CLOSE]
    assert complaint.events.get(name=Event.RATED).data == {"settled": True}
    assert not actions.can_rate(complaint)


def test_an_unsettled_complaint_is_rated_with_a_reason_and_stays_answered():
    complaint = make_answered()
    with pytest.raises(actions.Refused, match="belum selesai"):
        actions.rate(complaint, is_settled=False, reason=" ", now=NOW)

    actions.rate(complaint, is_settled=False, reason="Izin belum terbit.", now=NOW)

    message = Message.objects.last()
    assert (message.kind, message.text) == (Message.REPLY, "Izin belum terbit.")
    assert complaint.state == State.ANSWERED.value
    assert complaint.events.last().data == {"settled": False, "message": message.pk}


def test_what_the_office_closed_can_still_be_rated():
    complaint = actions.close(make_told(), **officer())

    actions.rate(complaint, is_settled=True, reason="Cepat.", now=NOW)

    assert events_of(complaint)[-2:] == [Action.CLOSE, Event.RATED]


def test_each_answer_is_rated_once():
    complaint = make_answered()
    actions.rate(complaint, is_settled=False, reason="Belum.", now=NOW)
    with pytest.raises(actions.Refused, match="sudah Anda nilai"):
        actions.rate(complaint, is_settled=True, now=NOW)

    actions.reopen(complaint, reason="Belum.", now=NOW)
    assert not actions.can_rate(complaint)
    settle(complaint, text="Kini sudah terbit.")
    assert actions.can_rate(complaint)


@pytest.mark.parametrize("make", [make_complaint, make_followed_up, make_suggestion])
def test_nothing_is_rated_before_the_answer(make):
    with pytest.raises(actions.Refused, match="Belum ada jawaban"):
        actions.rate(make(), is_settled=True, now=NOW)


# Reopening


def test_reopening_starts_the_clock_anew():
    complaint = make_answered()

    actions.reopen(complaint, reason="Belum sesuai.", now=days_later(3))

    stored = Complaint.objects.get()
    assert (stored.state, stored.reopened_on, stored.answered_on) == ("dibuka-kembali", dt.date(2026, 11, 23), None)
    assert (stored.received_on, stored.response_due_on) == (TODAY, dt.date(2026, 12, 11))
    assert stored.events.last().data["due"] == "2026-12-11"
    assert Message.objects.last().text == "Belum sesuai."
    assert list(Complaint.objects.awaiting_answer()) == [stored]


def test_a_closed_complaint_is_open_again_after_reopening():
    complaint = actions.close(make_told(), **officer())

    actions.reopen(complaint, reason="Belum.", now=NOW)

    assert (complaint.closed_on, complaint.was_reopened) == (None, True)
    assert list(Complaint.objects.filter(NOT_CLOSED)) == [complaint]


@pytest.mark.parametrize("state", [State.ANSWERED, State.CLOSED, State.SUGGESTION, State.NOT_COMPETENT])
def test_it_is_reopened_within_fourteen_hari_kalender(state):
    assert actions.reopen_until(in_state(state)) == dt.date(2026, 12, 4)

    assert actions.reopen(in_state(state), reason="Belum.", now=days_later(14)).was_reopened
    with pytest.raises(actions.Refused, match="sampai 4 Desember 2026"):
        actions.reopen(in_state(state), reason="Belum.", now=days_later(15))


def test_the_number_of_days_to_reopen_is_a_setting(settings):
    settings.REOPEN_DAYS = 7

    assert actions.reopen_until(make_answered()) == dt.date(2026, 11, 27)


def test_it_is_reopened_once():
    complaint = actions.reopen(make_answered(), reason="Belum.", now=NOW)
    assert actions.reopen_until(complaint) is None
    Complaint.objects.update(state=State.ANSWERED.value, answered_on=TODAY)
    complaint.refresh_from_db()

    assert actions.reopen_until(complaint) is None
    with pytest.raises(actions.Refused, match="satu kali"):
        actions.reopen(complaint, reason="Lagi.", now=NOW)


def test_reopening_needs_a_reason():
    with pytest.raises(actions.Refused, match="Tuliskan alasan"):
        actions.reopen(make_answered(), reason=" ", now=NOW)


@pytest.mark.parametrize(
    "state", sorted(set(State) - {"dijawab", "selesai", "dialihkan-menjadi-saran", "bukan-kewenangan"})
)
def test_what_is_not_decided_yet_is_not_reopened(state):
    complaint = in_state(state)

    assert actions.reopen_until(complaint) is None
    with pytest.raises(actions.Refused):
        actions.reopen(complaint, reason="Belum.", now=NOW)


# Two at once


def test_an_action_on_a_complaint_that_changed_meanwhile_is_a_conflict():
    complaint = make_answered()
    seen = Complaint.objects.get()
    actions.rate(complaint, is_settled=False, reason="Belum.", now=NOW)
    before = events_of(complaint)

    with pytest.raises(actions.Conflict):
        actions.reopen(seen, reason="Belum.", now=NOW)

    assert events_of(complaint) == before
    assert Message.objects.count() == 2
    with pytest.raises(actions.Conflict):
        actions.refuse_stale(complaint, version=seen.version)
    actions.refuse_stale(complaint, version=complaint.version)
