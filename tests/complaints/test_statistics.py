"""The public figures: honest, the same for everyone, and nobody can be recognised in them."""

import csv
import datetime as dt
import io

import pytest

from complaints import actions
from complaints.models import Complaint, Event
from complaints.presentation.chart import LONGEST, Bar, Chart
from complaints.rules.workflow import Outcome, Role, Verdict
from complaints.statistics import COLUMNS, OTHERS, years
from tests.catalog.html_page import read
from tests.complaints.factories import (
    JAKARTA,
    NOW,
    TODAY,
    make_complaint,
    make_reviewed,
    make_suggestion,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_calendar")]

PAGE, DATA = "/pengaduan/statistik/", "/data/pengaduan.csv"
OCTOBER = dt.datetime(2026, 10, 5, 10, 0, tzinfo=JAKARTA)
LATE = OCTOBER + dt.timedelta(days=28)


def make(number: int, *, on=OCTOBER, **values) -> list[Complaint]:
    return [make_complaint(now=on, **{"service_received_on": None, **values}) for _ in range(number)]


def answer(complaints, *, on=OCTOBER + dt.timedelta(days=2), verdict=Verdict.FIXED):
    for complaint in complaints:
        actions.review(complaint, **officer(now=on))
        actions.study(complaint, core="Izin terlambat terbit.", **officer(now=on))
        actions.follow_up(complaint, outcome=Outcome.INTERNAL, **officer(now=on))
        actions.answer(complaint, text="Sudah.", verdict=verdict, **officer(now=on))
    return complaints


def this_year():
    (year,) = years(2026, 2026, TODAY)
    return year


def division(name) -> dict[str, int]:
    return dict(next(each.parts for each in this_year().divisions if each.name == name))


def data(client) -> list[dict]:
    text = client.get(DATA).content.decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def quarters() -> list[tuple]:
    return [(line.label, line.told_count, line.on_time, line.median, line.slowest) for line in this_year().quarters]


def test_what_was_received_and_answered_in_time_is_told():
    answer(make(12))
    answer(make(8), on=LATE)

    assert quarters() == [
        ("Triwulan I", "0", "–", "–", "–"),
        ("Triwulan II", "0", "–", "–", "–"),
        ("Triwulan III", "0", "–", "–", "–"),
        ("Triwulan IV", "20", "60\u00a0%", "2", "20"),
    ]
    assert this_year().whole.on_time == "60\u00a0%"


def test_what_is_overdue_counts_as_not_in_time_and_what_still_runs_not_at_all():
    answer(make(5))
    make(5)  # overdue since 24 October
    make(7, on=NOW)

    line = this_year().quarters[-1]

    assert (line.told_count, line.on_time) == ("17", "50\u00a0%")


def test_few_late_answers_are_told_as_a_range_of_the_share():
    answer(make(19))
    answer(make(1), on=LATE)

    assert this_year().quarters[-1].on_time == this_year().whole.on_time == "80–\u206095\u00a0%"


def test_a_small_quarter_is_joined_with_a_neighbour():
    make(6, on=OCTOBER - dt.timedelta(days=250))
    make(2, on=OCTOBER - dt.timedelta(days=60))
    make(9)

    assert [(label, count) for label, count, *_ in quarters()] == [("Triwulan I–III", "8"), ("Triwulan IV", "9")]


def test_mended_rejected_and_unsatisfying_are_apart():
    answer(make(6))
    answer(make(7), verdict=Verdict.REJECTED)
    for complaint in answer(make(5)):
        actions.rate(complaint, is_settled=False, reason="Belum terbit.", now=OCTOBER + dt.timedelta(days=3))
    make(5)

    assert division("hasil-akhir") == {
        "Diperbaiki": 6,
        "Ditolak dengan alasan": 7,
        "Tidak memuaskan pelapor": 5,
        "Masih ditangani": 5,
    }


def test_what_was_reopened_did_not_satisfy_even_when_it_is_answered_again():
    for complaint in answer(make(5)):
        actions.reopen(complaint, reason="Belum selesai.", now=OCTOBER + dt.timedelta(days=7))
        actions.review(complaint, **officer())
        actions.follow_up(complaint, outcome=Outcome.INTERNAL, **officer())
        actions.answer(complaint, text="Sudah.", verdict=Verdict.FIXED, **officer())

    assert division("hasil-akhir") == {"Tidak memuaskan pelapor": 5}


def test_what_was_withdrawn_or_is_another_office_s_is_told_as_such():
    for complaint in make(5, on=NOW):
        actions.withdraw(complaint, now=NOW)
    for _ in range(5):
        actions.declare_not_competent(make_reviewed(), reason="Bukan kewenangan kami.", **officer(Role.MANAGER))

    assert division("hasil-akhir") == {"Bukan kewenangan": 5, "Dicabut pelapor": 5}


def test_small_groups_are_merged_and_cannot_be_subtracted():
    make(9, component=3)
    make(6, component=4)
    make(1, component=7)

    found = division("komponen")

    assert found == {"3. Jangka Waktu Penyelesaian": 9, OTHERS: 7}


def test_suggestions_are_told_beside_and_never_among_the_complaints(client):
    make(5, on=NOW)
    for _ in range(3):
        make_suggestion()

    page = read(client.get(PAGE)).one("main").text

    assert "menerima 5 pengaduan" in page
    assert "menerima kurang dari 5 saran" in page


@pytest.mark.parametrize(("number", "told"), [(0, "Belum ada laporan"), (1, "kurang dari 5"), (4, "kurang dari 5")])
def test_too_few_to_tell_anything_are_not_told(client, number, told):
    answer(make(number, component=3))

    answered = client.get(PAGE)

    page = read(answered)
    assert answered.status_code == 200
    assert told in page.one("main").text
    assert page.one("main").all("table") == page.one("main").all("svg", class_="chart") == []
    assert {row["pengaduan"] for row in data(client)} <= {""}


# The page and its data


def test_each_chart_has_a_name_a_description_and_its_table(client):
    answer(make(20, component=3))

    page = read(client.get(PAGE))

    charts = page.all("svg", class_="chart")
    assert len(charts) == len(page.all("table")) == 4
    ids = {node["id"]: node.text for node in page.walk() if "id" in node.attributes}
    for chart in charts:
        assert chart["role"] == "img"
        title, description = (ids[name] for name in chart["aria-labelledby"].split())
        assert title
        assert ": " in description
        assert [node.tag for node in chart.walk() if {"style", "onclick"} & node.attributes.keys()] == []


def test_the_page_of_another_year_has_its_address(client):
    make(5, on=OCTOBER - dt.timedelta(days=365))
    make(6)

    pages = {query: read(client.get(PAGE + query)).one("main").text for query in ("", "?tahun=2025", "?tahun=x")}

    assert "Pada 2026 kami menerima 6 pengaduan" in pages[""]
    assert "Pada 2025 kami menerima 5 pengaduan" in pages["?tahun=2025"]
    assert "kami abaikan: tahun" in pages["?tahun=x"]


@pytest.mark.parametrize("year", ["2024", "9999", "0", "-1", "<script>alert(1)</script>", "٢٠٢٦", "2026 ", "\x00"])
def test_a_year_without_reports_is_named_and_ignored(client, year):
    answer = client.get(PAGE, {"tahun": year})

    assert answer.status_code == 200
    assert "kami abaikan: tahun" in read(answer).one("main").text
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("address", [PAGE, DATA])
def test_figures_are_kept_for_some_minutes_then_asked_for_by_what_they_are(client, address):
    complaints = make(6)
    first = client.get(address)

    unchanged = client.get(address, headers={"if-none-match": first["ETag"]})
    answer(complaints)
    changed = client.get(address, headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in first.get("Vary", "")
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert changed.status_code == 200


def test_the_data_say_what_the_page_says(client):
    answer(make(12, component=3))
    answer(make(8, component=3), on=LATE)

    rows = data(client)

    assert list(rows[0]) == list(COLUMNS)
    assert rows[0] == {
        "tahun": "2026",
        "bagian": "tahun",
        "uraian": "Tahun 2026",
        "pengaduan": "20",
        "tepat_waktu_dari": "60",
        "tepat_waktu_sampai": "60",
        "median_hari_kerja": "2.0",
        "persentil_90_hari_kerja": "20",
    }
    told = {(row["bagian"], row["uraian"]): row["pengaduan"] for row in rows}
    assert told["triwulan", "Triwulan IV"] == "20"
    assert told["hasil-akhir", "Diperbaiki"] == "20"
    assert told["komponen", "3. Jangka Waktu Penyelesaian"] == "20"


def test_the_data_hold_nobody(client):
    make(6, name="Siti Aminah", story="=HYPERLINK(1)", service_note="Warung Siti")

    text = client.get(DATA).content.decode() + client.get(PAGE).content.decode()

    assert "Siti" not in text
    assert "HYPERLINK" not in text
    assert "PGD-" not in text


@pytest.mark.parametrize("number", [6, 36])
def test_the_page_takes_the_same_queries_for_few_and_many(client, number, django_assert_num_queries):
    for day in range(number):
        make(1, on=OCTOBER - dt.timedelta(days=7 * day), standard=None, component=day % 14 + 1)
    client.get(PAGE)  # counted once, then kept

    with django_assert_num_queries(3):
        client.get(PAGE)
    with django_assert_num_queries(3):
        client.head(PAGE)


def test_looking_changes_nothing(client):
    make(6)
    before = Event.objects.count(), list(Complaint.objects.values())

    client.get(PAGE)
    client.get(DATA)

    assert (Event.objects.count(), list(Complaint.objects.values())) == before


def test_a_long_name_is_cut_in_the_chart_alone():
    chart = Chart("x", "Judul", [Bar("Sistem, Mekanisme, dan Prosedur Pelayanan", "7", 100)])

    ((_, _, bar),) = chart.placed
    assert len(bar.short_label) <= LONGEST
    assert "Prosedur Pelayanan" in chart.description
