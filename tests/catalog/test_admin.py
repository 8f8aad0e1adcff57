import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from catalog.models import (
    CancelledEdition,
    Edition,
    KbliCode,
    MissedSearch,
    Regulation,
    Sector,
    SharedText,
    Standard,
    Synonym,
)
from catalog.publishing import cancel_scheduled, publish
from tests.catalog.factories import (
    TODAY,
    edit,
    make_draft,
    make_published,
    make_sector,
    make_shared_text,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def log_in(client):
    """A client logged in as a superuser, or as one of the group named."""

    def log_in(group=""):
        user = make_user(group or "admin", is_staff=True, is_superuser=not group)
        if group:
            call_command("loaddata", "groups", verbosity=0)
            user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return log_in


def url(model_or_row, page, *arguments):
    return reverse(f"admin:catalog_{model_or_row._meta.model_name}_{page}", args=arguments)


def form_of(response) -> dict[str, str]:
    """What a browser would send back, with the line breaks it makes."""
    form = response.context["adminform"].form
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: str(value).replace("\n", "\r\n") for name, value in values.items() if value is not None}


@pytest.fixture
def _rows_of_every_model():
    standard = make_published(sector=make_sector())
    make_shared_text(4)
    scheduled = publish(edit(standard), by=None, minor=True, effective_on=TODAY + dt.timedelta(days=9), today=TODAY)
    cancel_scheduled(scheduled, by=None, reason="Salah tanggal.", today=TODAY)
    Regulation.objects.create(slug="pp-5-2021", kind="Peraturan Pemerintah", number=5, year=2021, status="berlaku")
    KbliCode.objects.create(edition=2020, code="14120", title="Penjahitan", level="kelompok")
    Synonym.objects.create(kbli_code="14120", words="tukang jahit")
    MissedSearch.objects.create(words="tambal ban", last_on=TODAY)


@pytest.mark.usefixtures("_rows_of_every_model")
@pytest.mark.parametrize(
    ("model", "words", "found"),
    [
        (Standard, "14120", 1),
        (Edition, "14120", 2),
        (Regulation, "pemerintah", 1),
        (Sector, "industri", 1),
        (KbliCode, "jahit", 1),
        (Synonym, "tukang", 1),
        (MissedSearch, "tambal", 1),
    ],
)
def test_every_list_is_found_by_its_words_and_not_by_others(log_in, model, words, found):
    client = log_in()

    counts = [client.get(url(model, "changelist"), {"q": asked}).context["cl"].result_count for asked in (words, "zzz")]

    assert counts == [found, 0]


@pytest.mark.usefixtures("_rows_of_every_model")
@pytest.mark.parametrize("model", [SharedText, CancelledEdition])
def test_what_is_not_searched_is_listed(log_in, model):
    response = log_in().get(url(model, "changelist"))

    assert list(response.context["cl"].result_list) == list(model.objects.all())
    assert response.context["cl"].result_count == 1


@pytest.mark.parametrize("model", [Edition, CancelledEdition])
def test_editions_can_be_read_and_nothing_else(log_in, model):
    edition = make_published().current
    client = log_in()

    assert client.get(url(model, "add")).status_code == 403
    page = client.get(url(edition, "change", edition.pk))
    assert "adminform" in page.context
    assert not page.context["adminform"].form.fields
    assert client.post(url(edition, "change", edition.pk), {"fees": "x"}).status_code == 403
    assert client.post(url(edition, "delete", edition.pk), {"post": "yes"}).status_code == 403


def test_saving_a_draft_without_a_change_changes_no_letter(log_in):
    standard = make_draft(requirements="A. Umum:\n  1. Skala kecil;\n  2. Akun.")
    client = log_in()
    page = client.get(url(standard, "change", standard.pk))

    response = client.post(url(standard, "change", standard.pk), form_of(page))

    assert response.status_code == 302
    assert Standard.objects.get().content() == standard.content()


def test_the_address_of_a_published_standard_stays(log_in):
    standard = make_published()
    client = log_in()
    data = {**form_of(client.get(url(standard, "change", standard.pk))), "slug": "lain", "current": ""}

    client.post(url(standard, "change", standard.pk), data)

    stored = Standard.objects.get()
    assert (stored.slug, stored.current) == (standard.slug, standard.current)


def test_only_a_draft_that_never_was_published_can_be_deleted(log_in):
    draft, standard = make_draft(), make_published()
    client = log_in()

    assert client.post(url(standard, "delete", standard.pk), {"post": "yes"}).status_code == 403
    assert client.post(url(draft, "delete", draft.pk), {"post": "yes"}).status_code == 302
    assert list(Standard.objects.all()) == [standard]


def test_changing_a_shared_text_publishes_the_standards_it_touches(log_in, settings):
    settings.EDITORS_NEED_SECOND_PERSON = False
    shared = make_shared_text(4, "Gratis")
    standard = make_published(inherits=[4])
    client = log_in()
    page = client.get(url(shared, "change", shared.pk))

    data = {"text": "Tidak dipungut biaya.\r\nSama sekali.", "change_note": "Istilah disamakan."}
    preview = client.post(url(shared, "change", shared.pk), data)
    client.post(url(shared, "change", shared.pk), {**data, "_seen": preview.context["seen"]})

    standard.refresh_from_db()
    assert "standar yang ikut diterbitkan ulang" in page.content.decode().lower()
    assert standard.current.fees == SharedText.objects.get().text == "Tidak dipungut biaya.\nSama sekali."
    assert (standard.current.change_note, standard.current.published_by.username) == ("Istilah disamakan.", "admin")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"text": "Gratis", "change_note": "Istilah disamakan."}, "text"),
        ({"text": " ", "change_note": "Istilah disamakan."}, "text"),
        ({"text": "Baru.", "change_note": " "}, "change_note"),
    ],
)
def test_a_shared_text_is_not_changed_without_a_text_a_change_and_a_note(log_in, data, field):
    shared = make_shared_text(4, "Gratis")

    response = log_in().post(url(shared, "change", shared.pk), data)

    assert list(response.context["adminform"].form.errors) == [field]
    assert SharedText.objects.get().text == "Gratis"


def test_a_shared_text_for_another_component_can_be_added_but_none_deleted(log_in):
    client = log_in()

    data = {"component": 4, "text": "Gratis", "change_note": "Teks baku baru."}
    seen = client.post(url(SharedText, "add"), data).context["seen"]
    proposal = client.post(url(SharedText, "add"), {**data, "_seen": seen})["Location"]
    log_in("penerbit katalog").post(proposal, {"langkah": "setujui", "seen": seen})

    shared = SharedText.objects.get()
    assert (shared.component, shared.text) == (4, "Gratis")
    assert client.post(url(shared, "delete", shared.pk), {"post": "yes"}).status_code == 403


def test_editors_propose_shared_texts_and_only_publishers_publish_them(log_in):
    shared = make_shared_text(4, "Gratis")
    data = {"text": "Baru.", "change_note": "Istilah disamakan."}

    editor = log_in("penyunting katalog")
    assert editor.get(url(shared, "change", shared.pk)).status_code == 200
    seen = editor.post(url(shared, "change", shared.pk), data).context["seen"]
    proposal = editor.post(url(shared, "change", shared.pk), {**data, "_seen": seen})["Location"]
    assert editor.post(proposal, {"langkah": "setujui", "seen": seen}).status_code == 403
    publisher = log_in("penerbit katalog")
    assert publisher.post(proposal, {"langkah": "setujui", "seen": seen}).status_code == 302

    assert SharedText.objects.get().text == "Baru."
