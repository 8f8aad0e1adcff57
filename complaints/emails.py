"""Notices by e-mail: queued in the transaction of what they tell of, sent later by ``deliver_mail``.

A notice carries the number, what happened in general words, and the address of the site; no name, no story and no
code, and no word that anybody typed. The address it goes to stands in Reporter, or in the account of a member of staff,
alone.
"""

import datetime as dt
import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from catalog.addresses import absolute
from catalog.inserting import insert
from complaints.limits import count_mail
from complaints.models import Complaint, OutgoingMail
from complaints.rules.terms import Term

logger = logging.getLogger(__name__)

BACK_OFF = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]  # and then every hour
GIVE_UP_AFTER = dt.timedelta(days=5)
LEASE = dt.timedelta(minutes=15)  # a sender that has not finished by then is taken for dead
FAILURES_IN_A_ROW = 5  # then the server is taken to be ill, and the rest waits for the next run


class Notice(Term):
    """Pemberitahuan."""

    RECEIVED = "diterima"
    QUESTION = "pertanyaan"
    ANSWER = "jawaban"
    APOLOGY = "permohonan-maaf"


class StaffNotice(Term):
    """Pemberitahuan kepada pegawai."""

    REMINDER = "pengingat"
    DIGEST = "ringkasan"


SENTENCES = {
    Notice.RECEIVED: "Laporan Anda sudah kami terima dan kami catat.",
    Notice.QUESTION: "Kami memerlukan keterangan tambahan dari Anda untuk menangani laporan ini.",
    Notice.ANSWER: "Kami sudah memberikan jawaban atau keputusan atas laporan Anda.",
    Notice.APOLOGY: "Kami mohon maaf: jawaban atas laporan Anda melewati batas waktu. Kami tetap menanganinya.",
}
SUBJECTS = {
    Notice.RECEIVED: "Laporan diterima",
    Notice.QUESTION: "Kami memerlukan keterangan Anda",
    Notice.ANSWER: "Ada jawaban untuk Anda",
    Notice.APOLOGY: "Permohonan maaf atas keterlambatan",
}
TEXT = """\
{sentence}

Nomor laporan: {number}

Buka {address} lalu masukkan nomor laporan dan kode lacak pada tanda terima Anda.
Demi keamanan, surel ini tidak memuat isi laporan maupun kode lacak, dan kami tidak pernah memintanya lewat surel.

DPMPTSP Kabupaten Purwakarta
Surel ini dikirim otomatis; jangan dibalas.
"""
STAFF_SUBJECTS = {
    StaffNotice.REMINDER: "Pengingat batas jawaban pengaduan",
    StaffNotice.DIGEST: "Ringkasan pengaduan hari ini",
}
STAFF_TEXT = """\
{summary}

Buka meja kerja Anda: {address}
Demi keamanan, surel ini tidak memuat nama pelapor maupun isi laporan.

DPMPTSP Kabupaten Purwakarta
Surel ini dikirim otomatis; jangan dibalas.
"""


@dataclass(slots=True)
class Delivery:
    """What one run did."""

    sent: int = 0
    failed: int = 0  # to be tried again
    dead: int = 0  # given up


class NoAddress(ValueError):
    """The address is gone, so the mail can never be sent."""


def queue(complaint: Complaint, notice: Notice, *, email: str, now: dt.datetime, about: str = "") -> bool:
    """Queue a notice to the complainant, once for each thing it is ``about`` (default: this version of the case).

    Without an address nothing is queued. Beyond three a day to one address it is recorded as dropped, so that nobody
    can bury a third person in our mail. Returns whether it was queued. Belongs in the caller's transaction.
    """
    message_id = _message_id(complaint, notice, about or str(complaint.version))
    if not email or (about and OutgoingMail.objects.filter(message_id=message_id).exists()):
        return False
    is_queued = count_mail(email, now=now)
    mail = OutgoingMail(
        complaint=complaint,
        notice=notice.value,
        message_id=message_id,
        state=OutgoingMail.QUEUED if is_queued else OutgoingMail.DROPPED,
        queued_at=now,
        not_before=now,
    )
    insert(mail, unless_known=True)  # another daily job may have been first
    return is_queued


