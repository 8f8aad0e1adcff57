"""Complaints: what was filed, by whom, what happened to it, and the days the office is closed.

Identity stands in Reporter and nowhere else. Only ``actions`` change a complaint; each action writes its Event.
"""

from complaints.models.calendar import CalendarVersion, ConfirmedYear, Holiday
from complaints.models.complaint import Complaint, Reporter
from complaints.models.desk import CalendarFeed, CountedMonth, Cover, PreparedText, Reminder, ReminderKind, SavedView
from complaints.models.handling import (
    Access,
    AnswerDraft,
    ApipRequest,
    Clarification,
    Informing,
    Link,
    LinkKind,
    Note,
    Point,
    Referral,
    StepReport,
    Study,
)
from complaints.models.machinery import Bucket, OutgoingMail
from complaints.models.privacy import Erasure, ErasureGround, Hold
from complaints.models.record import Attachment, Event, Message, Seal

__all__ = [
    "Access",
    "AnswerDraft",
    "ApipRequest",
    "Attachment",
    "Bucket",
    "CalendarFeed",
    "CalendarVersion",
    "Clarification",
    "Complaint",
    "ConfirmedYear",
    "CountedMonth",
    "Cover",
    "Erasure",
    "ErasureGround",
    "Event",
    "Hold",
    "Holiday",
    "Informing",
    "Link",
    "LinkKind",
    "Message",
    "Note",
    "OutgoingMail",
    "Point",
    "PreparedText",
    "Referral",
    "Reminder",
    "ReminderKind",
    "Reporter",
    "SavedView",
    "Seal",
    "StepReport",
    "Study",
]
