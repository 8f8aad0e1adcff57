"""The desk: what must be done now, by the day, by role, and for a colleague on leave."""

import datetime as dt

import pytest
import time_machine

from complaints import actions
from complaints.models import Complaint, Cover, OutgoingMail
from complaints.presentation.desk import FEW
from complaints.rules.channels import Channel
from complaints.rules.workflow import Outcome, Role
from tests.catalog.html_page import read
from tests.complaints.desk import enter, make_staff
from tests.complaints.factories import (
    DUE,
    JAKARTA,
    NOW,
    load_real_calendar,
    make_answered,
    make_asked,
    make_complaint,
    make_filing,
    make_followed_up,
    make_reviewed,
    make_studied,
    make_suggestion,
    officer,
)

pytestmark = pytest.mark.django_db

DESK = "/petugas/"
OVERDUE, TODAY, SOON = "Terlambat dijawab", "Jatuh tempo hari ini", "Jatuh tempo dalam 3 hari kerja"
DECIDE, CHECK, UNASSIGNED = "Menunggu keputusan Anda", "Konsep jawaban perlu diperiksa", "Belum ditugaskan"


@pytest.fixture
def on():
    """Function that moves the clock to ten o'clock of a day."""
    with time_machine.travel(NOW, tick=False) as traveller:
        load_real_calendar()
        yield lambda day: traveller.move_to(dt.datetime.combine(day, dt.time(10), JAKARTA))


def groups_of(client, address=f"{DESK}?milik=semua") -> dict[str, list[str]]:
    """The numbers in each group of the desk, by its title."""
    page = read(client.get(address))
    return {
        section.one("h2").one("a").text: [row.one("a").text if row.all("a") else row.text for row in rows(section)]
        for section in page.all("section", class_="desk-group")
    }


def rows(node):
    return node.all("th", scope="row")


def test_a_case_moves_from_soon_to_today_to_overdue(client, on):
    complaint = make_complaint()
    actions.assign(complaint, to=make_staff(), **officer())

    seen = {}
    for day in (dt.date(2026, 12, 4), dt.date(2026, 12, 7), DUE, DUE + dt.timedelta(days=1)):
        on(day)
        enter(client)
        seen[day.day] = groups_of(client)

    assert seen == {
        4: {},
        7: {SOON: [complaint.number]},
        10: {TODAY: [complaint.number]},
        11: {OVERDUE: [complaint.number]},
    }


def test_lateness_is_told_in_words(client, on):
    make_complaint()
    on(DUE + dt.timedelta(days=4))
    enter(client)

    page = read(client.get(f"{DESK}?milik=semua"))

    assert "terlambat 2 hari kerja" in page.one("section", class_="is-urgent").text


def test_a_suggestion_is_never_overdue_and_still_waits_for_someone(client, on):
    suggestion = make_suggestion()
    on(DUE + dt.timedelta(days=30))
    enter(client)

    assert groups_of(client) == {UNASSIGNED: [suggestion.number]}


def test_a_question_that_waits_for_five_working_days_is_shown(client, on):
    complaint = make_asked()
    actions.assign(complaint, to=make_staff(), **officer())

    on(dt.date(2026, 11, 26))
    enter(client)
    before = groups_of(client)
    on(dt.date(2026, 11, 27))
    enter(client)
    after = groups_of(client)

    assert (before, after) == ({}, {"Menunggu pelapor sejak 5 hari kerja atau lebih": [complaint.number]})


def test_a_case_from_sp4n_lapor_shows_the_day_of_its_verification(client, on):
    filed = actions.file_complaint(
        form_key="k" * 43, filing=make_filing(), channel=Channel.SP4N_LAPOR, received_on=NOW.date(), now=NOW
    )
    enter(client)

    page = read(client.get(f"{DESK}?milik=semua"))

    section = page.one("section", **{"aria-labelledby": "verifikasi-sp4n"})
    assert filed.complaint.number in section.text
    assert "verifikasi: sisa 3 hari kerja" in section.text


def test_the_head_is_shown_the_requests_to_involve_apip(client, on):
    complaint = make_studied()
    actions.request_apip(complaint, reason="Dugaan pungutan.", named=[make_staff()], **officer())

    enter(client, Role.HEAD)
    head = groups_of(client)
    enter(client, Role.MANAGER)
    manager = groups_of(client)

    assert head[DECIDE] == [complaint.number]
    assert DECIDE not in manager


def test_the_manager_is_shown_what_was_handed_up(client, on):
    complaint = make_followed_up()
    actions.hand_up(complaint, report="Mohon arahan.", **officer())

    enter(client, Role.MANAGER)

    assert groups_of(client)[DECIDE] == [complaint.number]


def test_a_draft_is_checked_by_someone_else_than_its_writer(client, on):
    complaint = make_followed_up()
    writer = make_staff(username="penulis")
    actions.draft_answer(complaint, text="Sudah terbit.", needs_check=True, by=writer, role=Role.OFFICER, now=NOW)

    client.force_login(writer)
    own = groups_of(client)
    enter(client, username="pemeriksa")
    others = groups_of(client)

    assert CHECK not in own
    assert others[CHECK] == [complaint.number]


def test_an_answered_case_stays_until_it_is_closed(client, on):
    complaint = make_answered()
    enter(client)

    assert groups_of(client) == {"Sudah dijawab, belum ditutup": [complaint.number]}


