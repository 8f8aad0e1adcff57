"""The second factor of staff: set up at the first login, asked for at every other, good for once."""

import datetime as dt
import re

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from config.login import WRONG_OF_THREE
from tests.catalog.html_page import read

pytestmark = pytest.mark.django_db

PASSWORD = "kata-sandi-contoh-1"
SET_UP = "/masuk/kode-kedua/"
START = dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def needed(settings):
    settings.STAFF_NEED_SECOND_FACTOR = True


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def officer(django_user_model):
    return django_user_model.objects.create_user("pegawai", password=PASSWORD, is_staff=True, is_superuser=True)


@pytest.fixture
def codes(client, officer, clock):
    """The recovery codes of an account whose app was set up five minutes ago; nobody is logged in."""
    log_in(client)
    client.get(SET_UP)
    page = client.post(SET_UP, {"token": code_now(officer)})
    client.post("/keluar/")
    clock.shift(300)
    return re.findall(r"<code>(\d{5} \d{5})</code>", page.text)


def log_in(client, token="", password=PASSWORD):
    return client.post("/masuk/", {"username": "pegawai", "password": password, "token": token})


def code_now(user):
    return f"{totp(TOTPDevice.objects.get(user=user).bin_key):06}"


def is_in(client):
    return client.get("/admin/").status_code == 200


def test_the_first_login_leads_to_setting_it_up_and_nowhere_else(client, officer):
    log_in(client)

    for address in ("/admin/", "/petugas/", "/admin/password_change/", "/masuk/kata-sandi/"):
        assert client.get(address)["Location"] == SET_UP
    page = read(client.get(SET_UP))
    assert page.one("h1").text == "Pasang kode kedua"
    assert len(page.one("div", role="img").all("svg")) == 1
    assert page.all("input", name="current") == []


def test_with_its_first_code_it_is_set_up_and_ten_recovery_codes_are_shown_once(client, officer, clock):
    log_in(client)
    client.get(SET_UP)

    page = client.post(SET_UP, {"token": code_now(officer)})

    assert len(set(re.findall(r"<code>(\d{5} \d{5})</code>", page.text))) == 10
    assert "no-store" in page["Cache-Control"]
    assert is_in(client)
    assert "Kode cadangan yang belum dipakai: 10." in client.get(SET_UP).text


def test_a_wrong_first_code_sets_nothing_up(client, officer, clock):
    log_in(client)
    client.get(SET_UP)
    wrong = f"{(int(code_now(officer)) + 1) % 1_000_000:06}"

    page = client.post(SET_UP, {"token": wrong})

    assert "Kode ini tidak cocok" in page.text
    assert not is_in(client)
    assert not TOTPDevice.objects.filter(confirmed=True).exists()


def test_later_logins_need_the_code(client, officer, codes):
    for token in ("", "12345", "abc", "000000 "):
        answer = log_in(client, token)
        assert answer.context["form"].non_field_errors() == [WRONG_OF_THREE]

    assert log_in(client, code_now(officer)).status_code == 302
    assert is_in(client)


def test_right_password_and_wrong_code_are_answered_like_a_wrong_password(client, officer, codes):
    right, wrong = log_in(client, "000000"), log_in(client, "000000", password="salah")

    hide = re.compile(r'value="[^"]{64}"')
    assert right.status_code == wrong.status_code == 200
    assert hide.sub("", right.text) == hide.sub("", wrong.text)


def test_a_code_is_good_for_once(client, officer, codes):
    token = code_now(officer)
    log_in(client, token)
    client.post("/keluar/")

    assert log_in(client, token).status_code == 200
    assert not is_in(client)


def test_a_recovery_code_is_good_for_once(client, officer, codes):
    assert log_in(client, codes[0]).status_code == 302
    client.post("/keluar/")

    assert log_in(client, codes[0]).status_code == 200
    assert log_in(client, codes[1].replace(" ", "")).status_code == 302


