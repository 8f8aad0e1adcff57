"""What was handed in through the admin: whose it is, and for how long it is kept."""

import datetime as dt

import pytest
import time_machine

from catalog.models import ImportBatch, Standard
from tests.catalog.importing import INSPECTION, TAILOR, address

pytestmark = pytest.mark.django_db


def test_an_upload_is_its_owners_alone(hand_in, client, admin_user):
    hand_in(TAILOR)
    client.force_login(admin_user)

    for answer in (client.get(address()), client.get(address("0-0")), client.post(address("buang"))):
        assert answer.status_code == 404
    assert ImportBatch.objects.exists()


def test_after_a_day_it_is_gone(hand_in, client, importer):
    hand_in(TAILOR)
    ImportBatch.objects.update(made_at=dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC))

    with time_machine.travel(dt.datetime(2026, 11, 21, 8, tzinfo=dt.UTC), tick=False):
        client.force_login(importer)
        assert client.get(address()).status_code == 404
        hand_in(INSPECTION)

    assert ImportBatch.objects.count() == 1


def test_five_uploads_of_a_person_are_kept(hand_in):
    for _ in range(7):
        hand_in(TAILOR)

    assert ImportBatch.objects.count() == 5


def test_what_is_thrown_away_leaves_the_drafts(hand_in, client):
    hand_in(TAILOR)
    client.post(address("0-0"))

    client.post(address("buang"))

    assert not ImportBatch.objects.exists()
    assert Standard.objects.count() == 1
