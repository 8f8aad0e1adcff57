"""How long a search takes among 1,500 and 100,000 standards made from the code tree; SEARCH_MILLION=1 adds 1,000,000.

A standard of every code is indexed as publishing does it; the larger catalogues are copies of them in other
risk levels, made and indexed by the database itself. Times are without HTTP, by one connection and by eight, which
wait for the threads of one process on one core as they do for the server's; searches a second are by CPU time.
"""

import csv
import itertools
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  needs Django set up
from django.db import connection, transaction  # noqa: E402

from catalog.listing import Listing  # noqa: E402
from catalog.models import Edition, SearchEntry, Standard  # noqa: E402
from catalog.rules.components import COMPONENTS  # noqa: E402
from catalog.search import beginning_with, find  # noqa: E402
from catalog.search.facets import facet  # noqa: E402
from catalog.search.full_text import tidy  # noqa: E402
from catalog.search.index import refresh  # noqa: E402
from config.serve import THREADS  # noqa: E402
from tests.bench.serving import CORES  # noqa: E402
from tests.catalog.in_force import all_in_force  # noqa: E402

KBLI = Path(__file__).parents[3] / "shared" / "reference" / "kbli2020.csv"
SIZES = (1_500, 100_000, *([1_000_000] if os.environ.get("SEARCH_MILLION") else []))
GOAL, GOAL_OF_EIGHT, RATE = 5, 20, 900  # milliseconds, p99 at 1,000,000, and searches; PostgreSQL twice as long
CONNECTIONS = 8
PUBLICATION = 10  # milliseconds
ROUNDS = 200  # of each group of words
FIRST_COPY = 1_000_000  # added to a key once for each copy
GROUPS = {
    "kata umum": ["industri", "perdagangan", "jasa", "makanan"],
    "kata langka": ["inseminasi", "walet", "museum", "angklung"],
    "dua kata": ["jahit baju", "toko sepatu", "ternak sapi", "industri makanan"],
    "awal kata": ["penja", "komp", "pela", "indus"],
    "dengan saringan": ["industri", "perdagangan", "jasa", "toko sepatu"],
}
BESIDES = {  # rarer, and without a goal
    "salah ketik": ["penjahitn", "inseminsai", "perdagngan", "komputr"],
    "tanpa hasil": ["xyzab", "gacor", "qwert yuiop", "zzz"],
}
TEXTS = {
    "requirements": "1. Skala usaha kecil atau menengah;\n2. Memiliki akun Sistem Informasi Industri Nasional.",
    "facilities": "1. Ruang tunggu;\n2. Ruang laktasi;\n3. Tempat parkir.",
}


def run() -> None:
    if not KBLI.exists():
        print(f"  pencarian: tidak diukur, {KBLI.name} tidak ditemukan di {KBLI.parent}")
        return
    os.sched_setaffinity(0, CORES[:1])
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_kbli", str(KBLI), verbosity=0)
    call_command("loaddata", "synonyms", verbosity=0)
    print(
        f"  Pencarian: p50 / p99 dalam ms (sasaran pada 1.000.000: p99 < {GOAL}, dengan {CONNECTIONS} koneksi", end=" "
    )
    print(f"< {GOAL_OF_EIGHT}; ≥ {RATE} cari/detik/inti; PostgreSQL dua kalinya)")
    print(f"  {'':17}{'standar':>10}{'cari':>14}{'+ 20 hasil':>14}{'8 koneksi':>14}{'cari/detik/inti':>17}")
    keys = first_copy(SIZES[0])
    for size in SIZES:
        copy(keys, size)
        tidy()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        rates = [measure(name, words, size) for name, words in GROUPS.items()]
        print(f"  {'rata-rata':17}{numeral(size):>10}{numeral(len(rates) / sum(1 / rate for rate in rates)):>59}")
        for name, words in BESIDES.items():
            measure(name, words, size)
        measure_writing(keys, size)