def test_codes_are_not_guessed_from_many_addresses_and_the_owner_waits_fifteen_minutes_at_most(
    client, officer, codes, clock
):
    for number in range(10):
        client.post(
            "/masuk/",
            {"username": "pegawai", "password": PASSWORD, "token": "12345"},
            REMOTE_ADDR=f"198.51.100.{number}",
        )

    assert log_in(client, code_now(officer)).status_code == 200
    clock.shift(15 * 60)
    assert log_in(client, code_now(officer)).status_code == 302


def test_a_session_from_before_must_log_in_anew_and_cannot_set_up_another(client, officer, codes, settings):
    settings.STAFF_NEED_SECOND_FACTOR = False
    log_in(client)
    assert is_in(client)

    settings.STAFF_NEED_SECOND_FACTOR = True

    assert client.get(f"{SET_UP}?ganti")["Location"].startswith("/masuk/?next=")
    assert "_auth_user_id" not in client.session


def test_new_recovery_codes_replace_the_old_ones(client, officer, codes):
    log_in(client, code_now(officer))

    page = client.post(SET_UP, {"current": codes[0]})

    assert not set(re.findall(r"\d{5} \d{5}", page.text)) & set(codes)
    assert StaticDevice.objects.get().token_set.count() == 10


def test_another_telephone_takes_over_with_its_first_code(client, officer, codes, clock):
    log_in(client, code_now(officer))
    client.get(f"{SET_UP}?ganti")
    _, new = TOTPDevice.objects.order_by("pk")

    client.post(f"{SET_UP}?ganti", {"token": f"{totp(new.bin_key):06}", "current": codes[0]})

    assert list(TOTPDevice.objects.values_list("pk", "confirmed")) == [(new.pk, True)]
    assert is_in(client)


@pytest.mark.parametrize("current", ["", "00000 00000", "000000"])
def test_an_unlocked_screen_is_not_enough_to_change_the_factor(client, officer, codes, current):
    log_in(client, code_now(officer))
    client.get(f"{SET_UP}?ganti")
    pending = TOTPDevice.objects.get(confirmed=False)
    stored = set(StaticDevice.objects.get().token_set.values_list("token", flat=True))

    page = client.post(SET_UP, {"current": current})
    taken = client.post(f"{SET_UP}?ganti", {"token": f"{totp(pending.bin_key):06}", "current": current})

    assert set(page.context["form"].errors) == set(taken.context["form"].errors) == {"current"}
    assert TOTPDevice.objects.get(confirmed=True).pk != pending.pk
    assert set(StaticDevice.objects.get().token_set.values_list("token", flat=True)) == stored


def test_a_superuser_takes_a_lost_factor_away_and_the_history_says_so(client, officer, codes, django_user_model):
    lost = django_user_model.objects.create_user("kehilangan")
    TOTPDevice.objects.create(user=lost, name="x")
    StaticDevice.objects.create(user=lost, name="x")
    log_in(client, code_now(officer))

    client.post("/admin/auth/user/", {"action": "forget_second_factor", "_selected_action": [lost.pk]})

    assert not TOTPDevice.objects.filter(user=lost).exists()
    assert not StaticDevice.objects.filter(user=lost).exists()
    assert LogEntry.objects.get().object_id == str(lost.pk)


@pytest.mark.parametrize("model", ["otp_totp/totpdevice", "otp_static/staticdevice"])
def test_no_secret_is_shown_in_the_admin(client, officer, codes, model):
    log_in(client, code_now(officer))

    assert client.get(f"/admin/{model}/").status_code == 404


def test_where_none_is_needed_none_is_asked_for(client, officer, settings):
    settings.STAFF_NEED_SECOND_FACTOR = False

    page = client.get("/masuk/")
    log_in(client)

    assert 'name="token"' not in page.text
    assert is_in(client)
    assert client.get(SET_UP).status_code == 404
