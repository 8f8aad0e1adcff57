"""What lists are made of stays in step with what is published, whichever way it changes."""

import datetime as dt
from collections import Counter
from itertools import product

import pytest
from django.core.management import call_command
from django.http import QueryDict

from catalog.list_index import is_listed, relist_all
from catalog.listing import Listing
from catalog.models import ActivityCount, Edition, FacetCount, ListEntry, Standard
from catalog.publishing import activate_scheduled, change_shared_text, publish, withdraw
from catalog.rules.facets import NO_DAYS
from tests.catalog.factories import edit, make_sector, make_shared_text
from tests.catalog.pages_factory import FIRST_DAY, published

pytestmark = pytest.mark.django_db

LATER = FIRST_DAY + dt.timedelta(days=30)


def listed():
    """Title and days of each row; those and the counts must be what the editions in force say."""
    rows = {each.standard_id: each for each in ListEntry.objects.select_related("facets", "activity")}
    current = {each.standard_id: each for each in Edition.objects.current()}
    assert {key: row.edition_id for key, row in rows.items()} == {key: each.pk for key, each in current.items()}
    assert counts_of(FacetCount) == Counter(row.facets_id for row in rows.values())
    assert counts_of(ActivityCount) == Counter(row.activity_id for row in rows.values())
    for key, row in rows.items():
        edition = current[key]
        days = NO_DAYS if edition.processing_days is None else edition.processing_days
        assert (row.kbli_title, row.kbli_code, row.days) == (edition.kbli_title, edition.kbli_code, days)
        assert (row.facets.division, row.facets.risk_level) == (edition.kbli_code[:2], edition.risk_level)
        assert (row.activity.kbli_code, row.activity.kbli_title) == (edition.kbli_code, edition.kbli_title)
    return sorted((row.kbli_title, row.days) for row in rows.values())


def counts_of(model):
    return Counter(dict(model.objects.filter(count__gt=0).values_list("pk", "count")))


def test_each_publication_and_withdrawal_moves_the_counts():
    standard = published(kbli_title="Jahit", processing_days=7)
    published(kbli_title="Kursus", processing_days=None, sector=make_sector())
    assert listed() == [("Jahit", 7), ("Kursus", NO_DAYS)]

    publish(edit(standard, processing_days=3, kbli_title="Jahit Baju"), by=None, change_note="Cepat.", today=LATER)
    assert listed() == [("Jahit Baju", 3), ("Kursus", NO_DAYS)]

    withdraw(standard, by=None, reason="Kewenangan beralih.", today=LATER)
    assert listed() == [("Kursus", NO_DAYS)]


def test_a_scheduled_edition_counts_from_its_day_on():
    standard = published(processing_days=7)
    publish(edit(standard, processing_days=2), by=None, change_note="Cepat.", today=FIRST_DAY, effective_on=LATER)
    assert listed() == [("Penjahitan Pakaian", 7)]

    activate_scheduled(today=LATER)

    assert listed() == [("Penjahitan Pakaian", 2)]


def test_a_shared_text_that_changes_moves_the_rows_to_the_new_editions():
    make_shared_text(14)
    for number in range(3):
        published(kbli_title=f"Usaha {number}", evaluation="")

    change_shared_text(14, text="Teks baru.", by=None, change_note="Diperbarui.", today=LATER)

    assert len(listed()) == 3


def test_making_everything_anew_changes_nothing_and_mends_what_was_written_past_publishing():
    for number in range(3):
        published(kbli_title=f"Usaha {number}")
    before = listed()
    ListEntry.objects.all().delete()
    FacetCount.objects.update(count=9)
    assert not is_listed()

    call_command("reindex")

    assert is_listed()
    assert listed() == before
    Standard.objects.update(withdrawn_on=FIRST_DAY, withdrawn_reason="Dicabut.")
    assert relist_all() == 0
    assert listed() == []


def test_the_list_holds_in_the_same_order_what_the_data_hold():
    for number in range(40):
        published(
            kbli_code=("14120", "01622", "01611", "78422")[number % 4],
            kbli_title=f"Usaha {number * 7 % 40:02}",
            risk_level=("tinggi", "rendah", "rendah")[number % 3],
            licence_kind=("izin", "nib", "nib")[number % 3],
            product=("NIB dan Izin", "NIB", "NIB")[number % 3],
            processing_days=(5, 7, None, 14)[number % 4],
            fee_rupiah=(0, None)[number % 5 == 0],
        )
    call_command("loaddata", "kbli", verbosity=0)
    relist_all()
    queries = ("", "risiko=tinggi", "kbli=A&biaya=gratis", "kbli=016", "hari=6", "izin=izin&hari=30")

    for query, order in product(queries, ("judul", "kode", "hari", "terbaru")):
        listing = Listing(QueryDict(f"{query}&urut={order}"))
        shown = [key for number in listing.page.paginator.page_range for key in listing.page.paginator.page(number)]

        assert shown == list(listing.filters.sorted().values_list("pk", flat=True)), (query, order)
        assert len(shown) == listing.counts.total > 0, (query, order)
