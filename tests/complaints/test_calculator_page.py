"""/pengaduan/batas-waktu/ and .json: the due date for anyone, explained day by day."""

import datetime as dt

import pytest

from tests.catalog.html_page import read
from tests.complaints.factories import load_real_calendar
from tests.rules.reference import rows

pytestmark = pytest.mark.django_db

PAGE, JSON = "/pengaduan/batas-waktu/", "/pengaduan/batas-waktu.json"
BAD = ["", "x", "2026-02-31", "0001-01-01", "9999-12-31", "1999-12-31", "2101-01-01", "20-11-2026", "\x00", "9" * 5000]


def test_the_json_has_exactly_the_fields_of_the_design(client):
    load_real_calendar()

    answer = client.get(JSON, {"diterima": "2026-03-10"})

    found = answer.json()
    assert list(found) == ["received_on", "due_on", "provisional", "counted", "skipped"]
    assert (found["received_on"], found["due_on"], found["provisional"]) == ("2026-03-10", "2026-04-07", False)
    assert len(found["counted"]) == 14
    assert (found["counted"][0], found["counted"][-1]) == ("2026-03-11", "2026-04-07")
    assert found["skipped"][0] == {"date": "2026-03-14", "reason": "Sabtu"}
    assert all(set(day) == {"date", "reason"} and day["reason"] for day in found["skipped"])
    every_day = sorted(found["counted"] + [day["date"] for day in found["skipped"]])
    assert every_day == [str(dt.date(2026, 3, 11) + dt.timedelta(days=n)) for n in range(28)]


def test_the_json_agrees_with_every_reference_case(client):
    load_real_calendar()

    for case in rows("deadline_cases.csv"):
        assert client.get(JSON, {"diterima": case["received"]}).json()["due_on"] == case["due"]


def test_a_year_without_a_confirmed_list_is_provisional(client):
    load_real_calendar()

    assert client.get(JSON, {"diterima": "2026-12-18"}).json()["provisional"] is True
    page = read(client.get(PAGE, {"diterima": "2026-12-18"}))
    assert "Daftar hari libur tahun 2027 belum dipastikan." in page.one("main").text


@pytest.mark.parametrize("value", BAD)
def test_what_is_no_date_is_answered_in_words(client, value):
    answer = client.get(JSON, {"diterima": value})
    page = read(client.get(PAGE, {"diterima": value}))

    assert answer.status_code == 400
    assert list(answer.json()) == ["error"]
    assert answer.json()["error"].startswith(("Isi tanggal", "Tanggal"))
    assert page.one("ul", class_="errorlist").text == answer.json()["error"]
    assert page.all("table") == []


def test_without_a_date_the_json_asks_for_one_and_the_page_waits(client):
    assert (client.get(JSON).status_code, client.get(JSON).json()) == (400, {"error": "Isi tanggalnya."})
    page = read(client.get(PAGE))
    assert page.all("ul", class_="errorlist") == page.all("table") == []


@pytest.mark.parametrize(("day", "status"), [("2000-01-01", 200), ("2100-12-01", 200), ("2100-12-31", 400)])
def test_the_bounds_hold_for_the_due_date_too(client, day, status):
    assert client.get(JSON, {"diterima": day}).status_code == status
    assert client.get(PAGE, {"diterima": day}).status_code == 200


def test_the_last_of_two_values_counts(client):
    doubled = client.get(f"{JSON}?diterima=2026-01-05&diterima=2026-11-20")

    assert doubled.json() == client.get(f"{JSON}?diterima=2026-11-20").json()


def test_the_table_shows_each_day_with_its_ordinal(client):
    load_real_calendar()

    page = read(client.get(PAGE, {"diterima": "2026-03-10"}))

    assert page.one("h2", id="hasil").text == "Dijawab paling lambat Selasa, 7 April 2026"
    days = {time["datetime"]: cell.one("b").text for cell in page.all("td") for time in cell.all("time")}
    assert (days["2026-03-10"], days["2026-03-11"], days["2026-04-07"]) == ("0", "1", "14")
    assert days["2026-03-18"] == days["2026-03-14"] == "–"
    assert sorted(int(ordinal) for ordinal in days.values() if ordinal != "–") == list(range(15))
    assert page.one("td", class_="is-due").one("time")["datetime"] == "2026-04-07"


def test_each_holiday_on_the_way_is_named_once_without_its_weekend(client):
    load_real_calendar()

    listed = [item.text for item in read(client.get(PAGE, {"diterima": "2026-03-10"})).one("main").all("li")]

    assert len(listed) == 9
    assert listed[1] == "Kamis, 19 Maret 2026: Hari Suci Nyepi (Tahun Baru Saka 1948) (libur nasional)"
    assert listed[3].startswith("Sabtu, 21 Maret 2026: Hari Raya Idul Fitri")


def test_the_calculator_costs_two_queries(client, django_assert_num_queries):
    load_real_calendar()

    for address in (PAGE, JSON):
        with django_assert_num_queries(2):
            client.get(address, {"diterima": "2026-03-10"})
