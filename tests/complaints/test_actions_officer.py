import itertools
from functools import partial

import pytest

from complaints import actions
from complaints.models import Complaint, Event, Message, OutgoingMail, Study
from complaints.rules.workflow import TRANSITIONS, Action, Outcome, Role, State, Verdict
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
    officer,
    study,
    tell,
)

pytestmark = pytest.mark.django_db

FIXED = Verdict.FIXED
ACTIONS = {
    Action.REQUEST_COMPLETION: lambda complaint, **who: actions.request_completion(complaint, question="Apa?", **who),
    Action.COMPLETE: lambda complaint, **who: actions.reply(complaint, text="Ini.", **who),
    Action.REVIEW: actions.review,
    Action.FOLLOW_UP: lambda complaint, **who: actions.follow_up(complaint, outcome=Outcome.INTERNAL, **who),
    Action.ANSWER: lambda complaint, **who: actions.answer(complaint, text="Sudah.", verdict=FIXED, **who),
    Action.CLOSE: actions.close,
    Action.TURN_INTO_SUGGESTION: lambda complaint, **who: actions.turn_into_suggestion(complaint, reason="a", **who),
    Action.DECLARE_NOT_COMPETENT: lambda complaint, **who: actions.declare_not_competent(complaint, reason="a", **who),
    Action.WITHDRAW: lambda complaint, by, role, now: actions.withdraw(complaint, now=now),
    Action.REOPEN: lambda complaint, **who: actions.reopen(complaint, reason="a", **who),
}


def last_notice(complaint):
    return list(complaint.mails.values_list("notice", flat=True))[-1]


def test_a_case_goes_from_receipt_to_its_end():
    complaint = make_complaint()

    actions.request_completion(complaint, question="Kapan?", **officer())
    actions.reply(complaint, text="Kemarin.", now=NOW)
    study(complaint)
    actions.follow_up(complaint, outcome=Outcome.TECHNICAL_TEAM, **officer())
    actions.answer(complaint, text="Sudah terbit.", verdict=FIXED, **officer(Role.HEAD))
    tell(complaint)
    actions.close(complaint, **officer(Role.MANAGER))

    stored = Complaint.objects.get()
    assert (stored.state, stored.answered_on, stored.closed_on, stored.version) == ("selesai", TODAY, TODAY, 9)
    assert events_of(complaint) == [
        Event.FILED,
        Action.REQUEST_COMPLETION,
        Action.COMPLETE,
        Event.STUDIED,
        Action.FOLLOW_UP,
        Action.ANSWER,
        Event.INFORMED,
        Event.REPORTED,
        Action.CLOSE,
    ]
    assert list(Message.objects.values_list("kind", "text")) == [
        (Message.QUESTION, "Kapan?"),
        (Message.REPLY, "Kemarin."),
        (Message.ANSWER, "Sudah terbit."),
    ]
    assert list(OutgoingMail.objects.values_list("notice", flat=True)) == ["diterima", "pertanyaan", "jawaban"]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_every_action_does_what_the_table_says_and_nothing_else(state, action):
    """Threat 52: all triples of state, action and role."""
    role_tried = [Role.COMPLAINANT] if action is Action.WITHDRAW else list(Role)
    for role in role_tried:
        complaint = make_complaint()
        Study.objects.create(complaint=complaint, core="Izin terlambat.", written_at=NOW, written_by=officer()["by"])
        days = dict.fromkeys(["answered_on", "informed_on", "reported_on", "closed_on"], TODAY)
        Complaint.objects.filter(pk=complaint.pk).update(state=state.value, **days)
        complaint.refresh_from_db()
        target, roles = TRANSITIONS.get((state, action), (None, ()))

        if role in roles:
            assert ACTIONS[action](complaint, **officer(role)).state == target.value
            assert (complaint.events.last().name, complaint.events.last().role) == (action.value, role.value)
        elif action is not Action.COMPLETE:  # a reply in another state just adds
            with pytest.raises(actions.Refused):
                ACTIONS[action](complaint, **officer(role))
            assert complaint.events.count() == 1


def test_an_answer_stops_the_clock_and_its_files_are_the_offices():
    complaint = make_followed_up()

    actions.answer(complaint, text="Sudah.", verdict=FIXED, files=[make_attachment("surat.pdf")], **officer())

    assert (complaint.answered_on, complaint.closed_on) == (TODAY, None)
    assert not complaint.attachments.get().is_from_reporter
    assert not Complaint.objects.awaiting_answer().exists()
    assert last_notice(complaint) == "jawaban"


@pytest.mark.parametrize(
    ("make", "action", "text"),
    [
        (make_complaint, actions.request_completion, "question"),
        (make_followed_up, partial(actions.answer, verdict=FIXED), "text"),
        (make_complaint, actions.turn_into_suggestion, "reason"),
        (make_reviewed, actions.declare_not_competent, "reason"),
        (make_suggestion, actions.accept_as_complaint, "reason"),
    ],
)
def test_what_the_complainant_reads_may_not_be_blank(make, action, text):
    complaint = make()
    before = events_of(complaint)

    with pytest.raises(actions.Refused, match="Tuliskan"):
        action(complaint, **{text: " \n "}, **officer(Role.MANAGER))

    assert events_of(complaint) == before


