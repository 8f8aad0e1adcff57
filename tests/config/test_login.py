"""The way in: limits per account and address, one answer for all that is wrong, and what the way out leaves behind."""

import datetime as dt

import pytest
import time_machine

from complaints.limits import LIMITS, Purpose
from config.login import BLOCKED, WRONG

pytestmark = pytest.mark.django_db

PASSWORD = "kata-sandi-contoh-1"
NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def officer(django_user_model):
    return django_user_model.objects.create_user("pegawai", password=PASSWORD, is_staff=True)


def log_in(client, password=PASSWORD, *, username="pegawai", address="198.51.100.7"):
    return client.post("/masuk/", {"username": username, "password": password}, REMOTE_ADDR=address)


def fail(client, times, **how):
    return [log_in(client, "salah", **how).status_code for _ in range(times)]


def test_ten_wrong_passwords_are_answered_and_what_follows_is_refused(client, officer):
    with time_machine.travel(NOW, tick=False):
        assert fail(client, 10) == [200] * 10

        refused = log_in(client)

    assert (refused.status_code, refused["Retry-After"]) == (429, "900")
    assert BLOCKED in refused.text
    assert "_auth_user_id" not in client.session


def test_after_fifteen_minutes_at_most_the_account_is_open_again(client, officer):
    with time_machine.travel(NOW, tick=False):
        fail(client, 30)

    with time_machine.travel(NOW + dt.timedelta(minutes=15), tick=False):
        assert log_in(client).status_code == 302


def test_the_owner_at_another_address_is_not_concerned(client, officer):
    fail(client, 20)

    assert log_in(client, address="198.51.100.8").status_code == 302


def test_one_address_may_not_go_through_all_the_names(client, officer):
    codes = [log_in(client, "salah", username=f"nama{number}").status_code for number in range(61)]

    assert codes == [200] * 60 + [429]
    assert log_in(client).status_code == 429


def test_one_name_is_not_guessed_from_everywhere(client, officer):
    codes = [log_in(client, "salah", address=f"198.51.{number}.7").status_code for number in range(101)]

    assert codes == [200] * 100 + [429]


def test_other_letters_of_the_same_name_are_counted_together(client, officer):
    fail(client, 5)
    fail(client, 5, username="PEGAWAI")

    assert log_in(client).status_code == 429


def test_logins_that_succeed_do_not_use_up_the_limit(client, officer):
    assert [log_in(client).status_code for _ in range(15)] == [302] * 15
    assert fail(client, 10) == [200] * 10


def test_no_bucket_outlasts_fifteen_minutes():
    ours = (Purpose.LOGIN, Purpose.LOGIN_ADDRESS, Purpose.LOGIN_NAME, Purpose.SECOND_FACTOR)

    assert {LIMITS[purpose].window for purpose in ours} == {dt.timedelta(minutes=15)}


@pytest.mark.parametrize(
    ("username", "password", "is_active"),
    [("pegawai", "salah", True), ("tidak-ada", PASSWORD, True), ("pegawai", PASSWORD, False)],
)
def test_whatever_is_wrong_gets_the_same_answer(client, officer, username, password, is_active):
    officer.is_active = is_active
    officer.save()

    answer = log_in(client, password, username=username)

    assert (answer.status_code, answer.context["form"].non_field_errors()) == (200, [WRONG])


@pytest.mark.parametrize("password", ["x\0y", "x" * 5000])
def test_a_password_that_can_be_none_is_an_error_of_the_field_and_not_counted(client, officer, password):
    answers = [log_in(client, password) for _ in range(12)]

    assert {answer.status_code for answer in answers} == {200}
    assert set(answers[0].context["form"].errors) == {"password"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_admin_has_no_way_in_of_its_own(client, officer, method):
    answer = getattr(client, method)(
        "/admin/login/?next=/admin/catalog/", {"username": "pegawai", "password": PASSWORD}
    )

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/masuk/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/keluar/", "/admin/logout/"])
def test_the_way_out_leaves_nothing_in_the_browser(client, officer, address):
    client.force_login(officer)

    answer = client.post(address)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/masuk/", "/masuk/kata-sandi/", "/admin/", "/admin/auth/user/", "/admin/jsi18n/"])
def test_no_cache_keeps_what_is_behind_the_login(admin_client, address):
    answer = admin_client.get(address)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
