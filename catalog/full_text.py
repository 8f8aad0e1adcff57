"""The full-text index over ``SearchEntry``: FTS5 on SQLite, tsvector and GIN on PostgreSQL.

Both are given finished stems and asked for finished stems, so they find the same. What they are asked is
made of plain letters and digits in quotes (catalog/rules/words.py), never of what a person typed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.migrations.operations.base import Operation

from catalog.rules.ranking import Entry, Group

FACET = "="  # begins the words of the column ``facets``; no word of a person holds it
NAMES = ("code", "title", "everyday", "general")
WORDS = (*NAMES, "described", "needs", "rest")

# The first entries in a fixed order, by their place in the catalogue; catalog/rules/ranking.py sorts them.
STATEMENTS = {
    ("sqlite", NAMES): """
        SELECT edition_id, name, entry.code, entry.title, entry.everyday, entry.general
        FROM catalog_searchindex JOIN catalog_searchentry AS entry ON standard_id = catalog_searchindex.rowid
        WHERE catalog_searchindex MATCH %s ORDER BY catalog_searchindex.rowid LIMIT %s
    """,
    ("sqlite", WORDS): """
        SELECT edition_id, name, entry.code, entry.title, entry.everyday, entry.general, entry.described, entry.needs
        FROM catalog_searchindex JOIN catalog_searchentry AS entry ON standard_id = catalog_searchindex.rowid
        WHERE catalog_searchindex MATCH %s ORDER BY catalog_searchindex.rowid LIMIT %s
    """,
    ("postgresql", NAMES): """
        SELECT edition_id, name, code, title, everyday, general
        FROM catalog_searchentry WHERE names_vector @@ %s::tsquery ORDER BY standard_id LIMIT %s
    """,
    ("postgresql", WORDS): """
        SELECT edition_id, name, code, title, everyday, general, described, needs
        FROM catalog_searchentry WHERE words_vector @@ %s::tsquery ORDER BY standard_id LIMIT %s
    """,
}


@dataclass(frozen=True, slots=True)
class Match:
    """What to look for: one of ``ways`` whole, each a row of groups that must all be found; and all facets."""

    ways: Sequence[Sequence[Group]]
    facets: Sequence[str] = ()

    def sqlite(self, columns: Sequence[str]) -> str:
        found = f"{{{' '.join(columns)}}} : ({self._joined('AND', 'OR', _double_quoted)})"
        if not self.facets:
            return found
        return f"{found} AND facets : ({' AND '.join(map(_double_quoted, self.facets))})"

    def postgresql(self, _columns: Sequence[str]) -> str:
        return " & ".join([f"({self._joined('&', '|', _quoted)})", *map(_quoted, self.facets)])

    def _joined(self, both: str, either: str, quote) -> str:
        def group(stems: Group) -> str:
            return f"({f' {either} '.join(map(quote, stems))})"

        return f" {either} ".join(f"({f' {both} '.join(map(group, way))})" for way in self.ways)


def entries(match: Match, columns: Sequence[str], limit: int) -> list[Entry]:
    """At most ``limit`` entries that match within ``columns``: NAMES or WORDS."""
    vendor = connection.vendor
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS[vendor, columns], [getattr(match, vendor)(columns), limit])
        return [Entry(*row) for row in cursor.fetchall()]


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
        for name, columns in (("names_vector", NAMES), ("words_vector", WORDS)):
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
