"""One after the other, where the database would let those who write at once sleep ever longer and wake in no order."""

import fcntl
import os
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeVar

from django.conf import settings
from django.db import OperationalError, connection, transaction

_ALONE, _RELEASED = threading.Lock(), threading.Condition()
_WAITING: deque[tuple[Callable[[], Any], Future]] = deque()
LONGEST_WAIT = 20  # seconds, as long as SQLite waits for its own lock
FILE = "giliran.lock"  # never the database's own file: closing that would let go of SQLite's locks
T = TypeVar("T")


def stored(write: Callable[[], T]) -> T:
    """What ``write`` returns or raises; all that it wrote, or nothing of it, is on disk when this returns.

    On SQLite whose turn it is commits for all threads of this process that wait, so that they wait for the disk
    together: ``write`` may run in another thread, on its connection. What one of them does wrong is undone alone.
    Raises OperationalError, as the database does, when nothing could be stored; then the same may be tried again.
    """
    if connection.vendor != "sqlite":
        with transaction.atomic(durable=True):
            return write()
    outcome: Future = Future()
    _WAITING.append((write, outcome))
    try:
        with _alone_in_process(unless=outcome.done) as is_alone:
            if is_alone:
                with _alone_on_machine():
                    _store_waiting()
    except Exception:
        if outcome.cancel():  # nobody has begun with it, and nobody will
            raise
    return outcome.result()


@contextmanager
def turn():
    """Wait for one's turn among the site's threads and processes, on SQLite; PostgreSQL lets them write side by side.

    Raises OperationalError, as the database does, when it does not come in time.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with _alone_in_process(), _alone_on_machine():
        yield


@contextmanager
def _alone_in_process(unless: Callable[[], bool] = lambda: False):
    """Yields whether one is; not if ``unless`` came true while one waited. It must not come true for who is alone."""
    with _RELEASED:
        came = _RELEASED.wait_for(lambda: unless() or _ALONE.acquire(blocking=False), LONGEST_WAIT)
    if not came:
        raise OperationalError("database is locked")
    is_alone = not unless()
    try:
        yield is_alone
    finally:
        if is_alone:
            _ALONE.release()
            with _RELEASED:
                _RELEASED.notify_all()


@contextmanager
def _alone_on_machine():
    handle = os.open(settings.DATA_DIR / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)  # the kernel lets go of it when the process dies
        yield
    finally:
        os.close(handle)


def _store_waiting() -> None:
    """Store what the threads of this process wait for; each of them learns how that went."""
    taken = [_WAITING.popleft() for _ in range(len(_WAITING))]
    begun = [(write, outcome) for write, outcome in taken if outcome.set_running_or_notify_cancel()]
    try:
        done = _committed([write for write, _ in begun])
    except BaseException as error:  # raised where each is waited for
        done = [(None, error)] * len(begun)
    for (_, outcome), (result, error) in zip(begun, done, strict=True):
        if error:
            outcome.set_exception(error)
        else:
            outcome.set_result(result)


@transaction.atomic(durable=True)
def _committed(writes: list[Callable[[], Any]]) -> list[tuple[Any, Exception | None]]:
    """What each returned or raised."""
    done = [_attempted(write) for write in writes]
    if transaction.get_rollback():  # a full disk undoes all, not only the savepoint of one
        raise OperationalError("transaction was rolled back") from next(filter(None, (error for _, error in done)))
    return done


def _attempted(write: Callable[[], Any]) -> tuple[Any, Exception | None]:
    try:
        with transaction.atomic():
            return write(), None
    except Exception as error:  # raised where it is waited for
        return None, error
