"""Kept pages read before Django (config/wsgi.py): one SELECT past the ORM, which takes longer than all the rest."""

import logging
import threading

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections

from catalog.models import StoredPage
from catalog.pages import release

logger = logging.getLogger(__name__)

READ = f"SELECT headers, etag, body FROM {StoredPage._meta.db_table} WHERE path = {{}} AND release = {{}}"  # noqa: S608
NAME, BINARY = b"halaman", 1  # of the statement, prepared once for each connection; as which PostgreSQL sends it all
SECONDS_TO_CONNECT = 5


class Reader(threading.local):
    """One thread's way to the rows. What it takes is found once: each look-up would cost as much as a row."""

    def __init__(self) -> None:
        self.database = connections[DEFAULT_DB_ALIAS]
        self.errors = (DatabaseError, InterfaceError, self.database.Database.Error)
        self.is_sqlite = self.database.vendor == "sqlite"
        self.query = READ.format("?", "?") if self.is_sqlite else READ.format("%s", "%s")
        self.own = None  # connection to PostgreSQL

    def row(self, path: str) -> tuple[str, str, bytes] | None:
        database = self.database
        if self.is_sqlite or database.in_atomic_block:
            if database.connection is None:  # asking Django each time would take as long as all that is ours here
                database.ensure_connection()
            return database.connection.execute(self.query, (path, release())).fetchone()
        return self.row_by_libpq((self.own or self.connect()).pgconn, path)

    def row_by_libpq(self, pgconn, path: str) -> tuple[str, str, bytes] | None:
        """Asked of the C library itself: a cursor takes three times as long."""
        found = pgconn.exec_prepared(NAME, [path.encode(), release().encode()], result_format=BINARY)
        self.check(found)
        if not found.ntuples:
            return None
        headers, etag, body = (found.get_value(0, column) for column in range(3))
        return headers.decode(), etag.decode(), body

    def connect(self):
        """PostgreSQL by a connection of our own: one from the pool would be fetched and handed back for each page."""
        words = self.database.get_connection_params()
        own = {name: value for name, value in words.items() if name not in ("cursor_factory", "context")}
        self.own = self.database.Database.connect(**{"connect_timeout": SECONDS_TO_CONNECT, **own, "autocommit": True})
        self.check(self.own.pgconn.prepare(NAME, READ.format("$1", "$2").encode()))
        return self.own

    def check(self, result) -> None:
        """As a cursor does: raise what went wrong."""
        psycopg = self.database.Database
        if result.status not in (psycopg.pq.ExecStatus.COMMAND_OK, psycopg.pq.ExecStatus.TUPLES_OK):
            raise psycopg.OperationalError(result.get_error_message())

    def close(self) -> None:
        """Give up what may be broken; the next page begins anew."""
        if self.own is not None:
            self.own.close()
            self.own = None
        if not self.database.in_atomic_block:
            self.database.close()


reader = Reader()


def find(path: str) -> tuple[str, str, bytes] | None:
    """Headers, ETag and compressed body of a kept page, in some 10 µs; None when Django has to answer.

    Whatever is wrong with the database, Django says it better.
    """
    try:
        return reader.row(path)
    except reader.errors:
        logger.warning("Halaman tersimpan tidak dapat dibaca", exc_info=True)
        reader.close()
        return None
