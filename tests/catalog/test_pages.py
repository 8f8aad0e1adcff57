"""What is kept of the public pages."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command

from catalog import page_reader, pages
from catalog.models import PageVersion, StoredPage
from catalog.publishing import publish
from config.wsgi import django as all_of_django
from tests.catalog.factories import edit
from tests.catalog.kept_pages import CITES, NOON, SITE, TOMORROW, kept, of, revise, stale
from tests.catalog.pages_factory import published
from tests.catalog.wsgi import ask

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOON):
        yield


# What is kept


def test_a_publication_keeps_the_pages_of_the_standard_and_those_of_the_site(committing):
    with committing():
        standard = published()

    assert kept() == SITE | of(standard, 1)
    assert stale() == []


def test_old_editions_are_kept_too(committing):
    with committing():
        standard = published()
        publish(edit(standard), by=None, change_note="Syarat baru.")

    assert kept() == SITE | of(standard, 1, 2)
    assert "sudah tidak berlaku" in ask(f"/layanan/{standard.slug}/edisi/1/").body.decode()


def test_neither_drafts_nor_scheduled_editions_are_kept(committing):
    with committing():
        standard = published()
        publish(edit(standard), by=None, change_note="Nanti.", effective_on=TOMORROW)

    assert kept() == SITE | of(standard, 1)


def test_nothing_is_kept_that_is_not_the_same_for_everyone(committing, monkeypatch, caplog):
    get_response = pages._handler().get_response

    def with_cookie(request):
        response = get_response(request)
        response.set_cookie("siapa", "x")
        return response

    monkeypatch.setattr(pages._handler(), "get_response", with_cookie)
    with committing():
        published()

    assert kept() == set()
    assert "tidak dapat disimpan" in caplog.text


def test_what_another_release_made_counts_as_missing(committing, monkeypatch):
    with committing():
        standard = published()
    assert (pages.is_complete(), pages.keep()) == (True, 0)

    StoredPage.objects.update(release="lain", body=b"")

    assert not pages.is_complete()
    assert page_reader.find(f"/layanan/{standard.slug}/") is None
    assert pages.keep() == len(SITE) + 2
    assert stale() == []


def test_while_developing_nothing_is_kept(committing, settings):
    settings.DEBUG = True

    with committing():
        published()

    assert kept() == set()


# The same every day, for every visitor


def test_no_kept_page_depends_on_day_visitor_or_host(committing, client):
    with committing():
        standard = published(legal_basis=CITES)
        revise(standard)
    before = {path: ask(path, app=all_of_django) for path in kept()}
    client.force_login(get_user_model().objects.create_superuser("admin"))
    visitor = {
        "HTTP_HOST": "localhost",
        "HTTP_USER_AGENT": "Googlebot",
        "HTTP_REFERER": "https://example.org/",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "HTTP_COOKIE": "; ".join(f"{name}={each.value}" for name, each in client.cookies.items()),
    }

    with time_machine.travel(NOON + dt.timedelta(days=400)):
        later = {path: ask(path, app=all_of_django, **visitor) for path in kept()}

    assert later == before


# By hand, and at the start


def test_all_pages_can_be_rebuilt(committing, capsys):
    with committing():
        standard = published()
    StoredPage.objects.update(body=b"rusak")

    call_command("rebuild_pages")

    assert "7 halaman disimpan" in capsys.readouterr().out
    assert kept() == SITE | of(standard, 1)
    assert stale() == []


def test_what_is_missing_can_be_filled_in(committing, capsys):
    with committing():
        published()
    StoredPage.objects.filter(path="/").delete()

    call_command("rebuild_pages", "--missing")

    assert "1 halaman disimpan" in capsys.readouterr().out
    assert stale() == []


# Cost


@pytest.mark.parametrize("number", [3, 300])
def test_taking_pages_away_costs_the_same_queries_for_any_number(django_assert_num_queries, number):
    standard = published()
    PageVersion.objects.get_or_create(pk=1)

    with django_assert_num_queries(3):
        pages.refresh(range(standard.pk, standard.pk + number))


@pytest.mark.parametrize("number", [3, 30])
def test_the_pages_of_one_standard_cost_the_same_queries_however_many_there_are(django_assert_num_queries, number):
    for _ in range(number):
        standard = published()
    pages.keep()
    StoredPage.objects.filter(standard=standard).delete()

    with django_assert_num_queries(12):
        pages.keep([standard.pk])
