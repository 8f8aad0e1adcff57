import pytest

from catalog import pages
from catalog.models import StoredPage
from config import prepare
from config.accounts import DEMO_PASSWORD
from tests.catalog.pages_factory import published


@pytest.fixture
def demo_accounts(django_user_model):
    for name in ("demo.admin", "demo.penyunting"):
        django_user_model.objects.create_user(name)


def test_trial_mode_tells_the_demo_logins(demo_accounts, settings):
    settings.SITE_MODE = "trial"

    greeting = prepare.greeting("http://127.0.0.1:8000/")

    assert "http://127.0.0.1:8000/" in greeting
    assert "demo.admin, demo.penyunting" in greeting
    assert DEMO_PASSWORD in greeting


@pytest.mark.parametrize("mode", ["development", "production"])
def test_no_other_mode_tells_them(demo_accounts, settings, mode):
    settings.SITE_MODE = mode

    greeting = prepare.greeting("http://127.0.0.1:8000/")

    assert DEMO_PASSWORD not in greeting
    assert "demo." not in greeting


@pytest.fixture
def collected(monkeypatch, settings, tmp_path):
    """How often static files were collected, into a folder of our own, from a source of our own."""
    calls = []
    source = tmp_path / "sumber"
    source.mkdir()
    (source / "a.css").write_text("a{}")
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    monkeypatch.setattr(prepare, "call_command", lambda *words, **_: calls.append(words))
    return calls, source / "a.css"


def test_static_files_are_collected_once(collected):
    calls, _ = collected

    prepare.collect_static()
    prepare.collect_static()

    assert calls == [("collectstatic",)]


def test_static_files_are_collected_again_when_one_changed(collected):
    calls, file = collected
    prepare.collect_static()

    file.write_text("b{}")
    prepare.collect_static()

    assert len(calls) == 2


@pytest.mark.django_db
def test_a_start_keeps_the_pages_that_are_missing_and_renders_none_twice(monkeypatch):
    for other_step in ("wait_for_our_turn", "collect_static", "add_demo_users"):
        monkeypatch.setattr(prepare, other_step, lambda: None)
    monkeypatch.setattr(prepare, "call_command", lambda *_, **__: None)
    standard = published()

    prepare.prepare()

    assert StoredPage.objects.filter(standard=standard).count() == 2
    monkeypatch.setattr(pages, "_rendered", None)
    prepare.prepare()
