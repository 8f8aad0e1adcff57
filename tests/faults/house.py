"""What the faults share: a site on each database, processes inside it, a PostgreSQL that can be killed, the report."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import psycopg
from psycopg import sql

from tests.machine import die_with_parent, find_postgres, unprivileged_user, wait_for_queries
from tests.server import ROOT, clean_environment

BACKENDS = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"


SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


def databases(arguments: list[str]) -> list[str]:
    """Those that are named, or both; PostgreSQL only where its server is."""
    wanted = [name for name in (SQLITE, POSTGRESQL) if name in arguments] or [SQLITE, POSTGRESQL]
    if POSTGRESQL in wanted and not find_postgres():
        print("PostgreSQL: tidak dijalankan, server tidak ditemukan")
        wanted.remove(POSTGRESQL)
    return wanted


def at_once(module: str, arguments: list[str], wanted: list[str]) -> int:
    """Run the module on these databases side by side; the highest of their exit codes."""
    command = [sys.executable, "-m", module, *arguments]
    children = [subprocess.Popen([*command, name], preexec_fn=die_with_parent) for name in wanted]  # noqa: PLW1509
    return max([child.wait() for child in children], key=abs)


class House(NamedTuple):
    """A site on one of the databases: prepared, and furnished when it is a copy of a sample."""

    environment: dict[str, str]
    url: str  # of PostgreSQL; "" on SQLite
    postgres: "Postgres | None" = None  # the server, to be killed

    @property
    def database(self) -> str:
        return POSTGRESQL if self.url else SQLITE


@contextmanager
def house(server: str, sample: House | None = None) -> Iterator[House]:
    """A site with a data folder, a folder for temporary files and a database of its own; a copy of ``sample``."""
    with tempfile.TemporaryDirectory(prefix="gangguan-") as folder:
        data, temporary = Path(folder) / "data", Path(folder) / "tmp"
        if sample:
            shutil.copytree(sample.environment["DATA_DIR"], data)
        else:
            data.mkdir()
        temporary.mkdir()
        url = new_database(server, sample.url if sample else "") if server else ""
        own = {"DATA_DIR": str(data), "TMPDIR": str(temporary), "DATABASE_URL": url}
        made = House(clean_environment(**own), url, sample and sample.postgres)
        if not sample:
            inside(made, "prepare")
        yield made


@contextmanager
def samples(server: str) -> Iterator[House]:
    """A furnished site that nobody uses, to take copies of, and its server, started again if it was killed."""
    postgres = Postgres(server) if server else None
    try:
        with house(server) as made:
            inside(made, "furnish")
            yield made._replace(postgres=postgres)
    finally:
        if postgres:
            postgres.close()


def new_database(server: str, like: str = "") -> str:
    """The URL of a database that goes with its server; nothing stays connected, for the server may be killed."""
    name = f"gangguan_{uuid.uuid4().hex}"
    template = like.rpartition("/")[2] or "template1"
    with psycopg.connect(server, autocommit=True) as connection:
        names = map(sql.Identifier, (name, template))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    return server.rpartition("/")[0] + f"/{name}"


def start(made: House, *arguments, **more: str) -> subprocess.Popen:
    """A process of tests/faults/site.py."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.site", *map(str, arguments)],
        cwd=ROOT,
        env={**made.environment, **more},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=die_with_parent,  # noqa: PLW1509
    )


def told(process: subprocess.Popen, given: object = None):
    """What such a process found out, once it has ended."""
    out, words = process.communicate(json.dumps(given))
    if process.returncode:
        raise RuntimeError(words)
    return json.loads(out.splitlines()[-1])


def inside(made: House, *arguments, given: object = None, **more: str):
    return told(start(made, *arguments, **more), given)


def report(name: str, made: House, figures: str, *, passed: bool) -> bool:
    """Print the line of a fault; returns whether it went as it must."""
    print(f"  {'LULUS' if passed else 'GAGAL'}  {name} ({made.database}): {figures}", flush=True)
    return passed


def whole(made: House, acknowledged: list[int]) -> tuple[bool, str]:
    """Whether all that was acknowledged is stored, and all that is stored whole; and the figures."""
    found = inside(made, "found", given=acknowledged)
    wrong = {name: value for name, value in found.items() if name not in ("stored", "integrity") and value}
    is_whole = not wrong and found["integrity"] == "ok"
    figures = f"{len(acknowledged)} diterima, {found['stored']} tersimpan, {found['lost']} hilang, "
    figures += f"{found['half']} setengah, {found['orphans']} berkas yatim, integritas {found['integrity']}"
    return is_whole and len(acknowledged) <= found["stored"], figures + (f", {wrong}" if wrong else "")


class Postgres:
    """The server of a URL, which can be killed or stopped and started again as it was."""

    def __init__(self, url: str):
        self.url = url
        with psycopg.connect(url) as connection:
            self.folder = Path(connection.execute("SHOW data_directory").fetchone()[0])
        self.command = Path(f"/proc/{self.pid()}/cmdline").read_bytes().decode().rstrip("\0").split("\0")
        self.started = None

    def pid(self) -> int:
        return int((self.folder / "postmaster.pid").read_text().split()[0])

    def kill_a_backend(self) -> None:
        """The kernel's doing, as when memory is short: the server then ends all its backends and recovers."""
        with psycopg.connect(self.url) as connection:
            found = connection.execute(BACKENDS).fetchall()
        for (pid,) in found[:1]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def end(self, how: signal.Signals) -> None:
        """End the whole server, and wait until it is gone with its backends."""
        pid = self.pid()
        group = [int(line) for line in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        os.kill(pid, how)
        until = time.monotonic() + 30
        while time.monotonic() < until and any(is_alive(each) for each in (pid, *group)):
            time.sleep(0.05)
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)  # unburied, the next one takes it for alive

    def start(self) -> None:
        """Start it, again as long as it refuses: what was killed may hold its memory for a moment."""
        owner = unprivileged_user()
        own = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
        until = time.monotonic() + 60
        while not self.takes_queries(until):
            with (self.folder.parent / "log").open("a") as log:
                self.started = subprocess.Popen(
                    self.command,
                    cwd=self.folder,
                    stdout=log,
                    stderr=log,
                    preexec_fn=die_with_parent,  # noqa: PLW1509
                    start_new_session=True,
                    **own,
                )

    def takes_queries(self, until: float) -> bool:
        """Wait as long as the server that was started lives; False when it is gone or none was started."""
        while self.started and self.started.poll() is None:
            try:
                psycopg.connect(self.url, connect_timeout=5).close()
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
            else:
                return True
        if time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL tidak mau mulai lagi:\n{(self.folder.parent / 'log').read_text()[-2000:]}")
        time.sleep(0.2)
        return False

    def wait(self) -> None:
        wait_for_queries(self.url)

    def close(self) -> None:
        """Stop what we started ourselves; the rest is its maker's to stop."""
        if self.started and self.started.poll() is None:
            self.started.send_signal(signal.SIGINT)
            self.started.wait(timeout=30)


def is_alive(pid: int) -> bool:
    """Neither gone nor a zombie that somebody else has to bury."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
