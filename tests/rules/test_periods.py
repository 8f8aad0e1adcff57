"""The periods of a report."""

import datetime as dt

import pytest

from complaints.rules.periods import Period, UnknownPeriod, period_of, quarter_with


@pytest.mark.parametrize(
    ("code", "label", "first", "last"),
    [
        ("2026-11", "November 2026", dt.date(2026, 11, 1), dt.date(2026, 11, 30)),
        ("2028-02", "Februari 2028", dt.date(2028, 2, 1), dt.date(2028, 2, 29)),
        ("2026-T1", "Triwulan I 2026", dt.date(2026, 1, 1), dt.date(2026, 3, 31)),
        ("2026-T4", "Triwulan IV 2026", dt.date(2026, 10, 1), dt.date(2026, 12, 31)),
        ("2026", "Tahun 2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    ],
)
def test_a_period_has_a_code_a_name_and_its_days(code, label, first, last):
    period = period_of(code)

    assert (period.code, period.label, period.first_day, period.last_day) == (code, label, first, last)


@pytest.mark.parametrize(
    "code", ["", "26", "2026-13", "2026-00", "2026-1", "2026-T5", "2026-t1", "1999", "2101", "٢٠٢٦", "2026-11-01", "x"]
)
def test_what_is_no_period_is_refused(code):
    with pytest.raises(UnknownPeriod, match="2026-T4"):
        period_of(code)


def test_a_year_has_its_quarters_and_months():
    codes = [period.code for period in Period(2026).inner]

    assert codes[:5] == ["2026", "2026-T1", "2026-T2", "2026-T3", "2026-T4"]
    assert codes[5:] == [f"2026-{month:02d}" for month in range(1, 13)]


@pytest.mark.parametrize(("month", "code"), [(1, "2026-T1"), (3, "2026-T1"), (4, "2026-T2"), (12, "2026-T4")])
def test_a_day_lies_in_a_quarter(month, code):
    assert quarter_with(dt.date(2026, month, 28)).code == code
