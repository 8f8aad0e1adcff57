import datetime as dt

import pytest

from catalog.models import CancelledEdition, Edition, ListEntry, SearchEntry, SharedText
from catalog.publishing import (
    PublishingError,
    activate_scheduled,
    change_shared_text,
    publish,
    touched_by_shared_text,
    withdraw,
)
from tests.catalog.factories import TODAY, answered, edit, make_draft, make_published, make_shared_text, make_user

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + dt.timedelta(days=1)
NEXT_WEEK = TODAY + dt.timedelta(days=7)
NOTE = "Alamat kantor berubah."


@pytest.fixture(autouse=True)
def _shared_texts():
    for component in (1, 4, 11, 14):
        make_shared_text(component, f"Lama {component}.")


def change(component=4, text="Baru.", **values):
    return change_shared_text(component, **{"text": text, "by": None, "change_note": NOTE, "today": TODAY, **values})


def publish_on(standard, day):
    return publish(standard, by=None, change_note="Terjadwal.", effective_on=day, today=TODAY)


def history(standard):
    """(number, day, text of component 4, whether cancelled) of every edition."""
    editions = standard.editions.select_related("cancellation")
    return [(each.number, each.effective_on, each.fees, hasattr(each, "cancellation")) for each in editions]


def test_it_touches_the_standards_in_force_that_inherit_the_component():
    inheriting = make_published(inherits=[4])
    make_published()
    make_published(inherits=[1, 14, 11])
    make_draft(inherits=[4])
    withdraw(make_published(inherits=[4]), by=None, reason="Dicabut.", today=TODAY)

    touched = touched_by_shared_text(4, today=TODAY)

    assert list(touched) == [inheriting]


@pytest.mark.parametrize("inherits", [[1], [11], [14], [1, 4], [4, 14], [1, 4, 11, 14]])
def test_a_component_is_not_taken_for_one_whose_number_holds_its_digits(inherits):
    make_published(inherits=inherits)

    found = [component for component in range(1, 15) if touched_by_shared_text(component, today=TODAY).exists()]

    assert found == inherits


def test_each_touched_standard_gets_one_new_edition_with_the_new_text_and_the_note():
    user = make_user()
    first, second, other = make_published(inherits=[4]), make_published(inherits=[4, 14]), make_published()

    editions = change(by=user)

    for standard in (first, second):
        standard.refresh_from_db()
        new = standard.current
        assert (new.number, new.fees, new.effective_on, new.change_note) == (2, "Baru.", TODAY, NOTE)
        assert (new.published_by, new.is_minor) == (user, False)
    assert editions == [first.current, second.current]
    assert second.current.inherited == [4, 14]
    assert second.current.evaluation == "Lama 14."
    assert history(other) == [(1, TODAY, other.fees, False)]
    assert SharedText.objects.get(component=4).text == "Baru."


def test_edits_in_the_draft_that_nobody_released_stay_unreleased():
    standard = edit(make_published(inherits=[4]), requirements="Belum diterbitkan.", fees="Rp 1.000,-")

    change()

    standard.refresh_from_db()
    assert standard.current.fees == "Baru."
    assert standard.current.requirements != "Belum diterbitkan."
    assert (standard.requirements, standard.fees) == ("Belum diterbitkan.", "Rp 1.000,-")


def test_a_scheduled_edition_is_issued_again_for_its_day_with_the_new_text():
    standard = edit(make_published(inherits=[4]))
    scheduled = publish_on(standard, NEXT_WEEK)

    change()

    assert history(standard) == [
        (1, TODAY, "Lama 4.", False),
        (2, NEXT_WEEK, "Lama 4.", True),
        (3, TODAY, "Baru.", False),
        (4, NEXT_WEEK, "Baru.", False),
    ]
    assert standard.editions.get(number=4).requirements == scheduled.requirements
    assert standard.editions.get(number=4).change_note == "Terjadwal."
    assert CancelledEdition.objects.get().reason == (
        "Diterbitkan ulang sebagai edisi 4 karena teks baku komponen 4 berubah."
    )


