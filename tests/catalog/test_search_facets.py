"""More is found than can be looked at: what the filters leave of it is exact all the same."""

import datetime as dt

import pytest
from django.core.management import call_command

from catalog.models import KbliCode, MissedSearch
from catalog.publishing import publish
from catalog.search import COUNTED, find, how_many, lookup
from catalog.search.facets import facet
from catalog.search.missed import note_missed
from tests.catalog.factories import TODAY, edit, make_published
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published
from tests.catalog.search_factories import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def _few_are_looked_at(monkeypatch):
    monkeypatch.setattr(lookup, "MOST", 2)


def found_within(**filters) -> set[str]:
    return set(titles("gedung", [facet(*each) for each in filters.items()]))


def make_one_for_each(name, values, **facts):
    for value in values:
        published(kbli_title=f"Usaha {value}", requirements="1. Gedung.", **{name: value}, **facts)


def test_a_number_of_days_at_most_is_exact():
    stated = [0, 1, 9, 10, 14, 15, 99, 100, 199, 200, 365, 999]
    make_one_for_each("processing_days", [*stated, None, 1000])

    for most in (*stated, 2, 13, 101, 998):
        assert found_within(hari=most) == {f"Usaha {days}" for days in stated if days <= most}


def test_each_filter_of_the_list_is_known_to_the_index():
    KbliCode.objects.create(edition=2020, code="14", title="Pakaian", level="golongan_pokok", section="C")
    facts = {"kbli_code": "14120", "kbli_edition": 2020, "risk_level": "tinggi", "licence_kind": "izin"}
    published(kbli_title="Usaha", requirements="1. Gedung.", fee_rupiah=5_000, **facts)

    for name, value, other in (
        ("kbli", "C", "D"),
        ("kbli", "14", "15"),
        ("kbli", "1412", "1411"),
        ("kbli", "14120", "14121"),
        ("edisi", 2020, 2025),
        ("risiko", "tinggi", "menengah-tinggi"),
        ("izin", "izin", "nib"),
        ("biaya", "berbayar", "gratis"),
    ):
        assert (found_within(**{name: value}), found_within(**{name: other})) == ({"Usaha"}, set())


@pytest.mark.parametrize(("fee", "cost"), [(None, "tidak-disebut"), (0, "gratis"), (1, "berbayar")])
def test_a_cost_is_known_as_far_as_it_is_stated(fee, cost):
    published(kbli_title="Usaha", requirements="1. Gedung.", fee_rupiah=fee)

    assert found_within(biaya=cost) == {"Usaha"}


@pytest.mark.usefixtures("_few_are_looked_at")
class TestThePage:
    def test_a_filter_finds_what_lies_beyond_those_looked_at(self, client):
        make_one_for_each("processing_days", [9, 8, 7, 3])

        page = client.get("/layanan/?q=gedung&hari=3").content.decode()

        assert "Usaha 3" in page
        assert "1 standar pelayanan cocok" in page

    def test_its_numbers_count_all_that_is_found(self, client):
        make_one_for_each("processing_days", [9, 8, 3], risk_level="tinggi")
        make_one_for_each("processing_days", [4, 5], risk_level="rendah")
        published(kbli_title="Lain", risk_level="rendah")

        assert self.numbers(client, "?q=gedung") >= {("Tinggi", "3"), ("Rendah", "2")}
        assert self.numbers(client, "?q=gedung&hari=5") >= {("Tinggi", "1"), ("Rendah", "2")}
        assert self.numbers(client, "?q=gedung&hari=5") >= {
            ("paling lama 5 hari kerja", "3"),
            ("paling lama 9 hari kerja", "5"),
        }

    def test_a_large_number_is_said_to_be_more(self, client, monkeypatch):
        monkeypatch.setattr(lookup, "COUNTED", 3)
        monkeypatch.setattr("catalog.listing.COUNTED", 3)
        make_one_for_each("processing_days", range(5), risk_level="tinggi")
        make_one_for_each("processing_days", range(5, 8), risk_level="rendah")

        assert self.numbers(client, "?q=gedung") >= {("Tinggi", "lebih dari 3"), ("Rendah", "3")}

    def numbers(self, client, query):
        facets = read(client.get(f"/layanan/{query}")).one("nav", class_="facets")
        counted = [item for item in facets.all("li") if item.all("span", class_="soft")]
        return {(item.one("button").text, item.one("span", class_="soft").text) for item in counted}


@pytest.mark.parametrize("number", [1, 12])
def test_all_is_counted_in_one_query(number, django_assert_num_queries):
    make_one_for_each("processing_days", range(number))
    found = find("gedung")

    with django_assert_num_queries(1):
        counts = how_many(found, [[facet("hari", most)] for most in range(number)])

    assert counts == list(range(1, number + 1))
    assert COUNTED == 1_000


def test_where_nothing_was_found_nothing_is_counted():
    assert how_many(find("zzz"), [[], [facet("hari", 3)]]) == [0, 0]


class TestTheDailyJob:
    @pytest.fixture(autouse=True)
    def _own_notes(self, settings, tmp_path):
        settings.DATA_DIR = tmp_path

    def test_it_begins_the_editions_of_the_day_and_counts_what_was_missed(self, time_machine, capsys):
        later = TODAY + dt.timedelta(days=30)
        standard = edit(make_published(kbli_title="Penjahitan"), kbli_title="Perajutan")
        publish(standard, by=None, change_note="Judul.", effective_on=later, today=TODAY)
        note_missed("tambal ban", on=TODAY)
        time_machine.move_to(dt.datetime.combine(later, dt.time(1), tzinfo=dt.UTC))

        call_command("daily")
        call_command("daily")

        assert titles("rajut") == ["Perajutan"]
        assert MissedSearch.objects.get().count == 1
        assert "Edisi yang mulai berlaku: 1. Pencarian tanpa hasil yang dihitung: 1." in capsys.readouterr().out
