"""The only code that makes an edition. Each function is one transaction and leaves all or nothing.

An edition is in force from ``effective_on`` (a calendar day in Asia/Jakarta) until one with a higher
number is. ``Standard.current`` follows: it points to the newest edition that has taken effect.
"""

import datetime as dt
from collections.abc import Generator, Iterable

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from catalog import citations, pages, quality
from catalog.batches import batches
from catalog.inserting import insert
from catalog.list_index import relist
from catalog.models import CancelledEdition, Edition, SharedText, Standard
from catalog.refusals import (
    PublishingError,
    printed,
    refuse,
    refuse_date,
    refuse_missing,
    refuse_shared_text,
    refuse_unchanged,
    refuse_unexplained,
    refuse_withdrawn,
)
from catalog.reissues import Step, finished, reissued, stored
from catalog.rules.components import BY_NUMBER, COMPONENTS, Component
from catalog.search.index import refresh

BATCH = 1000  # standards a statement; SQLite takes some 32,000 parameters
NOT_WITHDRAWN = {"withdrawn_on": None, "withdrawn_by": None, "withdrawn_reason": "", "replaced_by": None}


@transaction.atomic
def publish(  # noqa: PLR0913  each is a fact of the publication
    standard: Standard,
    *,
    by,
    change_note: str = "",
    minor: bool = False,
    effective_on: dt.date | None = None,
    reinstate: bool = False,
    today: dt.date | None = None,
) -> Edition:
    """Make the stored draft into the next edition, in force from ``effective_on`` (default: today).

    A later day schedules it: the current edition stays until ``activate_scheduled`` is called on that
    day. A withdrawn standard is refused unless ``reinstate``; its withdrawal ends when the new edition
    takes effect. ``by`` is the user, or None for the installation itself. Raises PublishingError.
    """
    today = today or timezone.localdate()
    shared = SharedText.objects.select_for_update().by_component()  # first here, as in change_shared_text: no deadlock
    draft = _locked(standard, today)
    last, number = _last(draft)
    edition = _prepared(
        draft,
        shared,
        last,
        change_note=change_note,
        minor=minor,
        effective_on=effective_on,
        reinstate=reinstate,
        today=today,
    )
    edition.number = number + 1
    edition.published_at = timezone.now()
    edition.published_by = by
    insert(edition)
    draft.edits.unpublished().update(edition=edition)
    citations.write_for_editions([edition])
    if edition.effective_on <= today:
        is_indexed = last and last.pk == draft.current_id and not draft.withdrawn_on
        Standard.objects.filter(pk=draft.pk).update(current=edition, **NOT_WITHDRAWN)
        _after_publication([draft.pk], [edition], [last.text_of(each) for each in COMPONENTS] if is_indexed else ())
    return edition


def rehearse(standard: Standard, *, today: dt.date | None = None, **facts) -> None:
    """Raise the PublishingError that ``publish`` with these facts would raise now. Makes nothing."""
    today = today or timezone.localdate()
    _prepared(standard, SharedText.objects.by_component(), _last(standard)[0], today=today, **facts)


@transaction.atomic
def activate_scheduled(*, today: dt.date) -> int:
    """Make scheduled editions whose day has come the current ones. Returns of how many standards.

    To be called every day; calling it again, or after missed days, does no harm.
    """
    return _move_current(today)


@transaction.atomic
def cancel_scheduled(edition: Edition, *, by, reason: str, today: dt.date | None = None) -> CancelledEdition:
    """Cancel an edition before its day comes. Its number stays used. Raises PublishingError."""
    today = today or timezone.localdate()
    standard = _locked(edition.standard, today)
    if edition.effective_on <= today or standard.current_id == edition.pk:
        raise PublishingError("Edisi ini sudah berlaku. Terbitkan edisi baru untuk menggantikannya.")
    if CancelledEdition.objects.filter(edition=edition).exists():
        raise PublishingError("Edisi ini sudah dibatalkan sebelumnya.")
    if not reason.strip():
        raise PublishingError("Tuliskan alasan pembatalan edisi.")
    return CancelledEdition.objects.create(
        edition=edition, cancelled_at=timezone.now(), cancelled_by=by, reason=reason.strip()
    )


