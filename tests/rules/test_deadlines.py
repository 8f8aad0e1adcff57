"""The two clocks: named cases, bounds, words."""

from datetime import date, datetime, timedelta

import pytest

from complaints.rules.deadlines import (
    FIRST_DAY,
    LAST_DAY,
    Calendar,
    CountedDay,
    DateOutOfRange,
    Holiday,
    HolidayKind,
    SkippedDay,
    add_working_days,
    day_before,
    explain,
    is_working_day,
    last_filing_day,
    response_due_on,
    time_left_in_words,
    working_days_late,
    working_days_left,
)
from tests.rules.reference import real_calendar, real_holidays, rows

REAL = real_calendar()
PLAIN = Calendar()
MONDAY = date(2026, 7, 6)
FRIDAY, SATURDAY, SUNDAY = date(2026, 7, 10), date(2026, 7, 11), date(2026, 7, 12)
OUTSIDE = [date.min, date(1999, 12, 31), date(2101, 1, 1), date.max]


def closed(day: date, name: str = "Libur", kind: HolidayKind = HolidayKind.NATIONAL, decree: str = "") -> Holiday:
    return Holiday(day, name, kind, decree)


# --- the reference cases -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", rows("deadline_cases.csv"), ids=lambda row: row["received"])
def test_the_answer_is_due_as_the_reference_says(row):
    assert response_due_on(date.fromisoformat(row["received"]), REAL) == date.fromisoformat(row["due"])


@pytest.mark.parametrize("row", rows("deadline_cases.csv"), ids=lambda row: row["received"])
def test_the_explanation_names_exactly_the_holidays_crossed(row):
    crossed = [entry[:10] for entry in row["holidays_crossed"].split("; ") if entry]

    skipped = explain(date.fromisoformat(row["received"]), REAL).skipped

    assert [day.date.isoformat() for day in skipped if "(" in day.reason] == crossed


@pytest.mark.parametrize("row", rows("filing_cases.csv"), ids=lambda row: row["service_received"])
def test_the_last_filing_day_is_as_the_reference_says(row):
    assert last_filing_day(date.fromisoformat(row["service_received"])) == date.fromisoformat(row["last_filing_day"])


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-07-06", "2026-07-24"),  # Senin → Jumat, no holiday
        ("2026-07-10", "2026-07-30"),  # Jumat → Kamis
        ("2026-07-11", "2026-07-30"),  # Sabtu counts as Jumat
        ("2026-07-12", "2026-07-30"),  # Minggu counts as Jumat
        ("2026-07-13", "2026-07-31"),  # Senin → Jumat
    ],
)
def test_receipt_is_day_zero_on_whatever_weekday_it_falls(received, due):
    assert response_due_on(date.fromisoformat(received), REAL) == date.fromisoformat(due)


# --- filing, hari kalender -----------------------------------------------------------------------------------------


def test_the_filing_clock_counts_the_days_it_is_told():
    assert last_filing_day(date(2024, 2, 1), days=28) == date(2024, 2, 29)
    assert last_filing_day(date(2024, 2, 1), days=0) == date(2024, 2, 1)


def test_the_last_filing_day_does_not_roll_over_a_day_of_rest():
    assert last_filing_day(date(2025, 12, 5)) == date(2026, 1, 4)  # Minggu


def test_the_last_filing_day_may_be_the_last_day_of_all_but_not_later():
    assert last_filing_day(date(2100, 12, 1)) == LAST_DAY
    with pytest.raises(DateOutOfRange):
        last_filing_day(date(2100, 12, 2))
    with pytest.raises(DateOutOfRange):
        last_filing_day(MONDAY, days=10**30)


# --- bounds and bad input ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", OUTSIDE)
@pytest.mark.parametrize(
    "function",
    [
        last_filing_day,
        closed,
        lambda day: is_working_day(day, PLAIN),
        lambda day: add_working_days(day, 1, PLAIN),
        lambda day: add_working_days(day, 0, PLAIN),
        lambda day: response_due_on(day, PLAIN),
        lambda day: explain(day, PLAIN),
        lambda day: working_days_left(day, MONDAY, PLAIN),
        lambda day: working_days_left(MONDAY, day, PLAIN),
        lambda day: working_days_late(day, MONDAY, PLAIN),
        lambda day: working_days_late(MONDAY, day, PLAIN),
        lambda day: time_left_in_words(day, MONDAY, PLAIN),
        lambda day: time_left_in_words(MONDAY, day, PLAIN),
        lambda day: time_left_in_words(day, day, PLAIN),
    ],
)
def test_a_day_outside_2000_to_2100_is_refused_everywhere(function, day):
    with pytest.raises(DateOutOfRange, match=r"^Tanggal harus antara 1 Januari 2000 dan 31 Desember 2100\.$"):
        function(day)


