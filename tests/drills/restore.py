"""`make restore-drill`: a site with 10,000 complaints is backed up while people file, lost, and restored elsewhere.

Prints how long that takes, on SQLite and PostgreSQL; ARGS=200 is the short form. Fails when anything is missing, when
the record is not whole, or when a person who was erased after the backup has come back with it.
"""

import json
import os
import secrets
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from tests.machine import die_with_parent, find_postgres, private_postgres
from tests.server import ROOT, clean_environment, fresh_database

COMPLAINTS = 10_000
LEDGER = "penghapusan.jsonl"
PERSONAL = (b"Zulaikha", b"zulaikha@example.com", b"0812 7777 8888")


def main(count: int) -> int:
    binaries = find_postgres()
    with private_postgres(binaries, durable=True) if binaries else nullcontext("") as server:
        wrong = practised("SQLite", count)
        if server:
            return practised("PostgreSQL", count, server) or wrong
    print("\nPostgreSQL: tidak dilatih, server tidak ditemukan")
    return wrong


def practised(name: str, count: int, server: str = "") -> bool:
    """Whether anything was wrong; what it was is printed."""
    print(f"\n{name}, {count} laporan", flush=True)
    done = drill(count, server)
    rows = done["rows"]
    print(
        f"  {rows['complaints_complaint']} laporan, {rows['complaints_event']} peristiwa, "
        f"{rows['complaints_attachment']} lampiran: dicadangkan dalam {done['backup'] / 60:.2f} menit, "
        f"dipulihkan dan diperiksa dalam {done['restore'] / 60:.2f} menit"
    )
    for each in done["wrong"]:
        print(f"  GAGAL: {each}")
    return bool(done["wrong"])


def drill(count: int, server: str = "") -> dict:
    """Make a site, back it up, erase somebody, lose it, restore it; what took how long, and what is wrong."""
    with tempfile.TemporaryDirectory(prefix="latihan-") as folder, database(server) as old, database(server) as new:
        pepper = secrets.token_urlsafe(40)
        lost = site(Path(folder) / "lama", old, pepper)
        found = site(Path(folder) / "baru", new, pepper)
        backup = Path(folder) / "cadangan"
        made = inside(lost, "make", str(count))
        with writing(lost):
            backing_up = timed(lost, "backup", backup)
        manifest = json.loads((backup / "manifest.json").read_text())
        with in_use(lost):
            inside(lost, "erase", str(made["erased"]))
            before = traces(lost, Path(folder) / "lama.dump")
        restoring = timed(found, "restore", backup, "--erasures", Path(lost["DATA_DIR"]) / LEDGER)
        facts = inside(found, "facts", made["kept"], made["code"])
        left = traces(found, Path(folder) / "baru.dump")
    return {
        "backup": backing_up,
        "restore": restoring,
        "rows": manifest["holds"]["rows"],
        "wrong": [
            *wrong(facts, manifest, count),
            *(f"sesudah penghapusan masih ada: {each}" for each in before + left),
        ],
    }


def wrong(facts: dict, manifest: dict, count: int) -> list[str]:
    rows = manifest["holds"]["rows"]
    expected = {
        "complaints": rows["complaints_complaint"],
        "reporters": rows["complaints_reporter"] - 1,  # who was erased
        "attachments": rows["complaints_attachment"] - 1,
        "events": rows["complaints_event"] + 1,  # that they were
        "changed files": [],
        "flaws": 0,
        "code opens": True,
        "logs in": True,
        "users": rows["auth_user"],
    }
    found = [f"{name}: {facts[name]}, bukan {value}" for name, value in expected.items() if facts[name] != value]
    return found + ([] if rows["complaints_complaint"] > count + 2 else ["tidak ada yang melapor selama dicadangkan"])


def site(folder: Path, url: str, pepper: str) -> dict[str, str]:
    folder.mkdir()
    return clean_environment(DATA_DIR=str(folder), DATABASE_URL=url, CODE_PEPPER=pepper)


def database(server: str):
    return fresh_database(server) if server else nullcontext("")


def inside(environment: dict, *arguments: str):
    """What tests/drills/site.py says, in a process of the site."""
    command = [sys.executable, "-m", "tests.drills.site", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def writing(environment: dict):
    """Somebody files all the time."""
    command = [sys.executable, "-m", "tests.drills.site", "write"]
    writer = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=die_with_parent,  # noqa: PLW1509
    )
    try:
        writer.stdout.readline()
        time.sleep(1)
        yield
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()


@contextmanager
def in_use(environment: dict):
    """A connection of somebody else, as a running site has them: whoever closes the last one tidies up by that."""
    file = Path(environment["DATA_DIR"]) / "db.sqlite3"
    with closing(sqlite3.connect(file)) if file.exists() else nullcontext() as other:
        if other:
            other.execute("SELECT COUNT(*) FROM complaints_complaint").fetchone()
        yield


def timed(environment: dict, *command) -> float:
    """Seconds that a command of manage.py takes. Raises RuntimeError with its words when it fails."""
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "manage.py", *map(str, command)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return time.monotonic() - start


def traces(environment: dict, dump: Path) -> list[str]:
    """What is left of the person in the files of SQLite, its write-ahead log too, or in a dump of PostgreSQL."""
    if environment["DATABASE_URL"]:
        subprocess.run(["pg_dump", "--file", dump, environment["DATABASE_URL"]], check=True)
        files = [dump]
    else:
        files = sorted(Path(environment["DATA_DIR"]).glob("db.sqlite3*"))
    files.append(Path(environment["DATA_DIR"]) / LEDGER)
    return [f"{each.decode()} di {file.name}" for file in files for each in PERSONAL if each in file.read_bytes()]


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COMPLAINTS))
