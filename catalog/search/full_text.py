"""The full-text index over ``SearchEntry``: FTS5 on SQLite, tsvector and GIN on PostgreSQL.

Both are given finished stems and asked for finished stems, so they find the same. What they are asked is
made of plain letters and digits in quotes (catalog/rules/words.py), never of what a person typed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.migrations.operations.base import Operation

from catalog.rules.ranking import Entry, Group

NAMES = ("code", "title", "everyday", "general")
WORDS = (*NAMES, "described", "needs", "rest")
VECTORS = {NAMES: "names_vector", WORDS: "words_vector"}  # of PostgreSQL

# The first entries in a fixed order, by their place in the catalogue; catalog/rules/ranking.py sorts them.
# Those found by their names are ranked by their names: nothing else of them is read.
ENTRIES = {
    "sqlite": """
        SELECT edition_id, name, entry.code, entry.title, entry.everyday, entry.general, {}
        FROM catalog_searchindex JOIN catalog_searchentry AS entry ON standard_id = catalog_searchindex.rowid
        WHERE {} ORDER BY catalog_searchindex.rowid LIMIT %s
    """,
    "postgresql": """
        SELECT edition_id, name, code, title, everyday, general, {}
        FROM catalog_searchentry AS entry WHERE {} ORDER BY standard_id LIMIT %s
    """,
}
TABLE = {"sqlite": "catalog_searchindex", "postgresql": "catalog_searchentry"}
LESS = {NAMES: "'', ''", WORDS: "entry.described, entry.needs"}
MERGED = 500  # pages of SQLite's index that the daily job rewrites: some hundredths of a second


@dataclass(frozen=True, slots=True)
class Match:
    """What to look for: one of ``ways`` whole, each a row of groups that must all be found; and all facets.

    A facet is a group as well: of its words, one has to be there. ``columns`` are NAMES or WORDS.
    """

    ways: Sequence[Sequence[Group]]
    facets: Sequence[Group] = ()
    columns: Sequence[str] = WORDS
    but: Sequence[str] = ()  # columns within which it must not match

    def sqlite(self) -> tuple[str, list[str]]:
        words = self._joined("AND", "OR", _double_quoted)
        found = f"{{{' '.join(self.columns)}}} : ({words})"
        if self.facets:
            found = f"{found} AND {{facets}} : ({self._facets('AND', 'OR', _double_quoted)})"
        if self.but:
            found = f"({found}) NOT {{{' '.join(self.but)}}} : ({words})"
        return "catalog_searchindex MATCH %s", [found]

    def postgresql(self) -> tuple[str, list[str]]:
        words = f"({self._joined('&', '|', _quoted)})"
        found = f"{words} & {self._facets('&', '|', _quoted)}" if self.facets else words
        where = f"{VECTORS[self.columns]} @@ %s::tsquery"
        if self.but:
            return f"{where} AND NOT {VECTORS[self.but]} @@ %s::tsquery", [found, words]
        return where, [found]

    def _joined(self, both: str, either: str, quote) -> str:
        ways = [f" {both} ".join(_group(group, either, quote) for group in way) for way in self.ways]
        return f" {either} ".join(f"({way})" for way in ways)

    def _facets(self, both: str, either: str, quote) -> str:
        return f" {both} ".join(_group(group, either, quote) for group in self.facets)


def entries(match: Match, limit: int) -> list[Entry]:
    """At most ``limit`` entries that match."""
    where, wanted = getattr(match, connection.vendor)()
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES[connection.vendor].format(LESS[match.columns], where), [*wanted, limit])
        return list(map(Entry._make, cursor.fetchall()))


def how_many(matches: Iterable[Match], limit: int) -> list[int]:
    """How many entries match each of these, all counted at once; ``limit`` for so many or more."""
    counts, parameters = [], []
    for match in matches:
        where, wanted = getattr(match, connection.vendor)()
        counts.append(
            f"(SELECT count(*) FROM (SELECT 1 FROM {TABLE[connection.vendor]} WHERE {where} LIMIT %s) AS counted)"  # noqa: S608  names
        )
        parameters += [*wanted, limit]
    if not counts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", parameters)
        return list(cursor.fetchone())


def _group(stems: Group, either: str, quote) -> str:
    return f"({f' {either} '.join(map(quote, stems))})"


def _quoted(stem: str) -> str:
    return f"'{stem}'"


def _double_quoted(stem: str) -> str:
    return f'"{stem}"'


# Making and keeping the index

SQLITE_INDEX = """
    CREATE VIRTUAL TABLE catalog_searchindex USING fts5(
        code, title, everyday, general, described, needs, rest, facets,
        content = 'catalog_searchentry', content_rowid = 'standard_id',
        tokenize = 'ascii', detail = 'column', columnsize = 0
    )
