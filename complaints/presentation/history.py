"""What happened to a case, as the officers read it: what, when, who and in which role."""

import datetime as dt
from dataclasses import dataclass

from complaints.actions import ExportReason, IdentityReason
from complaints.models import (
    ApipRequest,
    Attachment,
    Clarification,
    Event,
    Informing,
    Message,
    Note,
    Referral,
    StepReport,
)
from complaints.presentation.case import note as public_note
from complaints.rules.channels import Channel
from complaints.rules.workflow import Role

# What leaves the complaint's version as it is (actions.changing.jot), and so makes no form stale.
JOTTED = {
    Event.DUE_MOVED,
    Event.CLARIFIED,
    Event.REFERRED,
    Event.REFERRAL_ANSWERED,
    Event.APIP_REQUESTED,
    Event.ACCESS_GIVEN,
    Event.NOTED,
    Event.LINKED,
    Event.IDENTITY_SHOWN,
    Event.EXPORTED,
    Event.REMINDED,
    Event.HELD,
    Event.RELEASED,
    Event.DISCLOSED,
}
# Where the text of an event stands: the name of its key in the event, and the table.
TEXTS = {
    Event.CLARIFIED: ("clarification", Clarification),
    Event.HANDED_UP: ("report", StepReport),
    Event.REPORTED: ("report", StepReport),
    Event.REFERRED: ("referral", Referral),
    Event.APIP_REQUESTED: ("request", ApipRequest),
    Event.NOTED: ("note", Note),
    Event.INFORMED: ("informing", Informing),
}
MORE_TEXTS = {Event.REFERRAL_ANSWERED: ("referral", Referral), Event.APIP_DECIDED: ("request", ApipRequest)}
# What the technical team need not read.
NOT_FOR_TEAM = {
    Event.IDENTITY_SHOWN,
    Event.EXPORTED,
    Event.APIP_REQUESTED,
    Event.APIP_DECIDED,
    Event.DRAFTED,
    Event.ACCESS_GIVEN,
    Event.HELD,
    Event.RELEASED,
    Event.DISCLOSED,
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as the page shows it."""

    at: dt.datetime
    title: str
    who: str  # "Petugas pengaduan, Rina": the role, and the name of the member of staff
    note: str
    texts: list[tuple[str, str]]  # label, text
    files: list[Attachment]
    is_change: bool  # whether a form opened before it is stale


def happenings(case) -> list[Happening]:
    """The events of a case (presentation.handling.Handling), the newest first."""
    events = case.events
    if case.is_limited:
        events = [event for event in events if event.name not in NOT_FOR_TEAM]
    seen: set[str] = set()
    return [_happening(case, event, seen) for event in events]


def _happening(case, event: Event, seen: set[str]) -> Happening:
    files = [each for each in case.files if each.added_at == event.at] if event.data.get("files") else []
    texts = [] if case.is_limited else _texts(case, event, is_latest=event.name not in seen)
    seen.add(event.name)
    role, name = Role(event.role).label, case.names.get(event.actor_id)
    return Happening(
        event.at,
        event.get_name_display(),
        f"{role}, {name}" if name else role,
        _note(case, event),
        texts,
        [] if case.is_limited else files,
        event.name not in JOTTED,
    )


def _texts(case, event: Event, *, is_latest: bool) -> list[tuple[str, str]]:
    """What was written with it. A study and a draft are written anew, so only the last one is known."""
    if event.name == Event.STUDIED and is_latest and case.study:
        return _study(case)
    if event.name == Event.DRAFTED and is_latest and case.draft:
        answers = [(f"Pokok {point.key}", point.more) for point in case.points]
        return [(label, text) for label, text in [("Konsep jawaban", case.draft.text), *answers] if text]
    letter: Message | None = case.letters.get(event.data.get("message"))
    if letter:
        return [("", letter.text)]
    for places, column in ((TEXTS, "text"), (MORE_TEXTS, "more")):
        if event.name in places:
            name, model = places[event.name]
            row = next((row for row in case.rows[model] if row.key == event.data.get(name)), None)
            return [("", getattr(row, column))] if row and getattr(row, column) else []
    return []


def _study(case) -> list[tuple[str, str]]:
    study = case.study
    named = [
        ("a. Inti masalah", study.core),
        ("b. SP/SOP/peraturan", study.rules),
        ("c. Dokumen dan informasi", study.documents),
        ("d. Rencana penanganan", study.plan),
        ("Pokok aduan", "\n".join(point.text for point in case.points)),
    ]
    return [(label, text) for label, text in named if text]


def _note(case, event: Event) -> str:  # noqa: PLR0911  one return for each kind of event
    data = event.data
    match event.name:
        case Event.ASSIGNED:
            return f"Kepada {case.names.get(data.get('to'), 'siapa pun')}." if data.get("to") else "Belum ditugaskan."
        case Event.HANDED_UP:
            return f"Kepada {Role(data['to']).label}."
        case Event.APIP_DECIDED:
            return "Disetujui." if data.get("approved") else "Ditolak."
        case Event.ACCESS_GIVEN:
            return f"Kepada {case.names.get(data.get('user'), 'seseorang')}."
        case Event.IDENTITY_SHOWN:
            return f"Untuk {IdentityReason(data['reason']).label.lower()}."
        case Event.EXPORTED:
            return f"{ExportReason(data['reason']).label}."
        case Event.INFORMED:
            return f"Melalui {Channel(data['channel']).label}."
        case Event.RATED:
            return "Jawaban menyelesaikan." if data.get("settled") else "Jawaban belum menyelesaikan."
    return public_note(event)
