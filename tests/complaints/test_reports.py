"""The office's report: every number by its definition, the same few queries, and nothing that may not be seen."""

import datetime as dt

import pytest

from catalog.models import Sector
from complaints import actions
from complaints.calendar import CalendarChange
from complaints.models import Complaint
from complaints.reports import Report
from complaints.rules.channels import Channel
from complaints.rules.deadlines import Holiday, HolidayKind
from complaints.rules.periods import period_of
from complaints.rules.workflow import Outcome, Role, Verdict
from tests.catalog.factories import make_published, make_sector
from tests.catalog.html_page import read
from tests.complaints.desk import enter, make_staff
from tests.complaints.factories import (
    JAKARTA,
    NOW,
    TODAY,
    make_complaint,
    make_followed_up,
    make_reviewed,
    make_suggestion,
    make_told,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_calendar")]

REPORTS = "/petugas/laporan/"
OCTOBER = dt.datetime(2026, 10, 5, 10, 0, tzinfo=JAKARTA)  # a Monday, due on 23 October
PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def made(on: dt.datetime) -> Complaint:
    return make_complaint(now=on, service_received_on=None)


def answer(complaint, *, on: dt.datetime, verdict=Verdict.FIXED, outcome=Outcome.INTERNAL):
    actions.review(complaint, **officer(now=on))
    actions.study(complaint, core="Izin terlambat terbit.", **officer(now=on))
    actions.follow_up(complaint, outcome=outcome, **officer(now=on))
    return actions.answer(complaint, text="Sudah terbit.", verdict=verdict, **officer(now=on))


def facts(code="2026-T4") -> dict[str, str]:
    return {fact.label: fact.value for fact in Report(period_of(code), TODAY).facts}


def table(name, code="2026-T4") -> dict[str, tuple[int, int]]:
    report = Report(period_of(code), TODAY)
    lines = next(each.lines for each in report.tables if each.name == name)
    return {line.label: (line.complaints, line.suggestions) for line in lines}


def test_each_report_is_counted_where_it_stands():
    answer(made(OCTOBER), on=OCTOBER + dt.timedelta(days=2))  # 2 hari kerja
    answer(made(OCTOBER), on=OCTOBER + dt.timedelta(days=28), verdict=Verdict.REJECTED)  # 20, late
    made(OCTOBER)  # overdue
    make_complaint()
    make_suggestion()
    withdrawn = make_complaint()
    actions.withdraw(withdrawn, now=NOW)

    assert facts() == {
        "Laporan diterima": "6",
        "Dijawab tepat waktu": "1",
        "Dijawab terlambat": "1",
        "Belum dijawab, masih dalam batas": "1",
        "Belum dijawab, lewat batas": "1",
        "Tidak perlu dijawab lagi": "1",
        "Median waktu menjawab": "11 hari kerja",
        "Persentil ke-90": "20 hari kerja",
        "Dicatat terlambat": "0",
        "Belum ditutup hari ini": "5",
    }
    assert table("hasil") == {
        "Diperbaiki": (1, 0),
        "Ditolak dengan alasan": (1, 0),
        "Belum atau tidak ada jawaban": (3, 1),
    }


def test_a_report_belongs_to_the_period_of_its_receipt():
    make_complaint(received_on=dt.date(2026, 9, 30), service_received_on=None)
    make_complaint(received_on=dt.date(2026, 10, 1), service_received_on=None)

    found = {code: facts(code)["Laporan diterima"] for code in ("2026-09", "2026-10", "2026-T3", "2026-T4", "2026")}

    assert found == {"2026-09": "1", "2026-10": "1", "2026-T3": "1", "2026-T4": "1", "2026": "2"}


def test_what_was_open_at_the_end_of_a_past_period_counts_what_was_closed_later():
    make_told(now=OCTOBER, service_received_on=None)
    closed = make_told(now=OCTOBER, service_received_on=None)
    actions.close(closed, **officer(now=OCTOBER))
    later = make_told(now=OCTOBER, service_received_on=None)
    actions.close(later, **officer())

    assert facts("2026-10")["Belum ditutup pada akhir periode"] == "2"
    assert facts("2026-11")["Belum ditutup hari ini"] == "1"


def test_logged_a_working_day_after_receipt_is_late():
    make_complaint(received_on=dt.date(2026, 11, 18), channel=Channel.LETTER, by=make_staff(), service_received_on=None)
    make_complaint()

    assert facts()["Dicatat terlambat"] == "1"


def test_a_reopened_complaint_is_counted_from_the_day_it_was_reopened():
    complaint = answer(made(OCTOBER), on=OCTOBER + dt.timedelta(days=1))
    actions.reopen(complaint, reason="Belum selesai.", now=OCTOBER + dt.timedelta(days=7))
    actions.review(complaint, **officer())
    actions.follow_up(complaint, outcome=Outcome.INTERNAL, **officer())
    actions.answer(
        complaint, text="Sekarang sudah.", verdict=Verdict.FIXED, **officer(now=OCTOBER + dt.timedelta(days=9))
    )

    assert facts()["Median waktu menjawab"] == "2 hari kerja"


def test_the_divisions_name_channels_sectors_services_components_and_outcomes():
    standard = make_published(sector=make_sector())
    make_followed_up(standard=standard, component=3)
    make_complaint(standard=standard, component=3, channel=Channel.WHATSAPP, by=make_staff())
    make_suggestion()

    assert table("kanal") == {"WA": (1, 0), "Web DPMPTSP": (1, 1)}
    assert table("sektor") == {standard.sector.name: (2, 0), "Layanan belum ditentukan": (0, 1)}
    assert table("layanan") == {
        f"{standard.kbli_code} {standard.kbli_title}": (2, 0),
        "Layanan belum ditentukan": (0, 1),
    }
    assert table("komponen") == {"3. Jangka Waktu Penyelesaian": (2, 0), "Belum ditentukan": (0, 1)}
    assert table("penelaahan") == {"Internal DPMPTSP": (1, 0), "Belum ditetapkan": (1, 1)}


def test_numbers_follow_every_change_at_once():
    complaint = make_complaint()
    before = facts()["Dijawab tepat waktu"]

    answer(complaint, on=NOW)

    assert (before, facts()["Dijawab tepat waktu"]) == ("0", "1")


def test_a_new_calendar_counts_the_days_anew():
    answer(made(OCTOBER), on=OCTOBER + dt.timedelta(days=2))
    before = facts()["Median waktu menjawab"]

    closure = Holiday(dt.date(2026, 10, 6), "Kantor tutup", HolidayKind.OFFICE_CLOSURE)
    actions.change_calendar(CalendarChange(put=(closure,)), by=None, now=NOW)

    assert (before, facts()["Median waktu menjawab"]) == ("2 hari kerja", "1 hari kerja")


def test_more_services_than_fit_on_paper_are_one_line_together(monkeypatch):
    monkeypatch.setattr("complaints.reports.MOST_SERVICES", 1)
    for number, count in (("1", 2), ("2", 1), ("3", 1)):
        standard = make_published(slug=f"layanan-{number}", kbli_title=f"Layanan {number}")
        for _ in range(count):
            make_complaint(standard=standard)

    report = Report(period_of("2026"), TODAY)

    short = next(each.lines for each in report.short_tables if each.name == "layanan")
    assert [(line.label.split(" ", 1)[1], line.total) for line in short] == [
        ("Layanan 1", 2),
        ("layanan lain, masing-masing lebih sedikit", 2),
    ]


# The page


def test_the_page_shows_this_quarter_unless_asked_for_another(client):
    enter(client)

    titles = {
        query: read(client.get(REPORTS + query)).one("title").text
        for query in ("", "?periode=2025", "?periode=2026-03")
    }

    assert [title.split(" –")[0] for title in titles.values()] == [
        "Laporan Triwulan IV 2026",
        "Laporan Tahun 2025",
        "Laporan Maret 2026",
    ]


@pytest.mark.parametrize("period", ["2026-13", "x", "'", "9999", "2026-T9", "%00", PAYLOAD])
def test_a_period_that_makes_no_sense_is_named_and_ignored(client, period):
    enter(client)

    answer = client.get(REPORTS, {"periode": period})

    page = read(answer)
    assert answer.status_code == 200
    assert "kami abaikan: periode" in page.one("main").text
    assert "Triwulan IV 2026" in page.one("title").text
    assert PAYLOAD not in answer.content.decode()


def test_every_period_since_the_first_report_can_be_chosen(client):
    make_complaint(received_on=dt.date(2025, 12, 30), service_received_on=None)
    enter(client)

    options = [option["value"] for option in read(client.get(REPORTS)).one("select").all("option")]

    assert options[:5] == ["2026", "2026-T1", "2026-T2", "2026-T3", "2026-T4"]
    assert "2026-12" not in options  # still to come
    assert options[-1] == "2025-12"


def test_text_of_citizens_and_editors_is_shown_as_text(client):
    standard = make_published(kbli_title=PAYLOAD, sector=Sector.objects.create(slug="s", name=PAYLOAD))
    make_complaint(standard=standard, story=PAYLOAD, service_note=PAYLOAD)
    enter(client)

    answer = client.get(REPORTS)

    assert PAYLOAD not in answer.content.decode()
    assert PAYLOAD in read(answer).one("main").text


def test_the_paper_has_the_office_and_a_line_to_sign_and_no_name(client):
    make_complaint(name="Siti Aminah")
    enter(client)

    page = read(client.get(REPORTS))

    assert "Dinas Penanaman Modal" in page.one("p", class_="letterhead").text
    assert "NIP ………" in page.one("div", class_="report-sign").text
    assert "Siti" not in page.one("main").text


def test_a_restricted_case_is_counted_for_everybody(client):
    complaint = make_reviewed()
    asked = actions.request_apip(
        complaint, reason="Menyangkut pegawai.", **{**officer(), "by": make_staff(username="x")}
    )
    actions.decide_apip(asked, is_approved=True, reason="Setuju.", **officer(Role.HEAD))
    make_complaint()
    enter(client, Role.INSPECTORATE)

    page = read(client.get(REPORTS))
    listed = client.get(f"{REPORTS}daftar.csv").getvalue().decode()

    assert page.one("table", class_="report-facts").all("td")[0].text == "2"
    assert listed.count("PGD-") == 1
    assert complaint.number not in listed


@pytest.mark.parametrize("number", [3, 30])
def test_the_report_takes_the_same_queries_for_few_and_many(client, number, django_assert_num_queries):
    for day in range(number):
        complaint = make_complaint(received_on=TODAY - dt.timedelta(days=day), service_received_on=None)
        Complaint.objects.filter(pk=complaint.pk).update(standard=make_published(slug=f"layanan-{day}"))
    user = enter(client)
    client.get(f"{REPORTS}?periode=2026")  # counted once, then kept
    client.force_login(user)

    with django_assert_num_queries(9):
        client.get(f"{REPORTS}?periode=2026")