@transaction.atomic
def withdraw(
    standard: Standard, *, by, reason: str, replaced_by: Standard | None = None, today: dt.date | None = None
) -> Standard:
    """Mark a published standard as withdrawn (dicabut) from today. Its page stays. Raises PublishingError."""
    today = today or timezone.localdate()
    standard = _locked(standard, today)
    if standard.current_id is None:
        raise PublishingError("Standar ini belum pernah terbit, jadi tidak perlu dicabut.")
    if standard.withdrawn_on:
        raise PublishingError(f"Standar ini sudah dicabut pada {printed(standard.withdrawn_on)}.")
    if not reason.strip():
        raise PublishingError("Tuliskan alasan pencabutan; alasan ini tampil di halaman standar.")
    if standard.editions.scheduled(today).exists():
        raise PublishingError("Masih ada edisi terjadwal. Batalkan dulu edisi itu, lalu cabut standar ini.")
    if replaced_by and not Standard.objects.in_force().exclude(pk=standard.pk).filter(pk=replaced_by.pk).exists():
        raise PublishingError("Pengganti harus standar lain yang sudah terbit dan tidak dicabut.")
    standard.withdrawn_on = today
    standard.withdrawn_by = by
    standard.withdrawn_reason = reason.strip()
    standard.replaced_by = replaced_by
    standard.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_reason", "replaced_by"])
    _after_publication([standard.pk])
    return standard


def touched_by_shared_text(component_number: int, *, today: dt.date | None = None) -> QuerySet[Standard]:
    """The standards that get a new edition when this shared text changes.

    Those in force whose current edition took the component from it, and those with a scheduled edition
    that did.
    """
    inheriting = Edition.objects.inheriting(component_number)
    scheduled = inheriting.scheduled(today or timezone.localdate()).filter(standard=OuterRef("pk"))
    current = Q(Exists(inheriting.filter(pk=OuterRef("current"))), withdrawn_on__isnull=True)
    return Standard.objects.filter(current | Exists(scheduled))


@transaction.atomic
def change_shared_text(
    component_number: int, *, text: str, by, change_note: str, today: dt.date | None = None
) -> list[Edition]:
    """Change a shared text and publish anew every standard it touches; returns the new editions.

    Each new edition is the *current* one with this component replaced, not the working draft, which may
    hold edits that nobody has released. A scheduled edition would be overtaken by it, so it is cancelled
    and issued again for its day, with the new text where it inherited the old. Raises PublishingError.
    """
    return finished(changing_shared_text(component_number, text=text, by=by, change_note=change_note, today=today))


def changing_shared_text(
    component_number: int, *, text: str, by, change_note: str, today: dt.date | None = None
) -> Generator[Step, None, list[Edition]]:
    """The same in steps, for who shows how far it is; to be run to its end, and all of it in one transaction."""
    today = today or timezone.localdate()
    refuse_shared_text(_locked_shared_text(component_number), text, change_note)
    refuse(quality.refusal_of_shared_text(component_number, text, today=today))
    activate_scheduled(today=today)
    touched = touched_by_shared_text(component_number, today=today)
    list(touched.select_for_update(of=("self",)).order_by("pk").values("pk"))
    cancelled, editions = reissued(touched, component_number, text, change_note.strip(), today)
    yield from stored(cancelled, editions, by)
    SharedText.objects.update_or_create(component=component_number, defaults={"text": text})
    citations.write_for_drafts_that_inherit(BY_NUMBER[component_number])
    yield Step(0.6, len(editions), len(editions))
    quality.check_shared_text(component_number, today=today)
    activate_scheduled(today=today)
    return editions