def test_the_first_and_the_last_day_are_inside():
    assert is_working_day(LAST_DAY, PLAIN)  # Jumat
    assert not is_working_day(FIRST_DAY, PLAIN)  # Sabtu
    assert add_working_days(FIRST_DAY, 1, PLAIN) == date(2000, 1, 3)
    assert add_working_days(LAST_DAY - timedelta(days=1), 1, PLAIN) == LAST_DAY


def test_a_due_date_after_the_last_day_is_refused():
    with pytest.raises(DateOutOfRange):
        add_working_days(LAST_DAY, 1, PLAIN)
    with pytest.raises(DateOutOfRange):
        add_working_days(MONDAY, 10**9, PLAIN)


def test_a_calendar_without_any_working_day_ends_in_an_error_and_not_in_a_loop():
    last_year = [date(2100, 1, 1) + timedelta(days=step) for step in range(365)]

    with pytest.raises(DateOutOfRange):
        response_due_on(date(2100, 1, 1), Calendar(tuple(closed(day) for day in last_year)))


@pytest.mark.parametrize(
    "function",
    [
        lambda: last_filing_day(MONDAY, days=-1),
        lambda: add_working_days(MONDAY, -1, PLAIN),
        lambda: response_due_on(MONDAY, PLAIN, days=-1),
    ],
)
def test_a_negative_number_of_days_is_refused(function):
    with pytest.raises(ValueError, match=r"^Jumlah hari tidak boleh negatif\.$"):
        function()


def test_a_moment_is_not_taken_for_a_day():
    with pytest.raises(TypeError):
        response_due_on(datetime(2026, 7, 6, 17, 0), PLAIN)


# --- working days --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", HolidayKind)
def test_a_holiday_of_any_kind_is_no_working_day(kind):
    assert is_working_day(FRIDAY, PLAIN)
    assert not is_working_day(FRIDAY, Calendar((closed(FRIDAY, kind=kind),)))


def test_saturday_and_sunday_are_no_working_days():
    assert [is_working_day(FRIDAY + timedelta(days=step), PLAIN) for step in range(4)] == [True, False, False, True]


def test_joint_leave_can_be_taken_for_a_working_day_by_a_setting():
    holidays = (
        closed(MONDAY, "Cuti Bersama", HolidayKind.JOINT_LEAVE),
        closed(FRIDAY, "Cuti Bersama", HolidayKind.JOINT_LEAVE),
        closed(FRIDAY, "Kantor tutup", HolidayKind.OFFICE_CLOSURE),
    )

    calendar = Calendar(holidays, joint_leave_counts_as_holiday=False)

    assert is_working_day(MONDAY, calendar)
    assert calendar.reason_to_rest(FRIDAY) == "Kantor tutup (penutupan kantor)"
    assert not is_working_day(MONDAY, Calendar(holidays))


def test_no_working_day_later_is_the_same_day():
    assert add_working_days(SATURDAY, 0, PLAIN) == SATURDAY


def test_two_calendars_with_the_same_rows_are_equal():
    assert real_calendar() == REAL
    assert hash(real_calendar()) == hash(REAL)
    assert Calendar(real_holidays(), joint_leave_counts_as_holiday=False) != Calendar(real_holidays())


# --- the explanation -----------------------------------------------------------------------------------------------


def test_the_explanation_accounts_for_every_day_with_its_reason():
    tuesday, wednesday = date(2026, 7, 14), date(2026, 7, 15)
    calendar = Calendar(
        (
            closed(SUNDAY, "Hari Besar", decree="SKB 1/2025"),
            closed(date(2026, 7, 13), "Cuti Bersama Hari Besar", HolidayKind.JOINT_LEAVE, "SKB 1/2025"),
            closed(wednesday, "Listrik padam", HolidayKind.OFFICE_CLOSURE, "SK Kadis 7/2026"),
            closed(wednesday, "Hari Lain"),
        ),
        frozenset({2026}),
    )

    explanation = explain(FRIDAY, calendar, days=2)

    assert explanation.received_on == FRIDAY
    assert explanation.counted == (CountedDay(1, tuesday), CountedDay(2, date(2026, 7, 16)))
    assert explanation.due_on == date(2026, 7, 16)
    assert not explanation.provisional
    assert explanation.skipped == (
        SkippedDay(SATURDAY, "Sabtu"),
        SkippedDay(SUNDAY, "Minggu; Hari Besar (libur nasional, SKB 1/2025)"),
        SkippedDay(date(2026, 7, 13), "Cuti Bersama Hari Besar (cuti bersama, SKB 1/2025)"),
        SkippedDay(wednesday, "Listrik padam (penutupan kantor, SK Kadis 7/2026); Hari Lain (libur nasional)"),
    )


