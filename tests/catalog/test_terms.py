"""Terms explained on a standard's page; the requirements as a list to tick."""

import pytest

from catalog.publishing import withdraw
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db


def page_of(client, standard):
    return read(client.get(standard.get_absolute_url()))


def terms(page):
    (fold,) = [each for each in page.all("details") if each.one("summary").text == "Istilah di halaman ini"]
    return [row.one("dt").text for row in fold.one("dl").all("div")]


def test_the_terms_that_the_page_uses_are_explained_and_no_others(client):
    plain = published(licence_kind="izin", product="Izin Terverifikasi", processing_time="1. Tujuh hari.")
    full = published(
        requirements="1. NIB, Skala usaha kecil;", competence="1. Diklat OSS.", processing_time="1 hari kerja."
    )

    assert terms(page_of(client, plain)) == ["KBLI", "Izin"]
    assert terms(page_of(client, full)) == ["KBLI", "NIB", "OSS", "Sertifikat Standar", "Skala usaha", "Hari kerja"]


def test_the_terms_come_after_the_key_facts_and_before_the_components(client):
    page = page_of(client, published())

    nodes = list(page.walk())
    places = [nodes.index(node) for node in (page.one("dl", class_="facts"), page.one("dl", class_="pairs"))]
    assert places == sorted(places)
    assert places[1] < nodes.index(page.one("section", id="komponen-1"))


def test_the_requirements_keep_their_words_and_markers_and_can_be_printed_with_boxes(client):
    page = page_of(client, published(requirements="A. Umum:\n  1. Akun;\n  2. Data."))

    section = page.one("section", id="komponen-1")
    assert section.one("div", class_="component-text").text == "A. Umum: 1. Akun; 2. Data."
    assert [box["id"] for box in section.all("input", type="checkbox")] == ["kotak"]
    assert "screen-only" in section.one("p", class_="checklist")["class"]
    assert len(page.all("p", class_="checklist")) == 1


def test_the_promised_date_is_asked_of_a_form_and_the_page_is_the_same_every_day(client):
    page = page_of(client, published(slug="jahit"))

    (form,) = [form for form in page.all("form") if form["action"] == "/pengaduan/perkiraan/"]
    assert form.one("input", type="hidden")["value"] == "jahit"
    assert "value" not in form.one("input", type="date").attributes
    assert page.one("p", **{"data-promise": "/pengaduan/perkiraan.json?layanan=jahit"}).text == ""


@pytest.mark.parametrize("case", ["no days", "withdrawn"])
def test_where_nothing_is_promised_no_date_is_offered(client, case):
    standard = published(processing_days=None if case == "no days" else 7)
    if case == "withdrawn":
        withdraw(standard, by=None, reason="Kewenangan beralih.")

    assert [form for form in page_of(client, standard).all("form") if "perkiraan" in form["action"]] == []
