"""Files have an end, words have not (threat 42): beyond the room of a day files are refused, reports are taken."""

import datetime as dt
import shutil

import pytest

from complaints import limits, quota
from complaints.limits import LIMITS, Limit, Purpose
from complaints.models import Attachment, Complaint
from tests.catalog.html_page import read
from tests.complaints.factories import NOW, PDF, make_filed, make_upload
from tests.complaints.pages import ANSWERS, CASE, answered, is_receipt, look_up, send, values_of, values_to_send
from tests.complaints.pages import form_of as form_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
FILE_OF_A_MEGABYTE = PDF[:9] + b" " * 1_000_000 + PDF[9:]


@pytest.fixture(autouse=True)
def room_for_two_megabytes_a_day(monkeypatch):
    monkeypatch.setitem(LIMITS, Purpose.FILES_OVERALL, Limit(2_100, dt.timedelta(days=1)))


def filed_with_a_file(client, clock):
    return send(client, answered(client), clock, berkas=[make_upload("a.pdf", FILE_OF_A_MEGABYTE)])


def test_quota(client, clock):
    for _ in range(2):
        assert is_receipt(filed_with_a_file(client, clock))

    refused = filed_with_a_file(client, clock)

    assert quota.FULL in read(refused).one("ul", id="berkas-error").text
    assert values_to_send(refused)["story"] == ANSWERS["story"]
    assert (Complaint.objects.count(), Attachment.objects.count()) == (2, 2)
    assert is_receipt(send(client, refused, clock))
    assert (Complaint.objects.count(), Attachment.objects.count()) == (3, 2)


def test_the_next_day_there_is_room_again_and_what_was_refused_took_none(client, clock):
    for _ in range(5):
        filed_with_a_file(client, clock)
    full = limits.share_of_files(now=NOW + dt.timedelta(minutes=1))

    clock.shift(dt.timedelta(days=1))

    assert 0.95 < full <= 1
    assert is_receipt(filed_with_a_file(client, clock))


def test_a_smaller_file_still_finds_the_room_that_is_left(client, clock):
    for _ in range(3):
        filed_with_a_file(client, clock)

    assert is_receipt(send(client, answered(client), clock, berkas=[make_upload("b.pdf", PDF)]))


def test_a_reply_with_a_file_is_told_the_same_and_keeps_its_words(client, clock):
    filed = make_filed(now=NOW)
    assert limits.count_files(2_100, now=NOW)
    look_up(client, filed.complaint.number, filed.code)
    reply = values_of(form_at(read(client.get(CASE)), f"{CASE}tanggapan/"))

    told = client.post(f"{CASE}tanggapan/", {**reply, "text": "Ini buktinya.", "berkas": [make_upload()]})

    assert quota.FULL in read(told).one("main").text
    assert "Ini buktinya." in told.text
    assert not Attachment.objects.exists()


def test_a_disk_that_is_nearly_full_takes_no_files_and_still_takes_words(client, clock, monkeypatch):
    free = quota.LEAST_FREE - 1
    monkeypatch.setattr(quota.shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**12, 10**12, free))

    refused = filed_with_a_file(client, clock)

    assert quota.FULL in refused.text
    assert is_receipt(send(client, refused, clock))
    assert not Attachment.objects.exists()


def test_a_report_without_files_asks_nothing_of_the_quota(django_assert_num_queries):
    with django_assert_num_queries(0):
        quota.take_room([], now=NOW)
