"""Editions that begin later, are cancelled before they begin, and standards that are withdrawn."""

import datetime as dt

import pytest

from catalog.models import CancelledEdition
from catalog.publishing import activate_scheduled, cancel_scheduled, withdraw
from tests.catalog.factories import TODAY, edit, make_draft, make_published, make_user
from tests.catalog.publications import NEXT_WEEK, TOMORROW, publish_today, refusal

pytestmark = pytest.mark.django_db

# Scheduling


def test_a_scheduled_edition_leaves_the_current_one_until_its_day():
    standard = edit(make_published())
    scheduled = publish_today(standard, effective_on=NEXT_WEEK)
    standard.refresh_from_db()
    assert standard.current.number == 1

    too_early = activate_scheduled(today=NEXT_WEEK - dt.timedelta(days=1))
    on_its_day = activate_scheduled(today=NEXT_WEEK)
    once_more = activate_scheduled(today=NEXT_WEEK)

    standard.refresh_from_db()
    assert (too_early, on_its_day, once_more) == (0, 1, 0)
    assert standard.current == scheduled


def test_a_missed_day_is_caught_up_with_and_only_the_newest_edition_becomes_current():
    standard = edit(make_published())
    publish_today(standard, effective_on=TOMORROW)
    edit(standard)
    newest = publish_today(standard, effective_on=NEXT_WEEK)

    activate_scheduled(today=NEXT_WEEK + dt.timedelta(days=30))

    standard.refresh_from_db()
    assert standard.current == newest


def test_activation_never_goes_back_when_the_clock_does():
    standard = make_published()
    newest = publish_today(edit(standard), effective_on=TOMORROW)
    activate_scheduled(today=TOMORROW)

    moved = activate_scheduled(today=TODAY)

    standard.refresh_from_db()
    assert (moved, standard.current) == (0, newest)


def test_the_first_edition_can_be_scheduled():
    draft = make_draft()

    publish_today(draft, effective_on=TOMORROW)

    draft.refresh_from_db()
    assert draft.current is None
    assert activate_scheduled(today=TOMORROW) == 1


def test_publishing_refuses_a_day_in_the_past():
    message = refusal(publish_today, make_draft(), effective_on=TODAY - dt.timedelta(days=1))

    assert message == "Tanggal berlaku 19 November 2026 sudah lewat. Pilih hari ini atau sesudahnya."


@pytest.mark.parametrize("effective_on", [TODAY, TOMORROW, NEXT_WEEK])
def test_publishing_refuses_a_day_before_a_scheduled_edition(effective_on):
    standard = edit(make_published())
    publish_today(standard, effective_on=NEXT_WEEK)
    edit(standard)

    message = refusal(publish_today, standard, effective_on=effective_on)

    assert message == (
        "Edisi 2 sudah dijadwalkan berlaku 27 November 2026. Batalkan dulu jadwal itu, atau pilih tanggal sesudahnya."
    )


def test_a_scheduled_edition_whose_day_has_come_is_current_before_the_next_is_made():
    standard = edit(make_published(), requirements="Terjadwal.")
    publish_today(standard, effective_on=TOMORROW)

    message = refusal(publish_today, standard, today=TOMORROW)

    assert message == "Naskah ini sama dengan edisi 2. Tidak ada yang perlu diterbitkan."


# Cancelling


def test_a_cancelled_edition_never_takes_effect_and_its_number_stays_used():
    user = make_user()
    standard = edit(make_published())
    scheduled = publish_today(standard, effective_on=NEXT_WEEK)

    cancellation = cancel_scheduled(scheduled, by=user, reason="Salah tanggal.", today=TODAY)

    assert (cancellation.cancelled_by, cancellation.reason) == (user, "Salah tanggal.")
    assert activate_scheduled(today=NEXT_WEEK) == 0
    assert publish_today(standard).number == 3


def test_an_edition_in_force_cannot_be_cancelled():
    standard = make_published()

    message = refusal(cancel_scheduled, standard.current, by=None, reason="Salah.", today=TODAY)

    assert message == "Edisi ini sudah berlaku. Terbitkan edisi baru untuk menggantikannya."


def test_an_edition_is_cancelled_once_and_with_a_reason():
    scheduled = publish_today(edit(make_published()), effective_on=NEXT_WEEK)

    assert refusal(cancel_scheduled, scheduled, by=None, reason=" ", today=TODAY).startswith("Tuliskan alasan")
    cancel_scheduled(scheduled, by=None, reason="Salah.", today=TODAY)
    assert refusal(cancel_scheduled, scheduled, by=None, reason="Salah.", today=TODAY).startswith("Edisi ini sudah")
    assert CancelledEdition.objects.count() == 1


# Withdrawing


def test_a_withdrawn_standard_keeps_its_edition_and_says_since_when_why_and_what_instead():
    user = make_user()
    standard, successor = make_published(), make_published()

    withdraw(standard, by=user, reason=" Dilebur. ", replaced_by=successor, today=TODAY)

    standard.refresh_from_db()
    assert standard.current.number == 1
    assert (standard.withdrawn_on, standard.withdrawn_by) == (TODAY, user)
    assert (standard.withdrawn_reason, standard.replaced_by) == ("Dilebur.", successor)


def test_withdrawing_refuses_what_makes_no_sense():
    draft, standard, withdrawn = make_draft(), make_published(), make_published()
    withdraw(withdrawn, by=None, reason="Dicabut.", today=TODAY)
    scheduled = make_published()
    publish_today(edit(scheduled), effective_on=TOMORROW)

    def refused(standard, reason="Dicabut.", **values):
        return refusal(withdraw, standard, by=None, reason=reason, today=TODAY, **values)

    assert refused(draft) == "Standar ini belum pernah terbit, jadi tidak perlu dicabut."
    assert refused(withdrawn) == "Standar ini sudah dicabut pada 20 November 2026."
    assert refused(standard, reason=" ") == "Tuliskan alasan pencabutan; alasan ini tampil di halaman standar."
    assert refused(scheduled) == "Masih ada edisi terjadwal. Batalkan dulu edisi itu, lalu cabut standar ini."
    for replacement in (standard, draft, withdrawn):
        message = refused(standard, replaced_by=replacement)
        assert message == "Pengganti harus standar lain yang sudah terbit dan tidak dicabut."


def test_a_withdrawn_standard_is_published_again_only_deliberately():
    standard = make_published()
    withdraw(standard, by=None, reason="Dicabut.", today=TODAY)

    assert "sudah dicabut pada 20 November 2026" in refusal(publish_today, edit(standard))
    publish_today(standard, reinstate=True)

    standard.refresh_from_db()
    assert (standard.current.number, standard.withdrawn_on, standard.withdrawn_reason) == (2, None, "")


def test_a_withdrawn_standard_can_come_back_unchanged_and_stays_withdrawn_until_its_day():
    standard = make_published()
    withdraw(standard, by=None, reason="Dicabut.", today=TODAY)

    publish_today(standard, reinstate=True, effective_on=NEXT_WEEK)

    standard.refresh_from_db()
    assert standard.withdrawn_on == TODAY
    activate_scheduled(today=NEXT_WEEK)
    standard.refresh_from_db()
    assert standard.withdrawn_on is None
