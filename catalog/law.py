"""The only code that changes what is known of a regulation, so that the pages that say it are never stale."""

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from catalog import citations, pages, quality
from catalog.models import Citation, Edition, Regulation
from catalog.rules.citation import SHORT_KINDS

UNCHECKED = "perlu diperiksa"
LONGEST_SLUG = Regulation._meta.get_field("slug").max_length
SHORT_FORMS = {kind: short for short, kind in SHORT_KINDS.items()} | {"Peraturan": "peraturan"}


@transaction.atomic
def save_regulation(regulation: Regulation) -> None:
    """Store it, link the citations that name it, and make anew what is said of its status: pages and findings."""
    stored = Regulation.objects.filter(pk=regulation.pk).first() if regulation.pk else None
    if stored:
        refresh_pages(stored)  # also where it is no longer named, should its number have been wrong
    regulation.save()
    citations.relink(regulation)
    refresh_pages(regulation)
    quality.check_citing(regulation)
    if stored and stored.place != regulation.place:
        quality.check_citing(stored)


@transaction.atomic
def delete_regulation(regulation: Regulation) -> None:
    """Take it off the record; its citations count as unknown again."""
    refresh_pages(regulation)
    regulation.delete()
    quality.check_citing(regulation)


@transaction.atomic
def record_unknown(kind: str, number: int, year: int) -> Regulation:
    """Put a regulation on record that texts cite, with the title they give it; its status is yet to be checked.

    Raises Citation.DoesNotExist when no text cites it.
    """
    cited = Citation.objects.filter(kind=kind, number=number, year=year).order_by("title").last()
    if cited is None:
        raise Citation.DoesNotExist(kind, number, year)
    known = Regulation.objects.filter(kind__iexact=kind, number=number, year=year).first()
    regulation = known or Regulation(
        slug=free_slug(kind, number, year),
        kind=kind,
        number=number,
        year=year,
        title=cited.title,
        status=UNCHECKED,
    )
    save_regulation(regulation)
    return regulation


def free_slug(kind: str, number: int, year: int) -> str:
    """An address that no regulation has yet: pp-28-2025."""
    name = slugify(SHORT_FORMS.get(kind, kind))[: LONGEST_SLUG - 20]
    slug = first = f"{name}-{number}-{year}"
    for further in range(2, 100):
        if not Regulation.objects.filter(slug=slug).exists():
            break
        slug = f"{first}-{further}"
    return slug


def refresh_pages(regulation: Regulation) -> None:
    """Make anew what the public reads about it: the pages of all standards of which an edition names it."""
    named = Q(citations__regulation=regulation) | Q(citations__regulation__successor=regulation)
    pages.refresh(set(Edition.objects.filter(named).values_list("standard", flat=True)))
