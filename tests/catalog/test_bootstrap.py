import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from catalog.management.commands.bootstrap import FIRST_NOTE
from catalog.models import Edition, Standard
from catalog.publishing import publish
from tests.catalog.factories import edit, make_draft

pytestmark = pytest.mark.django_db


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Standard, Edition)]


def test_an_empty_catalogue_is_filled_and_published(capsys):
    call_command("bootstrap")

    editions = Edition.objects.current()
    assert editions.count() == 4
    assert {(each.number, each.change_note, each.effective_on) for each in editions} == {
        (1, FIRST_NOTE, timezone.localdate())
    }
    assert capsys.readouterr().out == "Katalog diisi: 4 standar terbit.\n"


def test_the_published_pages_hold_every_shared_text(capsys):
    call_command("bootstrap")

    inherited = dict(Edition.objects.values_list("kbli_code", "inherited"))
    assert inherited["01622"] == [4, 6, 8, 9, 10, 11, 12, 13, 14]
    assert all(edition.evaluation and edition.fees == "Gratis" for edition in Edition.objects.all())


def test_a_second_run_changes_nothing_and_says_nothing(capsys):
    call_command("bootstrap")
    before = everything()
    capsys.readouterr()

    call_command("bootstrap")

    assert everything() == before
    assert capsys.readouterr().out == ""


def test_a_catalogue_with_a_standard_of_its_own_is_left_alone():
    make_draft()

    call_command("bootstrap")

    assert Standard.objects.count() == 1


def test_nothing_is_kept_of_a_filling_that_failed(monkeypatch):
    monkeypatch.setattr(
        "catalog.management.commands.bootstrap.publish", lambda *_, **__: pytest.fail("stop", pytrace=False)
    )

    with pytest.raises(pytest.fail.Exception):
        call_command("bootstrap")

    assert everything() == [[], []]


def test_every_run_activates_what_was_scheduled(time_machine):
    call_command("bootstrap")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    standard = edit(Standard.objects.first())
    scheduled = publish(standard, by=None, change_note="Terjadwal.", effective_on=tomorrow)

    time_machine.move_to(dt.datetime.combine(tomorrow, dt.time(1), tzinfo=timezone.get_default_timezone()))
    call_command("bootstrap")

    standard.refresh_from_db()
    assert standard.current == scheduled
