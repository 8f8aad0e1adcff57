"""How fast published pages are answered: kept ones beside nginx and beside Django, at 1,500 addresses.

The server has the first core, the load (wrk) the last; targets take turns. On a busy machine the CPU a request takes
is the steady figure. Then: is an answer ever stale while two processes serve and a third publishes, how long a
publication takes, and how long it takes to make all pages anew.
"""

import gzip
import itertools
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
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

import django

SITE = "http://127.0.0.1:8000"
os.environ["SITE_URL"] = SITE  # of all processes here: other addresses make other pages
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  needs Django set up
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from catalog import quality  # noqa: E402
from catalog.list_index import relist  # noqa: E402
from catalog.models import Edition, Standard, StoredPage  # noqa: E402
from catalog.publishing import publish  # noqa: E402
from catalog.search.index import refresh  # noqa: E402
from config.prepare import collect_static  # noqa: E402
from tests.machine import die_with_parent, free_port, wait_for_port  # noqa: E402

STANDARDS, ROUNDS, SECONDS, CONNECTIONS = 1_500, 3, 4, 32
ANSWERS, READERS, PUBLICATIONS = 4_000, 2, 20
CORES = sorted(os.sched_getaffinity(0))
TICK = os.sysconf("SC_CLK_TCK")
NGINX = """
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
  client_body_temp_path {folder}/t; proxy_temp_path {folder}/t; fastcgi_temp_path {folder}/t;
  uwsgi_temp_path {folder}/t; scgi_temp_path {folder}/t;
  default_type text/html; open_file_cache max=4000; gzip_static on; etag on;
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
    call_command("migrate", verbosity=0)
    collect_static()
    call_command("bootstrap")
    make_standards()
    seconds, cpu = rebuild()
    print(
        f"  {StoredPage.objects.count()} halaman dari {STANDARDS} standar dibuat ulang: {seconds:.1f} detik (≤ 5),"
        f" CPU {cpu:.1f} detik, {os.cpu_count()} inti"
    )
    with tempfile.TemporaryDirectory() as name:
        compare(Path(name))
    publications()
    staleness()


# The catalogue


@transaction.atomic
def make_standards() -> None:
    """Copies of the real standards, in force as a publication leaves them."""
    models = list(Standard.objects.select_related("current"))
    first, more = Standard.objects.latest("pk").pk + 1, STANDARDS - len(models)
    shown = [(first + nth, models[nth % len(models)].current) for nth in range(more)]
    facts = {"number": 1, "effective_on": timezone.localdate(), "published_at": timezone.now(), "change_note": "Ukur."}
    Standard.objects.bulk_create(
        Standard(pk=key, slug=f"uji-{key}", **(edition.content() | {"annex_number": key})) for key, edition in shown
    )
    Edition.objects.bulk_create(
        Edition(pk=1_000_000 + key, standard_id=key, **facts, **(edition.content() | {"annex_number": key}))
        for key, edition in shown
    )
    for key, _ in shown:
        Standard.objects.filter(pk=key).update(current=1_000_000 + key)
    keys = [key for key, _ in shown]
    refresh(keys)
    relist(keys)


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
            targets["nginx, berkas yang sama"] = stack.enter_context(nginx(folder))
        else:
            print("  nginx: tidak diukur, nginx tidak ditemukan (apt install nginx-light)")
        targets["halaman tersimpan, granian"] = stack.enter_context(granian(folder, "application"))
        targets["Django merender setiap kali"] = stack.enter_context(granian(folder, "django"))
        print("  WordPress: tidak diukur; sasaran terhadapnya lihat BUDGETS (72/detik tanpa tembolok)")
        results = {name: [] for name in targets}
        for _ in range(ROUNDS):
            for name, (port, pid) in targets.items():
                results[name].append(load(folder, port, pid))
    report(results)


def report(results: dict[str, list[tuple[float, float]]]) -> None:
    load_tool = "wrk" if shutil.which("wrk") else "Python (lambat: yang terukur terutama beban itu sendiri)"
    print(f"  {STANDARDS} alamat acak, gzip, {CONNECTIONS} sambungan, median {ROUNDS} putaran, beban: {load_tool}")
    medians = {
        name: [statistics.median(column) for column in zip(*rounds, strict=True)] for name, rounds in results.items()
    }
    best = next(iter(medians.values()))
    for name, (rate, cpu) in medians.items():
        print(
            f"    {name:30} {rate:>9,.0f}/detik  CPU {cpu:>7,.0f} µs"
            f"  {rate / best[0]:.2f} × (laju)  {best[1] / cpu:.2f} × (CPU) baris pertama"
        )


@contextmanager
def nginx(folder: Path):
    """nginx on the pages as files; yields its port and pid."""
    for path, body in StoredPage.objects.filter(path__startswith="/layanan/").values_list("path", "body"):
        place = folder / "www" / path.strip("/")
        place.mkdir(parents=True, exist_ok=True)
        (place / "index.html").write_bytes(gzip.decompress(body))
        (place / "index.html.gz").write_bytes(body)
    for place in [folder, *folder.rglob("*")]:
        place.chmod(0o755)
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    with server(["nginx", "-c", folder / "nginx.conf"], folder, port) as pid:
        yield port, pid


@contextmanager
def granian(folder: Path, target: str, core: int = CORES[0]):
    """The site as config/serve.py serves it, but with one thread for its one core; yields its port and pid."""
    port = free_port()
    words = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", port, "--workers", 1, "--blocking-threads", 1]
    command = [sys.executable, "-m", "granian", *map(str, words), "--no-ws", "--log-level", "warning"]
    with server([*command, f"config.wsgi:{target}"], folder, port, core) as pid:
        yield port, pid


@contextmanager
def server(command: list, folder: Path, port: int, core: int = CORES[0]):
    log = folder / f"log.{port}"
    with log.open("w") as out:
        process = subprocess.Popen(
            ["taskset", "-c", str(core), *command],
            stdout=out,
            stderr=out,
            preexec_fn=die_with_parent,  # noqa: PLW1509
        )
    try:
        wait_for_port(port, process, log)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def load(folder: Path, port: int, pid: int) -> tuple[float, float]:
    """Answers a second, and the µs of CPU that the server's processes took for each."""
    address = f"http://127.0.0.1:{port}"
    for path in (folder / "paths").read_text().splitlines()[:3]:
        get(address + path)  # so that no start is measured
    before, start = busy(pid), time.perf_counter()
    count = wrk(folder, address) if shutil.which("wrk") else by_hand(folder, address)
    return count / (time.perf_counter() - start), (busy(pid) - before) / count * 1_000_000


