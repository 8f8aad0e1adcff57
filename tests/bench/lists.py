"""What the list costs among 1,500 and 100,000 standards made from the code tree; LISTS_MILLION=1 adds 1,000,000.

Each request goes through all of Django, in this process and without a network. The larger catalogues are
copies of the first 1,500 standards, which differ in risk, licence, sector, days and cost.
"""

import csv
import itertools
import os
import statistics
import time
from collections.abc import Iterable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402  needs Django set up
from django.core.management import call_command  # noqa: E402
from django.core.management.color import no_style  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import RequestFactory  # noqa: E402

from catalog.list_index import relist_all  # noqa: E402
from catalog.models import Edition, FacetCount, Sector, Standard  # noqa: E402
from catalog.rules.components import COMPONENTS  # noqa: E402
from tests.bench.pages import clocks, prepare_to_publish, publish_anew, since  # noqa: E402
from tests.catalog.in_force import all_in_force  # noqa: E402

KBLI = Path(__file__).parents[3] / "shared" / "reference" / "kbli2020.csv"
SIZES = (1_500, 100_000, *([1_000_000] if os.environ.get("LISTS_MILLION") else []))
ROUNDS = 600
FIRST_COPY = 1_000_000  # added to a key once for each copy
SECTORS = 12
GROUPS = {
    "tanpa saringan": ["urut=judul", "urut=kode", "urut=hari", "urut=terbaru"],
    "satu saringan": ["risiko=tinggi", "sektor=uji-3", "izin=izin", "kbli=C", "kbli=47", "hari=5", "biaya=berbayar"],
    "dua saringan": ["risiko=tinggi&biaya=gratis", "sektor=uji-3&hari=7", "kbli=C&izin=izin", "kbli=47&risiko=rendah"],
    "tiga saringan": ["kbli=14&risiko=tinggi&biaya=gratis", "sektor=uji-5&izin=izin&biaya=tidak-disebut"],
    "satu kode": ["kbli=14120", "kbli=47111", "kbli=561"],
    "halaman 50": ["urut=judul&hal=50", "risiko=tinggi&hal=50", "kbli=C&hal=50"],
    "/kbli/": ["/kbli/", "/kbli/C/", "/kbli/47/", "/kbli/14120/"],
    "/pandu/": ["/pandu/", "/pandu/?kegiatan=2020-C", "/pandu/?kegiatan=2020-14120"],
}
FIRST_VIEWS = [
    f"risiko={risk}&sektor=uji-{sector}&biaya={cost}"
    for risk in ("rendah", "tinggi")
    for sector in range(SECTORS)
    for cost in ("gratis", "berbayar")
] + [f"urut={order}&hal={page}" for order in ("judul", "kode", "hari", "terbaru") for page in range(3, 20)]
PUBLICATIONS = 20
SITE = WSGIHandler()
BY_RISK = {"rendah": "nib", "menengah-rendah": "nib", "menengah-tinggi": "sertifikat-standar", "tinggi": "izin"}


def run() -> None:
    if not KBLI.exists():
        print(f"  daftar: tidak diukur, {KBLI.name} tidak ditemukan di {KBLI.parent}")
        return
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("load_kbli", str(KBLI), verbosity=0)
    print("  Daftar layanan (sasaran: CPU ≤ 0,8 ms; p50 pada 1.000.000 ≤ 1,25 × p50 pada 1.500), ms:")
    print(f"  {'':17}{'standar':>10}{'p50':>8}{'p99':>8}{'CPU':>8}{'p50 ×':>8}")
    keys = first_copy(SIZES[0])
    first: dict[str, float] = {}
    for size in SIZES:
        copy(keys, size)
        analyze(connection.ops.sequence_reset_sql(no_style(), [Standard, Edition]))
        for name, queries in GROUPS.items():
            measure(name, queries, size, first)
        measure("pertama kali", FIRST_VIEWS, size, first, rounds=0)
        publications(keys[:PUBLICATIONS], size)
    print(f"  {FacetCount.objects.count()} hitungan saringan")