@pytest.mark.parametrize(
    ("action", "role", "state"),
    [
        (actions.turn_into_suggestion, Role.OFFICER, State.SUGGESTION),
        (actions.declare_not_competent, Role.HEAD, State.NOT_COMPETENT),
    ],
)
def test_a_decision_closes_the_case_and_is_told_with_its_reason(action, role, state):
    complaint = make_reviewed()

    action(complaint, reason="Bukan layanan kami.", **officer(role))

    assert (complaint.state, complaint.closed_on, complaint.answered_on) == (state.value, TODAY, None)
    message = Message.objects.get()
    assert (message.kind, message.text) == (Message.REASON, "Bukan layanan kami.")
    assert complaint.events.last().data == {"message": message.pk}
    assert last_notice(complaint) == "jawaban"


def test_what_is_turned_into_a_suggestion_is_one():
    complaint = actions.turn_into_suggestion(make_complaint(), reason="Terlambat.", **officer())

    assert Complaint.objects.get().kind == "saran"
    assert not complaint.is_complaint


def test_a_suggestion_is_accepted_as_a_complaint_with_a_reason_and_keeps_its_clock():
    """Komponen 6 butir 3: "dapat"."""
    complaint = make_suggestion()
    due = complaint.response_due_on

    actions.accept_as_complaint(complaint, reason="Keterlambatannya beralasan.", **officer())

    stored = Complaint.objects.get()
    assert (stored.kind, stored.state, stored.response_due_on) == ("pengaduan", "diterima", due)
    assert events_of(complaint) == [Event.FILED, Event.ACCEPTED]
    assert Message.objects.get().kind == Message.REASON


def test_a_closed_suggestion_must_be_reopened_before_it_is_accepted():
    complaint = actions.turn_into_suggestion(make_complaint(), reason="Terlambat.", **officer())
    with pytest.raises(actions.Refused, match="Buka kembali dulu"):
        actions.accept_as_complaint(complaint, reason="Ternyata tepat waktu.", **officer())

    actions.reopen(complaint, reason="Ternyata tepat waktu.", **officer())
    actions.accept_as_complaint(complaint, reason="Ternyata tepat waktu.", **officer())

    assert complaint.is_complaint


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.MANAGER}))
def test_only_handlers_accept_a_suggestion_as_a_complaint(role):
    with pytest.raises(actions.Refused, match="tidak berwenang"):
        actions.accept_as_complaint(make_suggestion(), reason="a", **officer(role))
    with pytest.raises(actions.Refused, match="sudah merupakan pengaduan"):
        actions.accept_as_complaint(make_complaint(), reason="a", **officer(role))


def test_without_an_email_nothing_is_queued():
    complaint = make_complaint(email="", phone="0812")

    actions.request_completion(complaint, question="Kapan?", **officer())

    assert not OutgoingMail.objects.exists()


SECRET = "Rahasia Siti 0812"


def test_events_hold_no_identity_and_no_text():
    complaint = make_complaint(name=SECRET, phone=SECRET, story=SECRET, wish=SECRET, service_note=SECRET)
    actions.request_completion(complaint, question=SECRET, **officer())
    actions.reply(complaint, text=SECRET, files=[make_attachment(f"{SECRET}.pdf")], name=SECRET, now=NOW)
    actions.study(complaint, core=SECRET, points=[SECRET], **officer())
    actions.clarify(complaint, held_on=TODAY, with_whom=SECRET, is_outside=True, result=SECRET, **officer())
    actions.add_note(complaint, text=SECRET, **officer())
    actions.refer(complaint, agency=SECRET, request=SECRET, expected_on=TODAY, letter_number=SECRET, **officer())
    actions.hand_up(complaint, report=SECRET, **officer())
    actions.follow_up(complaint, outcome=Outcome.INTERNAL, **officer())
    actions.draft_answer(complaint, text=SECRET, points={1: SECRET}, **officer())
    actions.answer(complaint, text=SECRET, verdict=FIXED, **officer())
    actions.rate(complaint, is_settled=False, reason=SECRET, now=NOW)
    actions.reopen(complaint, reason=SECRET, now=NOW)

    told = str(list(Event.objects.values_list()))

    assert len(told) > 1000
    assert SECRET not in told
    assert "siti@example.com" not in told


def test_an_action_that_fails_leaves_nothing_behind(monkeypatch):
    complaint = make_followed_up()

    def broken(*args, **values):
        raise RuntimeError

    monkeypatch.setattr("complaints.actions.answering.notify", broken)
    with pytest.raises(RuntimeError):
        actions.answer(complaint, text="Sudah.", verdict=FIXED, files=[make_attachment()], **officer())

    stored = Complaint.objects.get()
    assert (stored.state, stored.answered_on, stored.version) == (State.FOLLOWED_UP.value, None, 4)
    assert (Message.objects.count(), stored.attachments.count(), stored.events.count()) == (0, 0, 4)


def test_a_handler_goes_on_without_what_was_asked_for():
    """The clock runs on while the office waits for the complainant."""
    assert actions.review(make_asked(), **officer()).state == State.UNDER_REVIEW.value


def test_each_change_is_a_new_version():
    complaint = make_answered()

    assert complaint.version == Complaint.objects.get().version == complaint.events.count()


def test_lost_update(in_parallel):
    """Threat 51: of two officers who act on the same version one is told, fifty times out of fifty. DB×2"""
    outcomes = in_parallel("two_officers", pairs=50)

    assert outcomes == list(itertools.repeat(["Conflict", "ditelaah", 2], 50))