def _missing(draft: Standard, shared: dict[int, str]) -> list[Component]:
    return [each for each in COMPONENTS if not draft.text_of(each).strip() and each.number not in shared]


def _locked(standard: Standard, today: dt.date) -> Standard:
    """The standard as stored, up to date, and nobody else's until the transaction ends.

    On SQLite every transaction is IMMEDIATE and so alone; select_for_update does nothing there.
    """
    row = Standard.objects.filter(pk=standard.pk).select_related("sector").select_for_update(of=("self",))
    locked = row.get()
    return row.get() if _move_current(today, standard=standard) else locked


def _move_current(today: dt.date, **only) -> int:
    """Point ``current`` to the newest edition in force where it is behind; returns for how many standards.

    A withdrawn standard can only be behind when it was reinstated, so this ends the withdrawal. In two
    steps, the first from the editions: as one statement PostgreSQL took minutes where it knew no statistics.
    """
    ahead = Q(standard__current__isnull=True) | Q(number__gt=F("standard__current__number"))
    begun = Edition.objects.effective(today).filter(ahead, **only)
    behind = list(begun.order_by().values_list("standard", flat=True).distinct())
    if not behind:
        return 0
    newest = Edition.objects.effective(today).filter(standard=OuterRef("pk")).order_by("-number").values("pk")[:1]
    for some in batches(behind, BATCH):
        Standard.objects.filter(pk__in=some).update(current=Subquery(newest), **NOT_WITHDRAWN)
    _after_publication(behind)
    return len(behind)


def _after_publication(
    standards: list[int], editions: list[Edition] | None = None, indexed: Iterable[str] = ()
) -> None:
    """All that follows, in the same transaction, from what is now in force of these standards (their keys).

    ``editions`` are those in force, where they are at hand; ``indexed`` are texts that were found until now.
    """
    if standards:
        refresh(standards, editions, indexed)
        relist(standards, editions)
        pages.refresh(standards)


def _prepared(  # noqa: PLR0913  each is a fact of the publication
    draft: Standard,
    shared: dict[int, str],
    last: Edition | None,
    *,
    change_note: str,
    minor: bool,
    effective_on: dt.date | None,
    reinstate: bool,
    today: dt.date,
) -> Edition:
    """The next edition, not yet numbered nor signed; or the PublishingError that says why there must be none."""
    effective_on = effective_on or today
    refuse_missing(_missing(draft, shared))
    refuse(quality.refusal(draft, shared, today=today))
    refuse_unexplained(change_note, minor=minor)
    refuse_withdrawn(draft, reinstate=reinstate)
    refuse_date(last, effective_on, today)
    edition = _edition_of(draft, shared)
    if not draft.withdrawn_on:
        refuse_unchanged(edition, last)
    edition.effective_on = effective_on
    edition.change_note = change_note.strip()
    edition.is_minor = minor
    return edition


def _edition_of(draft: Standard, shared: dict[int, str]) -> Edition:
    """The draft with its blanks filled from the shared texts, not yet numbered or dated."""
    edition = Edition(standard=draft, **draft.content())
    edition.sector = draft.sector  # as it was read with the draft
    for component in COMPONENTS:
        if not draft.text_of(component).strip():
            setattr(edition, component.key, shared[component.number])
            edition.inherited.append(component.number)
    return edition


def _last(standard: Standard) -> tuple[Edition | None, int]:
    """The edition that the next one must differ from and may not be dated before, and the last number used."""
    newest = standard.editions.select_related("cancellation").order_by("-number")
    last = newest.first()
    number = last.number if last else 0
    if last and hasattr(last, "cancellation"):
        last = newest.uncancelled().first()
    return last, number


def _locked_shared_text(component_number: int) -> SharedText | None:
    return SharedText.objects.select_for_update().filter(component=component_number).first()