def first_copy(size: int) -> list[int]:
    """A standard in force of each of so many codes; returns their keys."""
    with KBLI.open(encoding="utf-8", newline="") as file:
        activities = [row for row in csv.DictReader(file) if row["level"] == "kelompok"]
    # Every so many-th, so that all parts of the tree are there.
    chosen = [activities[index * len(activities) // size] for index in range(size)]
    facts = {"annex_number": 0, "licence_kind": "izin", "risk_level": "rendah", "processing_days": 7}
    texts = {component.key: f"Isi {component.number}." for component in COMPONENTS} | TEXTS
    contents = [{"kbli_code": row["code"], "kbli_title": row["title"], **facts, **texts} for row in chosen]
    return all_in_force(contents)


@transaction.atomic
def copy(keys: list[int], size: int) -> None:
    """Copies of the first standards until there are so many, each copy in the next risk level."""
    before, after = (count // len(keys) - 1 for count in (Standard.objects.count(), size))
    if after <= before:
        return
    with connection.cursor() as cursor:
        for model in (Standard, Edition):
            cursor.execute(copying(model), [before + 1, after, FIRST_COPY])
        cursor.execute("UPDATE catalog_standard SET current_id = id WHERE current_id IS NULL")
        cursor.execute(copying(SearchEntry), [before + 1, after, FIRST_COPY])


def copying(model) -> str:
    """SQL for both databases: insert copy %s to copy %s of the rows whose key is below %s."""
    names = [field.column for field in model._meta.local_concrete_fields]
    shifted = f"+ nth * {FIRST_COPY}"
    risk = "CASE nth %% 4 WHEN 0 THEN 'rendah' WHEN 1 THEN 'tinggi' ELSE 'menengah-rendah' END"
    new = {name: f"row.{name} {shifted}" for name in ("id", "standard_id", "edition_id")} | {
        "slug": "row.slug || '-' || nth",
        "annex_number": "nth",
        "current_id": "NULL",
        "risk_level": risk,
        "facets": f"replace(facets, '=risikorendah', '=risiko' || replace({risk}, '-', ''))",
    }
    columns = ", ".join(new.get(name, f"row.{name}") for name in names)
    return f"""
        WITH RECURSIVE copies(nth) AS (SELECT %s UNION ALL SELECT nth + 1 FROM copies WHERE nth < %s)
        INSERT INTO {model._meta.db_table} ({", ".join(names)})
        SELECT {columns} FROM copies, {model._meta.db_table} AS row
        WHERE row.{model._meta.pk.column} < %s
    """  # noqa: S608  names of columns


def measure(name: str, words: list[str], size: int) -> float:
    """Print the times of a group of words; returns the searches a second of one core."""
    filters = {"risiko": "tinggi"} if name == "dengan saringan" else {}
    facets = [facet(*each) for each in filters.items()]
    is_typing = name == "awal kata"

    def search(each: str) -> float:
        start = time.perf_counter()
        if is_typing:
            beginning_with(each, 8)
        else:
            find(each, facets)
        return time.perf_counter() - start

    def answer(each: str) -> None:
        search(each)
        if connection.vendor == "postgresql":
            connection.close()  # gives it back to the pool, as after a request

    def ask(each: str) -> float:
        start = time.perf_counter()
        server.submit(answer, each).result()
        return time.perf_counter() - start

    for each in words:
        search(each)  # so that no first look at the disk is measured
    often = list(itertools.islice(itertools.cycle(words), ROUNDS))
    start_cpu = time.process_time()
    searching = [search(each) for each in often]
    cpu = time.process_time() - start_cpu
    showing = [] if is_typing else [show(each, filters) for each in often]
    with ThreadPoolExecutor(THREADS) as server, ThreadPoolExecutor(CONNECTIONS) as visitors:
        list(visitors.map(ask, words * CONNECTIONS))
        at_once = list(visitors.map(ask, often * 2))
    rate = ROUNDS / cpu
    times = f"{shown(searching):>14}{shown(showing):>14}{shown(at_once):>14}"
    print(f"  {name:17}{numeral(size):>10}{times}{numeral(rate):>17}", flush=True)
    return rate


def show(words: str, filters: dict[str, str]) -> float:
    start = time.perf_counter()
    Listing({"q": words, **filters}).rows_as_html  # noqa: B018  the page is made when it is asked for
    return time.perf_counter() - start


def measure_writing(keys: list[int], size: int) -> None:
    """Print what the index adds to a publication, its commit included."""
    writing = []
    for key in keys[:: len(keys) // 50]:
        start = time.perf_counter()
        refresh([key])
        writing.append(time.perf_counter() - start)
    print(f"  {'menulis indeks':17}{numeral(size):>10}{shown(writing):>14}   satu terbitan < {PUBLICATION}", flush=True)


def numeral(number: float) -> str:
    return f"{number:,.0f}".replace(",", ".")


def shown(seconds: list[float]) -> str:
    if not seconds:
        return "–"
    ordered = sorted(seconds)
    return f"{ordered[len(ordered) // 2] * 1000:.1f} / {ordered[int(len(ordered) * 0.99)] * 1000:.1f}"


if __name__ == "__main__":
    run()
