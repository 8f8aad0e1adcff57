"""Annex documents handed in by an editor: kept for a day, read, and taken over standard by standard.

Nothing stands in a draft before it was accepted; ``drafts.take_over`` then decides what happens, as for the command.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from django.db import transaction
from django.db.models import QuerySet

from catalog import drafts, editing
from catalog.annex import AnnexError, ParsedStandard, read_document
from catalog.annex.markup import printed_lines
from catalog.annex.package import Document
from catalog.annex.reader import read_standards
from catalog.annex.records import is_records
from catalog.drafts import Outcome, Status
from catalog.models import ImportBatch, Sector, SharedText, Standard
from catalog.rules import outline

KEPT = 5  # batches of one person; the oldest gives way


@dataclass(frozen=True, slots=True)
class Row:
    """One component beside each other: the cells of the document, and what was understood of them."""

    number: int
    name: str
    printed: list[list[str]]  # lines of each cell, a cell for each page
    text: str  # outline


@dataclass
class Read:
    """One standard of a batch; ``key`` names it in addresses and forms."""

    key: str
    parsed: ParsedStandard
    foreseen: Outcome | None  # None where there is no draft yet, and where several could be meant
    candidates: int

    @property
    def is_ambiguous(self) -> bool:
        return self.candidates > 1

    @property
    def status(self) -> str:
        if self.is_ambiguous:
            return "ada di beberapa sektor; pilih sektornya saat mengunggah"
        return str(self.foreseen.status) if self.foreseen else "baru"

    @property
    def may_accept(self) -> bool:
        return not self.is_ambiguous and (self.foreseen is None or self.foreseen.status is Status.UPDATED)

    @property
    def is_edited(self) -> bool:
        return self.foreseen is not None and self.foreseen.status is Status.EDITED


@dataclass
class Reading:
    """A batch as read: what could not be taken, then the standards, those with problems first."""

    batch: ImportBatch
    errors: list[str] = field(default_factory=list)
    parsed: list[tuple[str, ParsedStandard]] = field(default_factory=list)

    @cached_property
    def standards(self) -> list[Read]:
        """In two queries, whatever their number."""
        shared = SharedText.objects.by_component()
        found: dict[tuple[object, ...], list[Standard]] = {}
        codes = {parsed.kbli_code for _, parsed in self.parsed}
        for standard in _of_sector(self.batch.sector).filter(kbli_code__in=codes):
            columns = drafts.IDENTITY
            found.setdefault(tuple(getattr(standard, name) for name in columns), []).append(standard)
        read = []
        for key, parsed in self.parsed:
            own = found.get(tuple(drafts.identity(parsed, self.batch.kbli_edition).values()), [])
            foreseen = drafts.foresee(own[0], parsed, shared) if len(own) == 1 else None
            read.append(Read(key, parsed, foreseen, len(own)))
        return sorted(read, key=lambda each: not each.parsed.problems)

    def one(self, key: str) -> Read | None:
        return next((each for each in self.standards if each.key == key), None)


def _of_sector(sector: Sector | None) -> QuerySet[Standard]:
    return Standard.objects.filter(sector=sector) if sector else Standard.objects.all()


@transaction.atomic
def keep(
    documents: Iterable[Document], *, owner, sector: Sector | None, kbli_edition: int, now: dt.datetime
) -> ImportBatch:
    """Keep what was handed in until it is decided on; what is past its day goes."""
    ImportBatch.objects.past(now).delete()
    batch = ImportBatch.objects.create(
        owner=owner,
        made_at=now,
        sector=sector,
        kbli_edition=kbli_edition,
        documents=[{"name": each.name, "text": each.text, "error": each.error} for each in documents],
    )
    own = ImportBatch.objects.filter(owner=owner).values_list("pk", flat=True)
    ImportBatch.objects.filter(pk__in=list(own[KEPT:])).delete()
    return batch


def read(batch: ImportBatch) -> Reading:
    """Every document of the batch, and for each that cannot be read the sentence with file, line and expectation."""
    reading = Reading(batch)
    for place, document in enumerate(batch.documents):
        if document["error"]:
            reading.errors.append(document["error"])
            continue
        try:
            standards = _parsed(document["name"], document["text"])
        except AnnexError as error:
            reading.errors.append(str(error))
            continue
        reading.parsed += [(f"{place}-{number}", parsed) for number, parsed in enumerate(standards)]
    return reading


def side_by_side(batch: ImportBatch, key: str, parsed: ParsedStandard) -> list[Row]:
    """The table of one standard as printed, and what was understood; of an exported file its texts on both sides."""
    place, number = map(int, key.split("-"))
    document = batch.documents[place]
    if is_records(document["name"]):
        texts = [(each, outline.to_text(each.blocks)) for each in parsed.components]
        return [Row(each.number, each.name, [text.splitlines()], text) for each, text in texts]
    raw = read_standards(document["name"], document["text"])[number]
    return [
        Row(
            component.number,
            component.name,
            [printed_lines(cell) for cell in printed.cells],
            outline.to_text(component.blocks),
        )
        for printed, component in zip(raw.components, parsed.components, strict=True)
    ]


@transaction.atomic
def accept(batch: ImportBatch, parsed: ParsedStandard, *, by, overwrite: bool = False) -> Outcome:
    """Take one standard over into its draft. Raises ValidationError when a value does not fit its column."""
    outcome = drafts.take_over(parsed, sector=batch.sector, kbli_edition=batch.kbli_edition, overwrite=overwrite)
    if outcome.status in (Status.CREATED, Status.UPDATED):
        editing.note_edits([outcome.standard.pk], by=by)
    return outcome


@lru_cache(maxsize=64)
def _parsed(name: str, text: str) -> list[ParsedStandard]:
    """The pages of one import read the same documents again and again. Nobody changes what they hold."""
    return read_document(name, text)
