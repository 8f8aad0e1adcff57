"""Takes a parsed annex document over into the working draft of its standard. Never touches an edition."""

import difflib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from catalog import citations, quality
from catalog.annex.standard import ParsedStandard
from catalog.models import Sector, SharedText, Standard
from catalog.rules import kbli
from catalog.rules.components import BY_KEY, COMPONENTS

SLUG_LENGTH = 70  # what tells standards of one code apart is added to it
FACTS = ("kbli_title", "processing_days", "fee", "fee_rupiah", "product", "executor_count")
IDENTITY = ("annex_number", "kbli_edition", "kbli_code", "licence_kind", "risk_level")
IMPORTED = (*FACTS, *BY_KEY)  # the columns that an import writes; sector and business scale are the editor's


class Status(StrEnum):
    """What became of a draft; the value is the word to print."""

    CREATED = "dibuat"
    UPDATED = "diperbarui"
    UNCHANGED = "tidak berubah"
    EDITED = "sudah disunting, dibiarkan"


@dataclass(slots=True)
class Outcome:
    """What ``take_over`` did. ``differences`` are unified diffs from the draft to the document, line by line."""

    status: Status
    standard: Standard
    differences: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@transaction.atomic
def take_over(
    parsed: ParsedStandard,
    *,
    sector: Sector | None = None,
    kbli_edition: int = kbli.CURRENT_EDITION,
    overwrite: bool = False,
) -> Outcome:
    """Create or update the draft of a parsed standard, and say what happened.

    A component equal to the shared text is stored blank and inherits. The same document again changes
    nothing, even after a shared text has changed since. A draft that someone has edited since its import
    is left alone unless ``overwrite``. Without a sector, a standard of any sector is recognised. Raises
    ValidationError when a value does not fit its column or several standards could be meant.
    """
    shared = SharedText.objects.by_component()
    standard = _find(parsed, sector, kbli_edition)
    if standard is None:
        return _create(parsed, shared, sector, kbli_edition)
    foreseen = foresee(standard, parsed, shared, overwrite=overwrite)
    if foreseen.status is not Status.UPDATED:
        return foreseen
    before = standard.content(), standard.imported_digest, standard.source_digest
    fill(standard, parsed, shared)
    if before == (standard.content(), standard.imported_digest, standard.source_digest):
        return Outcome(Status.UNCHANGED, standard)
    standard.clean_fields()
    standard.save()
    citations.write_for_drafts([standard.pk])
    quality.check(standard)
    return foreseen


def foresee(standard: Standard, parsed: ParsedStandard, shared: dict[int, str], *, overwrite: bool = False) -> Outcome:
    """What ``take_over`` would do with the draft of this standard. Changes nothing."""
    differences = list(_differences(standard, parsed, shared))
    is_edited = standard.imported_digest != _digest(_values(standard))
    is_known = standard.source_digest == _source_digest(parsed)
    if not overwrite and (not differences or (is_known and not is_edited)):
        return Outcome(Status.UNCHANGED, standard)
    if not overwrite and is_edited:
        return Outcome(Status.EDITED, standard, differences)
    return Outcome(Status.UPDATED, standard, differences)


def new_draft(
    parsed: ParsedStandard, shared: dict[int, str], *, sector: Sector | None, kbli_edition: int, slug: str
) -> Standard:
    """The draft of a parsed standard, not saved. ``shared`` are the shared texts by component number."""
    draft = Standard(sector=sector, slug=slug, **identity(parsed, kbli_edition))
    fill(draft, parsed, shared)
    return draft


def fill(draft: Standard, parsed: ParsedStandard, shared: dict[int, str]) -> None:
    """Set every imported column from the document, and the digests that later tell an edit."""
    for name, value in _facts(parsed).items():
        setattr(draft, name, value)
    for component in COMPONENTS:
        text = parsed.text_of(component.number)
        setattr(draft, component.key, "" if text == shared.get(component.number) else text)
    draft.imported_digest = _digest(_values(draft))
    draft.source_digest = _source_digest(parsed)


