"""What lists know of the catalogue as it is now: read once, and kept in memory until the catalogue changes.

Nothing in it can be out of date: each request asks for the version, which changes in the transaction that
changes a list. What is kept is small, and bounded.
"""

from collections.abc import Callable, Hashable
from operator import itemgetter
from typing import Any

from django.db import connection

from catalog.models import FacetCount, KbliCode, ListVersion, Sector
from catalog.rules.facets import Cell

MOST_KEPT = 2_000  # of what is worked out from a snapshot: states of the list, and rows of results
MOST_PAGES_KEPT = 200  # whole pages of the list, some 20 kB each
LONGEST_KEY = 300  # characters; what is longer nobody asks twice
COLUMNS = (
    "pk",
    "kbli_edition",
    "section",
    "division",
    "sector",
    "licence_kind",
    "risk_level",
    "days",
    "cost",
    "count",
)

READ = f"""
    SELECT 0, value, '' FROM {ListVersion._meta.db_table}
    UNION ALL SELECT id, slug, name FROM {Sector._meta.db_table}
"""  # noqa: S608  names of tables; one statement, because every list begins with it


class Snapshot:
    def __init__(self, version: str | None, sectors: tuple[tuple[int, str, str], ...]):
        self.version = version
        self.sectors = sectors  # key, slug and name, by name
        self.cells = [Cell(*row) for row in FacetCount.objects.filter(count__gt=0).values_list(*COLUMNS)]
        self.total = sum(cell.count for cell in self.cells)
        self.titles = self._titles()
        self._kept: dict[Hashable, Any] = {}
        self._pages: dict[Hashable, str] = {}

    def _titles(self) -> dict[tuple[int, str], str]:
        """Of the sections and divisions that are in use, by edition and code."""
        codes = {code for cell in self.cells for code in (cell.section, cell.division)}
        rows = KbliCode.objects.filter(code__in=codes).values_list("edition", "code", "title")
        return {(edition, code): title for edition, code, title in rows}

    @property
    def editions(self) -> list[int]:
        """The editions of KBLI that standards in force are printed with."""
        return sorted({cell.kbli_edition for cell in self.cells})

    def kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What ``make`` returned for this key before, or returns now."""
        if key in self._kept:
            return self._kept[key]
        made = make()
        if len(str(key)) <= LONGEST_KEY:
            self.keep(key, made)
        return made

    def keep(self, key: Hashable, made: Any) -> None:
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[key] = made

    def page(self, key: Hashable, make: Callable[[], str]) -> str:
        """The page that ``make`` returned for this key before, or returns now."""
        if key not in self._pages:
            if len(self._pages) >= MOST_PAGES_KEPT:
                self._pages.clear()
            self._pages[key] = make()
        return self._pages[key]

    def get(self, key: Hashable) -> Any:
        return self._kept.get(key)


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
