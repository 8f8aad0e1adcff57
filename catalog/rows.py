"""A standard as lists show it."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.db import connection
from django.urls import reverse
from django.utils.safestring import SafeString

from catalog.formats import fee
from catalog.models import Edition, Standard
from catalog.rules.components import COMPONENTS
from catalog.rules.risk import LicenceKind, RiskLevel
from catalog.stencils import filled, joined

# By hand: putting such a statement together takes Django longer than the database to answer it. The standard is found
# by what it points to, because the edition's own column for it lies behind all its texts.
READ = f"""
    SELECT edition.id, standard.id, standard.slug, edition.kbli_edition, edition.kbli_code, edition.kbli_title,
        edition.licence_kind, edition.risk_level, edition.business_scale, edition.processing_days,
        edition.fee_rupiah, edition.fee
    FROM {Edition._meta.db_table} AS edition JOIN {Standard._meta.db_table} AS standard
        ON standard.current_id = edition.id
    WHERE edition.id IN (%s)
"""  # noqa: S608  names of tables


class Line(NamedTuple):
    """What a list shows of an edition in force."""

    pk: int
    standard_id: int
    slug: str
    kbli_edition: int
    kbli_code: str
    kbli_title: str
    licence_kind: str
    risk_level: str
    business_scale: str
    processing_days: int | None
    fee_rupiah: int | None
    fee: str

    @classmethod
    def of(cls, edition: Edition) -> "Line":
        own = {name: getattr(edition, name) for name in cls._fields if name != "slug"}
        return cls(**own, slug=edition.standard.slug)


def lines_of(keys: Iterable[int]) -> dict[int, Line]:
    """The current editions with these keys, by them. One that another has replaced a moment ago is not among them."""
    keys = list(keys)
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(READ % ", ".join(["%s"] * len(keys)), keys)
        return {row[0]: Line(*row) for row in cursor.fetchall()}


def in_order_of(keys: Iterable[int]) -> list[Line]:
    keys = list(keys)
    lines = lines_of(keys)
    return [lines[key] for key in keys if key in lines]


def lean(editions):
    """Editions without their long texts and those of their drafts."""
    texts = [component.key for component in COMPONENTS]
    return editions.select_related("standard").defer(*texts, *(f"standard__{text}" for text in texts))


# As HTML


def row(line: Line, reason=None, *, is_comparable: bool = False) -> SafeString:
    """A result. ``reason``: while searching, where the words were found (catalog/search/reasons.py).

    ``is_comparable``: it can be ticked for the form "banding".
    """
    found = {"title": line.kbli_title, "code": line.kbli_code, "everyday": "", "place": "", "snippet": ""}
    if reason:
        found = {
            "title": marked(reason.title),
            "code": marked(reason.code),
            "everyday": SafeString(", ".join(map(marked, reason.everyday))),
            "place": reason.place,
            "snippet": marked(reason.snippet),
        }
    facts = {
        "address": address(line.slug),
        "slug": line.slug,
        "name": line.kbli_title,
        "kind": LicenceKind(line.licence_kind).label,
        "edition": line.kbli_edition,
        "scale": line.business_scale,
        "days": "" if line.processing_days is None else str(line.processing_days),
        "fee": fee(line),
    }
    risk = RiskLevel(line.risk_level)
    return filled("components/result.html", {**found, **facts}, risk=risk, is_comparable=is_comparable)


def rows(lines: Iterable[Line]) -> SafeString:
    return joined([row(line) for line in lines])


def marked(runs) -> SafeString:
    """A text in runs (words.marked), the words that were searched for marked."""
    return joined([filled("components/run.html", {"text": run.text}, is_found=run.is_found) for run in runs])


def address(slug: str) -> str:
    """The page of a standard, as ``get_absolute_url`` gives it."""
    before, after = _address()
    return f"{before}{slug}{after}"


@lru_cache(maxsize=1)
def _address() -> list[str]:
    return reverse("catalog:standard", args=["contoh"]).split("contoh")
