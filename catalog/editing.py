"""The way of a draft to the public: edited, handed in, looked at by somebody else, published by publishing.py.

Every function is one transaction. Whoever has changed a draft since its last edition does not publish that change:
a second person does. The exceptions are a setting, and a publication forced with a reason, which is counted.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from enum import StrEnum

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from catalog import citations, publishing, quality
from catalog.models import DraftEdit, Edition, SharedText, Standard, Submission
from catalog.refusals import PublishingError
from catalog.rules.components import COMPONENTS
from catalog.rules.gambling import gambling_words

FORCE = "catalog.force_submission"
PUBLISHED = {"current", "withdrawn_on", "withdrawn_by", "withdrawn_reason", "replaced_by"}  # publishing.py's columns
CHANGED_SINCE = "Naskah ini sudah diubah orang lain sejak Anda membukanya. Periksa sekali lagi, lalu ulangi."
EDITED_AGAIN = "Naskah diubah lagi setelah diajukan."
DECIDED = "Pengajuan ini sudah diputuskan atau ditarik kembali."
MAY_NOT_FORCE = "Anda tidak berwenang menerbitkan tanpa orang kedua."


class Standing(StrEnum):
    """How a standard stands; the value is the word to show."""

    WAITING = "menunggu pemeriksaan"
    WITHDRAWN = "dicabut"
    SCHEDULED = "terjadwal"
    PUBLISHED = "terbit"
    DRAFT = "naskah"


def with_standing(standards: QuerySet[Standard], today: dt.date) -> QuerySet[Standard]:
    """The standards, each with ``is_waiting``, ``is_scheduled`` and ``is_edited`` (since its last edition)."""
    own = {"standard": OuterRef("pk")}
    return standards.annotate(
        is_waiting=Exists(Submission.objects.filter(state=Submission.WAITING, **own)),
        is_scheduled=Exists(Edition.objects.scheduled(today).filter(**own)),
        is_edited=Exists(DraftEdit.objects.unpublished().filter(**own)),
    )


def standing(standard: Standard) -> Standing:
    """Of a standard read ``with_standing``."""
    if standard.is_waiting:
        return Standing.WAITING
    if standard.withdrawn_on:
        return Standing.WITHDRAWN
    if standard.is_scheduled:
        return Standing.SCHEDULED
    return Standing.PUBLISHED if standard.current_id else Standing.DRAFT


def digest(draft: Standard, shared: dict[int, str]) -> str:
    """What would be published, so that nothing else is than what somebody saw."""
    used = {number: shared.get(number, "") for number in draft.blank_components()}
    return hashlib.sha256(json.dumps([draft.content(), used], sort_keys=True).encode()).hexdigest()


def resolved(draft: Standard, shared: dict[int, str]) -> Edition:
    """The draft as the public would read it, its blanks filled where there is a shared text. Not to be saved."""
    edition = Edition(standard=draft, **draft.content())
    edition.sector = draft.sector
    for component in COMPONENTS:
        if not draft.text_of(component).strip():
            setattr(edition, component.key, shared.get(component.number, ""))
    return edition


# Editing


@transaction.atomic
def save_draft(standard: Standard, *, by) -> bool:
    """Store a draft with all that follows from it; returns whether its contents are other than they were.

    A draft that waits for its check and is changed meanwhile has to be handed in again.
    """
    stored = Standard.objects.select_for_update().filter(pk=standard.pk).first()
    standard.save(update_fields=_written() if stored else None)
    is_changed = stored is None or stored.content() != standard.content()
    if is_changed:
        note_edits([standard.pk], by=by)
    citations.write_for_drafts([standard.pk])
    quality.check(standard)
    return is_changed


@transaction.atomic
def note_edits(standards: Iterable[int], *, by) -> None:
    """Remember who changed the contents of these drafts (by their keys); ``by`` is None for the installation itself."""
    now, keys = timezone.now(), list(standards)
    DraftEdit.objects.bulk_create([DraftEdit(standard_id=key, by=by, at=now) for key in keys], batch_size=500)
    waiting = Submission.objects.filter(standard__in=keys, state=Submission.WAITING)
    waiting.update(state=Submission.TAKEN_BACK, decided_by=by, decided_at=now, remarks=EDITED_AGAIN)


@transaction.atomic
def copy_edition(standard: Standard, edition: Edition, *, by, seen: str) -> Standard:
    """Bring a draft back to an edition; publishing it makes a new one. Components from a shared text are blank again.

    ``seen`` is the digest of the draft that is given up for it. Raises PublishingError.
    """
    draft, shared = _locked(standard)
    if digest(draft, shared) != seen:
        raise PublishingError(CHANGED_SINCE)
    for name, value in edition.content().items():
        setattr(draft, name, value)
    for component in COMPONENTS:
        if component.number in edition.inherited:
            setattr(draft, component.key, "")
    try:
        draft.validate_constraints()
    except ValidationError as error:
        raise PublishingError(error.messages) from error
    save_draft(draft, by=by)
    return draft


# Handing in, and what becomes of it


@transaction.atomic
def submit(  # noqa: PLR0913  each is a fact of the publication
    standard: Standard,
    *,
    by,
    seen: str,
    change_note: str = "",
    minor: bool = False,
    effective_on: dt.date | None = None,
    reinstate: bool = False,
) -> Submission:
    """Hand a draft in to be looked at by somebody else. Refused like a publication; raises PublishingError."""
    draft, shared = _locked(standard)
    if digest(draft, shared) != seen:
        raise PublishingError(CHANGED_SINCE)
    if draft.submissions.filter(state=Submission.WAITING).exists():
        raise PublishingError("Naskah ini sudah diajukan dan masih menunggu pemeriksaan.")
    facts = {"change_note": change_note, "minor": minor, "effective_on": effective_on, "reinstate": reinstate}
    publishing.rehearse(draft, **facts)
    return Submission.objects.create(
        standard=draft,
        digest=seen,
        submitted_by=by,
        submitted_at=timezone.now(),
        change_note=change_note.strip(),
        is_minor=minor,
        effective_on=effective_on,
        reinstate=reinstate,
    )


@transaction.atomic
def approve(submission: Submission, *, by, forced_reason: str = "", today: dt.date | None = None) -> Edition:
    """Publish what was handed in, exactly that; on the day asked for, or today when it has passed.

    Raises PublishingError: for whoever edited or handed it in, unless ``forced_reason`` is given by one who may.
    """
    today = today or timezone.localdate()
    draft, shared = _locked(submission.standard)
    if digest(draft, shared) != submission.digest:
        raise PublishingError("Naskah atau teks bakunya berubah sejak diajukan. Kembalikan, lalu minta diajukan lagi.")
    forced_reason = recorded_reason(submission, by, forced_reason)
    edition = publishing.publish(
        draft,
        by=by,
        change_note=submission.change_note,
        minor=submission.is_minor,
        effective_on=begins_on(submission, today),
        reinstate=submission.reinstate,
        today=today,
    )
    decide(submission, Submission.APPROVED, by, edition=edition, forced_reason=forced_reason)
    return edition


@transaction.atomic
def send_back(submission: Submission, *, by, remarks: str) -> None:
    """Return a draft to its editors with what is to be mended. Raises PublishingError."""
    if not remarks.strip():
        raise PublishingError("Tuliskan apa yang perlu diperbaiki, supaya penyunting dapat melanjutkan.")
    decide(submission, Submission.RETURNED, by, remarks=remarks.strip())


@transaction.atomic
def take_back(submission: Submission, *, by) -> None:
    """Draw a draft back before somebody has looked at it. Raises PublishingError."""
    decide(submission, Submission.TAKEN_BACK, by)


def begins_on(submission: Submission, today: dt.date) -> dt.date:
    """The day from which the edition would be in force if approved today."""
    return max(submission.effective_on or today, today)


# The second person


def editors(standard: Standard) -> list:
    """Who changed the draft since what was published last."""
    keys = standard.edits.unpublished().order_by().values("by")
    return list(get_user_model().objects.filter(pk__in=keys).order_by("username"))


def suspicious_words(submission: Submission) -> list[str]:
    """Words of gambling in what would be published: with one of them a second person is always needed."""
    texts = submission.standard.content().values() if submission.standard else [submission.text]
    return gambling_words("\n".join([*map(str, texts), submission.change_note]))


def objection(submission: Submission, user) -> str:
    """Why this person may not publish what was handed in; "" when nothing speaks against it."""
    if not settings.EDITORS_NEED_SECOND_PERSON and not suspicious_words(submission):
        return ""
    if submission.submitted_by_id == user.pk:
        return "Anda sendiri yang mengajukan perubahan ini. Orang lain yang memeriksa dan menerbitkannya."
    if submission.standard and submission.standard.edits.unpublished().filter(by=user).exists():
        return "Anda ikut menyunting naskah ini. Orang lain yang memeriksa dan menerbitkannya."
    return ""


def may_force(submission: Submission, user) -> bool:
    return user.has_perm(FORCE) and not suspicious_words(submission)


def recorded_reason(submission: Submission, user, forced_reason: str) -> str:
    """The reason to record with the publication; "" where this person needs none. Raises PublishingError."""
    refusal, forced_reason = objection(submission, user), forced_reason.strip()
    if not refusal:
        return ""
    if words := suspicious_words(submission):
        raise PublishingError(
            f"Naskah ini memuat kata yang biasa dipakai judi daring ({', '.join(words)}), "
            "jadi hanya orang kedua yang dapat menerbitkannya."
        )
    if not forced_reason:
        raise PublishingError(refusal)
    if not user.has_perm(FORCE):
        raise PublishingError(MAY_NOT_FORCE)
    return forced_reason


def decide(submission: Submission, state: str, by, **facts) -> None:
    """Only one decision counts: the first."""
    waiting = Submission.objects.filter(pk=submission.pk, state=Submission.WAITING)
    if not waiting.update(state=state, decided_by=by, decided_at=timezone.now(), **facts):
        raise PublishingError(DECIDED)
    submission.refresh_from_db()


def _written() -> list[str]:
    """The columns of a draft that editors write."""
    return [
        field.name for field in Standard._meta.local_fields if not field.primary_key and field.name not in PUBLISHED
    ]


def _locked(standard: Standard) -> tuple[Standard, dict[int, str]]:
    """The draft as stored and the shared texts, nobody else's until the transaction ends; locked as publishing does."""
    shared = SharedText.objects.select_for_update().by_component()
    row = Standard.objects.filter(pk=standard.pk)
    return row.select_for_update().get(), shared
