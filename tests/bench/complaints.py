"""How many complaints a second are accepted, each on disk before it is acknowledged, from 8 and from 32 clients.

As many processes and threads file as the site is served by (config/serve.py). Each client sends the next complaint when
the last is acknowledged; its time includes the wait for a free thread. Afterwards everything acknowledged is looked for
in the database. Beside it, in the same processes and on the same disk: the bare rows of a complaint, written by the
database's own module in a transaction for each, and clients of whom nothing is stored.
"""

import datetime as dt
import os
import secrets
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from queue import SimpleQueue

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  needs Django set up
from django.db import DatabaseError, connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from catalog.models import Standard  # noqa: E402
from complaints import actions, codes  # noqa: E402
from complaints.models import Complaint, Event, OutgoingMail, Reporter  # noqa: E402
from complaints.rules.channels import Channel  # noqa: E402
from complaints.turn import turn  # noqa: E402
from config.serve import THREADS, workers  # noqa: E402

COMPLAINTS = 4_000  # a round
STORY = "Berkas saya sudah lengkap sejak dua minggu lalu, tetapi izinnya belum terbit. " * 10


def run() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("bootstrap", verbosity=0)
    call_command("load_office_calendar", verbosity=0)
    goal, durable = (600, "WAL, synchronous=FULL") if connection.vendor == "sqlite" else (200, postgresql_durability())
    print(f"  Laporan diterima ({durable}; sasaran ≥ {goal}/detik, p99 < 90 ms, 0 gagal):")
    for clients in (8, 32):
        site, bare = measured("file", clients), measured("bare", clients)
        print(f"    {clients:>2} klien  {site.words}  gagal {site.failed}  hilang {lost(site.keys)}")
        print(f"      baris saja  {bare.words}; situs {site.rate / bare.rate:.2f} × itu")
    clients_alone = measured("nothing", 32).busy * 1000
    print(f"    CPU kliennya sendiri {clients_alone:.2f} ms; beban mesin {os.getloadavg()[0]:.1f}")


def postgresql_durability() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW fsync")
        is_durable = cursor.fetchone()[0] == "on"
    return "fsync=on" if is_durable else "fsync=off, jadi TIDAK tahan listrik padam"


@dataclass(frozen=True, slots=True)
class Measured:
    keys: list[int]  # of what was acknowledged
    failed: int
    took: list[float]  # seconds, sorted
    busy: float  # seconds of CPU for each
    rate: float  # a second

    @property
    def words(self) -> str:
        p50, p99 = (self.took[len(self.took) * percent // 100] * 1000 for percent in (50, 99))
        return f"{self.rate:>6.0f}/detik  p50 {p50:>5.1f} ms  p99 {p99:>5.1f} ms  CPU {self.busy * 1000:.2f} ms"


def measured(work: str, clients: int) -> Measured:
    processes = min(workers(), clients)
    connection.close()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(warm_up, range(processes)))
        start = time.perf_counter()
        shares = list(pool.map(serve, [work] * processes, [clients // processes] * processes))
        seconds = time.perf_counter() - start
    results = [result for share, _ in shares for result in share]
    keys = [key for key, _ in results if key]
    busy = sum(spent for _, spent in shares) / len(results)
    failed = len(results) - len(keys)
    return Measured(keys, failed, sorted(took for _, took in results), busy, len(keys) / seconds)


def warm_up(_: int) -> None:
    """A process of the pool is there, and knows the site; a short wait gives each of them one of these."""
    time.sleep(0.3)


def serve(work: str, clients: int) -> tuple[list[tuple[int, float]], float]:
    """Key (0 if it failed) and seconds of all that this process did for its clients, and its seconds of CPU."""
    do = {"file": filing, "bare": bare_rows, "nothing": lambda: lambda: 1}[work]()
    waiting: SimpleQueue[float] = SimpleQueue()  # since when each client waits
    for _ in range(clients):
        waiting.put(time.perf_counter())
    busy = time.process_time()
    with ThreadPoolExecutor(THREADS) as threads:
        shares = list(threads.map(lambda _: answer(waiting, do), range(THREADS)))
    return [result for share in shares for result in share], time.process_time() - busy


def answer(waiting: SimpleQueue, do) -> list[tuple[int, float]]:
    """What one thread does for the clients, who come again as soon as they are answered."""
    results = []
    for _ in range(COMPLAINTS // workers() // THREADS):
        since = waiting.get()
        try:
            key = do()
        except DatabaseError as error:
            print(f"      {type(error).__name__}: {error}")
            key = 0
        now = time.perf_counter()
        results.append((key, now - since))
        waiting.put(now)
    connection.close()
    return results


def filing():
    standard = Standard.objects.published()[0]
    return lambda: file_one(standard, timezone.now())


def bare_rows():
    """Writes the rows of a complaint that was filed just now once more, with other keys and digests."""
    inserts = []

    def noted(execute, sql, values, many, context):
        if sql.lstrip().startswith("INSERT"):
            inserts.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(noted):
        known = filing()()

    def renewed(value, key: int):
        if isinstance(value, str) and (len(value) == 64 or value.startswith("<PGD-")):
            return secrets.token_hex(32)
        return key if key and value == known else value

    def write() -> int:
        key = 0
        with turn(), transaction.atomic(), closing(connection.create_cursor()) as cursor:
            for sql, values in inserts:
                named = isinstance(values, dict)
                new = [renewed(value, key) for value in (values.values() if named else values)]
                cursor.execute(sql, dict(zip(values, new, strict=True)) if named else new)
                key = key or cursor.fetchone()[0]
        return key

    return write


def lost(keys: list[int]) -> int:
    """How many acknowledged complaints are not in the database with all that belongs to them."""
    wanted = set(keys)
    whole = set(Complaint.objects.values_list("pk", flat=True))
    for model in (Reporter, Event, OutgoingMail):
        whole &= set(model.objects.values_list("complaint_id", flat=True))
    return len(keys) - len(wanted & whole)


def file_one(standard: Standard, now: dt.datetime) -> int:
    key = codes.new_form_key()
    filing = actions.NewFiling(
        story=STORY,
        wish="Mohon diterbitkan.",
        standard=standard,
        component=3,
        service_received_on=timezone.localdate(now),
        name="Siti Aminah",
        email=f"{key.lower()}@example.com",
    )
    filed = actions.file_complaint(
        form_key=key, filing=filing, channel=Channel.OFFICE_WEB, received_on=timezone.localdate(now), now=now
    )
    return filed.complaint.pk


if __name__ == "__main__":
    run()
