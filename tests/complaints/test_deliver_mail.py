import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command

from complaints import emails
from complaints.models import Complaint, OutgoingMail, Reporter
from tests.complaints.factories import NOW, make_complaint

pytestmark = pytest.mark.django_db

BACKEND = f"{__name__}.Server"
MINUTE = dt.timedelta(minutes=1)


class Server(BaseEmailBackend):
    """A mail server that does as a test says: ``trouble`` is called with each mail and may raise."""

    trouble = staticmethod(lambda outgoing: None)
    refuses_connections = False

    def open(self):
        if Server.refuses_connections:
            raise ConnectionRefusedError

    def send_messages(self, messages):
        for outgoing in messages:
            Server.trouble(outgoing)
            outgoing.message()
            mail.outbox.append(outgoing)
        return len(messages)


@pytest.fixture(autouse=True)
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = BACKEND
    monkeypatch.setattr(Server, "trouble", staticmethod(lambda outgoing: None))
    monkeypatch.setattr(Server, "refuses_connections", False)
    return Server


def raising(error, *, to=""):
    def trouble(outgoing):
        if to in outgoing.to[0]:
            raise error

    return staticmethod(trouble)


def queue(count):
    """Mails to different people."""
    for number in range(count):
        make_complaint(email=f"pelapor{number}@example.com")


def deliver(now=NOW):
    done = emails.deliver(now=now)
    return done.sent, done.failed, done.dead


def deliver_every_minute(start, hours):
    """As the timer does, as long as something waits."""
    for minute in range(hours * 60):
        deliver(start + minute * MINUTE)
        if not OutgoingMail.objects.exclude(state=OutgoingMail.SENT).exists():
            break


def test_what_is_queued_is_sent_once():
    queue(3)

    assert deliver() == (3, 0, 0)
    assert deliver() == (0, 0, 0)
    assert [outgoing.to for outgoing in mail.outbox] == [[f"pelapor{number}@example.com"] for number in range(3)]
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {OutgoingMail.SENT}


