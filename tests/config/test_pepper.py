"""The secret of the tracking codes, and the site's own address."""

import os
import threading

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
    for name in ("CODE_PEPPER", "SITE_URL", "PORT"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("pepper", [None, "", "p" * 31])
def test_production_refuses_to_start_without_a_long_pepper(monkeypatch, tmp_path, pepper):
    if pepper is not None:
        monkeypatch.setenv("CODE_PEPPER", pepper)

    with pytest.raises(ImproperlyConfigured, match="CODE_PEPPER wajib diisi"):
        env.code_pepper("production", tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("mode", ["production", "trial"])
def test_the_pepper_that_is_given_is_used(monkeypatch, tmp_path, mode):
    monkeypatch.setenv("CODE_PEPPER", "p" * 32)

    assert env.code_pepper(mode, tmp_path) == "p" * 32
    assert not list(tmp_path.iterdir())


def test_trial_makes_one_and_keeps_it_to_itself(tmp_path):
    pepper = env.code_pepper("trial", tmp_path)

    assert len(pepper) >= 32
    assert env.code_pepper("trial", tmp_path) == pepper
    assert env.secret_key("trial", tmp_path) != pepper
    assert os.stat(tmp_path / "code_pepper").st_mode & 0o077 == 0


def test_two_processes_that_start_at_once_agree_on_it(tmp_path):
    made, ready = [], threading.Barrier(8)

    def start():
        ready.wait()
        made.append(env.kept_secret(tmp_path / "code_pepper"))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(made)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["code_pepper"]


def test_the_pepper_is_kept_outside_the_database():
    assert settings.CODE_PEPPER
    assert (settings.DATA_DIR / "code_pepper").read_text() == settings.CODE_PEPPER


@pytest.mark.parametrize(
    ("mode", "given", "address"),
    [
        ("production", "", "https://layanan.example.go.id"),
        ("trial", "", "http://layanan.example.go.id:8000"),
        ("production", "https://izin.example.go.id/", "https://izin.example.go.id"),
    ],
)
def test_the_sites_address_is_that_of_its_first_host_or_the_one_given(monkeypatch, mode, given, address):
    monkeypatch.setenv("SITE_URL", given)

    assert env.site_url(mode, ["layanan.example.go.id", "lain.example.go.id"]) == address


@pytest.mark.parametrize(
    "given",
    [
        "http://izin.example.go.id",
        "izin.example.go.id",
        "https://",
        "https://a b",
        "javascript:alert(1)",
        "https://a/b",
    ],
)
def test_an_address_that_is_none_stops_the_start(monkeypatch, given):
    monkeypatch.setenv("SITE_URL", given)

    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        env.site_url("production", ["layanan.example.go.id"])
