"""Studying what is complained of (komponen 6 butir 6), and what the office writes for itself.

None of this makes another officer's half-written text stale, except the study itself, which is one text of them all.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from complaints.actions.changing import Refused, change, jot, refuse_others, required
from complaints.models import Clarification, Complaint, Event, Link, LinkKind, Note, Point, Study
from complaints.rules.terms import Term
from complaints.rules.workflow import HANDLERS, LEVELS, RESPONSE_CLOCK_STOPPED, WITH_TEAM, Role

MOST_POINTS = 20


class IdentityReason(Term):
    """Why an identity is looked at."""

    CONTACT = "menghubungi-pelapor"
    COMPLETENESS = "memeriksa-kelengkapan"
    LETTER = "menulis-surat"
    DUPLICATE = "memeriksa-laporan-ganda"


@transaction.atomic
def study(  # noqa: PLR0913  each is a fact of the study
    complaint: Complaint,
    *,
    core: str,
    rules: str = "",
    documents: str = "",
    plan: str = "",
    points: Sequence[str] = (),
    by,
    role: Role,
    now: dt.datetime,
) -> Complaint:
    """Record the study (butir 6.a–d) and the points that the answer shall speak to. Raises Refused, Conflict."""
    refuse_others(role, LEVELS, "mencatat penelaahan")
    _refuse_answered(complaint)
    texts = [point.strip() for point in points if point.strip()]
    if len(texts) > MOST_POINTS:
        raise Refused(f"Satu laporan memuat paling banyak {MOST_POINTS} pokok aduan. Gabungkan yang serupa.")
    change(complaint, Event.STUDIED, by=by, role=role, now=now, data={"points": len(texts)})
    written = {"core": core, "rules": rules, "documents": documents, "plan": plan}
    Study.objects.update_or_create(
        complaint=complaint,
        defaults={**{name: text.strip() for name, text in written.items()}, "written_at": now, "written_by": by},
    )
    _store_points(complaint, texts)
    return complaint


@transaction.atomic
def clarify(  # noqa: PLR0913  each is a fact of the clarification
    complaint: Complaint,
    *,
    held_on: dt.date,
    with_whom: str,
    is_outside: bool,
    result: str,
    by,
    role: Role,
    now: dt.datetime,
) -> Clarification:
    """Record a clarification that was made (butir 6.e). Raises Refused."""
    refuse_others(role, WITH_TEAM, "mencatat klarifikasi")
    if held_on > timezone.localdate(now):
        raise Refused("Tanggal klarifikasi belum tiba. Catat setelah klarifikasi dilakukan.")
    row = Clarification.objects.create(
        complaint=complaint,
        held_on=held_on,
        with_whom=required(with_whom, "Tuliskan dengan siapa klarifikasi dilakukan."),
        is_outside=is_outside,
        result=required(result, "Tuliskan hasil klarifikasi."),
        written_at=now,
        written_by=by,
    )
    jot(complaint, Event.CLARIFIED, by=by, role=role, now=now, data={"clarification": row.pk})
    return row


@transaction.atomic
def add_note(complaint: Complaint, *, text: str, by, role: Role, now: dt.datetime) -> Note:
    """Add an internal note, which the complainant never sees. Raises Refused."""
    refuse_others(role, WITH_TEAM, "menambahkan catatan")
    text = required(text, "Tuliskan catatannya.")
    row = Note.objects.create(complaint=complaint, text=text, written_at=now, written_by=by)
    jot(complaint, Event.NOTED, by=by, role=role, now=now, data={"note": row.pk})
    return row


@transaction.atomic
def link(  # noqa: PLR0913  each is a fact of the link
    complaint: Complaint, *, other: Complaint, kind: LinkKind, by, role: Role, now: dt.datetime
) -> Link:
    """Link two reports, once; nothing is merged or deleted. Raises Refused."""
    refuse_others(role, HANDLERS, "menautkan laporan")
    if other.pk == complaint.pk:
        raise Refused("Laporan tidak dapat ditautkan dengan dirinya sendiri.")
    both = sorted([complaint, other], key=lambda case: case.pk)
    if Link.objects.filter(complaint__in=both, other__in=both).exists():
        raise Refused("Kedua laporan ini sudah ditautkan.")
    row = Link.objects.create(complaint=complaint, other=other, kind=kind.value, written_at=now, written_by=by)
    for one, two in [both, both[::-1]]:
        jot(one, Event.LINKED, by=by, role=role, now=now, data={"other": two.pk, "kind": kind.value})
    return row


@transaction.atomic
def show_identity(complaint: Complaint, *, reason: IdentityReason, by, role: Role, now: dt.datetime) -> None:
    """Record that an identity is looked at, by whom and why, before it is shown. Raises Refused.

    One who asked that it be kept secret is shown to those alone who handle the case.
    """
    refuse_others(role, who_sees_identity(complaint), "melihat identitas pelapor")
    jot(complaint, Event.IDENTITY_SHOWN, by=by, role=role, now=now, data={"reason": reason.value})


def who_sees_identity(complaint: Complaint) -> frozenset[Role]:
    """Those who may look at the identity of the reporter, each time with a reason."""
    return HANDLERS if complaint.conceals_identity else WITH_TEAM


def _refuse_answered(complaint: Complaint) -> None:
    if complaint.get_state() in RESPONSE_CLOCK_STOPPED:
        raise Refused("Laporan ini sudah dijawab atau ditutup. Buka kembali dulu bila perlu ditelaah lagi.")


def _store_points(complaint: Complaint, texts: Sequence[str]) -> None:
    """The points anew; one that stayed as it was keeps the answer drafted for it."""
    drafted = dict(complaint.points.values_list("text", "answer"))
    complaint.points.all().delete()
    Point.objects.bulk_create(
        Point(complaint=complaint, position=place, text=text, answer=drafted.get(text, ""))
        for place, text in enumerate(texts, start=1)
    )
