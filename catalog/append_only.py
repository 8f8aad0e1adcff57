"""Guards: triggers by which the database itself refuses a change, whoever asks for it.

The same on SQLite and PostgreSQL; Django sees an IntegrityError with the guard's message. Kept for what
must hold even against raw SQL; everything a constraint can say is a constraint.
"""

from contextlib import contextmanager

from django.db.migrations.operations import SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation

PREFIX = "guard_"


class Guard(Operation):
    """Migration operation: refuse, with ``message``, the ``events`` on rows for which ``when`` holds.

    ``events`` are those of CREATE TRIGGER: "INSERT", "UPDATE", "UPDATE OF column", "DELETE", "TRUNCATE"
    (PostgreSQL's; SQLite has none). ``when`` is SQL that both databases read alike, over NEW and OLD.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table, name, *, events, message, when="TRUE"):
        self.table, self.name, self.events, self.message, self.when = table, name, events, message, when

    @property
    def trigger(self):
        return f"{PREFIX}{self.table}_{self.name}"

    def state_forwards(self, app_label, state):
        """Models don't know of guards."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        vendor = schema_editor.connection.vendor
        for statement in self._sqlite() if vendor == "sqlite" else self._postgresql():
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            for event in self._sqlite_events():
                schema_editor.execute(f"DROP TRIGGER {self._trigger_on(event)}", params=None)
        else:
            schema_editor.execute(f"DROP FUNCTION {self.trigger}() CASCADE", params=None)

    def describe(self):
        return f"Guard {self.name} on {self.table}"

    @property
    def migration_name_fragment(self):
        return f"guard_{self.table}_{self.name}"

    def _trigger_on(self, event):
        return f"{self.trigger}_{event.split()[0].lower()}"

    def _sqlite_events(self):
        return [event for event in self.events if event != "TRUNCATE"]

    def _sqlite(self):
        for event in self._sqlite_events():
            yield f"""
                CREATE TRIGGER {self._trigger_on(event)} BEFORE {event} ON {self.table} FOR EACH ROW WHEN {self.when}
                BEGIN SELECT RAISE(ABORT, {quoted(self.message)}); END
            """

    def _postgresql(self):
        yield f"""
            CREATE FUNCTION {self.trigger}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF {self.when} THEN
                    RAISE EXCEPTION USING MESSAGE = {quoted(self.message)}, ERRCODE = 'restrict_violation';
                END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END $$
        """
        for event in self.events:
            each = "STATEMENT" if event == "TRUNCATE" else "ROW"
            yield f"""
                CREATE TRIGGER {self._trigger_on(event)} BEFORE {event} ON {self.table}
                FOR EACH {each} EXECUTE FUNCTION {self.trigger}()
            """


class AppendOnly(SeparateDatabaseAndState):
    """Migration operation: rows of ``table`` can be added, and never changed or deleted.

    ``keys`` are its unique columns: SQLite's REPLACE deletes the row it collides with without a word
    to DELETE triggers, so a row with a known key is refused beforehand.
    """

    def __init__(self, table, *, message, keys=("id",)):
        known = " OR ".join(f"{key} = NEW.{key}" for key in keys)
        collides = f"EXISTS (SELECT 1 FROM {table} WHERE {known})"  # noqa: S608  names from a migration
        super().__init__(
            database_operations=[
                Guard(table, "append_only", events=("UPDATE", "DELETE", "TRUNCATE"), message=message),
                Guard(table, "known_key", events=("INSERT",), when=collides, message=message),
            ]
        )


def unguarded(*operations):
    """These migration operations with all guards lifted before them, and set again behind them.

    Needed by every later migration that alters a guarded table: SQLite rebuilds the table for it, which
    forgets the table's own guards and trips over those of other tables that look into it. Should one of
    the operations fail, the migration's transaction brings the guards back.
    """
    lift = _Lift()
    return [lift, *operations, _Restore(lift)]


class _Lift(Operation):
    """Lifts the guards on the way forward; on the way back it is the last, and sets them again."""

    reversible = reduces_to_sql = True

    def __init__(self):
        self.restoring = []

    def state_forwards(self, app_label, state):
        """Models don't know of guards."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        lift, self.restoring = _switch(schema_editor.connection)
        _run(schema_editor.connection, lift)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        _run(schema_editor.connection, self.restoring)

    def describe(self):
        return "Lift the guards, or set them again"


class _Restore(_Lift):
    """The other end of a ``_Lift``, which remembers the guards for both."""

    def __init__(self, lift):
        self.lift = lift

    def database_forwards(self, *arguments):
        self.lift.database_backwards(*arguments)

    def database_backwards(self, *arguments):
        self.lift.database_forwards(*arguments)


@contextmanager
def lifted(connection):
    """Lift all guards for the length of a block, for tests that empty the database."""
    lift, restore = _switch(connection)
    _run(connection, lift)
    try:
        yield
    finally:
        _run(connection, restore)


def _switch(connection):
    """Statements that lift all guards, and those that set them again."""
    return _sqlite_switch(connection) if connection.vendor == "sqlite" else _postgresql_switch(connection)


def _sqlite_switch(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        guards = [(name, sql) for name, sql in cursor.fetchall() if name.startswith(PREFIX)]
    return [f"DROP TRIGGER {name}" for name, _ in guards], [sql for _, sql in guards]


def _postgresql_switch(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2")
        guards = [(table, name) for table, name in cursor.fetchall() if name.startswith(PREFIX)]
    return (
        [f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in guards],
        [f"ALTER TABLE {table} ENABLE TRIGGER {name}" for table, name in guards],
    )


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def quoted(text):
    """Text as an SQL literal, for statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"