def test_a_scheduled_edition_with_a_text_of_its_own_keeps_it_and_still_takes_effect():
    standard = edit(make_published(inherits=[4]), fees="Rp 1.000,-")
    publish_on(standard, NEXT_WEEK)

    change()

    activate_scheduled(today=NEXT_WEEK)
    standard.refresh_from_db()
    assert (standard.current.number, standard.current.fees) == (4, "Rp 1.000,-")


def test_a_scheduled_edition_that_alone_inherits_is_issued_again_and_so_are_those_after_it():
    standard = make_published()
    publish_on(edit(standard, fees=""), TOMORROW)
    publish_on(edit(standard, fees="Rp 1.000,-"), NEXT_WEEK)

    change()

    own = standard.current.fees
    assert history(standard) == [
        (1, TODAY, own, False),
        (2, TOMORROW, "Lama 4.", True),
        (3, NEXT_WEEK, "Rp 1.000,-", True),
        (4, TOMORROW, "Baru.", False),
        (5, NEXT_WEEK, "Rp 1.000,-", False),
    ]


def test_a_withdrawn_standard_that_will_come_back_comes_back_with_the_new_text_and_not_earlier():
    standard = make_published(inherits=[4])
    withdraw(standard, by=None, reason="Dicabut.", today=TODAY)
    publish(standard, by=None, change_note="Kembali.", effective_on=NEXT_WEEK, reinstate=True, today=TODAY)

    change()

    standard.refresh_from_db()
    assert standard.withdrawn_on == TODAY
    activate_scheduled(today=NEXT_WEEK)
    standard.refresh_from_db()
    assert (standard.withdrawn_on, standard.current.number, standard.current.fees) == (None, 3, "Baru.")


def test_an_edition_whose_day_has_come_counts_as_current():
    standard = edit(make_published(inherits=[4]), fees="Rp 1.000,-")
    publish_on(standard, TOMORROW)

    editions = change(today=TOMORROW)

    assert editions == []
    standard.refresh_from_db()
    assert standard.current.number == 2


def test_a_text_for_a_component_that_had_none_publishes_nothing():
    make_published()

    assert change(component=5) == []
    assert SharedText.objects.get(component=5).text == "Baru."


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"text": " \n"}, "Teks baku tidak boleh kosong, karena standar yang memakainya menjadi tidak lengkap."),
        ({"text": "Lama 4."}, "Teks baku tidak berubah, jadi tidak ada yang perlu diterbitkan."),
        (
            {"change_note": ""},
            "Tuliskan catatan perubahan; catatan ini tampil pada setiap edisi yang diterbitkan ulang.",
        ),
    ],
)
def test_it_refuses_what_makes_no_sense(values, message):
    make_published(inherits=[4])

    with pytest.raises(PublishingError) as caught:
        change(**values)

    assert caught.value.message == message
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_republishing_takes_the_same_queries_however_many_standards_it_touches(django_assert_num_queries, count):
    for _ in range(count):
        answered(make_published(inherits=[4]))

    with django_assert_num_queries(60):
        change()


def test_more_standards_than_a_statement_takes_are_all_published_anew(monkeypatch):
    for module in ("publishing", "reissues", "citations", "list_index", "search.index", "quality.checking"):
        monkeypatch.setattr(f"catalog.{module}.BATCH", 2)
    standards = [make_published(inherits=[4]) for _ in range(5)]

    editions = change()

    assert {edition.standard_id for edition in editions} == {standard.pk for standard in standards}
    assert Edition.objects.current().filter(fees="Baru.").count() == SearchEntry.objects.count() == 5
    assert set(ListEntry.objects.values_list("edition", flat=True)) == {edition.pk for edition in editions}
