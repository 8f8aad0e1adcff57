"""What the complainant does: adds, withdraws, rates, reopens. A handler may record what was told by another channel.

``by`` is then the officer and ``role`` the officer's; by default it is the complainant on the site.
"""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from complaints.actions.changing import Refused, change, due, moved, required
from complaints.calendar import hold_calendar, kept_calendar
from complaints.files import MOST_FILES_OF_REPORTER, NewAttachment
from complaints.models import Complaint, Event, Message, Reporter
from complaints.rules.deadlines import LAST_DAY
from complaints.rules.terms import in_words
from complaints.rules.workflow import RESPONSE_CLOCK_STOPPED, TOLD_BY_COMPLAINANT, Action, Role, State

MOST_REPLIES = 50  # to one complaint, so that nobody fills the disk with them


@transaction.atomic
def reply(  # noqa: PLR0913  each is a fact of the reply
    complaint: Complaint,
    *,
    text: str = "",
    files: Sequence[NewAttachment] = (),
    name: str = "",
    email: str = "",
    phone: str = "",
    handle: str = "",
    address: str = "",
    now: dt.datetime,
    by=None,
    role: Role = Role.COMPLAINANT,
) -> Complaint:
    """Add text, files or missing identity; completes the complaint when the office had asked for something.

    What is told of the person fills what was blank and change nothing that is known. Returns the complaint as stored.
    Raises Refused when nothing is added, too many files or replies, or no answer is awaited any more; Conflict.
    """
    if role not in TOLD_BY_COMPLAINANT:
        raise Refused(f"{role.label} tidak berwenang menambahkan keterangan pelapor.")
    told = {"name": name, "email": email, "phone": phone, "handle": handle, "address": address}
    if not any((text.strip(), files, *told.values())):
        raise Refused("Tuliskan keterangan atau pilih berkas yang ingin Anda tambahkan.")
    if complaint.get_state() in RESPONSE_CLOCK_STOPPED:
        raise Refused(
            "Laporan ini sudah dijawab atau ditutup. Bila belum selesai, buka kembali atau buat laporan baru."
        )
    _refuse_too_many(complaint, files)
    values, event = {}, Event.REPLIED
    if complaint.get_state() is State.AWAITING_COMPLETION:
        event, values = Action.COMPLETE.value, {"state": moved(complaint, Action.COMPLETE, role).value}
    letter = (Message.REPLY, text.strip()) if text.strip() else None
    change(complaint, event, by=by, role=role, now=now, letter=letter, files=files, **values)
    _fill_in(complaint, **told)
    return complaint


@transaction.atomic
def withdraw(complaint: Complaint, *, reason: str = "", now: dt.datetime) -> Complaint:
    """Cabut: the complainant alone withdraws, before the answer. Raises Refused, Conflict."""
    state = moved(complaint, Action.WITHDRAW, Role.COMPLAINANT)
    return change(
        complaint,
        Action.WITHDRAW.value,
        by=None,
        role=Role.COMPLAINANT,
        now=now,
        letter=(Message.REPLY, reason.strip()) if reason.strip() else None,
        state=state.value,
        closed_on=timezone.localdate(now),
    )


def can_rate(complaint: Complaint) -> bool:
    """Whether there is an answer that has not been rated yet."""
    if complaint.get_state() not in {State.ANSWERED, State.CLOSED}:
        return False
    last = complaint.events.filter(name__in=[Action.ANSWER.value, Event.RATED]).order_by("pk").last()
    return last is not None and last.name == Action.ANSWER.value


