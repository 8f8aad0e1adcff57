"""What /sehat/ looks at, and that it tells strangers no more than the names of parts (threat 83)."""

import datetime as dt
import shutil

import pytest
import time_machine
from django.db import OperationalError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from complaints import chain, limits
from complaints.models import ConfirmedYear, OutgoingMail, Seal
from config import health
from tests.complaints.factories import NOW, load_real_calendar, make_complaint

WELL = {"database": "ok", "migrations": "ok", "mail": "ok", "jobs": "ok", "holidays": "ok", "files": "ok"}
WELL |= {"static": "ok", "disk": "ok"}
TOMORROW = NOW + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def in_service(settings):
    settings.PRODUCTION = True


@pytest.fixture
def confirmed(db):
    for year in (2026, 2027):
        ConfirmedYear.objects.create(year=year)


def asked(client, at=NOW):
    with time_machine.travel(at, tick=False):
        answer = client.get("/sehat/")
    told = answer.json()
    return answer.status_code, {name for name, how in told.items() if how not in ("ok",)} - {"status"}


def test_a_site_that_is_well_says_so_part_by_part(client, confirmed):
    with time_machine.travel(NOW, tick=False):
        answer = client.get("/sehat/")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok", **WELL})
    assert "no-store" in answer["Cache-Control"]


def test_it_costs_the_same_however_much_there_is(client, confirmed, django_assert_num_queries):
    make_complaint()

    with time_machine.travel(NOW, tick=False), django_assert_num_queries(9):
        client.get("/sehat/")


def test_mails_that_nobody_sends_are_an_error(client, confirmed):
    make_complaint()

    assert asked(client, NOW + dt.timedelta(minutes=14)) == (200, set())
    assert asked(client, NOW + dt.timedelta(minutes=16)) == (503, {"mail"})


def test_a_mail_that_was_given_up_is_an_error_for_a_day(client, confirmed):
    make_complaint()
    OutgoingMail.objects.update(state=OutgoingMail.DEAD, not_before=NOW, last_error="SMTPRecipientsRefused")

    assert asked(client, NOW + dt.timedelta(hours=23)) == (503, {"mail"})
    assert asked(client, NOW + dt.timedelta(hours=25)) == (200, set())


def test_a_mail_that_is_refused_again_and_again_is_a_warning(client, confirmed):
    make_complaint()
    OutgoingMail.objects.update(attempts=5, not_before=NOW + dt.timedelta(hours=1))

    assert asked(client) == (200, {"mail"})


def test_a_daily_job_that_does_not_run_is_an_error(client, confirmed):
    make_complaint(email="")

    assert asked(client, NOW + dt.timedelta(hours=35)) == (200, set())
    assert asked(client, NOW + dt.timedelta(hours=37)) == (503, {"jobs"})
    with transaction.atomic():
        chain.seal(now=TOMORROW)
    assert (asked(client, NOW + dt.timedelta(hours=37)), Seal.objects.count()) == ((200, set()), 1)


@pytest.mark.django_db
def test_next_year_unconfirmed_is_a_warning_and_this_year_an_error(client):
    load_real_calendar()

    assert asked(client) == (200, {"holidays"})
    assert asked(client, dt.datetime(2027, 1, 4, tzinfo=dt.UTC)) == (503, {"holidays"})


def test_files_that_find_no_room_any_more_are_an_error_and_half_of_them_a_warning(client, confirmed):
    room = limits.LIMITS[limits.Purpose.FILES_OVERALL].count
    limits.count_files(room // 2, now=NOW)
    half = asked(client)
    limits.count_files(room // 2, now=NOW)

    assert (half, asked(client)) == ((200, {"files"}), (503, {"files"}))
    assert asked(client, TOMORROW) == (200, set())


def test_a_full_disk_is_an_error(client, confirmed, monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**12, 10**12, 10**6))

    assert asked(client) == (503, {"disk"})


def test_the_site_is_not_well_before_its_migrations_have_run(client, confirmed):
    MigrationRecorder.Migration.objects.filter(app="catalog").last().delete()

    assert asked(client) == (503, {"migrations"})


@pytest.mark.django_db
def test_without_its_database_it_tells_no_secret(client, caplog):
    def gone(execute, sql, params, many, context):
        raise OperationalError("connection to server at 10.0.0.7 failed")

    with connection.execute_wrapper(gone):
        answer = client.get("/sehat/")

    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "error", "database": "error", "static": "ok", "disk": "ok"},
    )
    assert "10.0.0.7" not in caplog.text


@pytest.mark.django_db
def test_while_trying_out_jobs_and_mail_are_only_warnings(client, settings):
    settings.PRODUCTION = False
    make_complaint()

    assert asked(client, NOW + dt.timedelta(days=3)) == (200, {"mail", "jobs", "holidays"})