def test_what_was_dropped_is_not_sent():
    for _ in range(5):
        make_complaint()

    assert deliver() == (3, 0, 0)


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPServerDisconnected("hilang"),
        smtplib.SMTPResponseException(451, b"greylisted"),
        smtplib.SMTPRecipientsRefused({"siti@example.com": (550, b"no")}),
        smtplib.SMTPDataError(554, b"no"),
        TimeoutError(),
        OSError("jaringan"),
        UnicodeEncodeError("ascii", "é", 0, 1, "tidak bisa"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_after_any_failure_it_is_tried_again_later_under_the_same_identity(server, monkeypatch, error):
    """Threat 77."""
    make_complaint()
    identity = OutgoingMail.objects.get().message_id
    monkeypatch.setattr(server, "trouble", raising(error))
    assert deliver() == (0, 1, 0)
    assert deliver(NOW + MINUTE / 2) == (0, 0, 0)

    monkeypatch.setattr(server, "trouble", staticmethod(lambda outgoing: None))

    assert deliver(NOW + MINUTE) == (1, 0, 0)
    assert mail.outbox[0].message()["Message-ID"] == identity
    stored = OutgoingMail.objects.get()
    assert (stored.attempts, stored.state, stored.last_error) == (2, OutgoingMail.SENT, "")


def test_it_waits_longer_each_time_and_is_given_up_after_five_days(server, monkeypatch):
    make_complaint()
    monkeypatch.setattr(server, "trouble", raising(OSError()))

    waits, now = [], NOW
    while deliver(now) == (0, 1, 0) and len(waits) < 200:
        next_try = OutgoingMail.objects.get().not_before
        waits.append((next_try - now) / MINUTE)
        now = next_try

    assert waits[:6] == [1, 5, 15, 60, 60, 60]
    assert now - NOW >= dt.timedelta(days=5)
    assert now - NOW < dt.timedelta(days=5, hours=1)
    stored = OutgoingMail.objects.get()
    assert (stored.state, stored.last_error) == (OutgoingMail.DEAD, "OSError")
    assert deliver(now + dt.timedelta(days=30)) == (0, 0, 0)


def test_an_error_is_kept_without_the_address_that_it_names(server, monkeypatch):
    make_complaint()
    monkeypatch.setattr(server, "trouble", raising(smtplib.SMTPRecipientsRefused({"siti@example.com": (550, b"")})))

    deliver()

    assert OutgoingMail.objects.get().last_error == "SMTPRecipientsRefused"


def test_a_server_down_for_a_day_loses_nothing(server, monkeypatch):
    """Threat 77: all are accepted meanwhile, and all delivered once afterwards."""
    monkeypatch.setattr(server, "refuses_connections", True)
    queue(20)
    for hour in range(24):
        deliver(NOW + hour * 60 * MINUTE)

    assert (Complaint.objects.count(), len(mail.outbox)) == (20, 0)
    monkeypatch.setattr(server, "refuses_connections", False)
    deliver_every_minute(NOW + dt.timedelta(days=1), hours=2)

    assert len({outgoing.to[0] for outgoing in mail.outbox}) == len(mail.outbox) == 20


def test_a_server_that_drops_after_the_data_causes_one_duplicate_at_most(server, monkeypatch):
    make_complaint()

    def drop_after_data(outgoing):
        if not mail.outbox:
            mail.outbox.append(outgoing)
            raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(server, "trouble", staticmethod(drop_after_data))
    deliver_every_minute(NOW, hours=1)

    assert len({outgoing.message()["Message-ID"] for outgoing in mail.outbox}) == 1
    assert len(mail.outbox) == 2


def test_a_poison_mail_does_not_block_the_rest(server, monkeypatch):
    """Threat 79."""
    queue(100)
    monkeypatch.setattr(server, "trouble", raising(smtplib.SMTPDataError(554, b""), to="pelapor0@"))

    assert deliver() == (99, 1, 0)
    bad = OutgoingMail.objects.exclude(state=OutgoingMail.SENT).get()
    assert (bad.complaint.reporter.email, bad.last_error) == ("pelapor0@example.com", "SMTPDataError")


def test_an_address_that_would_inject_a_header_is_a_poison_mail_too():
    queue(2)
    Reporter.objects.filter(email="pelapor0@example.com").update(email="a@b.co\nBcc: x@y.co")

    assert deliver() == (1, 1, 0)
    assert mail.outbox[0].to == ["pelapor1@example.com"]


def test_an_ill_server_is_not_asked_for_every_mail(server, monkeypatch):
    """Each attempt may take ten seconds; the rest waits for the next minute."""
    queue(30)
    monkeypatch.setattr(server, "trouble", raising(TimeoutError()))

    assert deliver() == (0, emails.FAILURES_IN_A_ROW, 0)


def test_one_connection_serves_a_run_and_a_broken_one_is_opened_anew(server, settings, monkeypatch):
    queue(3)
    closed = []
    monkeypatch.setattr(server, "close", lambda self: closed.append(True))
    monkeypatch.setattr(server, "trouble", raising(OSError(), to="pelapor1@"))

    deliver()

    assert len(closed) == 2  # after the failure, and at the end


@pytest.mark.parametrize("erase", ["address", "reporter"])
def test_a_mail_to_somebody_who_was_erased_is_given_up(erase):
    make_complaint()
    if erase == "address":
        Reporter.objects.update(email="")
    else:
        Reporter.objects.all().delete()

    assert deliver() == (0, 0, 1)
    assert OutgoingMail.objects.get().last_error == "NoAddress"


def test_what_a_killed_sender_had_claimed_is_sent_after_a_quarter_of_an_hour(server, monkeypatch):
    make_complaint()
    monkeypatch.setattr(server, "trouble", raising(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        deliver()
    monkeypatch.setattr(server, "trouble", staticmethod(lambda outgoing: None))

    assert OutgoingMail.objects.get().state == OutgoingMail.SENDING
    assert deliver(NOW + 14 * MINUTE) == (0, 0, 0)
    assert deliver(NOW + 15 * MINUTE) == (1, 0, 0)


def test_a_mail_that_another_sender_took_meanwhile_is_left_to_it(monkeypatch):
    make_complaint()
    claimed = emails._claimed
    rivals = []

    def claim_after_a_rival(pk, now):
        rivals.append(claimed(pk, now))
        return claimed(pk, now)

    monkeypatch.setattr(emails, "_claimed", claim_after_a_rival)

    assert deliver() == (0, 0, 0)
    assert len(rivals) == 1


def test_several_senders(in_parallel):
    """Threat 78: four senders over a thousand mails, each sent once. DB×2"""
    found = in_parallel("senders", count=4, mails=1000)

    assert found == {"sent": 1000, "different": 1000, "told": 1000, "states": {"terkirim": 1000}}


def test_the_command_tells_what_it_did_and_nothing_when_there_is_nothing(capsys, time_machine):
    time_machine.move_to(NOW, tick=False)
    queue(2)

    call_command("deliver_mail")
    assert capsys.readouterr().out == "Surel: 2 terkirim, 0 dicoba lagi nanti, 0 gagal.\n"

    call_command("deliver_mail")
    assert capsys.readouterr().out == ""


def test_while_trying_out_mails_become_files(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "surel"
    make_complaint()

    deliver()

    (file,) = settings.EMAIL_FILE_PATH.iterdir()
    assert "To: siti@example.com" in file.read_text()
