"""`make bench`: prints the figures of the README. `make bench ARGS="annex catalogue"` for some of them.

Figures that depend on a database are printed for SQLite, and for PostgreSQL where its binaries are.
"""

import os
import platform
import subprocess
import sys
import tempfile
from contextlib import ExitStack

from tests.machine import find_postgres, private_postgres
from tests.server import clean_environment, fresh_database

PURE = ("annex",)
ON_DATABASES = ("catalogue", "complaints", "desk", "record", "search", "lists", "pages", "mixed", "weight")


def main(names: list[str]) -> int:
    unknown = set(names) - {*PURE, *ON_DATABASES}
    if unknown:
        print(f"Tidak dikenal: {', '.join(sorted(unknown))}. Yang ada: {', '.join(PURE + ON_DATABASES)}.")
        return 2
    # One built without optimisations, as pyenv's is, takes up to half as long again as Debian's.
    print(f"Python {platform.python_version()} ({os.path.realpath(sys.executable)}), {os.cpu_count()} inti", flush=True)
    codes = [run(name) for name in PURE if name in names or not names]
    with ExitStack() as stack:
        binaries = find_postgres()
        server = stack.enter_context(private_postgres(binaries, durable=True)) if binaries else None
        for name in ON_DATABASES:
            if name in names or not names:
                codes += [on_sqlite(name), on_postgresql(name, server)]
    return max(codes)


def on_sqlite(name: str) -> int:
    print("\nSQLite", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        return run(name, DATA_DIR=folder)


def on_postgresql(name: str, server: str | None) -> int:
    if server is None:
        print("\nPostgreSQL: tidak diukur, server tidak ditemukan", flush=True)
        return 0
    print("\nPostgreSQL", flush=True)
    with tempfile.TemporaryDirectory() as folder, fresh_database(server) as url:
        return run(name, DATA_DIR=folder, DATABASE_URL=url)


def run(name: str, **environment: str) -> int:
    command = [sys.executable, "-m", f"tests.bench.{name}"]
    return subprocess.run(command, check=False, env=clean_environment(**environment)).returncode


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    sys.exit(main(sys.argv[1:]))
