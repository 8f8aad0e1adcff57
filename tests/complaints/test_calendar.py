import datetime as dt

import pytest

from complaints import actions
from complaints.calendar import CalendarChange, moved_by, office_calendar, years_to_confirm
from complaints.models import Complaint, ConfirmedYear, Event, Holiday
from complaints.rules.channels import Channel
from complaints.rules.deadlines import Holiday as RestDay
from complaints.rules.deadlines import HolidayKind, explain
from complaints.rules.workflow import Role
from tests.complaints.factories import (
    DUE,
    NOW,
    TODAY,
    load_real_calendar,
    make_answered,
    make_asked,
    make_complaint,
    make_reviewed,
    make_told,
)
from tests.rules.reference import real_calendar, rows

pytestmark = pytest.mark.django_db

NATIONAL, JOINT_LEAVE, CLOSURE = HolidayKind.NATIONAL, HolidayKind.JOINT_LEAVE, HolidayKind.OFFICE_CLOSURE
ON_THE_WAY = dt.date(2026, 12, 1)  # a Tuesday between TODAY and DUE
AFTER_DUE = dt.date(2026, 12, 11)


def rest(day=ON_THE_WAY, kind=NATIONAL, name="Libur mendadak", decree="SKB 1/2026"):
    return RestDay(day, name, kind, decree)


def change(**values):
    return actions.change_calendar(CalendarChange(**values), by=None, now=NOW)


def due_of(complaint):
    return Complaint.objects.values_list("response_due_on", "due_is_provisional").get(pk=complaint.pk)


def moves_of(complaint):
    return list(complaint.events.filter(name=Event.DUE_MOVED).values_list("data", flat=True))


def test_the_stored_calendar_is_that_of_the_rules(django_assert_num_queries):
    load_real_calendar()

    with django_assert_num_queries(2):
        assert office_calendar() == real_calendar()


@pytest.mark.parametrize("case", rows("deadline_cases.csv"), ids=lambda case: case["received"])
def test_the_reference_cases_hold_on_the_stored_calendar(case):
    load_real_calendar()

    assert explain(dt.date.fromisoformat(case["received"]), office_calendar()).due_on.isoformat() == case["due"]


@pytest.mark.parametrize(("counts", "days"), [(True, 1), (False, 0)])
def test_joint_leave_counts_as_the_setting_says(settings, counts, days):
    settings.JOINT_LEAVE_COUNTS_AS_HOLIDAY = counts
    change(put=(rest(kind=JOINT_LEAVE),), confirm=frozenset({2026}))

    assert due_of(make_complaint()) == (DUE + dt.timedelta(days), False)


def test_the_day_to_verify_at_sp4n_lapor_moves_too():
    """Filed on a Friday: three hari kerja to verify, five to answer."""
    complaint = make_complaint(channel=Channel.SP4N_LAPOR)

    change(put=(rest(dt.date(2026, 11, 24)),))
    change(put=(rest(dt.date(2026, 11, 30)),))

    complaint.refresh_from_db()
    assert (complaint.verify_due_on, complaint.response_due_on) == (dt.date(2026, 11, 26), dt.date(2026, 12, 1))


def test_without_a_confirmed_year_the_due_date_is_provisional():
    complaint = make_complaint()
    assert due_of(complaint) == (DUE, True)

    assert change(confirm=frozenset({2026}), decree="SKB 1/2026") == []

    assert due_of(complaint) == (DUE, False)
    assert moves_of(complaint) == []
    assert ConfirmedYear.objects.values_list("year", "decree").get() == (2026, "SKB 1/2026")

    change(unconfirm=frozenset({2026}))
    assert due_of(complaint) == (DUE, True)


@pytest.mark.parametrize("kind", HolidayKind)
def test_a_new_holiday_moves_what_awaits_an_answer_with_an_event_each(kind):
    """Threat 68."""
    waiting = [make_complaint(), make_asked(), make_reviewed()]

    moved = change(put=(rest(kind=kind),))

    assert [(move.complaint, move.old, move.new) for move in moved] == [
        (complaint, DUE, DUE + dt.timedelta(1)) for complaint in waiting
    ]
    for complaint in waiting:
        assert due_of(complaint)[0] == DUE + dt.timedelta(1)
        assert moves_of(complaint) == [{"old": "2026-12-10", "new": "2026-12-11", "provisional": True}]


def test_the_event_of_a_move_says_who_changed_the_calendar_and_keeps_the_state(django_user_model):
    by = django_user_model.objects.create_user("kepegawaian")
    complaint = make_reviewed()

    actions.change_calendar(CalendarChange(put=(rest(),)), by=by, now=NOW)

    event = complaint.events.get(name=Event.DUE_MOVED)
    assert (event.actor, event.role, event.state) == (by, Role.SYSTEM.value, complaint.state)


def test_what_is_answered_stays():
    """Threat 68."""
    answered = make_answered()
    closed = make_told()
    actions.close(closed, by=None, role=Role.OFFICER, now=NOW)
    withdrawn = actions.withdraw(make_complaint(), now=NOW)

    assert moved_by(CalendarChange(put=(rest(),))) == []
    assert change(put=(rest(),)) == []

    for complaint in (answered, closed, withdrawn):
        assert due_of(complaint)[0] == DUE
        assert moves_of(complaint) == []


