"""What the other tests rely on: tests/conftest.py and tests/settings.py do what they say."""

import datetime as dt

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage, staticfiles_storage
from django.db import DatabaseError, connection, transaction

from catalog.models import Edition, Standard
from tests.server import ROOT


@pytest.mark.parametrize("turn", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_starts_empty_although_editions_are_guarded(turn):
    assert not Edition.objects.exists()

    facts = {"kbli_code": "14120", "licence_kind": "nib", "risk_level": "rendah"}
    standard = Standard.objects.create(slug="uji", **facts)
    now = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
    Edition.objects.create(
        standard=standard, number=1, effective_on=now.date(), published_at=now, change_note="Terbit", **facts
    )

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalog_edition")


def test_state_of_tests_is_kept_out_of_the_project():
    assert ROOT not in settings.DATA_DIR.parents
    assert ROOT / "var" != settings.DATA_DIR


def test_static_files_need_no_collecting():
    assert type(staticfiles_storage._wrapped) is StaticFilesStorage or staticfiles_storage.url("a") == "/static/a"
