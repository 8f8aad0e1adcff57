"""How fast published pages are answered: kept ones beside nginx, Django and WordPress, at 1,500 addresses.

The server has the first core, the load (wrk) the last; targets take turns. The site is served by one thread, which is
quickest for SQLite, and by as many as `make run` has, of which on PostgreSQL one works while others wait for the
database. On a busy machine the CPU a request takes is the steady figure. Then: is an answer ever stale while two
processes serve and a third publishes, how long a publication takes, and how long it takes to make all pages anew.
"""

import gzip
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import django

from tests.bench.serving import CONNECTIONS, CORES, LOAD_TOOL, SITE, Load, ask, granian, load, medians, memory, server

os.environ["SITE_URL"] = SITE  # of all processes here: other addresses make other pages
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  needs Django set up
from django.db import connection, transaction  # noqa: E402

from catalog import quality  # noqa: E402
from catalog.models import Standard, StoredPage  # noqa: E402
from catalog.publishing import publish  # noqa: E402
from config.prepare import collect_static  # noqa: E402
from config.serve import THREADS  # noqa: E402
from tests.bench.wordpress import beside_wordpress, wordpress  # noqa: E402
from tests.catalog.in_force import all_in_force  # noqa: E402
from tests.machine import free_port  # noqa: E402

STANDARDS, ROUNDS = 1_500, 3
BOTH = (CORES[0], CORES[-1])
ANSWERS, READERS, PUBLICATIONS = 4_000, 2, 20
OF_NGINX = "nginx, berkas yang sama"
THERE = 11  # µs of CPU that nginx took for one of 1,500 files on the machine of which the goals are
NGINX = """
worker_processes 1; daemon off; pid {folder}/pid.{port}; error_log {folder}/error;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
  client_body_temp_path {folder}/t; proxy_temp_path {folder}/t; fastcgi_temp_path {folder}/t;
  uwsgi_temp_path {folder}/t; scgi_temp_path {folder}/t;
  default_type text/html; {open_files} gzip_static on; etag on;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; add_header Cache-Control no-cache; }}
}}
"""
WRK = """
local paths = {{}}
for path in io.lines("{paths}") do paths[#paths + 1] = path end
wrk.headers["Accept-Encoding"] = "gzip"
request = function() return wrk.format(nil, paths[math.random(#paths)]) end
"""


def run() -> None:
    seconds, cpu = prepare()
    print(
        f"  {StoredPage.objects.count()} halaman dari {STANDARDS} standar dibuat ulang: {seconds:.1f} detik (≤ 5),"
        f" CPU {cpu:.1f} detik, {os.cpu_count()} inti"
    )
    with tempfile.TemporaryDirectory() as name:
        compare(Path(name))
    publications()
    staleness()


# The catalogue


def prepare() -> tuple[float, float]:
    """A site with all its pages kept; seconds by the clock and of CPU that keeping them took."""
    call_command("migrate", verbosity=0)
    collect_static()
    call_command("bootstrap")
    make_standards()
    return rebuild()


def make_standards() -> None:
    """Copies of the real standards."""
    editions = [standard.current for standard in Standard.objects.select_related("current")]
    more = range(len(editions), STANDARDS)
    all_in_force(editions[nth % len(editions)].content() | {"annex_number": 1_000 + nth} for nth in more)


