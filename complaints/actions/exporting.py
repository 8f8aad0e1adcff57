"""Taking identities out of the house in a file."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from complaints import chain
from complaints.actions.changing import Refused, refuse_others
from complaints.models import Complaint, Event
from complaints.rules.terms import Term
from complaints.rules.workflow import DECIDERS, HANDLERS, Role

EXPORTERS = HANDLERS | DECIDERS
MOST_EXPORTED = 1_000  # reports in one file with identities


class ExportReason(Term):
    """Why identities leave the house in a file."""

    SUPERVISION = "permintaan-pengawas"
    CONTACT = "menghubungi-pelapor"
    SUPERIOR = "permintaan-kepala-dinas"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ExportReason.SUPERVISION: "Permintaan pengawas, misalnya Inspektorat atau Ombudsman",
    ExportReason.CONTACT: "Menghubungi para pelapor",
    ExportReason.SUPERIOR: "Permintaan kepala dinas",
}


@transaction.atomic
def export_identities(
    complaints: Sequence[Complaint], *, reason: ExportReason, by, role: Role, now: dt.datetime
) -> list[int]:
    """Record of each case that its identity leaves in a file, and why; returns the keys of those that may.

    One who asked for secrecy is left out, whoever asks: a file goes on to people who do not handle the case.
    A few queries, however many cases. Raises Refused.
    """
    refuse_others(role, EXPORTERS, "mengekspor identitas pelapor")
    keys = [each.pk for each in complaints]
    if len(keys) > MOST_EXPORTED:
        raise Refused(
            f"Paling banyak {MOST_EXPORTED} laporan beridentitas dalam satu berkas. Pilih periode lebih pendek."
        )
    locked = Complaint.objects.select_for_update().filter(pk__in=keys, conceals_identity=False).order_by("pk")
    found = list(locked.only("pk", "state"))
    last = _last_events(found)
    Event.objects.bulk_create([_event(each, last[each.pk], reason, by=by, role=role, now=now) for each in found])
    return [each.pk for each in found]


def _last_events(complaints: Sequence[Complaint]) -> dict[int, tuple[int, str]]:
    """Sequence and digest of the last event of each."""
    events = Event.objects.filter(complaint__in=complaints).order_by("complaint_id", "sequence")
    return {pk: (sequence, digest) for pk, sequence, digest in events.values_list("complaint_id", "sequence", "digest")}


def _event(  # noqa: PLR0913  each is a fact of the event
    complaint: Complaint, last: tuple[int, str], reason: ExportReason, *, by, role: Role, now: dt.datetime
) -> Event:
    sequence, previous = last
    event = Event(
        complaint=complaint,
        name=Event.EXPORTED,
        at=now,
        role=role.value,
        actor=by,
        state=complaint.state,
        data={"reason": reason.value},
        sequence=sequence + 1,
    )
    event.digest = chain.digest(event, previous)
    return event
