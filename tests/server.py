"""The site as `make run` starts it, in a process of its own, with data of its own."""

import os
import subprocess
import sys
import uuid
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.machine import die_with_parent, free_port, wait_for_port

ROOT = Path(__file__).resolve().parent.parent
SERVE = [sys.executable, "-m", "config.serve"]


def clean_environment(**ours: str) -> dict[str, str]:
    """The environment of someone who has just cloned the project, and what we set in it."""
    others = ("DJANGO_", "DATABASE_", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_MODE", "MAKE", "MFLAGS", "GRANIAN_")
    return {**{name: value for name, value in os.environ.items() if not name.startswith(others)}, **ours}


@contextmanager
def starting_site(*, command=SERVE, root: Path = ROOT, **environment: str):
    """Start the site; yield a function that waits until it answers and gives its address. Stop it afterwards.

    ``environment`` names its DATA_DIR; what it prints goes beside that folder, to DATA_DIR.PORT.log.
    """
    port = free_port()
    log_file = Path(f"{environment['DATA_DIR']}.{port}.log")
    with log_file.open("w") as log:
        process = subprocess.Popen(
            command,
            cwd=root,
            env=clean_environment(PORT=str(port), **environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=die_with_parent,  # noqa: PLW1509
        )

    def address() -> str:
        wait_for_port(port, process, log_file)
        return f"http://127.0.0.1:{port}"

    try:
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def running_site(**starting):
    """Start the site, yield its address once it answers, stop it afterwards."""
    with starting_site(**starting) as address:
        yield address()


@contextmanager
def fresh_database(server_url: str):
    """A new, empty PostgreSQL database beside the one named; yields its URL and drops it afterwards."""
    name = f"uji_{uuid.uuid4().hex}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield server_url.rpartition("/")[0] + f"/{name}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