@transaction.atomic
def first_copy(size: int) -> list[int]:
    """A standard in force of each of so many codes; returns their keys."""
    with KBLI.open(encoding="utf-8", newline="") as file:
        activities = [row for row in csv.DictReader(file) if row["level"] == "kelompok"]
    chosen = [activities[index * len(activities) // size] for index in range(size)]
    sectors = Sector.objects.bulk_create(Sector(slug=f"uji-{nth}", name=f"Uji {nth}") for nth in range(SECTORS))
    texts = {component.key: f"Isi {component.number}." for component in COMPONENTS}
    risks = list(BY_RISK)
    return all_in_force(
        {
            "annex_number": 0,  # as many as the copy
            "kbli_code": row["code"],
            "kbli_title": row["title"],
            "sector": sectors[int(row["code"][:2]) % SECTORS],
            "risk_level": risks[key % 4],
            "licence_kind": BY_RISK[risks[key % 4]],
            "processing_days": (1, 5, 7, 14)[key % 4],
            "fee_rupiah": (0, 0, 0, None, 150_000)[key % 5],
            **texts,
        }
        for key, row in enumerate(chosen, 1)
    )


def copy(keys: list[int], size: int) -> None:
    """Copies of the first standards until there are so many."""
    before, after = (count // len(keys) - 1 for count in (Standard.objects.count(), size))
    if after <= before:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for model in (Standard, Edition):
            cursor.execute(copying(model), [before + 1, after, FIRST_COPY])
        cursor.execute("UPDATE catalog_standard SET current_id = id WHERE current_id IS NULL")
    analyze()  # or the way to read so many rows is chosen for as few as there were
    start = time.perf_counter()
    relist_all()
    print(f"  daftar {size} standar dibuat ulang dalam {time.perf_counter() - start:.1f} detik", flush=True)


def analyze(statements: Iterable[str] = ()) -> None:
    with connection.cursor() as cursor:
        for statement in ("ANALYZE", *statements):
            cursor.execute(statement)


def copying(model) -> str:
    """SQL for both databases: insert copy %s to copy %s of the rows whose key is below %s."""
    names = [field.column for field in model._meta.local_concrete_fields]
    new = {name: f"row.{name} + nth * {FIRST_COPY}" for name in ("id", "standard_id")} | {
        "slug": "row.slug || '-' || nth",
        "annex_number": "nth",
        "current_id": "NULL",
    }
    columns = ", ".join(new.get(name, f"row.{name}") for name in names)
    return f"""
        WITH RECURSIVE copies(nth) AS (SELECT %s UNION ALL SELECT nth + 1 FROM copies WHERE nth < %s)
        INSERT INTO {model._meta.db_table} ({", ".join(names)})
        SELECT {columns} FROM copies, {model._meta.db_table} AS row
        WHERE row.{model._meta.pk.column} < %s
    """  # noqa: S608  names of columns


def measure(name: str, queries: list[str], size: int, first: dict[str, float], *, rounds: int = ROUNDS) -> None:
    """Asked again and again; with ``rounds`` 0 each is asked once, and shown for the first time."""
    requests = [request(each) for each in queries]
    for environ in requests * 3 if rounds else [request("urut=judul")]:
        answer(environ)
    times, cpu = [], time.process_time()
    for environ in itertools.islice(itertools.cycle(requests), rounds or len(requests)):
        start = time.perf_counter()
        answer(environ)
        times.append(time.perf_counter() - start)
    cpu = (time.process_time() - cpu) / len(times) * 1000
    times.sort()
    p50, p99 = times[len(times) // 2] * 1000, times[len(times) * 99 // 100] * 1000
    ratio = p50 / first.setdefault(name, p50)
    count = f"{size:,}".replace(",", ".")
    print(f"  {name:17}{count:>10}{p50:>8.2f}{p99:>8.2f}{cpu:>8.2f}{ratio:>8.2f}", flush=True)


def request(address: str) -> dict:
    return (
        RequestFactory(SERVER_NAME="127.0.0.1")
        .get(address if address.startswith("/") else f"/layanan/?{address}")
        .environ
    )


def answer(environ: dict) -> None:
    statuses: list[str] = []
    response = SITE({**environ}, lambda status, headers: statuses.append(status))
    b"".join(response)
    response.close()
    assert statuses == ["200 OK"], (environ["PATH_INFO"], statuses)


def publications(keys: list[int], size: int) -> None:
    """The transaction of a publication, by the clock and by CPU; its pages are rendered after it."""
    took: list[list[float]] = []
    standards = list(Standard.objects.filter(pk__in=keys))
    prepare_to_publish(*standards)
    for standard in standards:
        start = clocks()
        publish_anew(standard, lambda start=start: took.append(since(start)))
    clock, cpu = (statistics.median(column) * 1000 for column in zip(*took, strict=True))
    print(f"  satu penerbitan (≤ 10) di antara {size} standar: {clock:.1f} ms, CPU {cpu:.1f} ms", flush=True)


if __name__ == "__main__":
    run()
