"""How much of an ordinary day the site takes: 90 % pages, 5 % lists, 4 % searches and 1 % complaints, at once.

One process with its usual threads on the first core, wrk on the last; standards and filters by chance, words as
people search: the n-th of the list (tests/catalog/search_queries.csv, those that our standards answer) a n-th as often
as the first. Each complaint is sent as the last step of its form, with a signed ticket of its own, and looked for
afterwards.
"""

import csv
import os
import random
import shutil
import statistics
import tempfile
from pathlib import Path
from urllib.parse import quote_plus, urlencode

import django

from tests.bench.serving import CONNECTIONS, LOAD_TOOL, SITE, granian, load

os.environ["SITE_URL"] = SITE  # of all processes here: other addresses make other pages
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  needs Django set up
from django.db import connection  # noqa: E402

from catalog.models import Standard  # noqa: E402
from complaints.forms.ticket import AT_LEAST, new_ticket  # noqa: E402
from complaints.models import Complaint  # noqa: E402
from config.serve import THREADS  # noqa: E402
from tests.bench.pages import STANDARDS, prepare  # noqa: E402

TARGET = "tests.bench.unlimited:application"
ROUNDS, SECONDS, TICKETS = 3, 5, 5_000
GOAL, P99 = 7_000, 10  # a second; milliseconds
SECRET = "a" * 32  # of the CSRF cookie, which every browser has its own of
QUERIES = Path("tests/catalog/search_queries.csv")
FILTERS = {
    "risiko": ["rendah", "menengah-rendah", "menengah-tinggi", "tinggi"],
    "izin": ["nib", "sertifikat-standar", "izin"],
    "kbli": ["A", "C", "N", "14", "01", "78", "14120"],
    "hari": ["5", "7", "14", "30"],
    "urut": ["kode", "hari", "terbaru"],
}
WRK = """
local function lines(name)
  local found = {{}}
  for line in io.lines("{folder}/" .. name) do found[#found + 1] = line end
  return found
end
local pages, lists, searches, complaints, nth = lines("paths"), lines("lists"), lines("searches"), lines("bodies"), 0
wrk.headers["Accept-Encoding"] = "gzip"
local filing = {{["Content-Type"] = "application/x-www-form-urlencoded", ["Cookie"] = "csrftoken={secret}"}}
local function any(paths) return wrk.format("GET", paths[math.random(#paths)]) end
local function popular(paths) return wrk.format("GET", paths[math.ceil((#paths) ^ math.random())]) end
request = function()
  local chance = math.random(100)
  if chance <= 90 then return any(pages) end
  if chance <= 95 then return any(lists) end
  nth = nth + (chance == 100 and 1 or 0)
  if chance <= 99 or nth > #complaints then return popular(searches) end
  return wrk.format("POST", "/pengaduan/buat/", filing, complaints[nth])
end
"""


def run() -> None:
    if not shutil.which("wrk"):
        print("  campuran: tidak diukur, wrk tidak ditemukan (apt install wrk)")
        return
    furnish()
    with tempfile.TemporaryDirectory() as name, granian(Path(name), TARGET, threads=THREADS) as (port, pid):
        rounds = [one_round(Path(name), port, pid) for _ in range(ROUNDS)]
    rate, cpu, p99 = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(
        f"  90 % halaman, 5 % daftar, 4 % cari, 1 % laporan di antara {STANDARDS} standar, {CONNECTIONS} sambungan,"
        f" median {ROUNDS} putaran, beban: {LOAD_TOOL}"
    )
    print(f"    {rate:,.0f}/detik (≥ {GOAL:,})  p99 {p99:.1f} ms (< {P99})  CPU {cpu:.0f} µs")


def furnish() -> None:
    prepare()
    call_command("load_office_calendar", verbosity=0)


def one_round(folder: Path, port: int, pid: int) -> tuple[float, float, float]:
    script = write(folder)
    before = Complaint.objects.count()
    done = load(script, port, pid, seconds=AT_LEAST) and load(script, port, pid, seconds=SECONDS)
    print(f"    {Complaint.objects.count() - before} laporan tersimpan, {done.count} permintaan", flush=True)
    return done.rate, done.cpu, done.p99


def write(folder: Path) -> Path:
    """What is asked for, and the script that asks: the tickets are new, for each is good for one complaint."""
    slugs = list(Standard.objects.values_list("slug", flat=True))
    codes = set(Standard.objects.values_list("kbli_code", flat=True))
    with QUERIES.open(newline="") as file:
        words = [row["query"] for row in csv.DictReader(file) if row["code"] in codes]
    random.Random(0).shuffle(words)  # the same in every run
    filters = [{}, *({name: value} for name, values in FILTERS.items() for value in values)]
    filters += [{**one, **other} for one in filters for other in filters if one.keys().isdisjoint(other)]
    asked = {
        "paths": ["/", *(f"/layanan/{slug}/" for slug in slugs)],
        "lists": sorted({f"/layanan/?{urlencode(each)}" for each in filters if each}),
        "searches": [f"/layanan/?q={quote_plus(each)}" for each in words],
        "bodies": [body(slug) for slug in (slugs * (TICKETS // len(slugs) + 1))[:TICKETS]],
    }
    for name, lines in asked.items():
        (folder / name).write_text("\n".join(lines))
    (folder / "load.lua").write_text(WRK.format(folder=folder, secret=SECRET))
    return folder / "load.lua"


def body(slug: str) -> str:
    """The last step of the form, as a browser sends it."""
    return urlencode(
        {
            "csrfmiddlewaretoken": SECRET,
            "formulir": new_ticket().signed,
            "service": slug,
            "is_waiting": "on",
            "component": "3",
            "story": "Berkas saya sudah lengkap sejak dua minggu lalu, tetapi izinnya belum terbit. " * 5,
            "wish": "Mohon diterbitkan.",
            "name": "Siti Aminah",
            "phone": "0812 3456 7890",
            "langkah": "kirim",
        }
    )


if __name__ == "__main__":
    print(f"  ({connection.vendor}, granian {THREADS} utas pada satu inti)")
    run()
