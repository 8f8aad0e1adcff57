"""Writes what lists are made of: a row for each standard in force, and the counts beside the filters.

``relist`` is called in the transaction in which a standard's current edition moves, or its withdrawal.
After rows written past publishing.py, or a new KBLI tree, it takes ``manage.py reindex``.
"""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from catalog.batches import batches
from catalog.models import ActivityCount, Edition, FacetCount, KbliCode, ListEntry, ListVersion, Standard
from catalog.rules.facets import NO_DAYS, Cost

BATCH = 500
KIND = ("kbli_edition", "section", "division", "sector", "licence_kind", "risk_level", "days", "cost")
ACTIVITY = ("kbli_edition", "kbli_code", "kbli_title")
WRITTEN = [field.name for field in ListEntry._meta.fields if not field.primary_key]
READ = (
    "pk",
    "standard_id",
    "kbli_edition",
    "kbli_code",
    "kbli_title",
    "annex_number",
    "sector_id",
    "licence_kind",
    "risk_level",
    "processing_days",
    "fee_rupiah",
    "effective_on",
    "published_at",
)


@transaction.atomic(savepoint=False)
def relist(standards: Iterable[int], editions: list[Edition] | None = None) -> None:
    """Write anew how these standards (their keys) stand in lists; those not in force stand in none.

    ``editions`` are those in force, if they are at hand.
    """
    keys = sorted(standards)
    if not keys:
        return
    ListVersion.change()  # first: whoever else writes waits here, so that counts are never added up at once
    for some in batches(keys, BATCH):
        _relist(some, _in_force(some) if editions is None else editions)


@transaction.atomic
def relist_all() -> int:
    """Make all rows and counts anew; returns of how many standards."""
    ListEntry.objects.all().delete()
    FacetCount.objects.all().delete()
    ActivityCount.objects.all().delete()
    keys = list(Standard.objects.in_force().order_by("pk").values_list("pk", flat=True))
    relist(keys)
    ListVersion.change()  # also where nothing is in force
    return len(keys)


def is_listed() -> bool:
    """Whether there is a row for each standard in force, as after every publication."""
    return ListEntry.objects.count() == Standard.objects.in_force().count()


def _sections(editions: list[Edition]) -> dict[tuple[int, str], str]:
    """The section of each of their divisions that is loaded."""
    divisions = KbliCode.objects.filter(code__in={edition.kbli_code[:2] for edition in editions})
    return {(edition, code): section for edition, code, section in divisions.values_list("edition", "code", "section")}


def _in_force(keys: list[int]) -> list[Edition]:
    return list(Standard.objects.in_force().filter(pk__in=keys).current_editions().only(*READ))


def _relist(keys: list[int], editions: list[Edition]) -> None:
    listed = ListEntry.objects.filter(standard__in=keys).select_related("facets", "activity")
    before = {each.standard_id: each for each in listed}
    sections = _sections(editions)
    kinds = {edition.pk: _kind(edition, sections) for edition in editions}
    activities = {edition.pk: _columns(edition, ACTIVITY) for edition in editions}
    facets = {_columns(each.facets, KIND): each.facets_id for each in before.values()}
    titles = {_columns(each.activity, ACTIVITY): each.activity_id for each in before.values()}
    _add_known(facets, FacetCount, KIND, kinds.values(), division__in={kind[2] for kind in kinds.values()})
    _add_known(
        titles, ActivityCount, ACTIVITY, activities.values(), kbli_code__in={each.kbli_code for each in editions}
    )
    after = [_entry(each, facets[kinds[each.pk]], titles[activities[each.pk]]) for each in editions]
    if gone := before.keys() - {each.standard_id for each in after}:
        ListEntry.objects.filter(standard__in=gone).delete()
    ListEntry.objects.bulk_create(after, update_conflicts=True, unique_fields=["standard"], update_fields=WRITTEN)
    for model, name in ((FacetCount, "facets_id"), (ActivityCount, "activity_id")):
        change = Counter(getattr(each, name) for each in after)
        change.subtract(getattr(each, name) for each in before.values())
        _add(model, change)


def _add(model, change: Counter[int]) -> None:
    for pk, count in sorted(change.items()):
        if count:
            model.objects.filter(pk=pk).update(count=F("count") + count)


def _kind(edition: Edition, sections: dict[tuple[int, str], str]) -> tuple:
    """The columns of KIND, of one edition."""
    division = edition.kbli_code[:2]
    return (
        edition.kbli_edition,
        sections.get((edition.kbli_edition, division), ""),
        division,
        edition.sector_id or 0,
        edition.licence_kind,
        edition.risk_level,
        NO_DAYS if edition.processing_days is None else edition.processing_days,
        Cost.of(edition.fee_rupiah).value,
    )


def _columns(row, names: tuple[str, ...]) -> tuple:
    return tuple(getattr(row, name) for name in names)


def _add_known(known: dict[tuple, int], model, columns: tuple[str, ...], wanted: Iterable[tuple], **among) -> None:
    """Add the keys of the counts of these kinds of standard, as far as they are not known; new kinds begin at 0."""

    def read() -> set[tuple]:
        known.update({tuple(kind): pk for pk, *kind in model.objects.filter(**among).values_list("pk", *columns)})
        return set(wanted) - known.keys()

    if not known.keys() >= set(wanted) and (new := read()):
        model.objects.bulk_create(model(**dict(zip(columns, kind, strict=True))) for kind in sorted(new))
        read()


def _entry(edition: Edition, facets: int, activity: int) -> ListEntry:
    return ListEntry(
        standard_id=edition.standard_id,
        edition_id=edition.pk,
        facets_id=facets,
        activity_id=activity,
        kbli_title=edition.kbli_title,
        kbli_code=edition.kbli_code,
        annex_number=edition.annex_number or 0,
        days=NO_DAYS if edition.processing_days is None else edition.processing_days,
        effective_on=edition.effective_on,
        published_at=edition.published_at,
    )
