"""Where drafts and editions name a regulation, as rows. They follow from the texts: written anew, they are the same.

``write_for_editions`` is called when editions are published, ``write_for_drafts`` when drafts are saved.
"""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from catalog.batches import batches
from catalog.inserting import insert_all
from catalog.models import Citation, Edition, Regulation, SharedText, Standard
from catalog.rules import citation
from catalog.rules.components import COMPONENTS, Component

BATCH = 500  # texts of so many standards are held at a time
KEPT_TEXTS = 1000


def write_for_editions(editions: Iterable[Edition]) -> None:
    """Store what these new editions cite; their texts are taken as given."""
    reader = Reader()
    for some in batches(editions, BATCH):
        insert_all(row for edition in some for row in reader.rows(edition.text_of, edition_id=edition.pk))


@transaction.atomic
def write_for_drafts(standards: Iterable[int]) -> None:
    """Read what the stored drafts with these keys cite; a blank component cites what its shared text does."""
    reader, shared = Reader(), SharedText.objects.by_component()
    for keys in batches(standards, BATCH):
        Citation.objects.filter(standard__in=keys).delete()
        insert_all(
            row
            for draft in Standard.objects.filter(pk__in=keys)
            for row in reader.rows(_resolved(draft, shared), standard_id=draft.pk)
        )


def write_for_drafts_that_inherit(component: Component) -> None:
    """After a shared text changed."""
    blank = Standard.objects.filter(**{f"{component.key}__regex": r"\A\s*\Z"})
    write_for_drafts(list(blank.values_list("pk", flat=True)))


@transaction.atomic
def write_all() -> int:
    """Read everything anew; returns how many citations there are."""
    Citation.objects.all().delete()
    write_for_editions(Edition.objects.order_by("pk").iterator(BATCH))
    write_for_drafts(list(Standard.objects.values_list("pk", flat=True)))
    return Citation.objects.count()


def is_complete() -> bool:
    """Whether the citations have been read at all: not so after an update that brought them."""
    return Citation.objects.exists() or not Standard.objects.exists()


def relink(regulation: Regulation) -> None:
    """Link the rows that name this regulation to it, and no others; after it was added or renamed."""
    regulation.citations.exclude(pk__in=Citation.objects.naming(regulation).values("pk")).update(regulation=None)
    Citation.objects.naming(regulation).update(regulation=regulation)


def standards_citing(regulation: Regulation) -> QuerySet[Standard]:
    """Those whose current edition or whose draft cites it."""
    cited = Citation.objects.filter(regulation=regulation)
    published = Exists(cited.filter(edition=OuterRef("current")))
    drafted = Exists(cited.filter(standard=OuterRef("pk")))
    return Standard.objects.annotate(cites_in_public=published, cites_in_draft=drafted).filter(
        Q(cites_in_public=True) | Q(cites_in_draft=True)
    )


class Reader:
    """Reads texts into rows. Which regulations are on record is read once, and so is a text that many share."""

    def __init__(self) -> None:
        self.on_record = {
            place(kind, number, year): pk for pk, kind, number, year in Regulation.objects.values_list(*PLACE)
        }
        self.read: dict[str, list[citation.Citation]] = {}

    def rows(self, text_of, **owner) -> Iterator[Citation]:
        """The citations of the ``owner``, a draft or an edition, not saved; ``text_of`` gives a component's text."""
        for component in COMPONENTS:
            for found in self.citations(text_of(component)):
                yield Citation(
                    component=component.number,
                    start=found.start,
                    regulation_id=self.on_record.get(place(found.kind, found.number, found.year)),
                    kind=found.kind,
                    number=found.number,
                    year=found.year,
                    title=found.title,
                    article=found.article,
                    raw=found.raw,
                    **owner,
                )

    def citations(self, text: str) -> list[citation.Citation]:
        if text not in self.read:
            if len(self.read) > KEPT_TEXTS:
                self.read.clear()
            self.read[text] = citation.citations(text)
        return self.read[text]


PLACE = ("pk", "kind", "number", "year")


def place(kind: str, number: int, year: int) -> tuple[str, int, int]:
    """By what a citation and a regulation are the same."""
    return kind.casefold(), number, year


def _resolved(draft: Standard, shared: dict[int, str]):
    def text_of(component: Component) -> str:
        text = draft.text_of(component)
        return text if text.strip() else shared.get(component.number, "")

    return text_of
