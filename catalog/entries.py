"""Which standards stand in a list, counted and in order: from the narrow rows of catalog/list_index.py.

What a page of the list costs must not grow with the catalogue. So the number of standards comes from the
counts (catalog/rules/facets.py), and the page from one index alone: from that of the order asked for where
many standards pass the filters, and from that of the kinds of standard where few do.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db import connection
from django.db.models import BigIntegerField, Count, ExpressionWrapper, F

from catalog.models import ListEntry
from catalog.rules.facets import Counts, count
from catalog.snapshot import Snapshot

ORDERS = {
    "judul": ("kbli_title", "kbli_code", "edition_id"),
    "kode": ("kbli_code", "annex_number", "edition_id"),
    "hari": ("days", "kbli_title", "edition_id"),
    "terbaru": ("-effective_on", "-published_at", "-edition_id"),
}
DIVISION = 2  # digits of a code that the counts know


def counted(
    catalogue: Snapshot, given: dict[str, object], *, code: str = "", among: Collection[int] | None = None
) -> Counts:
    """What the filters leave of the catalogue, or ``among`` some editions (their keys).

    ``given`` is what rules.facets.count takes; ``code`` a KBLI code, where it says more than its division.
    """
    if among is None:
        return catalogue.kept(("counts", code, *given.items()), lambda: _counted(catalogue, given, code, None))
    return _counted(catalogue, given, code, among)


def _counted(catalogue: Snapshot, given: dict[str, object], code: str, among: Collection[int] | None) -> Counts:
    if not code and among is None:
        return count(catalogue.cells, given)
    entries = ListEntry.objects.all() if among is None else ListEntry.objects.filter(edition_id__in=among)
    counts = count(_cells(catalogue, under(entries, code)), given)
    if code:
        others = {name: value for name, value in given.items() if name != "kbli"}
        counts.of["kbli"] = counted(catalogue, others, among=among).of["kbli"]
    return counts


def _cells(catalogue: Snapshot, entries):
    here = dict(entries.order_by().values_list("facets").annotate(count=Count("pk")))
    return [replace(cell, count=here[cell.pk]) for cell in catalogue.cells if cell.pk in here]


def under(entries, code: str):
    """The entries whose code is this one or begins with it."""
    return entries.filter(kbli_code__range=(code.ljust(5, "0"), code.ljust(5, "9"))) if code else entries


class Entries(Sequence):
    """The keys of the editions that pass the filters, in the order asked for."""

    def __init__(self, catalogue: Snapshot, given: dict[str, object], *, order: str, code: str = ""):
        self.catalogue, self.given, self.order, self.code = catalogue, given, order, code
        self.counts = counted(catalogue, given, code=code)

    def __len__(self):
        return self.counts.total

    def __getitem__(self, part: slice) -> list[int]:
        if part.start >= part.stop:
            return []
        # Putting the statement together takes Django longer than the database to answer it, so it is kept.
        key = ("statement", self.order, self.code, part.start, part.stop, *self.given.items())
        statement = self.catalogue.kept(key, lambda: self._statement(part))
        with connection.cursor() as cursor:
            cursor.execute(*statement)
            return [key for (key,) in cursor.fetchall()]

    def _statement(self, part: slice) -> tuple[str, tuple]:
        entries = under(self._of_these_kinds(part.stop), self.code).order_by(*ORDERS[self.order])
        return entries.values_list("edition_id")[part].query.sql_with_params()

    def _of_these_kinds(self, most: int):
        cells = self.counts.cells
        if len(cells) == len(self.catalogue.cells):
            return ListEntry.objects.all()
        few = self.counts.total
        looked_at = most * self.catalogue.total / max(few, 1)  # entries in order, until enough of them pass
        if self.code or few < looked_at:
            return ListEntry.objects.filter(facets__in=cells)
        # An expression is looked up in no index: so the database walks along the one of the order.
        kind = ExpressionWrapper(F("facets_id") + 0, output_field=BigIntegerField())
        return ListEntry.objects.annotate(kind=kind).filter(kind__in=cells)
