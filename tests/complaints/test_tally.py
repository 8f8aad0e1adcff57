"""Numbers that were counted are kept and stored, and never told when something has changed since."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command

from catalog import pages
from complaints import actions, tally
from complaints.calendar import CalendarChange
from complaints.models import CountedMonth
from complaints.rules.deadlines import Holiday, HolidayKind
from complaints.rules.periods import Period
from tests.catalog.factories import make_published
from tests.complaints.factories import (
    NOW,
    load_real_calendar,
    make_answered,
    make_complaint,
    make_reviewed,
    make_suggestion,
    officer,
)

pytestmark = pytest.mark.django_db

YEAR = Period(2026)


@pytest.fixture(autouse=True)
def new_process():
    """Function by which the process forgets what it has counted, as one that has just begun."""
    with time_machine.travel(NOW, tick=False):
        load_real_calendar()
        tally._KEPT.clear()
        yield tally._KEPT.clear
        tally._KEPT.clear()


@pytest.fixture
def counting(monkeypatch):
    """The months that were counted from the rows themselves."""
    counted, months = tally._counted, []
    monkeypatch.setattr(tally, "_counted", lambda each, calendar: months.extend(each) or counted(each, calendar))
    return months


def make_variety():
    make_complaint(standard=make_published(), component=3)
    make_suggestion()
    make_reviewed()
    make_answered()


def test_a_new_process_tells_what_was_stored_without_counting(new_process, counting):
    make_variety()
    call_command("count_reports", verbosity=0)
    new_process()
    counting.clear()

    stored = tally.tallies(YEAR)

    assert counting == []
    new_process()
    CountedMonth.objects.all().delete()
    assert stored == tally.tallies(YEAR)
    assert counting == [(2026, 11)]


def test_stored_numbers_are_not_told_after_a_report_was_changed(new_process):
    complaint = make_answered()
    call_command("count_reports", verbosity=0)
    new_process()

    actions.reopen(complaint, reason="Belum selesai.", **officer())

    assert tally.tallies(YEAR)[2026, 11].days == {}


def test_stored_numbers_are_not_told_under_another_calendar(new_process, counting):
    make_answered()
    call_command("count_reports", verbosity=0)
    closure = Holiday(dt.date(2026, 11, 23), "Kantor tutup", HolidayKind.OFFICE_CLOSURE)
    actions.change_calendar(CalendarChange(put=(closure,)), by=None, now=NOW)
    new_process()
    counting.clear()

    tally.tallies(YEAR)

    assert counting == [(2026, 11)]


def test_stored_numbers_are_not_told_by_another_release(new_process, counting, monkeypatch):
    make_answered()
    call_command("count_reports", verbosity=0)
    new_process()
    counting.clear()
    monkeypatch.setattr(pages, "release", lambda: "lain" * 8)

    tally.tallies(YEAR)

    assert counting == [(2026, 11)]


def test_only_months_that_changed_are_counted_again(capsys):
    old = make_complaint(received_on=dt.date(2026, 10, 5), service_received_on=None)
    make_complaint()
    call_command("count_reports")
    actions.review(old, **officer())

    call_command("count_reports")
    call_command("count_reports")

    assert capsys.readouterr().out == "2 bulan dihitung.\n1 bulan dihitung.\n"


def test_an_office_without_reports_has_nothing_to_count(capsys):
    call_command("count_reports")

    assert capsys.readouterr().out == ""


def test_counting_takes_a_query_more_and_a_new_process_another(new_process, django_assert_num_queries):
    make_answered()
    with django_assert_num_queries(4):
        tally.tallies(YEAR)

    with django_assert_num_queries(2):
        tally.tallies(YEAR)

    make_complaint()
    with django_assert_num_queries(3):
        tally.tallies(YEAR)

    call_command("count_reports", verbosity=0)
    new_process()
    with django_assert_num_queries(3):
        tally.tallies(YEAR)
