"""A standard as lists show it."""

from django.template.loader import render_to_string

from catalog.models import Edition
from catalog.rules.components import COMPONENTS


def row(edition: Edition, reason=None) -> str:
    return render_to_string("components/result.html", {"edition": edition, "why": reason, "comparable": True})


def lean(editions):
    """What a list shows of editions, without their long texts and those of their drafts."""
    texts = [component.key for component in COMPONENTS]
    return editions.select_related("standard").defer(*texts, *(f"standard__{text}" for text in texts))


def in_order_of(keys: list[int]) -> list[Edition]:
    editions = lean(Edition.objects).in_bulk(keys) if keys else {}
    return [editions[key] for key in keys]
