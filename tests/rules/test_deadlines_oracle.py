"""An oracle that shares no code with the rules: it lists the working days of a decade, and looks up the fourteenth."""

import random
from bisect import bisect_right
from datetime import date, timedelta

import pytest

from complaints.rules.deadlines import Calendar, Holiday, HolidayKind, response_due_on
from tests.rules.reference import real_holidays

FIRST, LAST = date(2020, 1, 1), date(2029, 12, 31)
DECADE = [FIRST + timedelta(days=step) for step in range((LAST - FIRST).days + 1)]
BEYOND = [LAST + timedelta(days=step) for step in range(1, 400)]


def oracle(closed_on: set[date], received_on: list[date]) -> list[date]:
    open_on = [day for day in DECADE + BEYOND if day.isoweekday() <= 5 and day not in closed_on]
    return [open_on[bisect_right(open_on, day) + 13] for day in received_on]


def random_table(seed: int) -> tuple[Holiday, ...]:
    """From none to a quarter of all days, on any weekday, some twice."""
    chance = random.Random(seed)
    how_many = chance.randrange(len(DECADE) // 4)
    return tuple(
        Holiday(chance.choice(DECADE + BEYOND[:100]), f"Libur {row}", chance.choice(list(HolidayKind)))
        for row in range(how_many)
    )


def differences(holidays: tuple[Holiday, ...], *, joint_leave: bool) -> list[date]:
    calendar = Calendar(holidays, joint_leave_counts_as_holiday=joint_leave)
    closed_on = {row.date for row in holidays if joint_leave or row.kind != "cuti-bersama"}
    due = oracle(closed_on, DECADE)
    return [day for day, expected in zip(DECADE, due, strict=True) if response_due_on(day, calendar) != expected]


@pytest.mark.parametrize("joint_leave", [True, False])
def test_no_difference_on_any_day_of_ten_years_with_the_real_holidays(joint_leave):
    assert differences(real_holidays(), joint_leave=joint_leave) == []


@pytest.mark.parametrize("seed", range(100))
def test_no_difference_on_any_day_of_ten_years_with_a_random_table(seed):
    assert differences(random_table(seed), joint_leave=bool(seed % 4)) == []
