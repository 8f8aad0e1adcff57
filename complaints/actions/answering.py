"""The answer, and what is owed after it (komponen 6 butir 4 and 8)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from complaints.actions.changing import Refused, change, notify, refuse_others, required
from complaints.actions.officer import step
from complaints.emails import Notice
from complaints.files import NewAttachment
from complaints.models import AnswerDraft, Complaint, Event, Informing, Message, Point
from complaints.rules.channels import Channel
from complaints.rules.workflow import DECIDERS, HANDLERS, LEVELS, RESPONSE_CLOCK_STOPPED, Action, Role, State, Verdict


@transaction.atomic
def draft_answer(  # noqa: PLR0913  each is a fact of the draft
    complaint: Complaint,
    *,
    text: str,
    points: Mapping[int, str] | None = None,
    verdict: Verdict | None = None,
    needs_check: bool = False,
    by,
    role: Role,
    now: dt.datetime,
) -> Complaint:
    """Keep an answer that is not sent yet; ``points`` are the answers by position. Raises Refused, Conflict.

    ``needs_check`` asks that someone else than its writer sends it.
    """
    refuse_others(role, HANDLERS | DECIDERS, "menyusun jawaban")
    if complaint.get_state() in RESPONSE_CLOCK_STOPPED:
        raise Refused("Laporan ini sudah dijawab atau ditutup.")
    change(complaint, Event.DRAFTED, by=by, role=role, now=now)
    _keep_answers(complaint, points or {})
    AnswerDraft.objects.update_or_create(
        complaint=complaint,
        defaults={
            "text": text.strip(),
            "verdict": verdict.value if verdict else "",
            "needs_check": needs_check,
            "written_at": now,
            "written_by": by,
        },
    )
    return complaint


@transaction.atomic
def answer(  # noqa: PLR0913  each is a fact of the answer
    complaint: Complaint,
    *,
    text: str,
    verdict: Verdict,
    points: Mapping[int, str] | None = None,
    files: Sequence[NewAttachment] = (),
    by,
    role: Role,
    now: dt.datetime,
) -> Complaint:
    """Jawab (butir 4 and 8), each point of the complaint on its own; stops the clock of 14 hari kerja.

    ``points`` are the answers by position; those not given are as drafted. Raises Refused, Conflict.
    """
    _refuse_unchecked(complaint, by)
    _keep_answers(complaint, points or {})
    letter = (Message.ANSWER, _answer_to_all(complaint, text))
    today = timezone.localdate(now)
    values = {"answered_on": today, "verdict": verdict.value}
    step(complaint, Action.ANSWER, by=by, role=role, now=now, letter=letter, files=files, **values)
    AnswerDraft.objects.filter(complaint=complaint).delete()
    notify(complaint, Notice.ANSWER, now=now)
    return complaint


@transaction.atomic
def inform(  # noqa: PLR0913  each is a fact of the informing
    complaint: Complaint,
    *,
    channel: Channel,
    informed_on: dt.date,
    note: str = "",
    by,
    role: Role,
    now: dt.datetime,
) -> Complaint:
    """Record by which channel and when the complainant was told the result (butir 8). Raises Refused, Conflict."""
    refuse_others(role, LEVELS, "mencatat penyampaian hasil")
    if complaint.get_state() not in RESPONSE_CLOCK_STOPPED:
        raise Refused("Hasil disampaikan kepada pelapor setelah laporan ini dijawab.")
    if informed_on > timezone.localdate(now):
        raise Refused("Tanggal penyampaian belum tiba. Periksa kembali tanggalnya.")
    row = Informing.objects.create(
        complaint=complaint,
        channel=channel.value,
        informed_on=informed_on,
        note=note.strip(),
        written_at=now,
        written_by=by,
    )
    data = {"informing": row.pk, "channel": channel.value}
    return change(complaint, Event.INFORMED, by=by, role=role, now=now, data=data, informed_on=informed_on)


@transaction.atomic
def close(complaint: Complaint, *, by, role: Role, now: dt.datetime) -> Complaint:
    """Tutup, after the answer only, when the complainant was told and the superior has the result (butir 8).

    Raises Refused, Conflict.
    """
    if complaint.get_state() is State.ANSWERED:
        missing = [
            what
            for day, what in [
                (complaint.informed_on, "catat dulu bahwa hasilnya sudah disampaikan kepada pelapor"),
                (complaint.reported_on, "laporkan dulu hasilnya kepada atasan langsung"),
            ]
            if day is None
        ]
        if missing:
            raise Refused(f"Sebelum ditutup, {' dan '.join(missing)} (komponen 6 butir 8).")
    return step(complaint, Action.CLOSE, by=by, role=role, now=now, closed_on=timezone.localdate(now))


def _refuse_unchecked(complaint: Complaint, by) -> None:
    """A second pair of eyes, where it is asked for."""
    draft = AnswerDraft.objects.filter(complaint=complaint).first()
    if draft and draft.written_by_id == by.pk and (draft.needs_check or settings.ANSWERS_NEED_CHECK):
        raise Refused("Konsep jawaban ini perlu diperiksa dan dikirim oleh rekan Anda, bukan oleh penulisnya.")
    if not draft and settings.ANSWERS_NEED_CHECK:
        raise Refused("Simpan dulu jawaban sebagai konsep, agar rekan Anda dapat memeriksanya.")


def _keep_answers(complaint: Complaint, answers: Mapping[int, str]) -> None:
    for position, text in answers.items():
        Point.objects.filter(complaint=complaint, position=position).update(answer=text.strip())


def _answer_to_all(complaint: Complaint, text: str) -> str:
    """What the complainant reads: the text, then each point with its answer. Raises Refused when one has none."""
    points = list(complaint.points.all())
    for point in points:
        required(point.answer, f"Pokok aduan nomor {point.position} belum dijawab.")
    if not points:
        required(text, "Tuliskan jawaban untuk pelapor.")
    return whole_answer(text, [(point.position, point.text, point.answer) for point in points])


def whole_answer(text: str, points: Iterable[tuple[int, str, str]]) -> str:
    """The text, then each point (its place, the point, the answer to it) on its own."""
    told = [f"{position}. {point}\n  {answer}" for position, point, answer in points]
    return "\n\n".join(part for part in (text.strip(), *told) if part)
