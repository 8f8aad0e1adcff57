"""A clock that jumps back (threat 69): the record stays whole, and nothing is of a negative age."""

import datetime as dt
import re

import pytest
import time_machine

from complaints import actions, chain
from tests.catalog.html_page import read
from tests.complaints.desk import enter
from tests.complaints.factories import NOW, make_complaint, officer

YESTERDAY = NOW - dt.timedelta(days=1)


@pytest.mark.django_db
def test_the_record_stays_whole_in_the_order_in_which_it_was_written():
    complaint = make_complaint()
    actions.review(complaint, **officer(now=YESTERDAY))
    actions.add_note(complaint, text="Sudah ditelepon.", **officer(now=NOW))

    events = complaint.events.order_by("sequence")

    assert [event.sequence for event in events] == [1, 2, 3]
    assert [event.at for event in events] == [NOW, YESTERDAY, NOW]
    assert list(chain.flaws()) == []


@pytest.mark.django_db
def test_a_report_of_tomorrow_has_no_negative_age_on_any_page(client):
    complaint = make_complaint()
    with time_machine.travel(YESTERDAY, tick=False):
        enter(client)
        pages = [
            client.get(address)
            for address in ("/petugas/", "/petugas/kasus/", f"/petugas/kasus/{complaint.pk}/", "/petugas/laporan/")
        ]

    assert [page.status_code for page in pages] == [200] * 4
    for page in pages:
        assert re.findall(r"(?<![\w.])[-−–]\s?\d+ hari", read(page).one("main").text) == []
