"""Drafts that were checked, for the tests of the quality checks."""

from catalog import quality
from catalog.models import Standard
from tests.catalog.factories import TODAY, make_draft

GAP = "1. satu;\n3. tiga."  # must be answered: item 2 is missing


def checked(**values) -> Standard:
    standard = make_draft(**values)
    quality.check(standard, today=TODAY)
    return standard


def save(standard, **values) -> None:
    """Store the draft as its form does."""
    Standard.objects.filter(pk=standard.pk).update(**values)
    standard.refresh_from_db()
    quality.check(standard, today=TODAY)
