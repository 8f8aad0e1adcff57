"""A person's rights over their data (UU 27/2022): handing it over, erasing it, and what stands against erasing it yet.

Events hold no person, so they stay: what happened remains on record, whom it happened to does not.
"""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from complaints.actions.changing import Refused, change, jot, refuse_others, required
from complaints.models import Attachment, Complaint, Erasure, ErasureGround, Event, Hold, OutgoingMail, Reporter
from complaints.privacy import (
    OF_COMPLAINT,
    TEXTS,
    Erased,
    held_by,
    keep_ledger,
    leave_no_trace,
    without_words,
)
from complaints.rules.terms import Term
from complaints.rules.workflow import CLOSED_STATES, Role

KEEPERS = frozenset({Role.MANAGER})  # of personal data


class Proof(Term):
    """How the office knew that it was the person."""

    CODE = "nomor-dan-kode"
    IDENTITY = "identitas"

    @property
    def label(self) -> str:
        return {
            Proof.CODE: "Nomor dan kode lacaknya ditunjukkan",
            Proof.IDENTITY: "Kartu identitasnya saya periksa",
        }[self]


@transaction.atomic
def hold(complaint: Complaint, *, reason: str, by, role: Role, now: dt.datetime) -> Hold:
    """Keep the case from being erased until ``lift_hold``. Raises Refused."""
    refuse_others(role, KEEPERS, "menahan data pribadi")
    reason = required(reason, "Tuliskan alasan data ini harus ditahan.")
    if complaint.erased_on:
        raise Refused("Data pribadi laporan ini sudah dihapus.")
    jot(complaint, Event.HELD, by=by, role=role, now=now)
    if held_by(complaint):
        raise Refused("Data laporan ini sudah ditahan. Cabut penahanannya dulu bila alasannya berubah.")
    return Hold.objects.create(complaint=complaint, reason=reason, written_at=now, written_by=by)


@transaction.atomic
def lift_hold(complaint: Complaint, *, by, role: Role, now: dt.datetime) -> None:
    """Raises Refused when nothing holds it."""
    refuse_others(role, KEEPERS, "mencabut penahanan data pribadi")
    jot(complaint, Event.RELEASED, by=by, role=role, now=now)
    if not Hold.objects.filter(complaint=complaint, lifted_at=None).update(lifted_at=now, lifted_by=by):
        raise Refused("Data laporan ini tidak sedang ditahan.")


@transaction.atomic
def disclose(complaint: Complaint, *, proof: Proof, by, role: Role, now: dt.datetime) -> None:
    """Record that the person's data are handed over to the person, before they are. Raises Refused."""
    refuse_others(role, KEEPERS, "menyerahkan data pribadi")
    if complaint.erased_on:
        raise Refused("Data pribadi laporan ini sudah dihapus; tidak ada lagi yang dapat diserahkan.")
    jot(complaint, Event.DISCLOSED, by=by, role=role, now=now, data={"proof": proof.value})


@transaction.atomic
def erase(complaint: Complaint, *, ground: ErasureGround, by, role: Role, now: dt.datetime) -> Complaint:
    """Erase everything that tells of a person: identity, texts, files and mails; the tracking code opens nothing then.

    Raises Refused while the case is open or held, and when it has been erased; Conflict.
    """
    refuse_others(role, KEEPERS | {Role.SYSTEM}, "menghapus data pribadi")
    if complaint.erased_on:
        raise Refused("Data pribadi laporan ini sudah dihapus.")
    if complaint.get_state() not in CLOSED_STATES:
        raise Refused("Laporan ini masih ditangani. Selesaikan dan tutup dulu; sesudah itu datanya dapat dihapus.")
    _erase(complaint, ground=ground, by=by, role=role, now=now)
    if held_by(complaint):  # after the row is locked: nobody can hold it meanwhile
        raise Refused("Data laporan ini ditahan karena alasan hukum. Cabut penahanannya dulu.")
    return complaint


def replay(lines: Iterable[Erased]) -> int:
    """Erase again what a restored backup still has, held or open as it may be there. Returns how many cases."""
    users = set(get_user_model().objects.values_list("pk", flat=True))
    done = 0
    for line in lines:
        complaint = Complaint.objects.filter(pk=line.complaint, form_digest=line.form, erasure=None).first()
        if complaint is None:
            continue
        now = dt.datetime.fromisoformat(line.at)
        by = get_user_model()(pk=line.by) if line.by in users else None
        with transaction.atomic():
            _erase(complaint, ground=ErasureGround(line.ground), by=by, role=Role(line.role), now=now)
        done += 1
    return done


def _erase(complaint: Complaint, *, ground: ErasureGround, by, role: Role, now: dt.datetime) -> None:
    blank = dict.fromkeys(OF_COMPLAINT, "") | {"code_digest": "", "erased_on": timezone.localdate(now)}
    change(complaint, Event.ERASED, by=by, role=role, now=now, data={"ground": ground.value}, **blank)
    for model, names in TEXTS.items():
        words = {name: without_words(model._meta.get_field(name)) for name in names}
        model.objects.filter(complaint=complaint).update(**words)
    Reporter.objects.filter(complaint=complaint).delete()
    Attachment.objects.filter(complaint=complaint).delete()
    OutgoingMail.objects.filter(complaint=complaint, staff=None).delete()
    Erasure.objects.create(complaint=complaint, ground=ground.value, at=now, role=role.value, by=by)
    transaction.on_commit(_afterwards)


def _afterwards() -> None:
    keep_ledger()
    leave_no_trace()
