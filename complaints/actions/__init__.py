"""The only code that changes a complaint, and the office's calendar that dates it.

Each action is one transaction: what it changes, its Event, its letter, its files and its queued notice are stored
together or not at all. What an action is given has been cleaned by a form. All of them may raise

* ``Refused``: it cannot be done; ``message`` is an Indonesian sentence that says what to do instead. It is a
  ValidationError, so a form takes it by ``form.add_error(None, error)``.
* ``Conflict``: someone else changed the complaint since it was read. Read it again and show what changed.
"""

from complaints.actions.changing import Conflict, Refused, refuse_stale
from complaints.actions.complainant import can_rate, rate, reopen, reopen_until, reply, withdraw
from complaints.actions.filing import Filed, NewFiling, file_complaint, proposal
from complaints.actions.notices import queue_overdue_apologies
from complaints.actions.office_calendar import change_calendar
from complaints.actions.officer import (
    accept_as_complaint,
    answer,
    close,
    declare_not_competent,
    follow_up,
    request_completion,
    review,
    turn_into_suggestion,
)

__all__ = [
    "Conflict",
    "Filed",
    "NewFiling",
    "Refused",
    "accept_as_complaint",
    "answer",
    "can_rate",
    "change_calendar",
    "close",
    "declare_not_competent",
    "file_complaint",
    "follow_up",
    "proposal",
    "queue_overdue_apologies",
    "rate",
    "refuse_stale",
    "reopen",
    "reopen_until",
    "reply",
    "request_completion",
    "review",
    "turn_into_suggestion",
    "withdraw",
]
