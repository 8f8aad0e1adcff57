"""A database that may not grow any more, inside a site; tests/faults/site.py calls it, with Django set up."""

import os
import subprocess
import time
from pathlib import Path

from django.db import DatabaseError, connection, connections
from django.db.backends.signals import connection_created
from django.test import Client

from complaints.models import Complaint
from tests.complaints.factories import PDF, make_upload
from tests.complaints.pages import ANSWERS, FILE, values_to_send
from tests.machine import unprivileged_user

PLENTY = 1_000_000  # pages
LARGE = 2_000_000  # bytes; for it there is surely no room left in any page
# Bytes of a file of PostgreSQL's: more than a segment of its log has, and half a page, which is a write cut short.
MOST_OF_POSTGRESQL = 17 * 1024 * 1024 + 4096


def disk_full(server: int, file_one, integrity) -> dict:
    """What a report and a page get while the disk is full, and the next report. ``server`` is PostgreSQL's."""
    fill, empty = (fill_postgresql, empty_postgresql) if server else (fill_sqlite, empty_sqlite)
    client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
    fill(server, file_one)
    before = Complaint.objects.count()
    large = make_upload(content=PDF[:9] + os.urandom(LARGE) + PDF[9:])
    full = filed_by_form(client, story="Ceritaku yang panjang. " * 400, files=[large])
    page = client.get("/pengaduan/").status_code
    after = Complaint.objects.count()
    empty(server)
    connections.close_all()
    again = filed_by_form(client, story="Sekali lagi.")
    return {
        "full": full.status_code,
        "kept": "Ceritaku yang panjang." in full.text,
        "half": after - before,
        "page": page,
        "again": again.status_code,
        "stored": Complaint.objects.count() - after,
        "integrity": integrity(),
    }


limit = {"pages": PLENTY}


def fill_sqlite(server: int, file_one) -> None:
    def cap(connection, **_):
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {limit['pages']}")

    connection_created.connect(cap, weak=False)
    while True:  # until no page is left to take, nor a free one
        with connection.cursor() as cursor:
            limit["pages"] = cursor.execute("PRAGMA page_count").fetchone()[0]
        connections.close_all()
        try:
            file_one()
        except DatabaseError:
            return


def empty_sqlite(server: int) -> None:
    limit["pages"] = PLENTY


def fill_postgresql(server: int, file_one) -> None:
    connections.close_all()
    limit_files(server, MOST_OF_POSTGRESQL)
    while True:
        try:
            file_one()
        except DatabaseError:
            return


def empty_postgresql(server: int) -> None:
    limit_files(server, "unlimited")


def limit_files(server: int, most: int | str) -> None:
    """How large a file the server and all its processes may write: beyond it is for them as on a full disk."""
    owner = unprivileged_user()  # only the owner of a process may do that, even if we are root
    as_owner = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    for pid in (server, *map(int, Path(f"/proc/{server}/task/{server}/children").read_text().split())):
        # One of its children may be gone by now; the server is not.
        subprocess.run(["prlimit", f"--pid={pid}", f"--fsize={most}:"], cwd="/", check=pid == server, **as_owner)


def filed_by_form(client, files=(), **told):
    """The answer to a report sent as a browser sends it; the three seconds that a person needs are waited for."""
    first = client.get(FILE)
    checked = client.post(FILE, {**values_to_send(first), **ANSWERS, **told, "langkah": "periksa"})
    time.sleep(3.1)
    return client.post(FILE, {**values_to_send(checked), "berkas": files, "langkah": "kirim"})
