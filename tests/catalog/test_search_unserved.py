"""A trade that no standard is about: the page says so and leads to its code, however it was called."""

import re

import pytest

from catalog.models import KbliCode, Synonym
from catalog.search.index import reindex
from tests.catalog.list_pages import look, titles
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

CODE = "96111 Aktivitas Pangkas Rambut"


@pytest.fixture(autouse=True)
def catalogue(db):
    KbliCode.objects.create(
        edition=2020, code="96111", title="Aktivitas Pangkas Rambut", level="kelompok", parent_code="9611", section="S"
    )
    KbliCode.objects.create(
        edition=2020, code="14111", title="Industri Pakaian Jadi", level="kelompok", parent_code="1411", section="C"
    )
    Synonym.objects.create(kbli_code="96111", source="bahasa sehari-hari", words="tukang cukur rambut, salon pria")
    published(kbli_code="14120", kbli_title="Penjahitan Pakaian")
    reindex()


def offered(page):
    return [link.text for link in page.all("a") if re.match("/kbli/[0-9]", link["href"] or "")]


@pytest.mark.parametrize(
    "words",
    [
        "tukang+cukur",
        "pangkas+rambut",
        "mau+buka+usaha+salon+pria,+izinnya+apa",
        "rambt",
        "pangka",
        "96111",
        "KBLI+96.11.1",
        "rambut+gondrong",
    ],
)
def test_where_there_is_no_standard_the_code_is_shown(client, words):
    empty = look(client, f"?q={words}").one("div", class_="empty")

    assert offered(empty) == [CODE]
    assert "Standar pelayanannya belum diterbitkan." in empty.text
    assert client.get("/kbli/96111/").status_code == 200


def test_a_standard_that_fits_worse_does_not_pretend(client):
    page = look(client, "?q=pangkas+rambut+pakaian")

    assert titles(page) == ["Penjahitan Pakaian"]
    assert offered(page) == [CODE]


@pytest.mark.parametrize("words", ["jahit+pakaian", "pakaian", "jahit+rambut", "14120", "pakaian+xxxxx"])
def test_a_standard_that_fits_as_well_stands_alone(client, words):
    page = look(client, f"?q={words}")

    assert titles(page) == ["Penjahitan Pakaian"]
    assert offered(page) == []


@pytest.mark.parametrize("words", ["", "xxxxx", "tukang", "usaha", "%27;--", "rambut+xxxxx+yyyyy+zzzzz"])
def test_nothing_is_guessed_from_words_that_say_nothing(client, words):
    assert offered(look(client, f"?q={words}")) == []


def test_a_code_with_a_standard_is_not_offered(client):
    published(kbli_code="96111", kbli_title="Aktivitas Pangkas Rambut")

    page = look(client, "?q=pangkas+rambut")

    assert titles(page) == ["Aktivitas Pangkas Rambut"]
    assert offered(page) == []
