"""The standards that someone may be about to name."""

from collections import Counter

from catalog.models import Edition
from catalog.search.lookup import beginning_with

MOST = 8


def suggestions(words: str) -> list[dict[str, str]]:
    """Label and address of the standards whose title or everyday names begin like this, the best first."""
    found = [entry.edition_id for entry in beginning_with(words, MOST)]
    editions = Edition.objects.select_related("standard").only(
        "kbli_title", "risk_level", "licence_kind", "standard__slug"
    )
    by_key = editions.in_bulk(found)
    same = Counter(edition.kbli_title for edition in by_key.values())
    return [
        {"label": label(edition, is_only=same[edition.kbli_title] == 1), "url": edition.standard.get_absolute_url()}
        for edition in (by_key[key] for key in found)
    ]


def label(edition: Edition, *, is_only: bool) -> str:
    """Its title; where several have the same, what tells them apart."""
    if is_only:
        return edition.kbli_title
    return f"{edition.kbli_title} ({edition.get_licence_kind_display()}, risiko {edition.get_risk_level_display()})"
