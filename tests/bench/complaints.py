"""How many complaints a second are accepted, each on disk before it is acknowledged, from 8 and from 32 clients.

As many processes and threads file as the site is served by (config/serve.py). Each client sends the next complaint when
the last is acknowledged; its time includes the wait for a free thread. Afterwards everything acknowledged is looked for
in the database.
"""

import datetime as dt
import os
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  needs Django set up
from django.db import DatabaseError, connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from catalog.models import Standard  # noqa: E402
from complaints import actions, codes  # noqa: E402
from complaints.models import Complaint, Event, OutgoingMail, Reporter  # noqa: E402
from complaints.rules.channels import Channel  # noqa: E402
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
        measure(clients)


def postgresql_durability() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW fsync")
        is_durable = cursor.fetchone()[0] == "on"
    return "fsync=on" if is_durable else "fsync=off, jadi TIDAK tahan listrik padam"


def measure(clients: int) -> None:
    standard = Standard.objects.published().values_list("pk", flat=True)[0]
    processes = min(workers(), clients)
    connection.close()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(warm_up, range(processes)))
        start = time.perf_counter()
        shares = list(pool.map(file_from, [standard] * processes, [clients // processes] * processes))
        seconds = time.perf_counter() - start
    results = [result for share, _ in shares for result in share]
    busy = sum(spent for _, spent in shares)
    numbers = [number for number, _ in results if number]
    took = sorted(duration for _, duration in results)
    print(
        f"    {clients:>2} klien  {len(numbers) / seconds:>6.0f}/detik  p50 {took[len(took) // 2] * 1000:>5.1f} ms"
        f"  p99 {took[len(took) * 99 // 100] * 1000:>5.1f} ms  CPU {busy / len(results) * 1000:.2f} ms"
        f"  gagal {len(results) - len(numbers)}  hilang {lost(numbers)}"
    )


def warm_up(_: int) -> None:
    """A process of the pool is there, and knows the site; a short wait gives each of them one of these."""
    time.sleep(0.3)


def file_from(standard_pk: int, clients: int) -> tuple[list[tuple[int, float]], float]:
    """What the clients of one process filed, and its seconds of CPU."""
    standard = Standard.objects.get(pk=standard_pk)
    busy = time.process_time()
    with ThreadPoolExecutor(THREADS) as served, ThreadPoolExecutor(clients) as pool:
        file = partial(served.submit, file_one, standard)
        shares = pool.map(partial(file_many, file), [COMPLAINTS // workers() // clients] * clients)
        results = [result for share in shares for result in share]
    connection.close()
    return results, time.process_time() - busy


def lost(numbers: list[int]) -> int:
    """How many acknowledged complaints are not in the database with all that belongs to them."""
    wanted = set(numbers)
    whole = set(Complaint.objects.values_list("pk", flat=True))
    for model in (Reporter, Event, OutgoingMail):
        whole &= set(model.objects.values_list("complaint_id", flat=True))
    return len(numbers) - len(wanted & whole)


def file_many(file, count: int) -> list[tuple[int, float]]:
    """Key (0 if it failed) and seconds of each complaint that one client filed."""
    results = []
    for _ in range(count):
        start = time.perf_counter()
        try:
            number = file(timezone.now()).result()
        except DatabaseError as error:
            print(f"      {type(error).__name__}: {error}")
            number = 0
        results.append((number, time.perf_counter() - start))
    return results


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
