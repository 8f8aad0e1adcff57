"""New rows by SQL made once. Django makes that of an INSERT anew for every row, which costs more than the row."""

from collections.abc import Iterable
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model


def insert(row: Model, *, unless_known: bool = False) -> bool:
    """Store a new row, as ``row.save(force_insert=True)`` does, and give it its key. For models with a key of numbers.

    ``unless_known``: leave what is there when a unique value of the row is taken. Returns whether it was stored.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    fields, statement, key = _insertion(type(row), unless_known)
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} RETURNING {key}", _values(row, fields, connection))
        stored = cursor.fetchone()
    if stored:
        (row.pk,) = stored
        row._state.adding, row._state.db = False, connection.alias
    return stored is not None


def insert_all(rows: Iterable[Model]) -> None:
    """Store new rows of one model, as ``bulk_create`` does; they are not given their keys."""
    connection = connections[DEFAULT_DB_ALIAS]
    rows = list(rows)
    if not rows:
        return
    fields, statement, _ = _insertion(type(rows[0]), False)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_values(row, fields, connection) for row in rows])


def _values(row: Model, fields, connection) -> list:
    return [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]


@cache
def _insertion(model: type[Model], unless_known: bool):
    """The fields that are given, the statement and the column of the key. What the database works out is not given."""
    meta, quoted = model._meta, connections[DEFAULT_DB_ALIAS].ops.quote_name
    fields = [field for field in meta.concrete_fields if not (field.primary_key or field.generated)]
    columns, places = ", ".join(quoted(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    conflict = " ON CONFLICT DO NOTHING" if unless_known else ""
    statement = f"INSERT INTO {quoted(meta.db_table)} ({columns}) VALUES ({places}){conflict}"  # noqa: S608
    return fields, statement, quoted(meta.pk.column)
