"""Which data are a person's, how long they stay, and that erased ones leave no trace (UU 27/2022).

Changing anything is for ``actions``. The ledger of erasures stands in the database and in a file beside it, so that a
backup made before an erasure can be brought up to date after it was restored.
"""

import datetime as dt
import fcntl
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields import Field

from complaints.models import (
    AnswerDraft,
    ApipRequest,
    Clarification,
    Complaint,
    Erasure,
    Event,
    Hold,
    Informing,
    Message,
    Note,
    Point,
    Referral,
    StepReport,
    Study,
)
from complaints.rules.intake import FilingKind
from complaints.rules.terms import Term
from complaints.rules.workflow import CLOSED_STATES, State

logger = logging.getLogger(__name__)

ERASED = "(dihapus)"  # in place of a text that cannot be blank
OF_COMPLAINT = ("story", "wish", "service_note", "external_number")
# Texts that may tell of the person, by table. Reporter, files and mails go whole.
TEXTS = {
    Message: ("text",),
    Study: ("core", "rules", "documents", "plan"),
    Point: ("text", "answer"),
    AnswerDraft: ("text",),
    Clarification: ("with_whom", "result"),
    StepReport: ("text",),
    Referral: ("request", "report"),
    ApipRequest: ("reason", "decision_reason", "document"),
    Note: ("text",),
    Informing: ("note",),
    Hold: ("reason",),
}
QUIET_DAYS = 30  # hari kalender after whatever was added last; no period of retention is shorter
LEDGER = "penghapusan.jsonl"
# That somebody looked is no new content.
NOT_CONTENT = (Event.IDENTITY_SHOWN, Event.EXPORTED, Event.REMINDED, Event.HELD, Event.RELEASED, Event.DISCLOSED)


class RetentionClass(Term):
    """Golongan masa simpan."""

    COMPLAINT = "pengaduan"
    SUGGESTION = "saran"
    WITHDRAWN = "dicabut"

    @property
    def label(self) -> str:
        return "Laporan yang dicabut" if self is RetentionClass.WITHDRAWN else super().label

    @property
    def cases(self) -> Q:
        withdrawn = Q(state=State.WITHDRAWN.value)
        if self is RetentionClass.WITHDRAWN:
            return withdrawn
        as_suggestion = Q(kind=FilingKind.SUGGESTION.value) | Q(state=State.SUGGESTION.value)
        return ~withdrawn & (as_suggestion if self is RetentionClass.SUGGESTION else ~as_suggestion)

    @property
    def days(self) -> int | None:
        """Hari kalender after closing; None while the office has not decided, and then nothing is erased."""
        decided = settings.RETENTION_DAYS.get(self.value)
        return max(decided, QUIET_DAYS) if decided else None


def ripe(kind: RetentionClass, today: dt.date, *, now: dt.datetime) -> QuerySet[Complaint]:
    """Closed cases of the class whose period is over: not held, not erased, and with nothing new in them."""
    if kind.days is None:
        return Complaint.objects.none()
    new = Event.objects.exclude(name__in=NOT_CONTENT).filter(at__gt=now - dt.timedelta(days=kind.days))
    return Complaint.objects.filter(
        kind.cases,
        ~Exists(new.filter(complaint=OuterRef("pk"))),
        ~Exists(Hold.objects.filter(complaint=OuterRef("pk"), lifted_at=None)),
        state__in=[state.value for state in CLOSED_STATES],
        closed_on__lte=today - dt.timedelta(days=kind.days),
        erased_on=None,
    ).order_by("pk")


def held_by(complaint: Complaint) -> Hold | None:
    """The hold that lasts."""
    return complaint.holds.filter(lifted_at=None).select_related("written_by").first()


def without_words(field: Field) -> str:
    return "" if field.blank else ERASED


# The ledger outside the database


@dataclass(frozen=True, slots=True)
class Erased:
    """One line of the ledger. ``form`` tells two complaints apart that came to the same key, one after a restore."""

    complaint: int
    form: str
    ground: str
    at: str
    role: str
    by: int | None


def ledger_file() -> Path:
    return settings.DATA_DIR / LEDGER


def read_ledger(path: Path) -> list[Erased]:
    """The lines of a ledger; none where there is no such file. Raises ValueError for what is no ledger."""
    if not path.exists():
        return []
    try:
        return [Erased(**json.loads(line)) for line in path.read_text().splitlines() if line.strip()]
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path} bukan catatan penghapusan.") from error


def in_database() -> Iterator[Erased]:
    """Asks for no other column, so that it reads the tables of an older release too."""
    columns = ("complaint", "complaint__form_digest", "ground", "at", "role", "by")
    for key, form, ground, at, role, by in Erasure.objects.order_by("pk").values_list(*columns).iterator():
        yield Erased(key, form, ground, at.isoformat(), role, by)


def keep_ledger() -> None:
    """Add to the file what only the database knows; on disk when this returns, however many do it at once."""
    with ledger_file().open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = {line.form for line in read_ledger(ledger_file())}
        for erased in in_database():
            if erased.form not in known:
                file.write(json.dumps(asdict(erased)) + "\n")
        file.flush()
        os.fsync(file.fileno())
    ledger_file().chmod(0o600)


def leave_no_trace() -> bool:
    """Empty SQLite's write-ahead log, which still has the rows as they were; what is freed is zeroed (secure_delete).

    Returns False when readers held it for too long; ``retain`` tries again every day. PostgreSQL cleans up by itself.
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        is_busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_busy:
        logger.warning("Catatan tulis SQLite belum dapat dikosongkan setelah penghapusan; dicoba lagi besok.")
    return not is_busy
