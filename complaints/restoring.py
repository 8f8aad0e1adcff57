"""From a backup to a site: nothing is replaced before the backup is found whole, and erased people stay erased."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from complaints import actions, chain, privacy
from complaints.backup import (
    DATA,
    FORMAT,
    MANIFEST,
    BackupFailed,
    holdings,
    holdings_of,
    pepper_fingerprint,
    run_tool,
    sha256_of,
)
from complaints.models import Erasure
from complaints.turn import turn

OLD = "sebelum_pemulihan"  # the schema that is replaced, until the new one has been found whole


def restore(source: Path, *, replace: bool, ledgers: list[Path]) -> dict:
    """Restore the database, and erase again whom a ledger names. Returns what was done. Raises BackupFailed.

    Ledgers are those of the backup, of DATA_DIR, of the database that is replaced, and the ones given.
    """
    manifest = checked(source)
    if connection.introspection.table_names() and not replace:
        raise BackupFailed("Basis data tujuan sudah berisi. Bila hendak diganti seluruhnya, tambahkan --replace.")
    try:
        paths = [source / privacy.LEDGER, privacy.ledger_file(), *ledgers]
        lines = [line for path in paths for line in privacy.read_ledger(path)]
    except ValueError as error:
        raise BackupFailed(str(error)) from error
    lines += known_erasures()
    file = source / manifest["file"]["name"]
    with turn():
        if connection.vendor == "sqlite":
            replace_sqlite(file, manifest["holds"])
        else:
            replace_postgresql(file, manifest["holds"])
    call_command("migrate", interactive=False, verbosity=0)
    done = {"erased": actions.replay(lines), "flaws": [f"{flaw.place}: {flaw.what}" for flaw in chain.flaws()]}
    privacy.keep_ledger()
    privacy.leave_no_trace()
    return {"manifest": manifest, **done}


def checked(source: Path) -> dict:
    """The manifest of a backup that is whole, and that this site can use. Raises BackupFailed."""
    try:
        manifest = json.loads((source / MANIFEST).read_text())
        file, engine, known = source / manifest["file"]["name"], manifest["engine"], manifest["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupFailed(f"{source} bukan cadangan: {MANIFEST} tidak ada atau tidak terbaca.") from error
    if known != FORMAT or file.name not in DATA.values() or not file.is_file():
        raise BackupFailed(f"{source} bukan cadangan yang dikenal oleh versi program ini.")
    if engine != connection.vendor:
        raise BackupFailed(f"Cadangan ini dari {engine}, sedangkan situs ini memakai {connection.vendor}.")
    if sha256_of(file) != manifest["file"]["sha256"]:
        raise BackupFailed(f"{file} rusak atau berubah sejak dicadangkan. Pakai cadangan yang lain.")
    if manifest["pepper_fingerprint"] != pepper_fingerprint():
        raise BackupFailed("CODE_PEPPER bukan kunci yang dipakai cadangan ini. Pasang dulu kunci yang lama.")
    unknown = set(manifest["holds"]["migrations"]) - known_migrations()
    if unknown:
        raise BackupFailed(f"Cadangan ini dari program yang lebih baru ({min(unknown)}). Perbarui programnya dulu.")
    return manifest


def known_migrations() -> set[str]:
    return {".".join(key) for key in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}


def known_erasures() -> list[privacy.Erased]:
    """Those of the database that will be replaced, if it has got that far."""
    is_there = Erasure._meta.db_table in connection.introspection.table_names()
    return list(privacy.in_database()) if is_there else []


def replace_sqlite(file: Path, expected: dict) -> None:
    """Page by page in one transaction, so that whoever has the database open sees the old or the new one."""
    refuse_difference(expected, holdings_of(file, expected["rows"]))
    connection.ensure_connection()
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as copy:
        copy.backup(connection.connection)
    connection.close()
    with connection.cursor() as cursor:  # a connection of its own, which sets the write-ahead log again
        refuse_difference(expected, holdings(cursor, expected["rows"]))


def replace_postgresql(file: Path, expected: dict) -> None:
    with set_aside(), connection.cursor() as cursor:
        run_tool("pg_restore", "--no-owner", "--no-acl", "--exit-on-error", "--single-transaction", str(file))
        refuse_difference(expected, holdings(cursor, expected["rows"]))


@contextmanager
def set_aside() -> Iterator[None]:
    """Keep the old tables under another name, and take them back when the new ones are not as they should be."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {OLD} CASCADE")
        cursor.execute(f"ALTER SCHEMA public RENAME TO {OLD}")
        cursor.execute("CREATE SCHEMA public")
        try:
            yield
        except BaseException:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute(f"ALTER SCHEMA {OLD} RENAME TO public")
            raise
        cursor.execute(f"DROP SCHEMA {OLD} CASCADE")
    connection.close()  # whatever it had prepared meant the old tables


def refuse_difference(expected: dict, found: dict) -> None:
    for name, value in expected.items():
        if found[name] != value:
            raise BackupFailed(f"Isi cadangan berbeda dengan manifesnya ({name}). Tidak ada yang diganti.")
