import os
import subprocess
import sys

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ImproperlyConfigured

from config import env
from config.accounts import DEMO_PASSWORD, DEMO_PREFIX
from tests.server import ROOT, clean_environment

KEY = "k" * 50
PRODUCTION = {
    "SITE_MODE": "production",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "layanan.example.go.id",
    "CODE_PEPPER": "p" * 32,
}


def start(tmp_path, **environment):
    """Start Django as far as `check` in a process of its own."""
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=clean_environment(DATA_DIR=str(tmp_path), **environment),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "complaint"),
    [
        ({**PRODUCTION, "SECRET_KEY": ""}, "SECRET_KEY wajib diisi"),
        ({**PRODUCTION, "ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS wajib berisi"),
        ({"SITE_MODE": "produksi"}, "SITE_MODE='produksi' tidak dikenal"),
    ],
)
def test_the_site_refuses_to_start_without_what_it_needs(tmp_path, environment, complaint):
    started = start(tmp_path, **environment)

    assert started.returncode != 0
    assert complaint in started.stderr


def test_production_starts_with_what_it_needs_and_writes_nothing(tmp_path):
    started = start(tmp_path, **PRODUCTION)

    assert started.returncode == 0, started.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("key", ["", "k" * 49])
def test_production_takes_no_short_key(monkeypatch, tmp_path, key):
    monkeypatch.setenv("SECRET_KEY", key)

    with pytest.raises(ImproperlyConfigured):
        env.secret_key("production", tmp_path)


@pytest.mark.parametrize("hosts", ["", "*", ".go.id", "layanan.example.go.id,*"])
def test_production_takes_exact_hosts_only(monkeypatch, hosts):
    monkeypatch.setenv("ALLOWED_HOSTS", hosts)

    with pytest.raises(ImproperlyConfigured):
        env.allowed_hosts("production")


def test_trial_keeps_the_key_it_made_to_itself(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    first = env.secret_key("trial", tmp_path)

    assert len(first) >= 50
    assert env.secret_key("trial", tmp_path) == first
    assert os.stat(tmp_path / "secret_key").st_mode & 0o077 == 0


@pytest.mark.parametrize("mode", ["trial", "development"])
def test_hosts_are_ignored_outside_production(monkeypatch, mode):
    monkeypatch.setenv("ALLOWED_HOSTS", "layanan.example.go.id")

    assert env.allowed_hosts(mode) == ["127.0.0.1", "localhost", "[::1]"]


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_trial_answers_on_loopback(client, db, host):
    assert client.get("/masuk/ke-mana-saja/", HTTP_HOST=host).status_code == 404


@pytest.mark.parametrize("host", ["192.168.1.10", "layanan.example.go.id", "127.0.0.1.example.go.id"])
def test_trial_answers_nowhere_else(client, db, host):
    assert client.get("/", HTTP_HOST=host).status_code == 400


def test_a_database_that_is_neither_sqlite_nor_postgresql_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "mysql://u:p@localhost/db")

    with pytest.raises(ImproperlyConfigured):
        env.database(tmp_path)


def test_a_password_may_hold_any_character(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://petugas:a%2540%2F%3A@127.0.0.1:5433/katalog?sslmode=require")

    database = env.database(tmp_path)

    assert (database["PASSWORD"], database["PORT"], database["NAME"]) == ("a%40/:", 5433, "katalog")
    assert database["OPTIONS"] == {"sslmode": "require", "pool": True}


@pytest.fixture
def demo_account(django_user_model):
    return django_user_model.objects.create_user(f"{DEMO_PREFIX}admin", password=DEMO_PASSWORD, is_staff=True)


def test_demo_accounts_log_in_while_trying_out(demo_account):
    assert authenticate(username="demo.admin", password=DEMO_PASSWORD) == demo_account


def test_demo_accounts_are_dead_in_production(demo_account, client, settings):
    client.force_login(demo_account)
    assert client.get("/admin/").status_code == 200

    settings.PRODUCTION = True

    assert authenticate(username="demo.admin", password=DEMO_PASSWORD) is None
    assert client.get("/admin/").status_code == 302  # a session from before is worth nothing either


def test_other_accounts_log_in_in_production(django_user_model, settings):
    settings.PRODUCTION = True
    user = django_user_model.objects.create_user("penyunting", password="sandi-yang-panjang")

    assert authenticate(username="penyunting", password="sandi-yang-panjang") == user
