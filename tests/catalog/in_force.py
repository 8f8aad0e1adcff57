"""Many standards at once, in force as publications leave them, in a fraction of the time."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from catalog.list_index import relist
from catalog.models import Edition, Standard
from catalog.search.index import refresh


@transaction.atomic
def all_in_force(contents: Iterable[Mapping[str, object]], *, today: dt.date | None = None) -> list[int]:
    """Standards of these values, all texts their own, with edition 1 and what lists and search know; their keys."""
    first = Standard.objects.count() + 1
    standards = Standard.objects.bulk_create(
        Standard(**{"slug": f"uji-{number}", "annex_number": number, **content})
        for number, content in enumerate(contents, first)
    )
    facts = {"number": 1, "published_at": timezone.now(), "change_note": "Edisi pertama."}
    facts["effective_on"] = today or timezone.localdate()
    Edition.objects.bulk_create(Edition(standard=standard, **facts, **standard.content()) for standard in standards)
    keys = [standard.pk for standard in standards]
    edition = Edition.objects.filter(standard=OuterRef("pk")).values("pk")
    Standard.objects.filter(pk__in=keys).update(current=Subquery(edition))
    refresh(keys)
    relist(keys)
    return keys
