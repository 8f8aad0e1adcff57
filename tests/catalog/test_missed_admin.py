"""Searches that found nothing become everyday names: choose a standard or a code, and the next search finds it."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry

from catalog.models import Edition, KbliCode, MissedSearch, Synonym
from catalog.search.lookup import search
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

LIST = "/admin/catalog/missedsearch/"


@pytest.fixture
def missed():
    return MissedSearch.objects.create(words="tambal ban", count=7, last_on=dt.date(2026, 11, 19))


@pytest.fixture
def code():
    return KbliCode.objects.create(
        edition=2020, code="4540", title="Perdagangan sepeda motor", level="golongan", section="G"
    )


def page_of(missed):
    return f"/admin/catalog/pencarian-tanpa-hasil/{missed.pk}/"


def found(words):
    """The standards that the public finds with these words."""
    return list(search(Edition.objects.current(), words).order_by("rank").values_list("standard", flat=True))


def add(client, missed, words="tambal ban", **target):
    return client.post(page_of(missed), {"words": words, "q": "", **target}, follow=True)


def test_the_list_leads_to_adding(admin_client, missed):
    link = read(admin_client.get(LIST)).one("a", href=page_of(missed))

    assert link.text == "Tambahkan tambal ban"


def test_standards_and_codes_are_found_by_title_or_number(admin_client, missed, code):
    standard = published(slug="bengkel", kbli_code="45407", kbli_title="Reparasi Sepeda Motor")

    by_title = admin_client.post(page_of(missed), {"words": "tambal ban", "q": "sepeda motor"})
    by_number = admin_client.post(page_of(missed), {"words": "tambal ban", "q": "4540"})

    for page in map(read, (by_title, by_number)):
        assert [each["value"] for each in page.all("button", name="standard")] == [str(standard.pk)]
        assert [each["value"] for each in page.all("button", name="code")] == [str(code.pk)]
    assert MissedSearch.objects.exists()


def test_one_click_gives_the_words_to_a_standard_and_strikes_them_off(admin_client, missed):
    standard = published(slug="bengkel", kbli_code="45407", kbli_title="Reparasi Sepeda Motor")
    assert found("tambal ban") == []

    add(admin_client, missed, standard=standard.pk)

    assert Synonym.objects.values_list("standard", "kbli_code", "words", "source").get() == (
        standard.pk,
        "",
        "tambal ban",
        "kata yang dicari",
    )
    assert not MissedSearch.objects.exists()
    assert found("tambal ban") == [standard.pk]
    assert "tambal ban" in LogEntry.objects.get().change_message


def test_a_code_gives_them_to_all_below_it(admin_client, missed, code):
    standard = published(slug="bengkel", kbli_code="45407", kbli_title="Reparasi Sepeda Motor")

    add(admin_client, missed, code=code.pk)

    assert found("tambal ban") == [standard.pk]


def test_further_words_join_those_from_before(admin_client, missed, code):
    Synonym.objects.create(kbli_edition=2020, kbli_code="4540", source="kata yang dicari", words="bengkel, Tambal Ban")

    add(admin_client, missed, words="tambal ban, isi angin", code=code.pk)

    assert Synonym.objects.get().words == "bengkel, Tambal Ban, isi angin"


@pytest.mark.parametrize("words", ["", "  ", "x" * 301, "a\x00b", ", ,"])
def test_words_that_are_none_are_an_error_and_nothing_is_lost(admin_client, missed, code, words):
    page = add(admin_client, missed, words=words, code=code.pk)

    assert page.status_code == 200
    assert page.context["form"].errors["words"]
    assert MissedSearch.objects.exists()
    assert not Synonym.objects.exists()


def test_who_may_only_look_does_not_add(client, missed, django_user_model):
    client.force_login(django_user_model.objects.create_user("pengunjung", is_staff=True))

    assert client.get(page_of(missed)).status_code == 403
    assert add(client, missed).status_code == 403
