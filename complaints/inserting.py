"""New rows by SQL made once. Django makes that of an INSERT anew for every row, which costs more than the row."""

from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model


def insert(row: Model, *, unless_known: bool = False) -> bool:
    """Store a new row, as ``row.save(force_insert=True)`` does, and give it its key. For models with a key of numbers.

    ``unless_known``: leave what is there when a unique value of the row is taken. Returns whether it was stored.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    fields, statement = _insertion(type(row), unless_known)
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        stored = cursor.fetchone()
    if stored:
        (row.pk,) = stored
        row._state.adding, row._state.db = False, connection.alias
    return stored is not None


@cache
def _insertion(model: type[Model], unless_known: bool):
    """The fields that are given, and the statement. What the database works out itself it is not given."""
    meta, quoted = model._meta, connections[DEFAULT_DB_ALIAS].ops.quote_name
    fields = [field for field in meta.concrete_fields if not (field.primary_key or field.generated)]
    columns = ", ".join(quoted(field.column) for field in fields)
    conflict = "ON CONFLICT DO NOTHING " if unless_known else ""
    return fields, (
        f"INSERT INTO {quoted(meta.db_table)} ({columns}) VALUES ({', '.join(['%s'] * len(fields))}) "  # noqa: S608
        f"{conflict}RETURNING {quoted(meta.pk.column)}"
    )
