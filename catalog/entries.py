"""Which standards stand in a list, counted and in order: from the narrow rows of catalog/list_index.py.

What a page of the list costs must not grow with the catalogue. So the number of standards comes from the
counts (catalog/rules/facets.py), and the page from one index alone: from that of the order asked for where
many standards pass the filters, and from that of the kinds of standard where few do.
"""

from collections.abc import Collection, Iterable, Sequence

from django.db import connection
from django.db.models import Count

from catalog.models import ListEntry
from catalog.rules.facets import Counts
from catalog.snapshot import Snapshot

ORDERS = {
    "judul": ("kbli_title", "kbli_code", "edition_id"),
    "kode": ("kbli_code", "annex_number", "edition_id"),
    "hari": ("days", "kbli_title", "edition_id"),
    "terbaru": ("-effective_on", "-published_at", "-edition_id"),
}
DIVISION = 2  # digits of a code that the counts know
MERGED = 2_000  # entries; more of them are not worth looking at for one page
TABLE = ListEntry._meta.db_table


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
        return catalogue.cells.count(given)
    entries = ListEntry.objects.all() if among is None else ListEntry.objects.filter(edition_id__in=among)
    numbers = dict(under(entries, code).order_by().values_list("facets").annotate(count=Count("pk")))
    counts = catalogue.cells.count(given, numbers)
    if code:
        others = {name: value for name, value in given.items() if name != "kbli"}
        counts.of["kbli"] = counted(catalogue, others, among=among).of["kbli"]
    return counts


def under(entries, code: str):
    """The entries whose code is this one or begins with it."""
    return entries.filter(kbli_code__range=codes_under(code)) if code else entries


def codes_under(code: str) -> tuple[str, str]:
    """The first and the last that there could be."""
    return code.ljust(5, "0"), code.ljust(5, "9")


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
        with connection.cursor() as cursor:
            cursor.execute(*self._statement(part))
            return [key for (key,) in cursor.fetchall()]

    def _statement(self, part: slice) -> tuple[str, Sequence[int | str]]:
        """By hand: putting it together takes Django longer than the database to answer it."""
        order = ", ".join(f"{name[1:]} DESC" if name.startswith("-") else name for name in ORDERS[self.order])
        source, values = self._merged(order, part.stop) if self._may_merge(part.stop) else self._walked(part.stop)
        most = part.stop - part.start
        return f"SELECT edition_id FROM {source} ORDER BY {order} LIMIT {most} OFFSET {part.start}", values  # noqa: S608

    def _may_merge(self, most: int) -> bool:
        return self.order == "judul" and not self.code and 0 < len(self.counts.cells) * most <= MERGED

    def _merged(self, order: str, most: int) -> tuple[str, list[int]]:
        """The first entries of each kind, which has an index of its titles.

        Of one trade all titles begin alike: on the way to them along all titles half the catalogue may lie.
        """
        first = f"""
            SELECT * FROM (
                SELECT edition_id, kbli_title, kbli_code FROM {TABLE} WHERE facets_id = %s ORDER BY {order} LIMIT {most}
            ) AS kind
        """  # noqa: S608  a number, and names of columns
        return f"({' UNION ALL '.join([first] * len(self.counts.cells))}) AS merged", self.counts.cells

    def _walked(self, most: int) -> tuple[str, list[str]]:
        """The entries in their order, those that pass."""
        conditions, values = self._of_these_kinds(most), []
        if code := self.code or (self.given.get("kbli", "") if self.order == "kode" else ""):
            first, last = self._codes_under(code)
            conditions.append("kbli_code BETWEEN %s AND %s")
            values = [first, last]
        return f"{TABLE} WHERE {' AND '.join(conditions)}" if conditions else TABLE, values

    def _codes_under(self, code: str) -> tuple[str, str]:
        if not code.isalpha():
            return codes_under(code)
        divisions = [cell.division for cell in self.catalogue.cells if cell.section == code]
        return codes_under(min(divisions, default=""))[0], codes_under(max(divisions, default=""))[1]

    def _of_these_kinds(self, most: int) -> list[str]:
        kinds, everything = self.counts.cells, self.catalogue.cells
        if len(kinds) == len(everything):
            return []
        few = self.counts.total
        looked_at = most * self.catalogue.total / max(few, 1)  # entries in order, until enough of them pass
        # An expression is looked up in no index: with one the database walks along the index of the order.
        column = "facets_id" if self.code or few < looked_at else "facets_id + 0"
        if len(kinds) > len(everything) / 2:  # whichever takes less to read
            passing = set(kinds)
            return [f"{column} NOT IN ({_list(cell.pk for cell in everything if cell.pk not in passing)})"]
        return [f"{column} IN ({_list(kinds)})"]


def _list(keys: Iterable[int]) -> str:
    return ", ".join(map(str, keys)) or "NULL"
