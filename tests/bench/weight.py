"""How heavy the site is: what a first visit loads, how soon a process answers, and the memory it holds and grows by.

Memory is PSS, in which what several processes share is counted once: it is that of the largest of as many processes
as the site is served by (config/serve.py).
"""

import os
import re
import statistics
import tempfile
import time
from pathlib import Path

import django

from tests.bench.serving import SITE, ask, family, granian, load, pss, sent

os.environ["SITE_URL"] = SITE
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection  # noqa: E402  needs Django set up

from catalog.models import Standard  # noqa: E402
from config.serve import THREADS, workers  # noqa: E402
from tests.bench.mixed import TARGET, furnish, write  # noqa: E402

REQUESTS, STARTS = 100_000, 5
FIRST_VIEW, FILES = 14_000, 2  # bytes over the wire, and files
MEMORY, GROWTH, START = 70, 10, 0.4  # MB of a process, percent, seconds
RENDER_BLOCKING = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


def run() -> None:
    furnish()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        starts = statistics.median(cold_start(folder) for _ in range(STARTS))
        print(f"  Mulai dingin sampai menjawab, median {STARTS} kali: {starts:.2f} detik (< {START})")
        with granian(folder, TARGET, threads=THREADS, workers=workers()) as (port, pid):
            first_views(f"http://127.0.0.1:{port}")
            memory(folder, port, pid)


def cold_start(folder: Path) -> float:
    """Seconds from the command to the first answer."""
    start = time.perf_counter()
    with granian(folder, TARGET, threads=THREADS) as (port, _):
        ask(f"http://127.0.0.1:{port}/")
        return time.perf_counter() - start


def first_views(address: str) -> None:
    print(f"  Kunjungan pertama: HTML + CSS lewat jaringan (≤ {FIRST_VIEW:,} bita, ≤ {FILES} berkas):")
    slug = Standard.objects.published().values_list("slug", flat=True)[0]
    for path in ("/", "/layanan/", f"/layanan/{slug}/", "/kbli/", "/pandu/", "/pengaduan/"):
        page, is_zipped = sent(address + path)
        sheets = RENDER_BLOCKING.findall(ask(address + path)[0].decode())
        total = len(page) + sum(len(sent(address + sheet)[0]) for sheet in sheets)
        note = "" if is_zipped else "  (HTML tidak dikompresi)"
        print(f"    {path:40} {total:>7,} bita, {1 + len(sheets)} berkas{note}")


def memory(folder: Path, port: int, pid: int) -> None:
    script = write(folder)
    load(script, port, pid, seconds=4)  # everything is loaded by now
    before, asked = largest(pid), 0
    while asked < REQUESTS:
        asked += load(write(folder), port, pid, seconds=5).count
    after = largest(pid)
    print(f"  Memori satu proses (PSS): {before:.0f} MB (≤ {MEMORY}),", end=" ")
    print(f"setelah {asked:,} permintaan {after:.0f} MB: {(after / before - 1) * 100:+.0f} % (< {GROWTH} %)")


def largest(pid: int) -> float:
    """MB of the largest of the server's processes: one of those that answer."""
    return max(map(pss, family(pid)))


if __name__ == "__main__":
    print(f"  ({connection.vendor}, granian {workers()} proses {THREADS} utas pada satu inti)")
    run()
