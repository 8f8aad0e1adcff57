"""Shared texts in Django admin: what a change touches is shown before it is handed in, or published by one alone."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from catalog import pages, reissues
from catalog.admin import republishing
from catalog.models import Edition, SharedText, Submission
from catalog.publishing import change_shared_text, publish
from tests.catalog.factories import edit, make_published, make_shared_text, make_user
from tests.catalog.html_page import read
from tests.catalog.kept_pages import SITE, kept, stale
from tests.catalog.wsgi import ask

pytestmark = pytest.mark.django_db

NOTE = "Nomor telepon berubah."


@pytest.fixture
def admin(client):
    client.force_login(make_user("admin", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def shared():
    return make_shared_text(10, "1. Atasan langsung;\n2. Inspektorat.")


@pytest.fixture
def _alone(settings):
    """The office has no second person."""
    settings.EDITORS_NEED_SECOND_PERSON = False


def address(shared):
    return reverse("admin:catalog_sharedtext_change", args=[shared.pk])


def post(client, shared, text="1. Atasan langsung;\n2. Inspektorat Daerah.", **more):
    return client.post(address(shared), {"text": text.replace("\n", "\r\n"), "change_note": NOTE, **more})


def test_a_change_first_shows_what_it_touches_and_stores_nothing(admin, shared):
    make_published(inherits=[10], kbli_code="14120")
    make_published(inherits=[10], kbli_code="15110")
    make_published()

    response = post(admin, shared)

    page = read(response)
    assert "2 standar" in page.text
    rows = [row.all("td")[0].text for row in page.one("tbody").all("tr")]
    assert rows == ["1", "1"]
    assert [line.text for line in page.one("div", class_="difference").all("li")] == [
        "1. Atasan langsung;",
        "2. dihapus: Inspektorat. ditambah: Inspektorat Daerah.",
    ]
    assert (SharedText.objects.get().text, Edition.objects.count()) == (shared.text, 3)


@pytest.mark.usefixtures("_alone")
def test_confirmed_it_publishes_each_once_with_the_note_and_is_told_in_the_history(admin, shared):
    standard = make_published(inherits=[10])
    seen = post(admin, shared).context["seen"]

    response = post(admin, shared, _seen=seen)

    assert response.status_code == 302
    standard.refresh_from_db()
    assert (standard.current.number, standard.current.change_note) == (2, NOTE)
    assert standard.current.supervision == "1. Atasan langsung;\n2. Inspektorat Daerah."
    assert LogEntry.objects.get().get_change_message() == f"Teks baku diubah. Catatan: {NOTE}"
    assert (Submission.objects.get().state, Submission.objects.get().forced_reason) == ("disetujui", "")


def test_where_two_are_needed_a_confirmed_change_is_handed_in_and_nothing_is_published(admin, shared):
    standard = make_published(inherits=[10])
    question = post(admin, shared)
    assert [button["value"] for button in read(question).all("input", class_="default")] == ["Ajukan"]

    response = post(admin, shared, _seen=question.context["seen"])

    proposal = Submission.objects.get()
    assert response["Location"] == reverse("admin:catalog_sharedtext_submission", args=[proposal.pk])
    assert (proposal.component, proposal.change_note, proposal.state) == (10, NOTE, "menunggu")
    assert proposal.text == "1. Atasan langsung;\n2. Inspektorat Daerah."
    assert (SharedText.objects.get().text, standard.editions.count()) == (shared.text, 1)


def test_the_way_back_from_the_question_leads_to_the_form_with_all_that_was_typed(admin, shared):
    make_published(inherits=[10])
    question = read(post(admin, shared))
    back = question.one("input", name="_kembali")

    form = read(admin.post(address(shared), {**question.hidden, back["name"]: back["value"]}))

    assert form.one("textarea", name="text").text == "1. Atasan langsung; 2. Inspektorat Daerah."
    assert form.one("textarea", name="change_note").text == NOTE
    assert "Belum ada yang disimpan." in form.text
    assert form.all("ul", class_="errorlist") == []
    assert (SharedText.objects.get().text, Submission.objects.count()) == (shared.text, 0)


def test_a_scheduled_edition_stands_in_the_list_too(admin, shared):
    standard = make_published(inherits=[10], today=timezone.localdate())
    later = timezone.localdate() + dt.timedelta(days=7)
    publish(edit(standard), by=None, change_note="Terjadwal.", effective_on=later)

    editions = post(admin, shared).context["editions"]

    assert [edition.number for edition in editions] == [1, 2]


def test_a_standard_published_meanwhile_is_shown_before_anything_is_published(admin, shared):
    make_published(inherits=[10])
    seen = post(admin, shared).context["seen"]
    make_published(inherits=[10])

    response = post(admin, shared, _seen=seen)

    assert response.context["standards"] == 2
    assert SharedText.objects.get().text == shared.text


def test_the_second_of_two_editors_is_told_sees_both_texts_and_loses_nothing(admin, shared):
    make_published(inherits=[10])
    base = read(admin.get(address(shared))).one("input", name="base")["value"]
    change_shared_text(10, text="1. Atasan langsung;\n2. Bupati.", by=None, change_note="Orang lain.")

    page = read(post(admin, shared, base=base))

    assert "sudah diubah orang lain" in page.one("ul", class_="errorlist").text
    assert page.one("textarea", name="text").text == "1. Atasan langsung; 2. Inspektorat Daerah."
    assert "dihapus: Bupati." in page.one("section", class_="difference").text
    assert SharedText.objects.get().text.endswith("Bupati.")

    again = post(admin, shared, base=page.one("input", name="base")["value"])
    assert again.context["standards"] == 1


def test_a_confirmation_of_what_someone_changed_meanwhile_is_told_too(admin, shared):
    make_published(inherits=[10])
    base = read(admin.get(address(shared))).one("input", name="base")["value"]
    seen = post(admin, shared, base=base).context["seen"]
    change_shared_text(10, text="1. Bupati.", by=None, change_note="Orang lain.")

    page = read(post(admin, shared, base=base, _seen=seen))

    assert "sudah diubah orang lain" in page.one("ul", class_="errorlist").text
    assert SharedText.objects.get().text == "1. Bupati."


@pytest.mark.usefixtures("_alone")
def test_a_text_that_nobody_uses_yet_says_so(admin, shared):
    response = post(admin, shared)

    assert "tidak ada edisi baru" in read(response).text
    assert post(admin, shared, _seen=response.context["seen"]).status_code == 302


@pytest.fixture
def _many(monkeypatch, _alone):
    monkeypatch.setattr(republishing, "MANY", 1)
    monkeypatch.setattr(reissues, "BATCH", 1)


@pytest.mark.usefixtures("_many")
def test_many_are_published_while_a_page_shows_that_work_is_under_way(admin, shared):
    standards = [make_published(inherits=[10]) for _ in range(2)]
    seen = post(admin, shared).context["seen"]

    response = post(admin, shared, _seen=seen)

    parts = iter(response.streaming_content)
    assert "<progress" in next(parts).decode()
    assert Edition.objects.count() == 2
    told = [next(parts).decode() for _ in range(4)]
    assert "20 persen: 1 dari 2 edisi baru tersimpan." in told[0]
    assert 'value="40" max="100"' in told[1]
    assert "60 persen: 2 dari 2 edisi baru tersimpan; naskah, daftar, dan pencarian sedang disesuaikan." in told[2]
    assert "Edisi baru yang diterbitkan: 2." in told[3]
    assert {standard.editions.count() for standard in standards} == {2}
    assert next(parts).decode().rstrip().endswith("</html>")
    assert LogEntry.objects.get().get_change_message() == f"Teks baku diubah. Catatan: {NOTE}"


@pytest.mark.usefixtures("_many")
def test_whoever_leaves_the_page_of_that_work_does_not_stop_it(admin, shared, monkeypatch):
    monkeypatch.setattr(connection, "close", lambda: None)  # on PostgreSQL it would end the test's own transaction
    standards = [make_published(inherits=[10]) for _ in range(2)]
    response = post(admin, shared, _seen=post(admin, shared).context["seen"])
    parts = iter(response.streaming_content)
    next(parts), next(parts)

    response.close()

    assert {standard.editions.count() for standard in standards} == {2}
    assert SharedText.objects.get().text == "1. Atasan langsung;\n2. Inspektorat Daerah."


@pytest.mark.usefixtures("_many")
def test_what_changed_before_the_work_begins_is_told_and_nothing_is_published(admin, shared):
    for _ in range(2):
        make_published(inherits=[10])
    response = post(admin, shared, _seen=post(admin, shared).context["seen"])
    change_shared_text(10, text="1. Bupati.", by=None, change_note="Orang lain.")

    page = "".join(part.decode() for part in response.streaming_content)

    assert "Sementara itu ada perubahan lain." in page
    assert SharedText.objects.get().text == "1. Bupati."


@pytest.mark.usefixtures("_many")
def test_past_what_is_rendered_at_once_every_public_page_is_right_when_the_outcome_is_told(
    admin, shared, committing, monkeypatch
):
    monkeypatch.setattr(pages, "SOON", 1)
    standards = [make_published(inherits=[10]) for _ in range(3)]
    pages.keep()
    own = {standard.get_absolute_url() for standard in standards}
    assert own < kept()
    response = post(admin, shared, _seen=post(admin, shared).context["seen"])
    parts = iter(response.streaming_content)
    assert "<progress" in next(parts).decode()

    with committing():
        assert "Edisi baru yang diterbitkan: 3." in "".join(part.decode() for part in parts)

    assert kept() == SITE  # the others are made again by rebuild_pages --missing; until then Django answers
    for address in own:
        assert "Inspektorat Daerah." in ask(address).body.decode()
        assert NOTE in ask(f"{address}riwayat/").body.decode()
    assert stale() == []


@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999"])
def test_a_shared_text_that_does_not_exist_is_no_error(admin, key):
    before = list(SharedText.objects.values())

    response = admin.post(f"/admin/catalog/sharedtext/{key}/change/", {"text": "a", "change_note": "b"})

    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert list(SharedText.objects.values()) == before


@pytest.mark.parametrize("count", [3, 30])
def test_the_question_costs_the_same_queries_however_many_it_touches(admin, shared, count, django_assert_num_queries):
    for _ in range(count):
        make_published(inherits=[10])

    with django_assert_num_queries(8):
        post(admin, shared)


@pytest.mark.parametrize("key", ["9" * 18, "9" * 5_000, "٣", "x"])
def test_a_key_that_names_no_shared_text_leads_to_none(admin, shared, key):
    response = admin.post(f"/admin/catalog/sharedtext/{key}/change/", {"text": "a", "change_note": NOTE}, follow=True)

    assert response.status_code == 200
    assert "tidak ada" in response.content.decode()
    assert SharedText.objects.get().text == shared.text
