"""When a standard's product is promised (/pengaduan/perkiraan/), by the office's calendar."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command

from catalog.publishing import withdraw
from complaints.models import ConfirmedYear
from tests.catalog.factories import make_draft
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

PAGE, DATA = "/pengaduan/perkiraan/", "/pengaduan/perkiraan.json"


@pytest.fixture(autouse=True)
def _friday():
    with time_machine.travel(dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture(autouse=True)
def _calendar(db):
    call_command("loaddata", "holidays", "confirmed_years", verbosity=0)


@pytest.fixture(autouse=True)
def _standard(db):
    published(slug="jahit", processing_days=7)


def ask(client, **given):
    return client.get(DATA, {"layanan": "jahit", **given})


def test_without_a_day_the_question_is_about_today(client):
    assert ask(client).json() == {
        "complete_on": "2026-11-20",
        "due_on": "2026-12-01",
        "due_on_in_words": "Selasa, 1 Desember 2026",
        "provisional": False,
    }
    page = read(client.get(PAGE, {"layanan": "jahit", "lengkap": ""}))
    assert page.one("h2", id="hasil").text == "Selesai paling lambat Selasa, 1 Desember 2026"
    assert page.one("input", type="date")["value"] == "2026-11-20"


def test_holidays_are_passed_over_and_named(client):
    page = read(client.get(PAGE, {"layanan": "jahit", "lengkap": "2026-03-10"}))

    # 11, 12, 13, 16, 17 March are days 1 to 5; 18 to 24 are Nyepi, Idul Fitri and their cuti bersama; 25 and 26 follow.
    assert page.one("h2", id="hasil").text == "Selesai paling lambat Kamis, 26 Maret 2026"
    assert "Hari Suci Nyepi" in page.one("main").text


def test_a_year_without_a_confirmed_list_makes_the_date_provisional(client):
    assert not ConfirmedYear.objects.filter(year=2027).exists()

    assert ask(client, lengkap="2026-12-22").json()["provisional"] is True
    page = read(client.get(PAGE, {"layanan": "jahit", "lengkap": "2026-12-22"}))
    assert "sementara" in page.one("main").text


def test_the_days_are_those_of_the_edition_in_force(client):
    published(slug="cepat", processing_days=0)

    assert client.get(DATA, {"layanan": "cepat"}).json()["due_on"] == "2026-11-20"


def test_a_standard_that_names_no_days_promises_no_date(client):
    published(slug="tanpa-hari", processing_days=None)

    answer = client.get(DATA, {"layanan": "tanpa-hari"})

    assert (answer.status_code, answer.json()) == (400, {"error": "Standar ini tidak menyebut jumlah hari kerja."})
    page = read(client.get(PAGE, {"layanan": "tanpa-hari"}))
    assert "Standar ini tidak menyebut jumlah hari kerja." in page.one("main").text
    assert page.all("form") == []


@pytest.mark.parametrize("day", ["kemarin", "2026-02-30", "1999-12-31", "2100-12-31", "9" * 5000, "\x00", "٢٠٢٦-١١-٢٠"])
def test_a_day_that_makes_no_sense_is_an_error_at_its_field(client, day):
    assert ask(client, lengkap=day).status_code == 400
    answer = client.get(PAGE, {"layanan": "jahit", "lengkap": day})
    assert answer.status_code == 200
    page = read(answer)
    assert page.all("h2", id="hasil") == []
    assert page.one("ul", class_="errorlist").text


@pytest.mark.parametrize("slug", ["", "tidak-ada", "naskah", "dicabut", "\x00", "a" * 5000, "%"])
def test_only_a_standard_in_force_promises_anything(client, slug):
    make_draft(slug="naskah")
    withdraw(published(slug="dicabut"), by=None, reason="Kewenangan beralih.")

    assert [client.get(address, {"layanan": slug}).status_code for address in (PAGE, DATA)] == [404, 404]


def test_the_answer_is_kept_by_nobody_since_it_changes_every_day(client):
    assert "no-store" in ask(client)["Cache-Control"]


def test_the_answer_costs_three_queries(client, django_assert_num_queries):
    for address in (PAGE, DATA):
        with django_assert_num_queries(3):
            client.get(address, {"layanan": "jahit"})