def test_one_that_its_complainant_closed_stays_until_the_superior_has_the_result(client, on):
    """Komponen 6 butir 8."""
    complaint = actions.rate(make_answered(), is_settled=True, now=NOW)
    enter(client)
    case = f"/petugas/kasus/{complaint.pk}/"

    before = groups_of(client)
    todo = read(client.get(case)).one("main").all("a", class_="button")[0]
    client.post(f"{case}lapor-atasan/", {"report": "Selesai.", "version": complaint.version})

    assert before == {"Ditutup pelapor, belum dilaporkan kepada atasan": [complaint.number]}
    assert (todo["href"], todo.text) == (f"{case}lapor-atasan/", "Laporkan hasil kepada atasan")
    assert groups_of(client) == {}
    assert "Tidak ada yang perlu dilakukan." in read(client.get(case)).one("main").text


def test_the_technical_team_sees_what_it_owes_a_report_on_and_nothing_else(client, on):
    make_complaint(name="Orang Lain")
    member = make_staff(Role.TECHNICAL_TEAM)
    complaint = actions.follow_up(make_studied(), outcome=Outcome.TECHNICAL_TEAM, **officer())
    actions.refer(
        complaint, agency="Dinas Lingkungan Hidup", member=member, expected_on=DUE, request="Periksa.", **officer()
    )

    client.force_login(member)

    assert groups_of(client, DESK) == {"Tim teknis belum melapor": [complaint.number]}


def test_mine_are_my_cases_and_those_of_a_colleague_on_leave(client, on):
    me, colleague, third = (make_staff(username=name) for name in ("saya", "cuti", "lain"))
    cases = [make_complaint(name=f"Pelapor {place}") for place in range(3)]
    for complaint, user in zip(cases, (me, colleague, third), strict=True):
        actions.assign(complaint, to=user, **officer())
    Cover.objects.create(officer=colleague, substitute=me, from_on=DUE, until_on=DUE)

    on(DUE)
    client.force_login(me)
    during = groups_of(client, DESK)
    on(DUE + dt.timedelta(days=1))
    client.force_login(me)
    after = groups_of(client, DESK)

    assert during == {TODAY: [cases[0].number, cases[1].number]}
    assert after == {OVERDUE: [cases[0].number]}


def test_the_desk_says_whom_one_stands_in_for(client, on):
    me, colleague = make_staff(username="saya"), make_staff(username="cuti", first_name="Bu", last_name="Contoh")
    Cover.objects.create(officer=colleague, substitute=me, from_on=NOW.date(), until_on=NOW.date())
    client.force_login(me)

    assert "Hari ini Anda menggantikan Bu Contoh" in read(client.get(DESK)).text


def test_a_year_without_confirmed_holidays_is_warned_of(client, on):
    enter(client)

    assert "Daftar hari libur 2027 belum dipastikan." in read(client.get(DESK)).text


def test_a_notice_that_could_not_be_sent_is_told(client, on):
    OutgoingMail.objects.filter(complaint=make_complaint()).update(state=OutgoingMail.DEAD)
    enter(client)

    assert "1 pemberitahuan lewat email tidak terkirim." in read(client.get(DESK)).text


def test_a_restricted_case_is_neither_shown_nor_counted_for_those_not_named(client, on):
    complaint = make_reviewed()
    Complaint.objects.filter(pk=complaint.pk).update(is_restricted=True)
    on(DUE)
    enter(client)

    page = read(client.get(f"{DESK}?milik=semua"))

    assert groups_of(client) == {}
    assert page.one("p", class_="desk-owner").text == "Milik saya (0) Semua (0)"


def test_neither_story_nor_identity_stands_on_the_desk(client, on):
    make_complaint()
    enter(client)

    content = client.get(f"{DESK}?milik=semua").content.decode()

    assert [word for word in ("Siti Aminah", "siti@example.com", "belum terbit") if word in content] == []


def test_a_group_shows_its_first_cases_its_count_and_the_way_to_all(client, on):
    cases = [make_complaint(name=f"Pelapor {place}") for place in range(FEW + 2)]
    enter(client)

    section = read(client.get(f"{DESK}?milik=semua")).one("section", class_="desk-group")

    assert section.one("span", class_="desk-count").text == str(len(cases))
    assert len(rows(section)) == FEW
    everything = read(client.get(section.one("p", class_="desk-more").one("a")["href"]))
    assert len(rows(everything)) == len(cases)


def test_late_logging_is_visible(client, on):
    make_complaint(received_on=dt.date(2026, 11, 17), service_received_on=None)
    enter(client)

    assert "dicatat 3 hari kerja setelah diterima" in read(client.get(f"{DESK}?milik=semua")).text


def busy_office(count):
    """So many cases of each kind that the desk has a group for."""
    for place in range(count):
        make_complaint(name=f"Baru {place}")
        make_asked(name=f"Tanya {place}")
        make_answered(name=f"Jawab {place}")
        actions.draft_answer(make_followed_up(name=f"Konsep {place}"), text="Konsep.", needs_check=True, **officer())


@pytest.mark.parametrize("cases", [1, 9])
def test_the_desk_asks_the_same_few_queries(client, on, cases, django_assert_num_queries):
    busy_office(cases)
    on(DUE)
    enter(client, Role.MANAGER)

    with django_assert_num_queries(9):
        client.get(DESK)
