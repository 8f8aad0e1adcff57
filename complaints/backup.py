"""Backups that can be proven: the database in one file, and a manifest of what it must hold.

A backup is a folder: ``data.sqlite3`` or ``data.dump``, ``manifest.json``, and the ledger of erasures. It appears under
its name when it is whole, and never before. The secrets of the site are not in it: keep them elsewhere, or whoever
finds a backup can also open every case. The manifest says which ones are needed.
"""

import datetime as dt
import hashlib
import json
import os
import platform
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import django
from django.apps import apps
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from complaints import privacy
from complaints.codes import keyed_digest

FORMAT = 1
DATA = {"sqlite": "data.sqlite3", "postgresql": "data.dump"}
MANIFEST = "manifest.json"
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}
KEYS = {
    "CODE_PEPPER": "Tanpa kunci yang sama, kode lacak tidak membuka apa pun dan rantai peristiwa tak dapat diperiksa.",
    "SECRET_KEY": "Kunci lain hanya mengakhiri sesi masuk yang sedang berjalan.",
}


class BackupFailed(Exception):
    """The message is an Indonesian sentence; nothing was left behind."""


def back_up(destination: Path, *, now: dt.datetime) -> dict:
    """Back up the running site into a new folder; returns the manifest. Raises BackupFailed.

    Everything in it is as it was at one moment, while others go on writing.
    """
    if destination.exists():
        raise BackupFailed(f"{destination} sudah ada. Pilih nama folder yang baru.")
    draft = destination.with_name(f".{destination.name}.belum-utuh")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True, mode=0o700)
    try:
        file = draft / DATA[connection.vendor]
        held = copy_sqlite(file) if connection.vendor == "sqlite" else dump_postgresql(file)
        privacy.keep_ledger()
        shutil.copy(privacy.ledger_file(), draft / privacy.LEDGER)
        manifest = {**about(now), "file": {"name": file.name, "sha256": sha256_of(file)}, "holds": held}
        (draft / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
        to_disk(draft)
        draft.rename(destination)
        to_disk(destination.parent, files=False)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return manifest


def about(now: dt.datetime) -> dict:
    return {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "engine": connection.vendor,
        "versions": {
            "python": platform.python_version(),
            "django": django.get_version(),
            "database": ".".join(map(str, connection.get_database_version())),
        },
        "keys_needed": KEYS,
        "pepper_fingerprint": pepper_fingerprint(),
    }


def pepper_fingerprint() -> str:
    """Tells whether a pepper is the one of a backup, and nothing of the pepper itself."""
    return keyed_digest("cadangan", "sidik jari")[:16]


def copy_sqlite(file: Path) -> dict:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    file.chmod(0o600)
    return holdings_of(file)


def holdings_of(file: Path, tables: Iterable[str] = ()) -> dict:
    """``holdings`` of a file of SQLite. Raises BackupFailed when it is damaged."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as copy:
        if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise BackupFailed(f"{file} rusak.")
        return holdings(copy.cursor(), tables)


def dump_postgresql(file: Path) -> dict:
    """pg_dump and the counting see the same moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        run_tool("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={file}")
        file.chmod(0o600)
        return holdings(cursor)


def run_tool(name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs on the site's database; the password goes by the environment."""
    given, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    *options, database = given[1:]
    program = newest(name)
    command = [program, *options, f"--dbname={database}", *arguments]
    done = subprocess.run(  # noqa: S603  our own arguments, no shell
        command, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupFailed(f"{name} gagal: {done.stderr.strip()[:500]}")


def newest(name: str) -> str:
    """A program of PostgreSQL: it must not be older than the server, so of Debian's versions the newest."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    found = str(versions[-1]) if versions else shutil.which(name)
    if not found:
        raise BackupFailed(f"{name} tidak ditemukan. Pasang paket postgresql-client.")
    return found


def holdings(cursor, tables: Iterable[str] = ()) -> dict:
    """What is in a database: rows of each table, migrations, the digest of each file, the last event and seal.

    ``tables`` are those to count; by default ours that are there.
    """
    tables = sorted(tables or our_tables(cursor))
    return {
        "rows": {table: rows(cursor, f'SELECT COUNT(*) FROM "{table}"')[0][0] for table in tables},  # noqa: S608  ours
        "migrations": sorted(f"{app}.{name}" for app, name in rows(cursor, "SELECT app, name FROM django_migrations")),
        "attachments": dict(attachments(cursor)),
        "last_event": last(cursor, "complaints_event"),
        "last_seal": last(cursor, "complaints_seal"),
    }


def our_tables(cursor) -> set[str]:
    """Those of our models that the database has: before an upgrade it lacks what the new release adds."""
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return ours & {name for (name,) in rows(cursor, TABLES[connection.vendor])}


def attachments(cursor):
    """The key and the digest of each file as it is stored; raises BackupFailed when it is not the one it came with."""
    for (key,) in rows(cursor, "SELECT id FROM complaints_attachment ORDER BY id"):
        query = f"SELECT sha256, content FROM complaints_attachment WHERE id = {int(key)}"  # noqa: S608  a number
        expected, content = rows(cursor, query)[0]
        found = hashlib.sha256(content).hexdigest()
        if found != expected:
            raise BackupFailed(f"Lampiran {key} di basis data tidak sesuai dengan sidiknya.")
        yield str(key), found


def last(cursor, table: str) -> list:
    """The key and the digest of its last row; empty when it has none."""
    found = rows(cursor, f"SELECT id, digest FROM {table} ORDER BY id DESC LIMIT 1")  # noqa: S608  ours
    return list(found[0]) if found else []


def rows(cursor, query: str) -> list:
    cursor.execute(query)
    return cursor.fetchall()


def sha256_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def to_disk(folder: Path, *, files: bool = True) -> None:
    for path in [*(folder.iterdir() if files else []), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
