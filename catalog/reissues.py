"""The editions that follow from a changed shared text: made from those in force and those to come, then stored."""

import datetime as dt
from collections import defaultdict
from collections.abc import Generator, Iterator
from itertools import dropwhile
from typing import NamedTuple, TypeVar

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from catalog import citations
from catalog.batches import batches
from catalog.models import CancelledEdition, Edition, Standard
from catalog.rules.components import BY_NUMBER

BATCH = 100  # editions, after which it is told how far the work is
STORED = 0.4  # of all the work that a changed shared text makes, when its editions are stored
Outcome = TypeVar("Outcome")


class Step(NamedTuple):
    """How far a change of a shared text is: ``share`` of all its work, and how many of its editions are stored."""

    share: float
    stored: int
    of: int


def finished(steps: Generator[Step, None, Outcome]) -> Outcome:
    """Go through all of them; returns what they lead to."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def reissued(
    touched: QuerySet[Standard], number: int, text: str, change_note: str, today: dt.date
) -> tuple[list[CancelledEdition], list[Edition]]:
    """What a changed shared text leads to: the scheduled editions to cancel, and all new editions in order."""
    last_number = Edition.objects.filter(standard=OuterRef("pk")).order_by("-number").values("number")[:1]
    scheduled = defaultdict(list)
    for edition in Edition.objects.scheduled(today).filter(standard__in=touched).order_by("number"):
        scheduled[edition.standard_id].append(edition)

    cancelled, editions = [], []
    for standard in touched.select_related("current").annotate(last_number=Subquery(last_number)):
        in_force = [standard.current] if standard.current and not standard.withdrawn_on else []
        # From the first edition with the text on, all later ones must get a higher number than it.
        overtaken = dropwhile(lambda edition: number not in edition.inherited, [*in_force, *scheduled[standard.pk]])
        for new_number, old in enumerate(overtaken, start=standard.last_number + 1):
            new = _copy(old, number=new_number)
            if number in old.inherited:
                setattr(new, BY_NUMBER[number].key, text)
            if old in in_force:
                new.effective_on, new.change_note, new.is_minor = today, change_note, False
            else:
                cancelled.append(CancelledEdition(edition=old, reason=_reissue_reason(new, number)))
            editions.append(new)
    return cancelled, editions


def stored(cancelled: list[CancelledEdition], editions: list[Edition], by) -> Iterator[Step]:
    """Store both, the cancellations first: a new edition may not be dated before one that still counts."""
    now = timezone.now()
    for cancellation in cancelled:
        cancellation.cancelled_at, cancellation.cancelled_by = now, by
    for edition in editions:
        edition.published_at, edition.published_by = now, by
    CancelledEdition.objects.bulk_create(cancelled)
    done = 0
    for some in batches(editions, BATCH):
        Edition.objects.bulk_create(some)
        citations.write_for_editions(some)
        done += len(some)
        yield Step(STORED * done / len(editions), done, len(editions))


def _copy(old: Edition, *, number: int) -> Edition:
    return Edition(
        standard_id=old.standard_id,
        number=number,
        effective_on=old.effective_on,
        change_note=old.change_note,
        is_minor=old.is_minor,
        inherited=old.inherited,
        **old.content(),
    )


def _reissue_reason(new: Edition, component_number: int) -> str:
    return f"Diterbitkan ulang sebagai edisi {new.number} karena teks baku komponen {component_number} berubah."