def slugs(parsed: ParsedStandard) -> Iterator[str]:
    """Addresses for a standard, the most readable first, each more particular than the one before."""
    slug = shortened(slugify(f"{parsed.kbli_code}-{parsed.kbli_title}"), SLUG_LENGTH)
    yield slug
    for part in (parsed.licence_kind.value, parsed.risk_level.value, str(parsed.annex_number)):
        slug = f"{slug}-{part}"
        yield slug
    for number in range(2, 1000):
        yield f"{slug}-{number}"


def shortened(slug: str, length: int) -> str:
    """The slug cut to at most this many characters, at the end of a word where there is one."""
    if len(slug) <= length:
        return slug
    return slug[: length + 1].rpartition("-")[0] or slug[:length]


def identity(parsed: ParsedStandard, kbli_edition: int) -> dict[str, object]:
    """The columns that tell which standard of a sector it is, in the order of ``IDENTITY``."""
    return {
        "annex_number": parsed.annex_number or None,  # 0 is printed where there is no number yet
        "kbli_edition": parsed.kbli_edition or kbli_edition,
        "kbli_code": parsed.kbli_code,
        "licence_kind": parsed.licence_kind.value,
        "risk_level": parsed.risk_level.value,
    }


def _facts(parsed: ParsedStandard) -> dict[str, object]:
    return {
        "kbli_title": parsed.kbli_title,
        "processing_days": parsed.facts.completion_working_days,
        "fee": parsed.facts.fee,
        "fee_rupiah": parsed.facts.fee_rupiah,
        "product": parsed.facts.product,
        "executor_count": parsed.facts.executor_count,
    }


def _find(parsed: ParsedStandard, sector: Sector | None, kbli_edition: int) -> Standard | None:
    same = Standard.objects.select_for_update().filter(**identity(parsed, kbli_edition))
    found = list(same.filter(sector=sector) if sector else same)
    if len(found) > 1:
        raise ValidationError(
            f"Ada {len(found)} standar nomor {parsed.annex_number} KBLI {parsed.kbli_code} di sektor yang berbeda; "
            "sebutkan sektornya dengan --sector."
        )
    return found[0] if found else None


def _create(parsed: ParsedStandard, shared: dict[int, str], sector: Sector | None, kbli_edition: int) -> Outcome:
    taken = set(Standard.objects.filter(slug__startswith=parsed.kbli_code).values_list("slug", flat=True))
    slug = next(slug for slug in slugs(parsed) if slug not in taken)
    draft = new_draft(parsed, shared, sector=sector, kbli_edition=kbli_edition, slug=slug)
    draft.clean_fields()
    notices = list(_neighbours(draft))
    draft.save()
    citations.write_for_drafts([draft.pk])
    quality.check(draft)
    return Outcome(Status.CREATED, draft, notices=notices)


def _neighbours(draft: Standard) -> Iterator[str]:
    same_code = Standard.objects.filter(kbli_edition=draft.kbli_edition, kbli_code=draft.kbli_code)
    for other in same_code.select_related("sector"):
        yield (
            f"KBLI {other.kbli_code} sudah dipakai standar nomor {other.annex_number or '–'}, "
            f"sektor {other.sector or '–'}: {other.slug}."
        )


def _values(draft: Standard) -> dict[str, object]:
    return {name: getattr(draft, name) for name in IMPORTED}


def _source_digest(parsed: ParsedStandard) -> str:
    texts = {component.key: parsed.text_of(component.number) for component in COMPONENTS}
    return _digest({**_facts(parsed), **texts})


def _digest(values: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _differences(standard: Standard, parsed: ParsedStandard, shared: dict[int, str]) -> Iterator[str]:
    """Line by line from the draft, its blanks filled, to the document; nothing where both say the same."""
    for name, value in _facts(parsed).items():
        label = Standard._meta.get_field(name).verbose_name
        yield from _diff(label, _shown(getattr(standard, name)), _shown(value))
    for component in COMPONENTS:
        draft_text = standard.text_of(component) or shared.get(component.number, "")
        yield from _diff(f"{component.number}. {component.name}", draft_text, parsed.text_of(component.number))


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _diff(label: str, draft: str, document: str) -> Iterator[str]:
    names = f"naskah: {label}", f"lampiran: {label}"
    return difflib.unified_diff(draft.splitlines(), document.splitlines(), *names, n=1, lineterm="")
