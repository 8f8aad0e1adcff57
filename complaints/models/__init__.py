"""Complaints: what was filed, by whom, what happened to it, and the days the office is closed.

Identity stands in Reporter and nowhere else. Only ``actions`` change a complaint; each action writes its Event.
"""

from complaints.models.calendar import ConfirmedYear, Holiday
from complaints.models.complaint import Complaint, Reporter
from complaints.models.machinery import Bucket, OutgoingMail
from complaints.models.record import Attachment, Event, Message

__all__ = [
    "Attachment",
    "Bucket",
    "Complaint",
    "ConfirmedYear",
    "Event",
    "Holiday",
    "Message",
    "OutgoingMail",
    "Reporter",
]
