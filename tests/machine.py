"""What this machine offers the tests: a Chromium, and a PostgreSQL server to start for ourselves."""

import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1
# First the one without a window: it takes half the time of the whole browser.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """The browser of CHROMIUM=…, or the first one in PATH."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else CHROMIUM_NAMES
    return next(filter(None, map(shutil.which, names)), None)


def find_postgres() -> Path | None:
    """The folder of the newest PostgreSQL server: Debian's, or the one in PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    in_path = [Path(found).parent] if (found := shutil.which("postgres")) else []
    return next((folder for folder in [*reversed(debian), *in_path] if (folder / "initdb").exists()), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def die_with_parent() -> None:
    """In a child, before it starts: be ended by the kernel when the parent is gone, even killed."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def private_postgres(binaries: Path, *, durable: bool = False):
    """A cluster of our own on a free port, gone afterwards; yields its DATABASE_URL.

    PostgreSQL refuses to run as root: there it runs as postgres, or nobody. For tests nothing in it
    need reach the disk; ``durable`` is for measuring what it costs when it does.
    """
    folder = Path(tempfile.mkdtemp(prefix="uji-postgres-"))
    owner = unprivileged_user()
    child = {"cwd": folder, "preexec_fn": die_with_parent, "start_new_session": True}
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        child |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    try:
        password, port = secrets.token_hex(16), free_port()
        password_file = folder / "password"
        password_file.write_text(password)
        password_file.chmod(0o644)
        initialise(binaries, folder, child)
        options = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder} | dict.fromkeys(
            ("fsync", "synchronous_commit", "full_page_writes"), "on" if durable else "off"
        )
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", folder / "data", *settings], stdout=log, stderr=log, **child
            )
        try:
            wait_for_port(port, server, folder / "log")
            url = f"postgres://uji:{password}@127.0.0.1:{port}/postgres"
            wait_for_queries(url)
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # "fast shutdown": closes what is still connected
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder)


def unprivileged_user() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root; None when we are not."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def initialise(binaries: Path, folder: Path, child: dict) -> None:
    command = [binaries / "initdb", "-D", folder / "data", "--username=uji", f"--pwfile={folder / 'password'}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **child)
    if done.returncode:
        raise RuntimeError(f"initdb gagal:\n{done.stdout}{done.stderr}")


def wait_for_queries(url: str, seconds: int = 60) -> None:
    """Return once the server is past its start, when it answers at its port already but refuses everybody."""
    until = time.monotonic() + seconds
    while True:
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def wait_for_port(port: int | Path, process: subprocess.Popen, log: Path, seconds: int = 60) -> None:
    """Return once something answers on the port, or at the file of a socket; raise if it ends or takes too long."""
    is_file = isinstance(port, Path)
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        with socket.socket(socket.AF_UNIX if is_file else socket.AF_INET) as probe:
            if probe.connect_ex(str(port) if is_file else ("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise RuntimeError(f"Tidak menjawab di port {port}:\n{log.read_text()}")