def rebuild() -> tuple[float, float]:
    """Seconds by the clock, and of CPU in all its processes."""
    start, before = time.perf_counter(), children_busy()
    subprocess.run([sys.executable, "manage.py", "rebuild_pages"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start, children_busy() - before


def children_busy() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


# Requests a second


def compare(folder: Path) -> None:
    paths = [f"/layanan/{slug}/" for slug in Standard.objects.values_list("slug", flat=True)]
    (folder / "paths").write_text("\n".join(paths))
    (folder / "load.lua").write_text(WRK.format(paths=folder / "paths"))
    with ExitStack() as stack:
        targets = {}
        if shutil.which("nginx"):
            write_files(folder)
            targets[OF_NGINX] = stack.enter_context(nginx(folder))
            targets["nginx, berkas tetap terbuka"] = stack.enter_context(nginx(folder, "open_file_cache max=4000;"))
        else:
            print("  nginx: tidak diukur, nginx tidak ditemukan (apt install nginx-light)")
        for threads in (1, THREADS):
            served = granian(folder, "config.wsgi:application", threads=threads)
            targets[f"halaman tersimpan, {threads} utas"] = stack.enter_context(served)
        targets["Django merender setiap kali"] = stack.enter_context(granian(folder, "config.wsgi:django"))
        targets |= stack.enter_context(wordpress(folder))
        results = {name: [] for name in targets}
        for _ in range(ROUNDS):
            for name, (port, *pids) in targets.items():
                results[name].append(load(folder / "load.lua", port, *pids))
        report(results, targets)
        beside_wordpress(results, targets)


def report(results: dict[str, list[Load]], targets: dict[str, tuple]) -> None:
    print(f"  {STANDARDS} alamat acak, gzip, {CONNECTIONS} sambungan, median {ROUNDS} putaran, beban: {LOAD_TOOL}")
    rates, cpus = medians(results)
    best = next(iter(results))
    for name, rate in rates.items():
        print(
            f"    {name:30} {rate:>9,.0f}/detik  CPU {cpus[name]:>7,.0f} µs  {memory(*targets[name][1:]):>4.0f} MB"
            f"  {rate / rates[best]:.2g} × (laju)  {cpus[best] / cpus[name]:.2g} × (CPU) baris pertama"
        )
    if OF_NGINX in cpus:
        print(
            f"  Mesin ini memerlukan {cpus[OF_NGINX] / THERE:.1f} × waktu mesin sasaran untuk berkas nginx itu"
            f" (di sana {THERE} µs); sasaran berupa waktu dibaca dengan angka ini"
        )


def write_files(folder: Path) -> None:
    """The pages as files for nginx, compressed and not."""
    for path, body in StoredPage.objects.filter(path__startswith="/layanan/").values_list("path", "body"):
        place = folder / "www" / path.strip("/")
        place.mkdir(parents=True, exist_ok=True)
        (place / "index.html").write_bytes(gzip.decompress(body))
        (place / "index.html.gz").write_bytes(body)
    for place in [folder, *folder.rglob("*")]:
        place.chmod(0o755)


@contextmanager
def nginx(folder: Path, open_files: str = ""):
    """nginx on these files, which it opens for each request unless told to keep them open; yields its port and pid."""
    port = free_port()
    configuration = folder / f"nginx.{port}.conf"
    configuration.write_text(NGINX.format(folder=folder, port=port, open_files=open_files))
    with server(["nginx", "-c", configuration], folder, port) as pid:
        yield port, pid


# Publishing


def publications() -> None:
    """How long the transaction takes, and how long until the pages are kept again."""
    committed, kept = [], []
    standards = list(Standard.objects.order_by("pk")[4 : 4 + PUBLICATIONS])
    prepare_to_publish(*standards)
    for standard in standards:
        start = clocks()
        publish_anew(standard, lambda start=start: committed.append(since(start)))
        kept.append(since(start))
    print(f"  Satu penerbitan di antara {STANDARDS} standar, median {len(kept)}, dan CPU-nya:")
    for name, took in (("transaksinya (≤ 10)", committed), ("sampai halamannya tersimpan lagi", kept)):
        clock, cpu = (statistics.median(column) * 1000 for column in zip(*took, strict=True))
        print(f"    {name:34} {clock:>7.1f} ms  CPU {cpu:>6.1f} ms")


def clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def since(start: tuple[float, float]) -> list[float]:
    return [now - then for now, then in zip(clocks(), start, strict=True)]


def prepare_to_publish(*standards: Standard) -> None:
    """Answer what the checks find in the real texts."""
    quality.answer_as_printed(Standard.objects.filter(pk__in=[each.pk for each in standards]), by=None, reason="Ukur.")


@transaction.atomic
def publish_anew(standard: Standard, when_committed) -> None:
    transaction.on_commit(when_committed)  # the first to be called
    Standard.objects.filter(pk=standard.pk).update(requirements=f"1. Syarat ke-{time.time_ns()};")
    publish(standard, by=None, change_note="Ukur.")


def staleness() -> None:
    """Two processes serve, this one publishes: is an answer older than what was in force when it was asked for?"""
    standard = Standard.objects.order_by("pk").last()
    prepare_to_publish(standard)
    latest, is_over, stale, kept = [1], threading.Event(), [], []

    def read(port: int) -> None:
        for _ in range(ANSWERS // READERS):
            expected = latest[0]
            body, is_kept = ask(f"http://127.0.0.1:{port}/layanan/{standard.slug}/")
            kept.append(is_kept)
            shown = re.search(r"Edisi (\d+) ini masih berlaku", body.decode())
            if int(shown[1]) < expected:
                stale.append((expected, shown[1]))

    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        servers = [stack.enter_context(granian(Path(name), "config.wsgi:application", core)) for core in BOTH]
        readers = [threading.Thread(target=read, args=[port]) for port, _ in servers]
        for reader in readers:
            reader.start()
        watcher = threading.Thread(target=lambda: ([reader.join() for reader in readers], is_over.set()))
        watcher.start()
        while not is_over.wait(0.1):
            number = latest[0] + 1
            publish_anew(standard, lambda number=number: latest.__setitem__(0, number))
    print(
        f"  Basi: {len(stale)} dari {len(kept)} jawaban dua proses selama {latest[0] - 1} penerbitan (sasaran 0);"
        f" {sum(kept)} dijawab dari halaman tersimpan"
    )


if __name__ == "__main__":
    print(f"  ({connection.vendor}, granian pada satu inti)")
    run()