"""
_TAKE_OUT = """
    INSERT INTO catalog_searchindex(
        catalog_searchindex, rowid, code, title, everyday, general, described, needs, rest, facets
    ) VALUES (
        'delete', OLD.standard_id,
        OLD.code, OLD.title, OLD.everyday, OLD.general, OLD.described, OLD.needs, OLD.rest, OLD.facets
    );
"""
_PUT_IN = """
    INSERT INTO catalog_searchindex(rowid, code, title, everyday, general, described, needs, rest, facets) VALUES (
        NEW.standard_id,
        NEW.code, NEW.title, NEW.everyday, NEW.general, NEW.described, NEW.needs, NEW.rest, NEW.facets
    );
"""
SQLITE_TRIGGERS = {  # each keeps the index in step with one kind of change of the table
    "search_insert": f"AFTER INSERT ON catalog_searchentry BEGIN {_PUT_IN} END",
    "search_delete": f"AFTER DELETE ON catalog_searchentry BEGIN {_TAKE_OUT} END",
    "search_update": f"AFTER UPDATE ON catalog_searchentry BEGIN {_TAKE_OUT} {_PUT_IN} END",
}


def _vector(columns: Iterable[str]) -> str:
    """The different words of some columns as a tsvector, word for word: no parser of its own has a say."""
    text = " || ' ' || ".join(columns)
    return f"array_to_tsvector(array_remove(string_to_array(translate({text}, ',', ' '), ' '), ''))"


class FullTextIndex(Operation):
    """Migration operation: make the full-text index. Each database gets its own."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label, state):
        """Models don't know of the index."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        is_sqlite = schema_editor.connection.vendor == "sqlite"
        for statement in self._sqlite() if is_sqlite else self._postgresql():
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            for name in SQLITE_TRIGGERS:
                schema_editor.execute(f"DROP TRIGGER {name}", params=None)
            schema_editor.execute("DROP TABLE catalog_searchindex", params=None)
        else:  # the GIN indexes go with their columns
            schema_editor.execute(
                "ALTER TABLE catalog_searchentry DROP COLUMN names_vector, DROP COLUMN words_vector", params=None
            )

    def describe(self):
        return "Full-text index of the search"

    @property
    def migration_name_fragment(self):
        return "full_text_index"

    def _sqlite(self):
        yield SQLITE_INDEX
        for name, body in SQLITE_TRIGGERS.items():
            yield f"CREATE TRIGGER {name} {body}"
        yield "INSERT INTO catalog_searchindex(catalog_searchindex) VALUES ('rebuild')"

    def _postgresql(self):
        for columns, name in VECTORS.items():
            vector = _vector((*columns, "facets"))
            yield f"ALTER TABLE catalog_searchentry ADD COLUMN {name} tsvector GENERATED ALWAYS AS ({vector}) STORED"
            yield f"CREATE INDEX catalog_search_{name} ON catalog_searchentry USING gin ({name})"


def tidy() -> None:
    """After many changes: merge the index, and let the database count anew what its plans rest on."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO catalog_searchindex(catalog_searchindex) VALUES ('optimize')")
            cursor.execute("PRAGMA optimize")
        else:
            cursor.execute("ANALYZE catalog_searchentry")


def upkeep() -> None:
    """What a day's changes leave to be done, in little steps: nobody else can write meanwhile."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO catalog_searchindex(catalog_searchindex, rank) VALUES ('merge', %s)", [MERGED])
            cursor.execute("PRAGMA optimize")
        else:
            cursor.execute("ANALYZE catalog_searchentry")
