"""What every action has in common."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F

from catalog.inserting import insert
from complaints import chain, emails
from complaints.files import NewAttachment
from complaints.models import Attachment, Complaint, Event, Message, Reporter
from complaints.rules import workflow
from complaints.rules.deadlines import Explanation, explain
from complaints.rules.workflow import Action, MoveRefused, Role, State

ERASED = "Data pribadi laporan ini sudah dihapus, jadi tidak ada lagi yang dapat ditambahkan."


class Refused(ValidationError):
    """What was asked for cannot be done; ``message`` is an Indonesian sentence saying what to do instead."""


class Conflict(Exception):
    """Someone else changed the complaint since it was read; nothing was stored."""


def refuse_stale(complaint: Complaint, *, version: int) -> None:
    """Raise Conflict when the form was made from another version of the complaint than this one."""
    if complaint.version != version:
        raise Conflict


def moved(complaint: Complaint, action: Action, role: Role) -> State:
    """The state after this step. Raises Refused."""
    try:
        return workflow.move(complaint.get_state(), action, role, reopened_before=complaint.was_reopened)
    except MoveRefused as error:
        raise Refused(str(error)) from error


def change(  # noqa: PLR0913  each is a fact of what happened
    complaint: Complaint,
    event: str,
    *,
    by,
    role: Role,
    now: dt.datetime,
    letter: tuple[str, str] | None = None,
    files: Iterable[NewAttachment] = (),
    data: dict[str, object] | None = None,
    **values,
) -> Complaint:
    """Store ``values`` in the complaint, and with them a letter (kind, text), files, and the event.

    What people write stands in the letter alone, which can be erased; the event names it by its key.
    Raises Refused when its person is erased, Conflict when the complaint has changed since it was read. Belongs in
    the caller's transaction.
    """
    _refuse_erased(complaint.erased_on)
    _update(complaint, values)
    data = dict(data or {})
    if letter:
        kind, text = letter
        message = Message.objects.create(complaint=complaint, kind=kind, text=text, written_at=now, written_by=by)
        data["message"] = message.pk
    if files:
        is_from_reporter = event != Action.ANSWER.value  # all else the office writes goes without files
        data["files"] = len(attach(complaint, files, is_from_reporter=is_from_reporter, now=now))
    record(complaint, event, by=by, role=role, now=now, data=data)
    return complaint


def record(  # noqa: PLR0913  each is a fact of the event
    complaint: Complaint,
    name: str,
    *,
    by,
    role: Role,
    now: dt.datetime,
    data: dict[str, object] | None = None,
    is_first: bool = False,
) -> Event:
    """Add an event to the complaint's chain. The caller's transaction has changed, or locked, the complaint's row."""
    event = Event(complaint=complaint, name=name, at=now, role=role.value, actor=by, state=complaint.state)
    event.data = data or {}
    last = None if is_first else complaint.events.order_by("-sequence").values_list("sequence", "digest").first()
    sequence, previous = last or (0, "")
    event.sequence = sequence + 1
    event.digest = chain.digest(event, previous)
    insert(event)
    return event


def jot(complaint: Complaint, name: str, **facts) -> Event:
    """Record what leaves the complaint as it is, so that nobody's half-written answer becomes stale by it.

    Raises Refused when its person is erased.
    """
    _refuse_erased(Complaint.objects.select_for_update().values_list("erased_on", flat=True).get(pk=complaint.pk))
    return record(complaint, name, **facts)


def refuse_others(role: Role, able: Collection[Role], step: str) -> None:
    """Raise Refused unless the role is one of those who may take the step, named as in a sentence."""
    if role not in able:
        who = ", ".join(each.label for each in Role if each in able)
        raise Refused(f"{role.label} tidak berwenang {step}. Yang berwenang: {who}.")


def attach(
    complaint: Complaint, files: Iterable[NewAttachment], *, is_from_reporter: bool, now: dt.datetime
) -> list[Attachment]:
    return Attachment.objects.bulk_create(
        Attachment(
            complaint=complaint,
            label=file.label,
            content_type=file.content_type,
            size=len(file.content),
            sha256=file.sha256,
            content=file.content,
            added_at=now,
            is_from_reporter=is_from_reporter,
        )
        for file in files
    )


def notify(complaint: Complaint, notice: emails.Notice, *, now: dt.datetime) -> None:
    """Queue a notice, if there is an e-mail address."""
    email = Reporter.objects.filter(complaint=complaint).values_list("email", flat=True).first()
    emails.queue(complaint, notice, email=email or "", now=now)


def required(text: str, message: str) -> str:
    """The text without blanks around it. Raises Refused with the message when nothing is left."""
    if not text.strip():
        raise Refused(message)
    return text.strip()


def due(started_on: dt.date, calendar, days: int | None = None) -> Explanation:
    """The answer's due date by this calendar (komponen 6 butir 4). Raises Refused outside 2000–2100."""
    try:
        return explain(started_on, calendar, settings.RESPONSE_DAYS if days is None else days)
    except ValueError as error:
        raise Refused(str(error)) from error


def _refuse_erased(erased_on: dt.date | None) -> None:
    """What is written now would never be erased."""
    if erased_on:
        raise Refused(ERASED)


def _update(complaint: Complaint, values: dict[str, object]) -> None:
    """The optimistic lock: nothing is changed that is not as it was read."""
    untouched = Complaint.objects.filter(pk=complaint.pk, version=complaint.version)
    if not untouched.update(version=F("version") + 1, **values):
        raise Conflict
    complaint.version += 1
    for name, value in values.items():
        setattr(complaint, name, value)
