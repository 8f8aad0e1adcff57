"""What a fault does inside a site, in a process of its own: python -m tests.faults.site WHAT ARGUMENTS."""

import hashlib
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from itertools import pairwise
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402  needs Django set up
from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from complaints import chain, emails  # noqa: E402
from complaints.models import Attachment, Complaint, Event, OutgoingMail, Reporter  # noqa: E402
from tests.complaints.factories import PDF, make_attachment, make_filed  # noqa: E402
from tests.faults import site_disk  # noqa: E402
from tests.faults.site_editions import publications  # noqa: E402

CLIENTS = 3  # threads that file in each process that is killed


def prepare() -> None:
    call_command("migrate", verbosity=0)
    call_command("load_office_calendar", verbosity=0)


def furnish() -> None:
    """Static files, the real standards and their pages, as `make run` brings them."""
    from config.prepare import prepare as bring_up_to_date

    bring_up_to_date()


def file_one(weight: int = 1, **told) -> Complaint:
    """One report with two files; ``weight`` makes the first so many times larger."""
    now = timezone.now()
    today = timezone.localdate(now)
    content = PDF + os.urandom(24 * weight).hex().encode() * 500 + b"\n%%EOF\n"  # some 24 kB, no two alike
    files = [make_attachment(content=content), make_attachment()]
    facts = {"now": now, "received_on": today, "service_received_on": today}
    return make_filed(files=files, **facts, **told).complaint


def kills(times: int) -> dict:
    """Processes that file from several threads, each killed at a random moment; what they had acknowledged."""
    acknowledged, during = [], 0
    chance = random.Random(7)
    for _ in range(times):
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            file_on(writing)
        os.close(writing)
        told = b""
        if chance.random() < 0.9:
            told = os.read(reading, 64)  # mostly after the first report; else anywhere, the start included
        time.sleep(chance.uniform(0, 0.12))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(reading, 65536):
            told += more
        os.close(reading)
        acknowledged += [int(line) for line in told.decode().split("\n")[:-1]]
        during += 1
    return {"kills": during, "acknowledged": acknowledged}


def file_on(told: int) -> None:
    """File without end from several threads; each report is told after it was accepted."""

    def client():
        while True:
            try:
                pk = file_one().pk
            except DatabaseError:  # PostgreSQL was killed under us
                connection.close()
                time.sleep(0.05)
                continue
            os.write(told, f"{pk}\n".encode())

    for _ in range(CLIENTS):
        threading.Thread(target=client, daemon=True).start()
    signal.pause()


def write(seconds: int) -> dict:
    """File for so long; how many, and what went wrong by its name."""
    until = time.monotonic() + seconds
    return write_while(lambda: time.monotonic() < until)


def write_until_told() -> dict:
    """File until something comes by stdin."""
    told = threading.Event()
    threading.Thread(target=lambda: sys.stdin.read() and told.set(), daemon=True).start()
    return write_while(lambda: not told.is_set())


def write_while(is_wanted) -> dict:
    keys, wrong = [], {}
    while is_wanted():
        try:
            keys.append(file_one().pk)
        except DatabaseError as error:
            name = "locked" if "locked" in str(error) else type(error).__name__
            wrong[name] = wrong.get(name, 0) + 1
            connection.close()
            time.sleep(0.05)
    return {"acknowledged": keys, "wrong": wrong}


def found() -> dict:
    """Whether everything that is stored is whole, and what lies about. Reads the acknowledged keys from stdin."""
    acknowledged = set(json.load(sys.stdin))
    stored = set(Complaint.objects.values_list("pk", flat=True))
    parts = {name: set(model.objects.values_list("complaint", flat=True)) for name, model in PARTS.items()}
    files = Attachment.objects.iterator(chunk_size=100)
    odd = [file.pk for file in files if hashlib.sha256(file.content).hexdigest() != file.sha256]
    attached = {}
    for key in Attachment.objects.values_list("complaint", flat=True):
        attached[key] = attached.get(key, 0) + 1
    told = dict(Event.objects.filter(name=Event.FILED).values_list("complaint", "data"))
    known = {"", *(name for name in os.listdir(settings.DATA_DIR))}
    return {
        "stored": len(stored),
        "lost": len(acknowledged - stored),
        "half": sum(keys != stored for keys in parts.values())
        + sum(attached.get(key, 0) != data["files"] for key, data in told.items()),
        "changed files": len(odd),
        "orphans": len([name for name in known if name.startswith("tmp") or name.endswith(".upload")])
        + len(list(Path(tempfile.gettempdir()).iterdir())),
        "flaws": len(list(chain.flaws())),
        "integrity": integrity(),
    }


PARTS = {"reporter": Reporter, "event": Event, "mail": OutgoingMail, "file": Attachment}


def integrity() -> str:
    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA integrity_check").fetchone()[0]


def hold(seconds: int) -> None:
    """Hold the lock that everybody who files needs."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("BEGIN IMMEDIATE")
        else:
            cursor.execute("BEGIN")
            cursor.execute("LOCK TABLE complaints_complaint IN ACCESS EXCLUSIVE MODE")
        print("dipegang", flush=True)
        time.sleep(seconds)
        cursor.execute("ROLLBACK")


def disk_full(server: int) -> dict:
    """``server`` is the process of PostgreSQL's server, 0 on SQLite."""
    return site_disk.disk_full(server, lambda: file_one(weight=20), integrity)


def clock(jumps: int) -> dict:
    """Reports in turn on the right clock and on one that has jumped back a day."""
    import time_machine

    filed = [file_one()]
    for _ in range(jumps):
        with time_machine.travel(time.time() - 24 * 60 * 60):
            filed.append(file_one())
        filed.append(file_one())
    fallen = [after for before, after in pairwise(filed) if after.pk <= before.pk or after.number <= before.number]
    return {"jumps": jumps, "filed": len(filed), "fallen": len(fallen), "flaws": len(list(chain.flaws()))}


def acknowledge(times: int) -> None:
    """File once to be warm, then so many times more, each between two words that a tracer sees."""
    file_one()
    for _ in range(times):
        os.write(1, b"MULAI\n")
        file_one()
        os.write(1, b"DITERIMA\n")


def queue(count: int) -> dict:
    start = time.monotonic()
    for number in range(count):
        file_one(email=f"pelapor{number}@example.com", name=f"Pelapor {number}")
    return {"queued": OutgoingMail.objects.count(), "seconds": time.monotonic() - start}


def deliver(begin: int, hours: int, timeout: int) -> dict:
    """As the timer does, every five minutes from the hour ``begin`` on, on a clock that is moved; what is left."""
    settings.EMAIL_TIMEOUT = timeout
    sent = 0
    for minute in range(begin * 60, (begin + hours) * 60 + 1, 5):
        sent += emails.deliver(now=timezone.now() + timezone.timedelta(minutes=minute)).sent
        if not OutgoingMail.objects.exclude(state=OutgoingMail.SENT).exists():
            break
    states = OutgoingMail.objects.values_list("state", flat=True)
    return {"sent": sent, "left": sum(state != OutgoingMail.SENT for state in states)}


WHAT = (prepare, furnish, kills, write, found, hold, disk_full, clock, queue, deliver, publications, acknowledge)
WHAT += (write_until_told,)

if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    print(json.dumps({each.__name__: each for each in WHAT}[what](*map(int, arguments))), flush=True)
