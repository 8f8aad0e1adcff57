import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from catalog.models import Edition
from catalog.publishing import PublishingError, cancel_scheduled, publish
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
from tests.catalog.publications import NEXT_WEEK, TOMORROW, publish_today, refusal

pytestmark = pytest.mark.django_db

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
