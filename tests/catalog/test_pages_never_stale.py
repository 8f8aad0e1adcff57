"""That no kept page is ever what was before."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import transaction

from catalog import law, pages
from catalog.models import PageVersion, Regulation, Standard
from catalog.publishing import activate_scheduled, cancel_scheduled, change_shared_text, publish, withdraw
from tests.catalog.factories import edit, make_sector, make_shared_text
from tests.catalog.kept_pages import CITES, NOON, SITE, TOMORROW, kept, of, revise, stale
from tests.catalog.pages_factory import published
from tests.catalog.wsgi import ask

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOON):
        yield


def withdraw_for(standard):
    successor = Standard.objects.exclude(pk=standard.pk).get()
    withdraw(standard, by=None, reason="Kewenangan beralih.", replaced_by=successor)


def rename_successor(standard):
    withdraw_for(standard)
    pages.keep()
    successor = Standard.objects.exclude(pk=standard.pk).get()
    publish(edit(successor, kbli_title="Nama Baru"), by=None, change_note="Nama.")


def reinstate(standard):
    withdraw(standard, by=None, reason="Keliru.")
    pages.keep()
    publish(edit(standard), by=None, change_note="Berlaku lagi.", reinstate=True)


def change_text(standard):
    change_shared_text(14, text="Teks baku baru.", by=None, change_note="Teks baku diperbarui.")


def revoke_regulation(standard):
    regulation = Regulation.objects.get()
    regulation.status = "dicabut"
    law.save_regulation(regulation)


CHANGES = [revise, withdraw_for, rename_successor, reinstate, change_text, revoke_regulation]


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_nothing_that_was_before_is_shown(committing, change):
    Regulation.objects.create(slug="pp-5-2021", kind="Peraturan Pemerintah", number=5, year=2021, status="berlaku")
    make_shared_text(14, "Pimpinan menilai pelaksana setiap tahun, lalu menindaklanjuti hasilnya.")
    with committing():
        standard, _ = published(legal_basis=CITES, evaluation=""), published()
    before = {path: ask(path) for path in kept()}

    with committing():
        change(standard)
        assert stale() == []  # before the commit its own transaction sees no old page either

    assert stale() == []
    assert kept() > SITE
    assert any(ask(path) != answer for path, answer in before.items())


def test_a_scheduled_edition_is_shown_from_its_day_on(committing):
    with committing():
        standard = published()
        publish(edit(standard, kbli_title="Nama Baru"), by=None, change_note="Nanti.", effective_on=TOMORROW)
    assert "Nama Baru" not in ask(f"/layanan/{standard.slug}/").body.decode()

    with time_machine.travel(NOON + dt.timedelta(days=1)), committing():
        activate_scheduled(today=TOMORROW)

    with time_machine.travel(NOON + dt.timedelta(days=1)):
        assert "Nama Baru" in ask(f"/layanan/{standard.slug}/").body.decode()
        assert kept() == SITE | of(standard, 1, 2)
        assert stale() == []


def test_cancelling_a_schedule_changes_no_page(committing):
    with committing():
        standard = published()
        edition = publish(edit(standard), by=None, change_note="Nanti.", effective_on=TOMORROW)
    before = {path: ask(path) for path in kept()}

    with committing():
        cancel_scheduled(edition, by=None, reason="Belum disepakati.")

    assert {path: ask(path) for path in kept()} == before
    assert stale() == []


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/admin/catalog/sector/{sector}/change/", {"name": "Nama Sektor Baru", "slug": "perindustrian"}),
        (
            "/admin/catalog/kblicode/add/",
            {"edition": 2020, "code": "C", "title": "Nama", "level": "kategori", "section": "C"},
        ),
    ],
)
def test_what_is_changed_in_the_admin_is_shown_at_once(committing, client, address, form):
    sector = make_sector()
    with committing():
        published(sector=sector), published(sector=make_sector("pertanian"))
    client.force_login(get_user_model().objects.create_superuser("admin"))

    with committing():
        answer = client.post(address.format(sector=sector.pk), form)

    assert answer.status_code == 302
    assert PageVersion.objects.get().number > 2
    assert stale() == []


def test_what_is_rolled_back_takes_no_page_away(committing):
    with committing():
        standard = published()
    before = {path: ask(path) for path in kept()}

    with transaction.atomic():
        publish(edit(standard), by=None, change_note="Batal.")
        transaction.set_rollback(True)

    assert {path: ask(path) for path in kept()} == before


def test_a_page_rendered_while_something_changes_is_rendered_again(committing, monkeypatch):
    standard = published(kbli_title="Nama Lama")
    rendered = pages._rendered
    changes = [lambda: publish(edit(standard, kbli_title="Nama Baru"), by=None, change_note="Nama.")]

    def slowly(*page):
        answers = list(rendered(*page))
        while changes:
            changes.pop()()
        return answers

    monkeypatch.setattr(pages, "_rendered", slowly)
    pages.keep()

    assert changes == []
    assert "Nama Baru" in ask("/").body.decode()
    assert stale() == []


def test_where_there_is_no_end_of_changes_django_answers(monkeypatch, caplog):
    standard = published()
    rendered = pages._rendered

    def always_changing(*page):
        answers = list(rendered(*page))
        pages.refresh([standard.pk])
        return answers

    monkeypatch.setattr(pages, "_rendered", always_changing)

    assert pages.keep() == 0
    assert kept() == set()
    assert "selalu ada yang terbit" in caplog.text


def test_a_publication_stands_even_if_its_pages_cannot_be_rendered(committing, monkeypatch, caplog):
    with committing():
        standard = published()

    def broken(standards):
        raise RuntimeError("templat rusak")

    monkeypatch.setattr(pages, "keep", broken)
    with committing():
        revise(standard)

    assert standard.editions.count() == 2
    assert kept() == set()
    assert "templat rusak" in caplog.text
