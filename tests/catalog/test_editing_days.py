"""When an edition that two people made begins, and how a standard stands."""

import datetime as dt

import pytest
from django.utils import timezone

from catalog import editing
from catalog.editing import Standing
from catalog.models import Standard
from catalog.publishing import activate_scheduled, withdraw
from catalog.refusals import PublishingError
from tests.catalog.editing_factories import edited, submitted
from tests.catalog.factories import make_draft, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 20, 3, 0, tzinfo=dt.UTC))
    return dt.date(2026, 11, 20)


def standing(standard) -> Standing:
    return editing.standing(editing.with_standing(Standard.objects, timezone.localdate()).get(pk=standard.pk))


# Days and standings


def test_a_later_day_schedules_the_edition(editor, publisher, today):
    standard = edited(make_published(), editor)
    later = today + dt.timedelta(days=5)

    edition = editing.approve(submitted(standard, editor, effective_on=later), by=publisher)

    assert edition.effective_on == later
    assert standing(standard) == Standing.SCHEDULED
    activate_scheduled(today=later)
    assert Standard.objects.get().current == edition


def test_a_day_that_has_passed_before_the_approval_becomes_today(editor, publisher, today, time_machine):
    submission = submitted(edited(make_published(), editor), editor, effective_on=today + dt.timedelta(days=1))
    time_machine.move_to(dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC))

    assert editing.approve(submission, by=publisher).effective_on == dt.date(2026, 11, 25)


def test_every_standard_stands_in_one_way(editor):
    draft, published, withdrawn = make_draft(), make_published(), make_published()
    waiting = submitted(edited(make_published(), editor), editor).standard
    withdraw(withdrawn, by=editor, reason="Tidak berlaku.")

    assert [standing(each) for each in (draft, waiting, published, withdrawn)] == [
        Standing.DRAFT,
        Standing.WAITING,
        Standing.PUBLISHED,
        Standing.WITHDRAWN,
    ]


def test_a_withdrawn_standard_comes_back_only_when_that_is_asked_for(editor, publisher):
    standard = make_published()
    withdraw(standard, by=publisher, reason="Keliru.")
    standard = edited(standard, editor)

    with pytest.raises(PublishingError, match="sudah dicabut"):
        submitted(standard, editor)
    editing.approve(submitted(standard, editor, reinstate=True), by=publisher)

    assert standing(standard) == Standing.PUBLISHED
