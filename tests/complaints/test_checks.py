import datetime as dt

import pytest
from django.core import checks
from django.db import connection

from complaints import actions
from complaints import checks as complaints_checks
from complaints.calendar import CalendarChange
from tests.complaints.factories import JAKARTA, NOW

IN_OCTOBER = dt.datetime(2026, 10, 31, 23, 59, tzinfo=JAKARTA)
IN_NOVEMBER = dt.datetime(2026, 11, 1, 0, 0, tzinfo=JAKARTA)


def warnings(**options):
    return [issue for issue in checks.run_checks(**options) if issue.id == "complaints.W001"]


def confirm(*years):
    actions.change_calendar(CalendarChange(confirm=frozenset(years)), by=None, now=NOW)


@pytest.mark.parametrize(("moment", "count"), [(IN_OCTOBER, 0), (IN_NOVEMBER, 1)])
def test_missing_holidays_of_next_year_are_a_warning_from_1_november_on(db, time_machine, moment, count):
    """Threat 70."""
    time_machine.move_to(moment)
    confirm(2026)

    found = warnings(databases=["default"])

    assert len(found) == count
    assert all("2027" in warning.msg and "--confirm 2027" in warning.hint for warning in found)


def test_a_confirmed_year_is_no_warning(db, time_machine):
    time_machine.move_to(IN_NOVEMBER)
    confirm(2026, 2027)

    assert warnings(databases=["default"]) == []


def test_without_a_database_nothing_is_asked_of_it(time_machine):
    time_machine.move_to(IN_NOVEMBER)

    assert warnings() == []


def test_before_the_first_migration_there_is_nothing_to_warn_of(db, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)

    assert complaints_checks.holidays_are_confirmed(databases=["default"]) == []
