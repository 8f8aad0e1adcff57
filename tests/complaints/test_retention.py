"""Which cases are past their period, and the command that erases them (manage.py retain)."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command

from complaints import actions, privacy
from complaints.models import Erasure, ErasureGround, Reporter
from tests.complaints.factories import NOW, make_told, officer
from tests.complaints.personal import LATER, make_handled

pytestmark = pytest.mark.usefixtures("ledger_of_its_own")


def retained(*arguments, capsys, at=LATER):
    with time_machine.travel(at, tick=False):
        call_command("retain", *arguments)
    return capsys.readouterr().out


@pytest.mark.django_db
def test_nothing_is_erased_by_itself_until_the_office_has_decided(capsys):
    make_handled()

    out = retained(capsys=capsys)

    assert "masa simpan belum ditetapkan" in out
    assert Reporter.objects.count() == 1


@pytest.mark.django_db
def test_retain_erases_what_is_over_its_period_and_says_so_beforehand(settings, capsys):
    settings.RETENTION_DAYS = {"pengaduan": 365}
    closed = make_handled().complaint
    make_told()  # answered, never closed

    told = retained("--dry-run", capsys=capsys)
    assert (f"  {closed.number}, ditutup 2026-11-20" in told, Erasure.objects.count()) == (True, 0)

    retained(capsys=capsys)
    erasure = Erasure.objects.get()
    assert (erasure.complaint, erasure.ground, erasure.by) == (closed, ErasureGround.RETENTION, None)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "number"), [(364, 0), (365, 1)])
def test_the_period_begins_with_the_closing(settings, days, number):
    settings.RETENTION_DAYS = {"pengaduan": 365}
    make_handled()
    now = NOW + dt.timedelta(days=days)

    assert privacy.ripe(privacy.RetentionClass.COMPLAINT, now.date(), now=now).count() == number


@pytest.mark.django_db
def test_never_right_after_something_new_was_written(settings):
    settings.RETENTION_DAYS = {"pengaduan": 1}
    complaint = make_handled().complaint
    later = NOW + dt.timedelta(days=31)
    kind = privacy.RetentionClass.COMPLAINT
    assert (kind.days, privacy.ripe(kind, later.date(), now=later).count()) == (30, 1)

    actions.show_identity(complaint, reason=actions.IdentityReason.CONTACT, **officer(now=later))
    assert privacy.ripe(kind, later.date(), now=later).count() == 1

    actions.add_note(complaint, text="Menelepon lagi.", **officer(now=later))
    assert privacy.ripe(kind, later.date(), now=later).count() == 0
