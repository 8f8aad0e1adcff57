"""The office's steps up to the follow-up, and its decisions (komponen 6 butir 3–7). ``by`` is the user, ``role`` what
he acts as."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from complaints.actions.changing import Refused, change, moved, notify, refuse_others, required
from complaints.actions.filing import measured_edition_pk
from complaints.emails import Notice
from complaints.models import Complaint, Event, Message, Study
from complaints.rules.intake import FilingKind
from complaints.rules.workflow import CLOSED_STATES, HANDLERS, LEVELS, Action, Outcome, Role


@transaction.atomic
def assign(complaint: Complaint, *, to, by, role: Role, now: dt.datetime) -> Complaint:
    """Tugaskan, or hand over, to an officer; None takes it back. Raises Refused, Conflict."""
    refuse_others(role, LEVELS, "menugaskan laporan")
    if complaint.get_state() in CLOSED_STATES:
        raise Refused("Laporan ini sudah ditutup, jadi tidak perlu ditugaskan.")
    data = {"to": to.pk if to else None}
    return change(complaint, Event.ASSIGNED, by=by, role=role, now=now, data=data, assignee=to)


@transaction.atomic
def request_completion(complaint: Complaint, *, question: str, by, role: Role, now: dt.datetime) -> Complaint:
    """Minta kelengkapan (butir 5.a). The complainant reads the question; the clock runs on.

    Raises Refused, Conflict.
    """
    text = required(question, "Tuliskan apa yang perlu dilengkapi oleh pelapor.")
    step(complaint, Action.REQUEST_COMPLETION, by=by, role=role, now=now, letter=(Message.QUESTION, text))
    notify(complaint, Notice.QUESTION, now=now)
    return complaint


@transaction.atomic
def review(complaint: Complaint, *, by, role: Role, now: dt.datetime) -> Complaint:
    """Telaah (butir 5.c and 6). Raises Refused, Conflict."""
    return step(complaint, Action.REVIEW, by=by, role=role, now=now)


@transaction.atomic
def group(  # noqa: PLR0913  each is a fact of the grouping
    complaint: Complaint, *, standard, component: int | None, service_note: str = "", by, role: Role, now: dt.datetime
) -> Complaint:
    """Kelompokkan by service and component (butir 5.c), and link the edition it measures against (butir 6.b).

    Raises Refused, Conflict.
    """
    refuse_others(role, HANDLERS, "mengelompokkan laporan")
    on = complaint.service_received_on or complaint.received_on
    values = {
        "standard": standard,
        "edition_id": measured_edition_pk(standard, on),
        "component": component,
        "service_note": service_note.strip(),
    }
    data = {"standard": standard.pk if standard else None, "component": component}
    return change(complaint, Event.GROUPED, by=by, role=role, now=now, data=data, **values)


@transaction.atomic
def follow_up(complaint: Complaint, *, outcome: Outcome, by, role: Role, now: dt.datetime) -> Complaint:
    """Tindak lanjuti (butir 7): the review has its outcome, one of three.

    Needs the core of the problem in writing (butir 6.a), and for APIP the recorded approval of the head (butir 7.c).
    Raises Refused, Conflict.
    """
    state = moved(complaint, Action.FOLLOW_UP, role)
    if not Study.objects.filter(complaint=complaint).exclude(core="").exists():
        raise Refused("Rumuskan dulu inti masalah yang diadukan (komponen 6 butir 6.a), lalu tentukan hasilnya.")
    if outcome.needs_head_approval and not complaint.apiprequests.filter(is_approved=True).exists():
        raise Refused("Pelibatan APIP memerlukan persetujuan Kepala DPMPTSP. Mintalah persetujuannya dulu.")
    return change(
        complaint,
        Action.FOLLOW_UP.value,
        by=by,
        role=role,
        now=now,
        data={"outcome": outcome.value},
        state=state.value,
        outcome=outcome.value,
    )


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
    refuse_others(role, HANDLERS, "menerima saran sebagai pengaduan")
    letter = (Message.REASON, required(reason, "Tuliskan alasan saran ini diterima sebagai pengaduan."))
    kind = FilingKind.COMPLAINT.value
    return change(complaint, Event.ACCEPTED, by=by, role=role, now=now, letter=letter, kind=kind)


@transaction.atomic
def declare_not_competent(complaint: Complaint, *, reason: str, by, role: Role, now: dt.datetime) -> Complaint:
    """Nyatakan bukan kewenangan, closed; the complainant reads why and where to go. Raises Refused, Conflict."""
    text = required(reason, "Tuliskan alasan dan ke mana pelapor dapat mengadu.")
    _decide(complaint, Action.DECLARE_NOT_COMPETENT, text, by=by, role=role, now=now)
    return complaint


def step(complaint: Complaint, action: Action, *, role: Role, **facts) -> Complaint:
    """Move the complaint as the table of workflow.py allows, with its event. Raises Refused, Conflict."""
    return change(complaint, action.value, role=role, state=moved(complaint, action, role).value, **facts)


def _decide(complaint: Complaint, action: Action, reason: str, *, now: dt.datetime, **facts) -> None:
    """Close the case by a decision that the complainant is told of."""
    closed_on = timezone.localdate(now)
    step(complaint, action, now=now, letter=(Message.REASON, reason), closed_on=closed_on, **facts)
    notify(complaint, Notice.ANSWER, now=now)