@transaction.atomic
def rate(complaint: Complaint, *, is_settled: bool, reason: str = "", now: dt.datetime) -> Complaint:
    """Say whether the answer settles it; "yes" closes the case (komponen 6 butir 8), "no" needs a reason.

    Once for each answer. Raises Refused, Conflict.
    """
    if not can_rate(complaint):
        raise Refused("Belum ada jawaban yang dapat dinilai, atau jawabannya sudah Anda nilai.")
    if not is_settled:
        required(reason, "Tuliskan apa yang belum selesai, agar kantor dapat memperbaikinya.")
    as_complainant = {"by": None, "role": Role.COMPLAINANT, "now": now}
    letter = (Message.REPLY, reason.strip()) if reason.strip() else None
    change(complaint, Event.RATED, letter=letter, data={"settled": is_settled}, is_settled=is_settled, **as_complainant)
    if is_settled and complaint.get_state() is State.ANSWERED:
        closed = moved(complaint, Action.CLOSE, Role.COMPLAINANT)
        today = timezone.localdate(now)
        change(complaint, Action.CLOSE.value, state=closed.value, closed_on=today, **as_complainant)
    return complaint


def reopen_until(complaint: Complaint) -> dt.date | None:
    """The last day to reopen: settings.REOPEN_DAYS hari kalender after the answer or the decision.

    None when it cannot be reopened at all: not answered yet, withdrawn, reopened before, or erased.
    """
    decided_on = {
        State.ANSWERED: complaint.answered_on,
        State.CLOSED: complaint.answered_on,
        State.SUGGESTION: complaint.closed_on,
        State.NOT_COMPETENT: complaint.closed_on,
    }.get(complaint.get_state())
    if decided_on is None or complaint.was_reopened or complaint.erased_on:
        return None
    return min(decided_on + dt.timedelta(days=settings.REOPEN_DAYS), LAST_DAY)


@transaction.atomic
def reopen(complaint: Complaint, *, reason: str, now: dt.datetime, by=None, role: Role = Role.COMPLAINANT) -> Complaint:
    """Buka kembali, once, until ``reopen_until`` and with a reason; the clock of the answer starts anew today.

    Raises Refused, Conflict.
    """
    state = moved(complaint, Action.REOPEN, role)
    today, until = timezone.localdate(now), reopen_until(complaint)
    if until is None or today > until:
        by_when = f" sampai {in_words(until)}" if until else ""
        raise Refused(f"Laporan ini hanya dapat dibuka kembali{by_when}. Silakan sampaikan laporan baru.")
    text = required(reason, "Tuliskan alasan laporan ini perlu dibuka kembali.")
    hold_calendar()
    explained = due(today, kept_calendar(), complaint.response_days)
    return change(
        complaint,
        Action.REOPEN.value,
        by=by,
        role=role,
        now=now,
        letter=(Message.REPLY, text),
        data={"due": explained.due_on.isoformat(), "provisional": explained.provisional},
        state=state.value,
        reopened_on=today,
        assignee=None,  # another pair of eyes may see more
        level=Role.OFFICER.value,
        **dict.fromkeys(("answered_on", "closed_on", "informed_on", "reported_on", "is_settled")),
        **dict.fromkeys(("outcome", "verdict"), ""),
        response_due_on=explained.due_on,
        due_is_provisional=explained.provisional,
    )


def _refuse_too_many(complaint: Complaint, files: Sequence[NewAttachment]) -> None:
    if complaint.messages.filter(kind=Message.REPLY).count() >= MOST_REPLIES:
        raise Refused(f"Satu laporan memuat paling banyak {MOST_REPLIES} tanggapan. Hubungi kantor lewat kanal lain.")
    if files and complaint.attachments.filter(is_from_reporter=True).count() + len(files) > MOST_FILES_OF_REPORTER:
        raise Refused(f"Satu laporan memuat paling banyak {MOST_FILES_OF_REPORTER} berkas dari pelapor.")


def _fill_in(complaint: Complaint, **told: str) -> None:
    """Add to the reporter's identity what was not known of it (komponen 6 butir 5.a)."""
    reporter = Reporter.objects.get(complaint=complaint)
    missing = {name: value for name, value in told.items() if value and not getattr(reporter, name)}
    if missing:
        Reporter.objects.filter(pk=reporter.pk).update(**missing)