def test_a_holiday_off_the_way_moves_nothing():
    complaint = make_complaint()

    assert change(put=(rest(TODAY), rest(AFTER_DUE), rest(dt.date(2026, 11, 29)))) == []
    assert due_of(complaint)[0] == DUE


def test_moving_and_removing_a_holiday_moves_back():
    change(put=(rest(),))
    complaint = make_complaint()
    assert due_of(complaint)[0] == AFTER_DUE

    moved = change(remove=((ON_THE_WAY, NATIONAL),), put=(rest(dt.date(2026, 12, 12)),))

    assert [(move.old, move.new) for move in moved] == [(AFTER_DUE, DUE)]
    assert list(Holiday.objects.values_list("date", flat=True)) == [dt.date(2026, 12, 12)]
    assert moves_of(complaint) == [{"old": "2026-12-11", "new": "2026-12-10", "provisional": True}]


def test_a_due_date_that_becomes_past_is_marked_so():
    """Threat 68: never silently into the past."""
    change(put=(rest(),))
    complaint = make_complaint()
    late = dt.datetime(2026, 12, 11, 9, tzinfo=NOW.tzinfo)
    removal = CalendarChange(remove=((ON_THE_WAY, NATIONAL),))

    assert [move.makes_overdue(late.date()) for move in moved_by(removal)] == [True]
    assert [move.makes_overdue(DUE) for move in moved_by(removal)] == [False]
    actions.change_calendar(removal, by=None, now=late)

    assert moves_of(complaint)[0]["overdue"] is True
    assert list(Complaint.objects.overdue(late.date())) == [complaint]


def test_the_preview_says_what_will_move_and_stores_nothing():
    complaint = make_complaint()
    planned = CalendarChange(put=(rest(),), confirm=frozenset({2026}))

    (move,) = moved_by(planned)

    assert (move.complaint, move.old, move.new, move.is_provisional) == (complaint, DUE, AFTER_DUE, False)
    assert not Holiday.objects.exists()
    assert due_of(complaint) == (DUE, True)
    assert [(each.old, each.new) for each in change(put=planned.put)] == [(move.old, move.new)]


def test_changing_the_same_twice_moves_once():
    complaint = make_complaint()

    assert len(change(put=(rest(),))) == 1
    assert change(put=(rest(),)) == []

    assert len(moves_of(complaint)) == 1


def test_a_holiday_put_again_gets_its_new_name_and_decree():
    change(put=(rest(name="Libur", decree=""),))
    change(put=(rest(name="Libur resmi", decree="SKB 2/2026"), rest(kind=CLOSURE)))

    assert list(Holiday.objects.values_list("name", "decree", "kind")) == [
        ("Libur resmi", "SKB 2/2026", "libur-nasional"),
        ("Libur mendadak", "SKB 1/2026", "penutupan-kantor"),
    ]


def test_all_or_nothing(monkeypatch):
    complaint = make_complaint()

    def broken(*args, **values):
        raise RuntimeError

    monkeypatch.setattr("complaints.actions.office_calendar.record", broken)
    with pytest.raises(RuntimeError):
        change(put=(rest(),))

    assert not Holiday.objects.exists()
    assert due_of(complaint)[0] == DUE


def test_a_change_of_the_calendar_is_no_conflict_for_an_officer_at_work():
    complaint = make_complaint()
    change(put=(rest(),))

    actions.review(complaint, by=None, role=Role.OFFICER, now=NOW)

    assert due_of(complaint)[0] == AFTER_DUE


def test_a_reopened_complaint_moves_from_the_day_of_its_reopening():
    later = dt.datetime(2026, 11, 25, 9, tzinfo=NOW.tzinfo)
    complaint = actions.reopen(make_answered(), reason="Belum sesuai.", now=later)
    assert due_of(complaint)[0] == dt.date(2026, 12, 15)

    change(put=(rest(),))

    assert due_of(complaint)[0] == dt.date(2026, 12, 16)


def test_each_complaint_keeps_the_number_of_days_it_was_promised(settings):
    settings.RESPONSE_DAYS = 10
    complaint = make_complaint()
    settings.RESPONSE_DAYS = 14

    change(put=(rest(dt.date(2026, 11, 23)),))

    assert due_of(complaint)[0] == dt.date(2026, 12, 7)


@pytest.mark.parametrize(
    ("today", "confirmed", "missing"),
    [
        (dt.date(2026, 10, 31), {2026}, []),
        (dt.date(2026, 11, 1), {2026}, [2027]),
        (dt.date(2026, 12, 31), {2026, 2027}, []),
        (dt.date(2027, 1, 1), {2026}, [2027]),
        (dt.date(2026, 11, 20), set(), [2026, 2027]),
    ],
)
def test_the_next_year_is_to_be_confirmed_from_1_november_on(today, confirmed, missing):
    change(confirm=frozenset(confirmed))

    assert years_to_confirm(today) == missing


def test_filing_while_a_holiday_is_stored_leaves_no_due_date_of_before(in_parallel):
    """DB×2"""
    assert in_parallel("filing_while_a_holiday_is_stored", times=8) == {"filed": 16, "due": ["2026-12-11"]}
