"""Never late: what is due and not yet told is told, to whom it concerns."""

import datetime as dt

import pytest

from complaints import actions
from complaints.models import Complaint, Cover, Event
from complaints.rules.channels import Channel
from complaints.rules.workflow import Role
from tests.complaints.desk import make_staff
from tests.complaints.factories import (
    DUE,
    NOW,
    load_real_calendar,
    make_answered,
    make_complaint,
    make_filed,
    make_reviewed,
    make_suggestion,
    officer,
)
from tests.complaints.reminded import DAY, FOUR_LEFT, LATE, THREE_LEFT, assigned, mails_to, remind, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def calendar():
    load_real_calendar()


def test_three_hari_kerja_before_it_is_due_the_officer_is_told(petugas, pejabat):
    complaint = assigned(make_complaint(), petugas)

    assert remind(FOUR_LEFT) == (0, 0)
    assert remind(THREE_LEFT) == (1, 1)

    assert told() == [("petugas-pengaduan", "segera-jatuh-tempo", complaint.pk, DUE)]
    assert f"- {complaint.number}: jawaban sisa 3 hari kerja (batas 10 Desember 2026)" in mails_to(petugas)[0].body


def test_once_it_is_late_the_superior_is_told_too(petugas, pejabat, kepala):
    complaint = assigned(make_complaint(), petugas)

    assert remind(DUE) == (1, 1)
    assert remind(LATE) == (2, 2)

    assert told()[1:] == [
        ("petugas-pengaduan", "terlambat", complaint.pk, DUE),
        ("pejabat-pengelola", "terlambat", complaint.pk, DUE),
    ]
    assert f"{complaint.number}: jawaban terlambat 1 hari kerja" in mails_to(pejabat)[0].body
    assert mails_to(kepala) == []


def test_the_head_is_told_when_the_case_stands_there(petugas, pejabat, kepala):
    complaint = assigned(make_complaint(), petugas)
    for role in (Role.OFFICER, Role.MANAGER):
        actions.hand_up(complaint, report="Laporan.", **officer(role))

    remind(LATE)

    assert {username for username, *_ in told()} == {"petugas-pengaduan", "pejabat-pengelola", "kepala-dinas"}


def test_what_nobody_has_taken_on_concerns_all_who_handle(petugas, pejabat, kepala):
    make_staff(Role.OFFICER, username="petugas-lain")
    make_staff(Role.INSPECTORATE)
    make_complaint()

    remind(THREE_LEFT)

    assert {username for username, *_ in told()} == {"petugas-pengaduan", "petugas-lain", "pejabat-pengelola"}


def test_who_has_left_is_told_nothing_and_their_cases_go_to_all(petugas, pejabat):
    gone = make_staff(Role.OFFICER, username="pindah", email="pindah@kantor.example")
    assigned(make_complaint(), gone)
    gone.is_active = False
    gone.save()

    remind(THREE_LEFT)

    assert {username for username, *_ in told()} == {"petugas-pengaduan", "pejabat-pengelola"}


def cover(officer, substitute, from_on, until_on):
    Cover.objects.create(officer=officer, substitute=substitute, from_on=from_on, until_on=until_on)


@pytest.mark.parametrize(
    ("from_on", "until_on", "reader"),
    [
        (THREE_LEFT, THREE_LEFT, "pengganti"),
        (THREE_LEFT - DAY, THREE_LEFT + DAY, "pengganti"),
        (THREE_LEFT + DAY, THREE_LEFT + DAY, "petugas-pengaduan"),
        (THREE_LEFT - DAY, THREE_LEFT - DAY, "petugas-pengaduan"),
    ],
)
def test_during_leave_the_substitute_is_told(petugas, from_on, until_on, reader):
    assigned(make_complaint(), petugas)
    cover(petugas, make_staff(Role.OFFICER, username="pengganti"), from_on, until_on)

    remind(THREE_LEFT)

    assert [username for username, *_ in told()] == [reader]