def wrk(folder: Path, address: str) -> int:
    command = ["taskset", "-c", str(CORES[-1]), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s"]
    done = subprocess.run([*command, "-s", folder / "load.lua", address], check=True, capture_output=True, text=True)
    if failed := re.search(r"Non-2xx.*|Socket errors.*", done.stdout):
        print(f"    {failed[0]}")
    return int(re.search(r"(\d+) requests in", done.stdout)[1])


def by_hand(folder: Path, address: str) -> int:
    paths = itertools.cycle((folder / "paths").read_text().splitlines())
    until, count = time.perf_counter() + SECONDS, 0
    while time.perf_counter() < until:
        get(address + next(paths))
        count += 1
    return count


def get(address: str) -> bytes:
    return ask(address)[0]


def ask(address: str) -> tuple[bytes, bool]:
    """The body, and whether it came compressed, as only kept pages do."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})  # noqa: S310  our own servers
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        body, is_zipped = answer.read(), answer.headers["Content-Encoding"] == "gzip"
    return gzip.decompress(body) if is_zipped else body, is_zipped


def busy(pid: int) -> float:
    """Seconds of CPU taken so far by this process and all below it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return (int(fields[11]) + int(fields[12])) / TICK + sum(busy(int(child)) for child in children)


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
        servers = [stack.enter_context(granian(Path(name), "application", core)) for core in (CORES[0], CORES[-1])]
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
    print(f"  ({connection.vendor}, granian satu utas pada satu inti)")
    run()
