import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from catalog.models import CancelledEdition, Edition
from catalog.publishing import (
    PublishingError,
    activate_scheduled,
    cancel_scheduled,
    publish,
    withdraw,
)
from tests.catalog.factories import (
    TEXTS,
    TODAY,
    edit,
    make_draft,
    make_published,
    make_sector,
    make_shared_text,
    make_user,
)

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + dt.timedelta(days=1)
NEXT_WEEK = TODAY + dt.timedelta(days=7)


def refusal(function, *arguments, **values) -> str:
    with pytest.raises(PublishingError) as caught:
        function(*arguments, **values)
    return caught.value.message


def publish_today(standard, **values):
    return publish(standard, **{"by": None, "change_note": "Diperbarui.", "today": TODAY, **values})


# Completeness


def test_publishing_refuses_an_incomplete_standard_and_names_what_is_missing():
    make_shared_text(4)
    draft = make_draft(inherits=[4, 6, 14], legal_basis=" \n ")

    message = refusal(publish_today, draft)

    assert message == (
        "Standar belum lengkap. Isi dulu komponen ini: "
        "6. Penanganan Pengaduan, Saran dan Masukan; 7. Dasar Hukum; 14. Evaluasi Kinerja Pelaksana."
    )
    assert not Edition.objects.exists()


# The first edition


def test_an_edition_holds_what_the_draft_says_and_who_published_it():
    user = make_user()
    draft = make_draft(sector=make_sector(), business_scale="kecil", executor_count=30)

    edition = publish(draft, by=user, change_note=" Edisi pertama. ", today=TODAY)

    draft.refresh_from_db()
    stored = Edition.objects.get()
    assert draft.current == edition == stored
    assert stored.content() == draft.content()
    assert (stored.number, stored.effective_on, stored.published_by) == (1, TODAY, user)
    assert (stored.change_note, stored.is_minor, stored.inherited) == ("Edisi pertama.", False, [])


def test_a_blank_component_takes_the_shared_text_and_is_noted_as_inherited():
    make_shared_text(4, "Gratis")
    make_shared_text(14, "Teks baku empat belas.")

    edition = publish_today(make_draft(inherits=[4, 14]))

    assert (edition.fees, edition.evaluation) == ("Gratis", "Teks baku empat belas.")
    assert edition.requirements == TEXTS["requirements"]
    assert edition.inherited == [4, 14]


def test_the_draft_as_stored_is_published_not_the_copy_at_hand():
    draft = make_draft()
    edit(make_draft(slug="lain"), requirements="lain")
    draft.requirements = "belum disimpan"

    edition = publish_today(draft)

    assert edition.requirements == TEXTS["requirements"]


# Change notes


def test_publishing_needs_a_change_note():
    draft = make_draft()

    message = refusal(publish_today, draft, change_note="  ")

    assert message == "Tuliskan catatan perubahan, atau tandai sebagai perubahan kecil."


def test_a_minor_change_needs_no_note():
    standard = edit(make_published(), requirements="Salah ketik diperbaiki.")

    edition = publish_today(standard, change_note="", minor=True)

    assert (edition.number, edition.is_minor, edition.change_note) == (2, True, "")


def test_publishing_refuses_when_nothing_changed():
    standard = make_published()

    message = refusal(publish_today, standard)

    assert message == "Naskah ini sama dengan edisi 1. Tidak ada yang perlu diterbitkan."


def test_taking_over_the_shared_text_is_a_change_even_when_the_words_stay():
    make_shared_text(4, TEXTS["fees"])
    standard = edit(make_published(), fees="")

    edition = publish_today(standard, minor=True)

    assert edition.inherited == [4]


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


# The edition of a day


def test_the_edition_in_force_on_a_day_is_the_newest_that_had_taken_effect():
    def in_force(day):
        return standard.editions.effective(day).order_by("number").last()

    standard = make_published()
    cancelled = publish_today(edit(standard), effective_on=TOMORROW)
    cancel_scheduled(cancelled, by=None, reason="Salah.", today=TODAY)
    third = publish_today(standard, effective_on=NEXT_WEEK)

    assert in_force(TODAY - dt.timedelta(days=1)) is None
    assert in_force(TODAY).number == 1
    assert in_force(NEXT_WEEK - dt.timedelta(days=1)).number == 1
    assert in_force(NEXT_WEEK) == third


def test_today_is_the_day_in_jakarta(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 20, 17, 0, tzinfo=dt.UTC), tick=False)

    edition = publish(make_draft(), by=None, change_note="Edisi pertama.")

    assert edition.effective_on == dt.date(2026, 11, 21)


# Cost


@pytest.mark.parametrize("others", [1, 20])
def test_publishing_takes_the_same_queries_however_many_standards_there_are(django_assert_num_queries, others):
    for component in range(8, 15):
        make_shared_text(component)
    for _ in range(others):
        make_published(inherits=range(8, 15))
    draft = make_draft(inherits=range(8, 15))

    with django_assert_num_queries(29):
        publish_today(draft)


# Two at once


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_the_same_draft_at_once_make_one_edition():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("basis data SQLite dalam memori tidak mengantrekan penulis")
    standard = edit(make_published())
    start = threading.Barrier(4)

    def attempt(_):
        try:
            start.wait()
            publish_today(standard)
        except PublishingError as error:
            return error.message
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(attempt, range(4)))

    refused = "Naskah ini sama dengan edisi 2. Tidak ada yang perlu diterbitkan."
    assert answers.count(None) == 1
    assert answers.count(refused) == 3
    assert list(standard.editions.values_list("number", flat=True)) == [1, 2]
