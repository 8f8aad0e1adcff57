"""What the office does with a complaint (komponen 6 butir 4–8). ``by`` is the user, ``role`` what he acts as."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from complaints.actions.changing import Refused, change, moved, notify, required
from complaints.emails import Notice
from complaints.files import NewAttachment
from complaints.models import Complaint, Event, Message
from complaints.rules.intake import FilingKind
from complaints.rules.workflow import CLOSED_STATES, HANDLERS, Action, Outcome, Role


@transaction.atomic
def request_completion(complaint: Complaint, *, question: str, by, role: Role, now: dt.datetime) -> Complaint:
    """Minta kelengkapan (butir 5.a). The complainant reads the question; the clock runs on.

    Raises Refused, Conflict.
    """
    text = required(question, "Tuliskan apa yang perlu dilengkapi oleh pelapor.")
    _step(complaint, Action.REQUEST_COMPLETION, by=by, role=role, now=now, letter=(Message.QUESTION, text))
    notify(complaint, Notice.QUESTION, now=now)
    return complaint


@transaction.atomic
def review(complaint: Complaint, *, by, role: Role, now: dt.datetime) -> Complaint:
    """Telaah (butir 5.c and 6). Raises Refused, Conflict."""
    return _step(complaint, Action.REVIEW, by=by, role=role, now=now)


@transaction.atomic
def follow_up(  # noqa: PLR0913  each is a fact of the follow-up
    complaint: Complaint, *, outcome: Outcome, head_approval: str = "", by, role: Role, now: dt.datetime
) -> Complaint:
    """Tindak lanjuti (butir 7): the review has its outcome.

    ``head_approval`` names the approval of the head (number and date), needed for APIP (butir 7.c).
    Raises Refused, Conflict.
    """
    data = {"outcome": outcome.value}
    if outcome.needs_head_approval:
        data["head_approval"] = required(
            head_approval, "Pelibatan APIP memerlukan persetujuan Kepala DPMPTSP: tuliskan nomor dan tanggalnya."
        )
    return _step(complaint, Action.FOLLOW_UP, by=by, role=role, now=now, data=data)


@transaction.atomic
def answer(  # noqa: PLR0913  each is a fact of the answer
    complaint: Complaint, *, text: str, files: Sequence[NewAttachment] = (), by, role: Role, now: dt.datetime
) -> Complaint:
    """Jawab (butir 4 and 8): stops the clock of 14 hari kerja. Raises Refused, Conflict."""
    letter = (Message.ANSWER, required(text, "Tuliskan jawaban untuk pelapor."))
    today = timezone.localdate(now)
    _step(complaint, Action.ANSWER, by=by, role=role, now=now, letter=letter, files=files, answered_on=today)
    notify(complaint, Notice.ANSWER, now=now)
    return complaint


@transaction.atomic
def close(complaint: Complaint, *, by, role: Role, now: dt.datetime) -> Complaint:
    """Tutup (butir 8), after the answer only. Raises Refused, Conflict."""
    return _step(complaint, Action.CLOSE, by=by, role=role, now=now, closed_on=timezone.localdate(now))


@transaction.atomic
def turn_into_suggestion(complaint: Complaint, *, reason: str, by, role: Role, now: dt.datetime) -> Complaint:
    """Alihkan menjadi saran/masukan (butir 3 and 5.b), closed; the complainant reads why. Raises Refused, Conflict."""
    text = required(reason, "Tuliskan alasan laporan ini diperlakukan sebagai saran atau masukan.")
    _decide(complaint, Action.TURN_INTO_SUGGESTION, text, by=by, role=role, now=now, kind=FilingKind.SUGGESTION.value)
    return complaint


@transaction.atomic
def accept_as_complaint(complaint: Complaint, *, reason: str, by, role: Role, now: dt.datetime) -> Complaint:
    """Treat a saran as pengaduan after all (butir 3 "dapat"), with a reason; its state and due date stay.

    One that was already closed must be reopened first. Raises Refused, Conflict.
    """
    if complaint.is_complaint:
        raise Refused("Laporan ini sudah merupakan pengaduan.")
    if complaint.get_state() in CLOSED_STATES:
        raise Refused("Laporan ini sudah ditutup. Buka kembali dulu, lalu terima sebagai pengaduan.")
    if role not in HANDLERS:
        raise Refused(f"{role.label} tidak berwenang menerima saran sebagai pengaduan.")
    letter = (Message.REASON, required(reason, "Tuliskan alasan saran ini diterima sebagai pengaduan."))
    kind = FilingKind.COMPLAINT.value
    return change(complaint, Event.ACCEPTED, by=by, role=role, now=now, letter=letter, kind=kind)


@transaction.atomic
def declare_not_competent(complaint: Complaint, *, reason: str, by, role: Role, now: dt.datetime) -> Complaint:
    """Nyatakan bukan kewenangan, closed; the complainant reads why and where to go. Raises Refused, Conflict."""
    text = required(reason, "Tuliskan alasan dan ke mana pelapor dapat mengadu.")
    _decide(complaint, Action.DECLARE_NOT_COMPETENT, text, by=by, role=role, now=now)
    return complaint


def _decide(complaint: Complaint, action: Action, reason: str, *, now: dt.datetime, **facts) -> None:
    """Close the case by a decision that the complainant is told of."""
    closed_on = timezone.localdate(now)
    _step(complaint, action, now=now, letter=(Message.REASON, reason), closed_on=closed_on, **facts)
    notify(complaint, Notice.ANSWER, now=now)


def _step(complaint: Complaint, action: Action, *, role: Role, **facts) -> Complaint:
    """Move the complaint as the table of workflow.py allows, with its event."""
    return change(complaint, action.value, role=role, state=moved(complaint, action, role).value, **facts)
