"""One after the other, where the database would let those who write at once sleep ever longer and wake in no order."""

import fcntl
import os
import threading
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, connection

_ALONE = threading.Lock()
LONGEST_WAIT = 20  # seconds, as long as SQLite waits for its own lock
FILE = "giliran.lock"  # never the database's own file: closing that would let go of SQLite's locks


@contextmanager
def turn():
    """Wait for one's turn among the site's threads and processes, on SQLite; PostgreSQL lets them write side by side.

    Raises OperationalError, as the database does, when it does not come in time.
    """
    if connection.vendor != "sqlite":
        yield
        return
    if not _ALONE.acquire(timeout=LONGEST_WAIT):
        raise OperationalError("database is locked")
    handle = os.open(settings.DATA_DIR / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)  # the kernel lets go of it when the process dies
        yield
    finally:
        os.close(handle)
        _ALONE.release()
