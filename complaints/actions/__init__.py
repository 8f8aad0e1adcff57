"""The only code that changes a complaint, and the office's calendar that dates it.

Each action is one transaction: what it changes, its Event, its letter, its files and its queued notice are stored
together or not at all. What an action is given has been cleaned by a form. All of them may raise

* ``Refused``: it cannot be done; ``message`` is an Indonesian sentence that says what to do instead. It is a
  ValidationError, so a form takes it by ``form.add_error(None, error)``.
* ``Conflict``: someone else changed the complaint since it was read. Read it again and show what changed.
"""

from complaints.actions.answering import answer, close, draft_answer, inform, whole_answer
from complaints.actions.changing import ERASED, Conflict, Refused, refuse_stale
from complaints.actions.complainant import can_rate, rate, reopen, reopen_until, reply, withdraw
from complaints.actions.exporting import EXPORTERS, MOST_EXPORTED, ExportReason, export_identities
from complaints.actions.filing import (
    Arrival,
    Filed,
    NewFiling,
    file_complaint,
    measured_edition_pk,
    proposal,
    response_days,
)
from complaints.actions.involving import (
    decide_apip,
    give_access,
    hand_up,
    refer,
    report_referral,
    report_result,
    request_apip,
)
from complaints.actions.notices import queue_overdue_apologies
from complaints.actions.office_calendar import change_calendar
from complaints.actions.officer import (
    accept_as_complaint,
    assign,
    declare_not_competent,
    follow_up,
    group,
    request_completion,
    review,
    turn_into_suggestion,
)
from complaints.actions.privacy import KEEPERS, Proof, disclose, erase, hold, lift_hold, replay
from complaints.actions.reminders import remind
from complaints.actions.studying import IdentityReason, add_note, clarify, link, show_identity, study, who_sees_identity

__all__ = [
    "ERASED",
    "EXPORTERS",
    "KEEPERS",
    "MOST_EXPORTED",
    "Arrival",
    "Conflict",
    "ExportReason",
    "Filed",
    "IdentityReason",
    "NewFiling",
    "Proof",
    "Refused",
    "accept_as_complaint",
    "add_note",
    "answer",
    "assign",
    "can_rate",
    "change_calendar",
    "clarify",
    "close",
    "decide_apip",
    "declare_not_competent",
    "disclose",
    "draft_answer",
    "erase",
    "export_identities",
    "file_complaint",
    "follow_up",
    "give_access",
    "group",
    "hand_up",
    "hold",
    "inform",
    "lift_hold",
    "link",
    "measured_edition_pk",
    "proposal",
    "queue_overdue_apologies",
    "rate",
    "refer",
    "refuse_stale",
    "remind",
    "reopen",
    "reopen_until",
    "replay",
    "reply",
    "report_referral",
    "report_result",
    "request_apip",
    "request_completion",
    "response_days",
    "review",
    "show_identity",
    "study",
    "turn_into_suggestion",
    "who_sees_identity",
    "whole_answer",
    "withdraw",
]
