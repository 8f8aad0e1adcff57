"""Sessions of staff: 30 idle minutes, 8 hours in all, over with another password or a disabled account."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.sessions.models import Session
from django.test import Client

pytestmark = pytest.mark.django_db

PASSWORD, OTHER = "kata-sandi-contoh-1", "sandi-lain-yang-panjang-2"
PAGE = "/masuk/kata-sandi/"  # open to everybody who is logged in
START = dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def officer(django_user_model):
    return django_user_model.objects.create_user("pegawai", password=PASSWORD)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


def log_in(client):
    return client.post("/masuk/", {"username": "pegawai", "password": PASSWORD})


def is_in(client):
    answer = client.get(PAGE)
    assert answer.status_code == 200 or answer["Location"] == f"/masuk/?next={PAGE}"
    return answer.status_code == 200


def minutes(number):
    return dt.timedelta(minutes=number)


def test_after_thirty_idle_minutes_the_session_is_over(client, officer, clock):
    log_in(client)

    clock.move_to(START + minutes(29))
    assert is_in(client)
    clock.move_to(START + minutes(29 + 30))
    assert not is_in(client)


def test_work_puts_the_end_off_but_not_past_eight_hours(client, officer, clock):
    log_in(client)

    stays = []
    for number in range(20, 8 * 60, 20):
        clock.move_to(START + minutes(number))
        stays.append(is_in(client))
    clock.move_to(START + minutes(8 * 60))

    assert stays == [True] * 23
    assert not is_in(client)


def test_who_logs_in_anew_has_eight_hours_again(client, officer, clock):
    log_in(client)
    clock.move_to(START + minutes(25))
    log_in(client)

    for number in range(45, 25 + 8 * 60, 20):
        clock.move_to(START + minutes(number))
        assert is_in(client)
    clock.move_to(START + minutes(25 + 8 * 60))

    assert not is_in(client)


def test_another_password_ends_the_other_sessions_and_not_this_one(client, officer):
    elsewhere = Client()
    log_in(client)
    log_in(elsewhere)

    changed = client.post(PAGE, {"old_password": PASSWORD, "new_password1": OTHER, "new_password2": OTHER})

    assert changed.status_code == 302
    assert is_in(client)
    assert not is_in(elsewhere)


def test_a_disabled_account_is_out_with_its_next_request(client, officer):
    log_in(client)
    assert is_in(client)

    officer.is_active = False
    officer.save()

    assert not is_in(client)


def test_the_session_is_written_once_a_minute_at_most(client, officer, clock, django_assert_num_queries):
    log_in(client)

    clock.move_to(START + minutes(0.9))
    with django_assert_num_queries(2):  # the session, the account
        client.get(PAGE)
    clock.move_to(START + minutes(1.1))
    with django_assert_num_queries(5):  # and the session written, within a savepoint
        client.get(PAGE)


def test_a_session_without_a_login_is_as_long_as_ever(client, clock, settings):
    session = client.session
    session["kunjungan"] = 1
    session.save()

    assert Session.objects.get().expire_date == START + dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)


def test_a_password_must_be_typed_again_to_be_changed(client, officer):
    log_in(client)

    answer = client.post(PAGE, {"old_password": "salah", "new_password1": OTHER, "new_password2": OTHER})

    assert isinstance(answer.context["form"], PasswordChangeForm)
    assert set(answer.context["form"].errors) == {"old_password"}


def test_what_was_written_while_the_session_ran_out_is_given_back(client, officer, clock):
    log_in(client)
    clock.shift(minutes(31))
    written = "Jawaban <b>panjang</b> untuk pelapor. " * 5

    answer = client.post("/petugas/kasus/1/jawab/", {"text": written, "version": "3"})

    assert answer.status_code == 403
    assert answer.context["written"] == [written]
    assert "Jawaban &lt;b&gt;panjang" in answer.content.decode()
    assert client.post("/petugas/kasus/1/jawab/", {"version": "3"}).status_code == 302