def queue_for_staff(user, notice: StaffNotice, *, summary: str, about: str, now: dt.datetime) -> None:
    """Queue a mail to a member of staff, once for what it is ``about``; ``summary`` names no person and tells no story.

    Without an address nothing is queued: what it says stands on the desk. Belongs in the caller's transaction.
    """
    if user.email:
        OutgoingMail.objects.create(
            staff=user,
            summary=summary,
            notice=notice.value,
            message_id=f"<{notice.value}.{user.pk}.{about}@{_host()}>",
            queued_at=now,
            not_before=now,
        )


def deliver(*, now: dt.datetime) -> Delivery:
    """Send what is due, each mail once whoever else is sending.

    Ends early when the server fails several times in a row. What a killed sender had claimed is sent again after a
    quarter of an hour, under the same Message-ID, so that the receiver can tell it is the same mail.
    """
    done, in_a_row = Delivery(), 0
    connection = get_connection()
    due = OutgoingMail.objects.due(now).order_by("not_before", "pk").values_list("pk", flat=True)
    for pk in list(due):
        if in_a_row == FAILURES_IN_A_ROW:
            break
        if mail := _claimed(pk, now):
            is_sent = _attempt(mail, connection, now)
            in_a_row = 0 if is_sent else in_a_row + 1
            done.sent += is_sent
            done.dead += mail.state == OutgoingMail.DEAD
            done.failed += mail.state == OutgoingMail.QUEUED
    connection.close()
    return done


def message(mail: OutgoingMail) -> EmailMessage:
    """The mail as it goes out, the same at every attempt. Raises NoAddress."""
    to, subject, text = _to_staff(mail) if mail.staff_id else _to_reporter(mail)
    if not to:
        raise NoAddress
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject=subject, body=text, to=[to], headers=headers)


def _to_reporter(mail: OutgoingMail) -> tuple[str, str, str]:
    """Address, subject, text."""
    notice, number = Notice(mail.notice), mail.complaint.number
    reporter = getattr(mail.complaint, "reporter", None)
    text = TEXT.format(sentence=SENTENCES[notice], number=number, address=absolute(reverse("complaints:track")))
    return reporter.email if reporter else "", f"{SUBJECTS[notice]} – {number}", text


def _to_staff(mail: OutgoingMail) -> tuple[str, str, str]:
    """Address, subject, text; no address for somebody who has left."""
    text = STAFF_TEXT.format(summary=mail.summary, address=absolute(reverse("desk:desk")))
    return mail.staff.email if mail.staff.is_active else "", STAFF_SUBJECTS[StaffNotice(mail.notice)], text


def _message_id(complaint: Complaint, notice: Notice, about: str) -> str:
    return f"<{complaint.number}.{notice.value}.{about}@{_host()}>"


def _host() -> str | None:
    return urlsplit(settings.SITE_URL).hostname


def _claimed(pk: int, now: dt.datetime) -> OutgoingMail | None:
    """The mail, if nobody else has taken it; it is ours until the lease ends."""
    mail = OutgoingMail.objects.due(now).select_related("complaint__reporter", "staff").filter(pk=pk).first()
    if not mail:
        return None
    untouched = OutgoingMail.objects.due(now).filter(pk=pk, attempts=mail.attempts)
    mail.attempts += 1
    taken = untouched.update(state=OutgoingMail.SENDING, attempts=mail.attempts, not_before=now + LEASE)
    return mail if taken else None


def _attempt(mail: OutgoingMail, connection, now: dt.datetime) -> bool:
    """Send it and record how that went; returns whether it was sent."""
    try:
        outgoing = message(mail)
        connection.open()  # once for the run; does nothing while it is open
        connection.send_messages([outgoing])
        mail.state, mail.last_error = OutgoingMail.SENT, ""
    except (OSError, ValueError) as error:  # SMTPException is an OSError, a bad header or address a ValueError
        connection.close()  # it may be half dead
        logger.warning("Surel %s gagal dikirim: %s", mail.message_id, type(error).__name__)
        _put_off(mail, error, now)
    mail.save(update_fields=["state", "last_error", "not_before"])
    return mail.state == OutgoingMail.SENT


def _put_off(mail: OutgoingMail, error: Exception, now: dt.datetime) -> None:
    is_hopeless = isinstance(error, NoAddress) or now - mail.queued_at >= GIVE_UP_AFTER
    mail.state = OutgoingMail.DEAD if is_hopeless else OutgoingMail.QUEUED
    mail.not_before = now + BACK_OFF[min(mail.attempts, len(BACK_OFF)) - 1]
    mail.last_error = type(error).__name__  # its words may hold the address
