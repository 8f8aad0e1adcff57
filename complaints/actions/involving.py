"""Who is involved in settling a complaint: superiors, the technical team, APIP (komponen 6 butir 7)."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from complaints.actions.changing import Refused, change, jot, refuse_others, required
from complaints.models import Access, ApipRequest, Complaint, Event, Referral, StepReport
from complaints.rules.workflow import CLOSED_STATES, DECIDERS, HANDLERS, LEVELS, RESPONSE_CLOCK_STOPPED, Role, State


@transaction.atomic
def hand_up(complaint: Complaint, *, report: str, by, role: Role, now: dt.datetime) -> Complaint:
    """Naikkan to the next level with a written report (butir 7.a): executor, manager, head, none left out.

    Raises Refused, Conflict.
    """
    level = Role(complaint.level)
    refuse_others(role, {level}, "melaporkan dari jenjang ini")
    _refuse_closed(complaint)
    if level is LEVELS[-1]:
        raise Refused("Laporan ini sudah sampai kepada Kepala Dinas.")
    text = required(report, "Tuliskan laporan tertulis untuk pejabat di atasnya.")
    above = LEVELS[LEVELS.index(level) + 1]
    row = _report(complaint, level, above, text, by=by, now=now)
    data = {"report": row.pk, "to": above.value}
    return change(complaint, Event.HANDED_UP, by=by, role=role, now=now, data=data, level=above.value)


@transaction.atomic
def report_result(complaint: Complaint, *, report: str, by, role: Role, now: dt.datetime) -> Complaint:
    """Laporkan the result to the direct superior (butir 8), after the answer. Raises Refused, Conflict."""
    refuse_others(role, LEVELS, "melaporkan hasil")
    if complaint.get_state() not in RESPONSE_CLOCK_STOPPED:
        raise Refused("Hasil dilaporkan kepada atasan setelah laporan ini dijawab.")
    text = required(report, "Tuliskan laporan hasil untuk atasan langsung.")
    above = LEVELS[min(LEVELS.index(role) + 1, len(LEVELS) - 1)]
    row = _report(complaint, role, above, text, by=by, now=now, is_final=True)
    today = timezone.localdate(now)
    return change(complaint, Event.REPORTED, by=by, role=role, now=now, data={"report": row.pk}, reported_on=today)


@transaction.atomic
def refer(  # noqa: PLR0913  each is a fact of the referral
    complaint: Complaint,
    *,
    agency: str,
    request: str,
    expected_on: dt.date,
    letter_number: str = "",
    letter_on: dt.date | None = None,
    member=None,
    by,
    role: Role,
    now: dt.datetime,
) -> Referral:
    """Libatkan tim teknis or another agency (butir 7.b): by which letter, and by when it shall report.

    ``member`` is one with an account, who then sees the case. Raises Refused.
    """
    refuse_others(role, HANDLERS, "melibatkan tim teknis")
    _refuse_closed(complaint)
    if expected_on < timezone.localdate(now):
        raise Refused("Tanggal laporan diharapkan sudah lewat. Pilih hari ini atau sesudahnya.")
    row = Referral.objects.create(
        complaint=complaint,
        agency=required(agency, "Tuliskan perangkat daerah atau tim teknis yang dilibatkan."),
        request=request.strip(),
        expected_on=expected_on,
        letter_number=letter_number.strip(),
        letter_on=letter_on,
        member=member,
        written_at=now,
        written_by=by,
    )
    data = {"referral": row.pk, "expected": expected_on.isoformat()}
    jot(complaint, Event.REFERRED, by=by, role=role, now=now, data=data)
    return row


@transaction.atomic
def report_referral(  # noqa: PLR0913  each is a fact of the report
    referral: Referral, *, report: str, reported_on: dt.date, by, role: Role, now: dt.datetime
) -> Referral:
    """Record what the technical team reports, once; a member does so for the own referral alone. Raises Refused."""
    refuse_others(role, {*HANDLERS, Role.TECHNICAL_TEAM}, "mencatat laporan tim teknis")
    if role is Role.TECHNICAL_TEAM and referral.member_id != by.pk:
        raise Refused("Permintaan ini ditujukan kepada anggota tim teknis yang lain.")
    if reported_on > timezone.localdate(now):
        raise Refused("Tanggal laporan belum tiba. Periksa kembali tanggalnya.")
    text = required(report, "Tuliskan isi laporan tim teknis atau perangkat daerah.")
    unanswered = Referral.objects.filter(pk=referral.pk, reported_on=None)
    if not unanswered.update(report=text, reported_on=reported_on):
        raise Refused("Laporan atas permintaan ini sudah dicatat.")
    jot(referral.complaint, Event.REFERRAL_ANSWERED, by=by, role=role, now=now, data={"referral": referral.pk})
    referral.refresh_from_db()
    return referral


@transaction.atomic
def request_apip(  # noqa: PLR0913  each is a fact of the request
    complaint: Complaint, *, reason: str, named: Iterable = (), by, role: Role, now: dt.datetime
) -> ApipRequest:
    """Minta persetujuan of the head to involve APIP (butir 7.c), naming who shall see the case then. Raises Refused."""
    refuse_others(role, HANDLERS, "meminta pelibatan APIP")
    if complaint.get_state() is not State.UNDER_REVIEW:
        raise Refused("Pelibatan APIP diminta selagi laporan ditelaah.")
    if complaint.apiprequests.exclude(is_approved=False).exists():
        raise Refused("Permintaan pelibatan APIP atas laporan ini sudah ada.")
    text = required(reason, "Tuliskan alasan pelibatan APIP.")
    row = ApipRequest.objects.create(complaint=complaint, reason=text, written_at=now, written_by=by)
    row.named.set(named)
    jot(complaint, Event.APIP_REQUESTED, by=by, role=role, now=now, data={"request": row.pk})
    return row


@transaction.atomic
def decide_apip(  # noqa: PLR0913  each is a fact of the decision
    request: ApipRequest, *, is_approved: bool, reason: str, document: str = "", by, role: Role, now: dt.datetime
) -> ApipRequest:
    """The head approves or refuses, with a reason that the requester reads (butir 7.c). Raises Refused, Conflict.

    From the approval on only the requester, the head and those named see the case.
    """
    refuse_others(role, {Role.HEAD}, "memutuskan pelibatan APIP")
    text = required(reason, "Tuliskan alasan keputusan; yang meminta akan membacanya.")
    undecided = ApipRequest.objects.filter(pk=request.pk, is_approved=None)
    decision = {"is_approved": is_approved, "decision_reason": text, "document": document.strip()}
    if not undecided.update(**decision, decided_at=now, decided_by=by):
        raise Refused("Permintaan ini sudah diputuskan.")
    values = {"is_restricted": True} if is_approved else {}
    data = {"request": request.pk, "approved": is_approved}
    change(request.complaint, Event.APIP_DECIDED, by=by, role=role, now=now, data=data, **values)
    if is_approved:
        named = {by.pk, request.written_by_id, *request.named.values_list("pk", flat=True)}
        Access.objects.bulk_create(
            Access(complaint=request.complaint, user_id=pk, written_at=now, written_by=by) for pk in sorted(named)
        )
    request.refresh_from_db()
    return request


@transaction.atomic
def give_access(complaint: Complaint, *, user, by, role: Role, now: dt.datetime) -> None:
    """Name a further person who may see a restricted case. Raises Refused."""
    refuse_others(role, DECIDERS, "memberikan akses")
    if not complaint.is_restricted:
        raise Refused("Laporan ini tidak terbatas, jadi tidak perlu akses khusus.")
    Access.objects.get_or_create(complaint=complaint, user=user, defaults={"written_at": now, "written_by": by})
    jot(complaint, Event.ACCESS_GIVEN, by=by, role=role, now=now, data={"user": user.pk})


def _report(  # noqa: PLR0913  each is a fact of the report
    complaint: Complaint, level: Role, above: Role, text: str, *, by, now: dt.datetime, is_final: bool = False
) -> StepReport:
    return StepReport.objects.create(
        complaint=complaint,
        from_level=level.value,
        to_level=above.value,
        text=text,
        is_final=is_final,
        written_at=now,
        written_by=by,
    )


def _refuse_closed(complaint: Complaint) -> None:
    if complaint.get_state() in CLOSED_STATES:
        raise Refused("Laporan ini sudah ditutup. Buka kembali dulu bila masih perlu ditangani.")