def test_a_substitute_on_leave_passes_it_on_and_a_circle_ends_with_the_officer(petugas):
    second, third = (make_staff(Role.OFFICER, username=name) for name in ("kedua", "ketiga"))
    assigned(make_complaint(), petugas)
    cover(petugas, second, THREE_LEFT, LATE)
    cover(second, third, THREE_LEFT, THREE_LEFT)
    cover(second, petugas, LATE, LATE)

    remind(THREE_LEFT)
    remind(LATE)

    assert [(username, kind) for username, kind, *_ in told()] == [
        ("ketiga", "segera-jatuh-tempo"),
        ("petugas-pengaduan", "terlambat"),
    ]


def test_who_takes_a_case_over_is_told_what_the_first_was(petugas):
    complaint = assigned(make_complaint(), petugas)
    second = make_staff(Role.OFFICER, username="kedua")
    remind(THREE_LEFT)

    assigned(complaint, second)

    assert remind(THREE_LEFT) == (1, 1)
    assert told()[-1][0] == "kedua"


def test_nothing_is_owed_on_an_answered_case_or_a_suggestion(petugas, pejabat):
    make_answered()
    make_suggestion()

    remind(LATE)

    assert told() == []


def test_a_case_that_moved_or_was_reopened_is_told_of_anew(petugas):
    complaint = assigned(make_complaint(), petugas)
    remind(THREE_LEFT)
    Complaint.objects.update(response_due_on=DUE + DAY)  # as a new holiday moves it

    remind(dt.date(2026, 12, 8))

    assert [about_on for *_, about_on in told()] == [DUE, DUE + DAY]
    assert complaint.events.filter(name=Event.REMINDED).count() == 2


def test_a_restricted_case_is_told_to_nobody_but_those_named(petugas, pejabat, kepala):
    named, unit = make_staff(Role.INSPECTORATE), make_staff(Role.OFFICER, username="unit-teradu")
    complaint = assigned(make_reviewed(), unit)
    asked = actions.request_apip(complaint, reason="Menyangkut pegawai.", named=[named], **officer())
    actions.decide_apip(asked, is_approved=True, reason="Setuju.", **officer(Role.HEAD))

    remind(LATE)

    assert {username for username, *_ in told()} == {"petugas-pengaduan", "kepala-dinas"}
    assert mails_to(unit) == mails_to(pejabat) == []


def referred(petugas, **values):
    complaint = assigned(make_reviewed(), petugas)
    facts = {"agency": "Dinas Contoh", "request": "Periksa lapangan.", "expected_on": NOW.date() + 5 * DAY}
    return actions.refer(complaint, **facts, **values, **officer())


def test_a_technical_team_past_its_day_is_told_to_the_officer_and_the_member(petugas):
    member = make_staff(Role.TECHNICAL_TEAM)
    row = referred(petugas, member=member)
    actions.refer(row.complaint, agency="Lain", request="", expected_on=row.expected_on, **officer())

    remind(row.expected_on)
    assert told() == []
    remind(row.expected_on + DAY)

    expected = ("tim-teknis-belum-melapor", row.complaint.pk, row.expected_on)
    assert told() == [("petugas-pengaduan", *expected), ("tim-teknis", *expected)]


def test_one_that_has_reported_is_not_told_of(petugas):
    row = referred(petugas)
    actions.report_referral(row, report="Sudah.", reported_on=NOW.date(), **officer())

    assert remind(row.expected_on + DAY) == (0, 0)


def test_the_shorter_clock_of_the_national_channel_is_told(petugas):
    filed = make_filed()
    Complaint.objects.update(channel=Channel.SP4N_LAPOR.value, verify_due_on=dt.date(2026, 11, 25), assignee=petugas)

    remind(NOW.date())

    assert told() == [("petugas-pengaduan", "segera-jatuh-tempo", filed.complaint.pk, dt.date(2026, 11, 25))]
    assert "verifikasi di SP4N-LAPOR! sisa 3 hari kerja" in mails_to(petugas)[0].body
    actions.review(Complaint.objects.get(), **officer())
    assert remind(dt.date(2026, 11, 26)) == (0, 0)
