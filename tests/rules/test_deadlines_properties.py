"""What must hold of the clocks for any day and any calendar."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from complaints.rules.deadlines import (
    Calendar,
    Holiday,
    HolidayKind,
    explain,
    is_working_day,
    last_filing_day,
    response_due_on,
    working_days_late,
    working_days_left,
)

START = date(2024, 1, 1)
days = st.dates(START, START + timedelta(days=120))
counts = st.integers(1, 40)
holidays = st.builds(Holiday, date=days, name=st.just("Libur"), kind=st.sampled_from(HolidayKind))
calendars = st.builds(
    Calendar,
    holidays=st.lists(holidays, max_size=60).map(tuple),
    confirmed_years=st.frozensets(st.integers(2024, 2025)),
    joint_leave_counts_as_holiday=st.booleans(),
)


@given(days, calendars, counts)
def test_the_due_day_is_a_working_day_with_exactly_n_counted(received_on, calendar, n):
    explanation = explain(received_on, calendar, n)

    assert is_working_day(explanation.due_on, calendar)
    assert [day.ordinal for day in explanation.counted] == list(range(1, n + 1))
    assert explanation.counted[-1].date == explanation.due_on == response_due_on(received_on, calendar, n)
    assert working_days_left(received_on, explanation.due_on, calendar) == n


@given(days, calendars, counts)
def test_every_day_after_receipt_is_either_counted_or_skipped_and_never_both(received_on, calendar, n):
    explanation = explain(received_on, calendar, n)

    told = sorted(day.date for day in (*explanation.counted, *explanation.skipped))

    span = (explanation.due_on - received_on).days
    assert told == [received_on + timedelta(days=step) for step in range(1, span + 1)]
    assert all(day.reason for day in explanation.skipped)
    assert not any(is_working_day(day.date, calendar) for day in explanation.skipped)


@given(days, days, calendars, counts)
def test_a_later_receipt_is_never_due_earlier(one, other, calendar, n):
    assert response_due_on(min(one, other), calendar, n) <= response_due_on(max(one, other), calendar, n)


@given(days, calendars, holidays, counts)
def test_one_more_holiday_never_makes_it_due_earlier(received_on, calendar, holiday, n):
    more = replace(calendar, holidays=(*calendar.holidays, holiday))

    assert response_due_on(received_on, calendar, n) <= response_due_on(received_on, more, n)


@given(days, calendars, counts)
def test_a_day_more_to_answer_is_due_later(received_on, calendar, n):
    assert response_due_on(received_on, calendar, n) < response_due_on(received_on, calendar, n + 1)


@given(days, calendars)
def test_the_order_of_the_holidays_changes_no_date(received_on, calendar):
    turned = replace(calendar, holidays=calendar.holidays[::-1])

    assert response_due_on(received_on, calendar) == response_due_on(received_on, turned)


@given(days, days, calendars)
def test_what_is_left_and_what_is_late_mirror_each_other(today, due_on, calendar):
    left, late = working_days_left(today, due_on, calendar), working_days_late(today, due_on, calendar)

    assert left == working_days_late(due_on, today, calendar)
    assert min(left, late) == 0
    assert left == 0 or today < due_on
    assert late == 0 or today > due_on


@given(days, st.integers(0, 400))
def test_the_last_filing_day_is_that_many_calendar_days_away(service_on, n):
    assert (last_filing_day(service_on, n) - service_on).days == n
