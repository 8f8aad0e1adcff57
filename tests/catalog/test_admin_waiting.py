"""The admin's first page: what waits for whoever looks at it, and the way to each."""

import datetime as dt

import pytest

from catalog import draft_links, proposals, quality
from catalog.models import MissedSearch, Regulation, Submission
from tests.catalog.editing_factories import edited, log_in_as, submitted
from tests.catalog.factories import make_draft, make_published
from tests.catalog.html_page import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    return log_in_as(client, "penyunting katalog")


def waiting(client):
    section = read(client.get("/admin/")).all("section", class_="waiting")
    return {link.text: link["href"] for each in section for link in each.all("a")}


def fill(editor, number):
    for each in range(number):
        submitted(edited(make_published(kbli_code=f"{14120 + each}"), editor), editor)
        Regulation.objects.create(slug=f"pp-{each}", kind="PP", number=each + 1, year=2021, status="perlu diperiksa")
        MissedSearch.objects.create(words=f"kata {each}", count=1, last_on=dt.date(2026, 11, 19))


def test_where_nothing_waits_nothing_is_said(client, editor):
    assert waiting(client) == {}


def test_each_kind_of_work_is_counted_with_the_way_to_it(client, editor):
    fill(editor, 2)
    draft = make_draft(slug="naskah", kbli_code="71204", requirements="1. [XX]")
    quality.check(draft)
    link, _ = draft_links.make_link(draft, by=editor, reader="Dinas Pangan", days=7)
    draft_links.write_remark(link, component=1, text="Perlu diperbaiki.")
    proposals.propose(10, text="1. Inspektorat.", by=editor, change_note="Baru.")

    found = waiting(client)

    assert found["2 naskah menunggu pemeriksaan"] == "/admin/catalog/standard/?keadaan=menunggu+pemeriksaan"
    texts = "/admin/catalog/submission/?state__exact=menunggu&tentang=teks-baku"
    assert found["1 perubahan teks baku menunggu pemeriksaan"] == texts
    assert client.get(texts).context["cl"].result_count == 1
    assert found["2 peraturan perlu diperiksa"] == "/admin/catalog/regulation/?status__exact=perlu+diperiksa"
    assert found["2 pencarian tanpa hasil"] == "/admin/catalog/missedsearch/"
    assert found["1 catatan pembaca tentang KBLI 71204"] == f"/admin/catalog/standard/{draft.pk}/pembaca/"
    assert any(what.endswith("temuan menghalangi penerbitan") for what in found)
    assert all(client.get(address).status_code == 200 for address in found.values())
    Submission.objects.update(state=Submission.TAKEN_BACK)
    assert "2 naskah menunggu pemeriksaan" not in waiting(client)


def test_who_may_not_see_a_kind_of_work_is_not_told_of_it(client, editor):
    fill(editor, 1)
    editor.groups.clear()

    assert waiting(client) == {}


@pytest.mark.parametrize("number", [3, 30])
def test_the_first_page_costs_the_same_queries_however_much_waits(client, editor, number, django_assert_num_queries):
    fill(editor, number)

    with django_assert_num_queries(10):
        client.get("/admin/")