def test_a_year_without_a_confirmed_list_makes_the_due_date_provisional():
    calendar = Calendar(confirmed_years=frozenset({2026}))

    assert explain(date(2026, 12, 11), calendar).unconfirmed_years == ()  # due Kamis 2026-12-31
    assert explain(date(2026, 12, 14), calendar).unconfirmed_years == (2027,)  # due Jumat 2027-01-01
    assert explain(date(2026, 12, 14), calendar).provisional
    assert explain(date(2025, 12, 15), calendar).unconfirmed_years == (2025,)
    assert explain(MONDAY, PLAIN).unconfirmed_years == (2026,)


def test_the_year_of_receipt_matters_only_when_a_day_of_it_is_walked():
    calendar = Calendar(confirmed_years=frozenset({2026}))

    assert not explain(date(2025, 12, 31), calendar).provisional


# --- left and late -------------------------------------------------------------------------------------------------


def test_all_days_are_left_on_the_day_of_receipt():
    for step in range(365):
        received_on = date(2025, 1, 1) + timedelta(days=step)
        assert working_days_left(received_on, response_due_on(received_on, REAL), REAL) == 14


@pytest.mark.parametrize(
    ("today", "left", "late", "words"),
    [
        (date(2026, 7, 7), 3, 0, "sisa 3 hari kerja"),  # Selasa
        (date(2026, 7, 9), 1, 0, "sisa 1 hari kerja"),  # Kamis
        (FRIDAY, 0, 0, "jatuh tempo hari ini"),
        (SATURDAY, 0, 0, "terlambat kurang dari 1 hari kerja"),
        (SUNDAY, 0, 0, "terlambat kurang dari 1 hari kerja"),
        (date(2026, 7, 13), 0, 1, "terlambat 1 hari kerja"),  # Senin
        (date(2026, 7, 14), 0, 2, "terlambat 2 hari kerja"),  # Selasa
    ],
)
def test_it_says_how_many_working_days_are_left_or_late(today, left, late, words):
    assert working_days_left(today, FRIDAY, PLAIN) == left
    assert working_days_late(today, FRIDAY, PLAIN) == late
    assert time_left_in_words(today, FRIDAY, PLAIN) == words


def test_a_due_day_that_became_a_holiday_is_still_ahead_but_no_working_day_is_left():
    calendar = Calendar((closed(FRIDAY),))

    assert time_left_in_words(date(2026, 7, 9), FRIDAY, calendar) == "sisa kurang dari 1 hari kerja"


def test_stored_kinds_and_their_labels_are_indonesian():
    assert HolidayKind.choices() == [
        ("libur-nasional", "Libur nasional"),
        ("cuti-bersama", "Cuti bersama"),
        ("penutupan-kantor", "Penutupan kantor"),
    ]


# --- looking back --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "n", "day"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, FRIDAY - timedelta(1)),
        (FRIDAY, 5, SUNDAY - timedelta(7)),  # Monday to Friday have passed since
        (MONDAY, 1, SUNDAY - timedelta(7)),
        (MONDAY, 2, FRIDAY - timedelta(8)),  # Friday and Monday, the weekend between them not counted
        (SUNDAY, 1, FRIDAY - timedelta(1)),
    ],
)
def test_the_day_since_which_working_days_have_passed(today, n, day):
    assert day_before(today, n, PLAIN) == day
    assert working_days_left(day, today, PLAIN) == n


def test_a_holiday_is_not_counted_on_the_way_back():
    calendar = Calendar(holidays=(closed(FRIDAY),))

    assert day_before(SATURDAY, 1, calendar) == FRIDAY - timedelta(2)


@pytest.mark.parametrize("today", [FIRST_DAY, *OUTSIDE])
def test_looking_back_out_of_the_bounds_is_an_error(today):
    with pytest.raises(DateOutOfRange):
        day_before(today, 1, PLAIN)
