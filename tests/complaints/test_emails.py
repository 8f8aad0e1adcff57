import datetime as dt
import itertools

import pytest
from django.core.mail import BadHeaderError

from complaints import actions, emails
from complaints.emails import Notice
from complaints.models import Complaint, OutgoingMail, Reporter
from tests.complaints.factories import (
    DUE,
    NOW,
    make_answered,
    make_attachment,
    make_complaint,
    make_filed,
    make_suggestion,
    settle,
)

pytestmark = pytest.mark.django_db

LATE = NOW + dt.timedelta(days=21)  # 11 December, the day after DUE
MARKER = "XPENANDAX"


def written(mail) -> str:
    """The whole mail as it goes over the wire, decoded."""
    outgoing = emails.message(mail)
    return f"{outgoing.message().as_string()}\n{outgoing.subject}\n{outgoing.body}"


def mails():
    return list(OutgoingMail.objects.values_list("notice", "state"))


def test_a_notice_says_the_number_and_where_to_look(settings):
    settings.SITE_URL = "https://layanan.example.go.id"
    complaint = make_complaint()

    outgoing = emails.message(OutgoingMail.objects.get())

    assert outgoing.to == ["siti@example.com"]
    assert outgoing.subject == f"Laporan diterima – {complaint.number}"
    assert complaint.number in outgoing.body
    assert "https://layanan.example.go.id/pengaduan/lacak/" in outgoing.body


@pytest.mark.parametrize("notice", Notice)
def test_mail_no_user_text(notice):
    """Threat 16: of what people typed no word is in a mail, nor the code."""
    filed = make_filed(
        story=MARKER,
        wish=MARKER,
        service_note=MARKER,
        name=MARKER,
        phone=MARKER,
        files=[make_attachment(f"{MARKER}.pdf")],
    )
    OutgoingMail.objects.update(notice=notice.value)

    text = written(OutgoingMail.objects.get())

    assert filed.complaint.number in text
    assert MARKER not in text
    assert filed.code not in text
    assert filed.code.replace("-", "") not in text


def test_host():
    """Threat 31: the address in a mail comes from the settings, for nothing else is there to take it from."""
    make_complaint()

    assert "127.0.0.1:8000/pengaduan/lacak/" in written(OutgoingMail.objects.get())


@pytest.mark.parametrize("address", ["a@b.co\nBcc: x@y.co", "a@b.co\r\nBcc: x@y.co", "a@b.co\rX: y"])
def test_mail_inject(address):
    """Threat 17: an address with a line break, should it ever get past the form, is no mail at all."""
    make_complaint()
    Reporter.objects.update(email=address)

    with pytest.raises(BadHeaderError):
        emails.message(OutgoingMail.objects.get()).message()


def test_what_happened_is_told_without_saying_what_it_was():
    complaint = make_answered()

    subjects = [emails.message(mail).subject for mail in OutgoingMail.objects.all()]

    assert subjects == [f"Laporan diterima – {complaint.number}", f"Ada jawaban untuk Anda – {complaint.number}"]


def test_mailbomb():
    """Threat 15: fifty complaints in the name of one address are all stored, and three mails go out."""
    for _ in range(50):
        make_complaint(email="korban@example.com")

    assert Complaint.objects.count() == 50
    states = [state for _, state in mails()]
    assert (states.count(OutgoingMail.QUEUED), states.count(OutgoingMail.DROPPED)) == (3, 47)
    assert emails.deliver(now=NOW).sent == 3


def test_the_next_day_the_address_is_told_again():
    for _ in range(4):
        make_complaint()
    make_complaint(now=NOW + dt.timedelta(days=1), service_received_on=None)

    assert mails()[-2:] == [("diterima", "dilewati"), ("diterima", "antre")]


def test_each_mail_has_an_identity_that_stays():
    make_answered()
    make_complaint(email="budi@example.com")

    identities = OutgoingMail.objects.values_list("message_id", flat=True)

    assert len(set(identities)) == 3
    for mail in OutgoingMail.objects.all():
        assert (
            emails.message(mail).message()["Message-ID"]
            == emails.message(mail).message()["Message-ID"]
            == mail.message_id
        )


def test_the_overdue_are_apologised_to_once():
    """Threat 71: run again, or after missed days, each gets one."""
    complaint = make_complaint()
    make_answered(email="budi@example.com")
    OutgoingMail.objects.all().delete()

    assert actions.queue_overdue_apologies(DUE, now=LATE) == 0
    assert actions.queue_overdue_apologies(LATE.date(), now=LATE) == 1
    assert actions.queue_overdue_apologies(LATE.date(), now=LATE) == 0
    assert actions.queue_overdue_apologies(LATE.date() + dt.timedelta(9), now=LATE + dt.timedelta(9)) == 0

    mail = OutgoingMail.objects.get()
    assert (mail.complaint, mail.notice) == (complaint, "permohonan-maaf")


def test_missed_days_lose_no_apology():
    make_complaint()

    assert actions.queue_overdue_apologies(LATE.date() + dt.timedelta(30), now=LATE) == 1


def test_a_suggestion_or_a_case_without_address_gets_no_apology():
    make_suggestion(email="siti@example.com")
    make_complaint(email="", phone="0812")

    assert actions.queue_overdue_apologies(LATE.date(), now=LATE) == 0


def test_a_reopened_case_has_a_clock_and_an_apology_of_its_own():
    complaint = make_complaint()
    actions.queue_overdue_apologies(LATE.date(), now=LATE)
    settle(complaint, now=LATE)
    actions.reopen(complaint, reason="Belum.", now=LATE)
    much_later = LATE + dt.timedelta(days=60)

    assert actions.queue_overdue_apologies(LATE.date(), now=LATE) == 0
    assert actions.queue_overdue_apologies(much_later.date(), now=much_later) == 1


def test_the_apology_is_queued_once_by_parallel_jobs(in_parallel):
    """DB×2"""
    assert in_parallel("apologies", times=4) == 1


def test_every_notice_has_its_words():
    assert set(emails.SENTENCES) == set(emails.SUBJECTS) == set(Notice)
    assert all(a != b for a, b in itertools.combinations(emails.SUBJECTS.values(), 2))
