"""What lists know of the catalogue as it is now: read once, and kept in memory until the catalogue changes.

Nothing in it can be out of date: each request asks for the version, which changes in the transaction that
changes a list. What is kept is small, and bounded.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.db import connection
from django.utils.functional import cached_property

from catalog.models import FacetCount, KbliCode, ListVersion, Sector
from catalog.rules.facets import Cell, Cells

MOST_KEPT = 2_000  # of what is worked out from a snapshot, mostly states of the list
MOST_RESULTS_KEPT = 2_000  # what lists show of an edition, as it is and as HTML, some 1 kB each
MOST_PAGES_KEPT = 400  # whole pages of the list, packed, some 3 kB each
MOST_SEARCHES_KEPT = 400  # whole pages of results, as much: what many ask for is asked again soon
LONGEST_KEY = 300  # characters; what is longer nobody asks twice
COLUMNS = [field.name for field in fields(Cell)]

READ = f"""
    SELECT 0, value, '' FROM {ListVersion._meta.db_table}
    UNION ALL SELECT id, slug, name FROM {Sector._meta.db_table}
"""  # noqa: S608  names of tables; one statement, because every list begins with it


class Kept:
    """What was made once: at most so many, of which the one longest not asked for goes first."""

    def __init__(self, most: int):
        self._place: Callable[[Hashable], list[Any]] = lru_cache(maxsize=most)(lambda key: [])

    def __call__(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What ``make`` returned for this key before, or returns now."""
        if len(str(key)) > LONGEST_KEY:
            return make()
        place = self._place(key)
        if not place:
            place.append(make())
        return place[0]


class Snapshot:
    def __init__(self, version: str | None, sectors: tuple[tuple[int, str, str], ...]):
        self.version = version
        self.sectors = sectors  # key, slug and name, by name
        self.cells = Cells(Cell(*row) for row in FacetCount.objects.filter(count__gt=0).values_list(*COLUMNS))
        self.total = sum(cell.count for cell in self.cells)
        self.titles = self._titles()
        self.kept = Kept(MOST_KEPT)
        self.lines: dict[int, Any] = {}  # results, by the keys of their editions
        self.rows: dict[int, Any] = {}  # the same as HTML
        self.page = Kept(MOST_PAGES_KEPT)
        self.search = Kept(MOST_SEARCHES_KEPT)
        self.missed = Kept(MOST_KEPT)  # of words, whether there is nothing at all for them

    def _titles(self) -> dict[tuple[int, str], str]:
        """Of the sections and divisions that are in use, by edition and code."""
        codes = {code for cell in self.cells for code in (cell.section, cell.division)}
        rows = KbliCode.objects.filter(code__in=codes).values_list("edition", "code", "title")
        return {(edition, code): title for edition, code, title in rows}

    @cached_property
    def editions(self) -> list[int]:
        """The editions of KBLI that standards in force are printed with."""
        return sorted({cell.kbli_edition for cell in self.cells})


def each_kept(kept: dict[int, Any], keys: Iterable[int], make: Callable[[list[int]], dict[int, Any]]) -> list:
    """What is kept for these keys, in their order; ``make`` gives what is missing, which then is kept too.

    Without what ``make`` does not find: an edition that another has replaced a moment ago.
    """
    keys = list(keys)
    found = {key: kept.get(key) for key in keys}
    new = make([key for key, each in found.items() if each is None])
    if len(kept) + len(new) > MOST_RESULTS_KEPT:
        kept.clear()
    kept.update(new)
    found.update(new)
    return [found[key] for key in keys if found[key] is not None]


_last: list[Snapshot] = []  # one at most


def snapshot() -> Snapshot:
    """The catalogue as it is now."""
    with connection.cursor() as cursor:
        cursor.execute(READ)
        rows = cursor.fetchall()
    version = next((value for pk, value, _ in rows if not pk), None)
    sectors = tuple(sorted((row for row in rows if row[0]), key=itemgetter(2)))
    for last in _last:
        if version is not None and (last.version, last.sectors) == (version, sectors):
            return last
    _last[:] = [Snapshot(version, sectors)]
    return _last[0]
