"""Each thing is told exactly once (threat 71), in mails that name no person, with a digest on working days."""

import pytest
from django.core import mail
from django.core.management import call_command

from complaints import actions, emails
from complaints.models import Complaint, Event, OutgoingMail
from complaints.rules.workflow import Role
from tests.complaints.desk import make_staff
from tests.complaints.factories import NOW, load_real_calendar, make_complaint, make_filed, officer
from tests.complaints.reminded import DAY, LATE, SATURDAY, THREE_LEFT, assigned, at, mails_to, remind, told

MARKER = "XPENANDAX"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def calendar():
    load_real_calendar()


def test_run_again_and_after_a_gap_each_thing_is_told_once(petugas, pejabat):
    """Threat 71: three days missed, then three runs."""
    complaint = assigned(make_complaint(), petugas)
    remind(THREE_LEFT - 3 * DAY)

    results = [remind(THREE_LEFT + 9 * DAY) for _ in range(3)]

    assert results == [(2, 2), (0, 0), (0, 0)]
    assert [kind for _, kind, *_ in told()] == ["terlambat", "terlambat"]
    assert complaint.events.filter(name=Event.REMINDED).count() == 1
    assert OutgoingMail.objects.filter(staff__isnull=False).count() == 2


def test_parallel_jobs_tell_each_thing_once(in_parallel):
    """Threat 71. DB×2"""
    found = in_parallel("reminders", times=3, cases=5)

    assert found == {"told": 10, "rows": 10, "digests": 2, "mails": 2, "events": 5, "flaws": 0}


def test_the_digest_comes_on_working_days_alone(petugas, pejabat):
    assigned(make_complaint(), petugas)
    remind(LATE)

    assert remind(SATURDAY) == (0, 0)
    assert remind(SATURDAY + 2 * DAY) == (0, 2)
    assert [each.subject for each in mails_to(petugas)] == ["Ringkasan pengaduan hari ini"] * 2


def test_what_becomes_late_over_a_day_off_is_told_without_waiting_for_the_digest(petugas):
    assigned(make_complaint(), petugas)

    assert remind(SATURDAY) == (1, 0)

    (outgoing,) = mails_to(petugas)
    assert outgoing.subject == "Pengingat batas jawaban pengaduan"
    assert outgoing.body.startswith("Terlambat: 1\n- PGD-")


def test_the_digest_counts_what_nobody_has_taken_on(petugas, kepala):
    make_complaint()

    assert remind(NOW.date()) == (0, 1)

    assert "Belum ditugaskan kepada siapa pun: 1 laporan." in mails_to(petugas)[0].body


def test_the_managers_digest_counts_the_looks_at_identities(pejabat):
    """Threat 57."""
    complaint = assigned(make_complaint(), make_staff(Role.OFFICER))
    reason = actions.IdentityReason.CONTACT
    for _ in range(2):
        actions.show_identity(complaint, reason=reason, **officer())

    remind(NOW.date() + 3 * DAY)
    remind(NOW.date() + 4 * DAY)

    (outgoing,) = mails_to(pejabat)
    assert "Identitas pelapor dilihat 2 kali, oleh 1 orang, sejak ringkasan sebelumnya." in outgoing.body


def test_a_mail_names_twenty_reports_and_counts_the_rest(petugas):
    for _ in range(23):
        make_complaint(email="", phone="nomor contoh")
    Complaint.objects.update(assignee=petugas)

    remind(LATE)

    body = mails_to(petugas)[0].body
    assert body.startswith("Terlambat: 23\n")
    assert body.count("PGD-") == 20
    assert "- dan 3 laporan lain" in body


def test_no_word_of_the_reporter_is_in_a_mail_to_the_staff(petugas, settings):
    """Threat 16, for the staff."""
    settings.SITE_URL = "https://layanan.example.go.id"
    filed = make_filed(story=MARKER, wish=MARKER, service_note=MARKER, name=MARKER, phone=MARKER)

    remind(LATE)

    (outgoing,) = mails_to(petugas)
    text = f"{outgoing.message().as_string()}\n{outgoing.subject}\n{outgoing.body}"
    assert MARKER not in text
    assert "siti@example.com" not in text
    assert filed.code not in text
    assert "https://layanan.example.go.id/petugas/" in text


def test_who_has_no_address_sees_it_on_the_desk_alone():
    quiet = make_staff(Role.OFFICER)
    assigned(make_complaint(), quiet)

    assert remind(LATE) == (1, 1)

    assert mails_to(quiet) == []


def test_the_mails_are_delivered_and_given_up_for_who_has_left(petugas, pejabat):
    assigned(make_complaint(email="", phone="nomor contoh"), petugas)
    remind(LATE)
    petugas.is_active = False
    petugas.save()

    done = emails.deliver(now=at(LATE))

    assert (done.sent, done.dead) == (1, 1)
    assert [outgoing.to for outgoing in mail.outbox] == [["pejabat@kantor.example"]]


@pytest.mark.parametrize("cases", [3, 30])
def test_the_queries_do_not_grow_with_what_was_told_before(petugas, cases, django_assert_num_queries):
    for _ in range(cases):
        make_complaint(email="", phone="nomor contoh")
    Complaint.objects.update(assignee=petugas)
    remind(LATE)

    with django_assert_num_queries(15):
        remind(LATE)


def test_the_command_does_the_whole_day(capsys, time_machine, petugas):
    assigned(make_complaint(), petugas)
    time_machine.move_to(at(LATE), tick=False)

    call_command("remind")
    call_command("remind")

    assert capsys.readouterr().out == (
        "Pengingat: 1 baru, 1 ringkasan, 1 permohonan maaf; 3 peristiwa disegel.\n"
        "Pengingat: 0 baru, 0 ringkasan, 0 permohonan maaf; tidak ada peristiwa baru untuk disegel.\n"
    )
