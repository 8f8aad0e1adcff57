"""What `make run` promises, kept by starting it for real. The installation itself is tried by .ci/run."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.server import ROOT, clean_environment, fresh_database, running_site, starting_site

MAKE = ["make", "--no-print-directory", "run", f"PYTHON={sys.executable}"]


@pytest.fixture
def clone(tmp_path):
    """The project in a folder with a space in its name, with what is installed here."""
    clone = tmp_path / "dua kata" / "klon"
    clone.mkdir(parents=True)
    for name in ("config", "catalog", "complaints", "templates", "static", "fixtures"):
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    (clone / "tests").mkdir()
    for name in ("Makefile", "manage.py", "pyproject.toml", "requirements.txt", "tests/requirements.txt"):
        shutil.copy(ROOT / name, clone / name)
    (clone / ".venv").symlink_to(Path(sys.prefix))
    return clone


@pytest.fixture
def database():
    """Environment that names a fresh database of the kind this run is about."""
    if server := os.environ.get("DATABASE_URL"):
        with fresh_database(server) as url:
            yield {"DATABASE_URL": url}
    else:
        yield {}


def contents(clone, environment):
    """Every row of every table, but for the pages that are kept: they name the port, which is another each time."""
    dumped = subprocess.run(
        [sys.executable, "manage.py", "dumpdata", "--exclude=catalog.storedpage", "--exclude=catalog.pageversion"],
        cwd=clone,
        env=clean_environment(**environment),
        capture_output=True,
        text=True,
        check=True,
    )
    return dumped.stdout.split('{"model": ')


def get(address):
    with urlopen(address, timeout=10) as answer:  # noqa: S310
        return answer.status, answer.read().decode()


def answers(address):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(address.rpartition(":")[2]))) == 0


def logged(data_dir):
    return "".join(path.read_text() for path in data_dir.parent.glob(f"{data_dir.name}.*.log"))


def test_a_second_start_finds_the_site_as_it_was(clone, database):
    data_dir = clone / "data situs"
    environment = {"DATA_DIR": str(data_dir), **database}

    with running_site(command=MAKE, root=clone, **environment) as address:
        assert get(f"{address}/sehat/")[0] == 200
        home = home_page(address)
    assert not answers(address), "the server ends with make"
    first, files = contents(clone, environment), state_of_files(data_dir)
    assert sum(row.startswith('"catalog.edition"') for row in first) == 4
    assert list((clone / "config" / "__pycache__").glob("wsgi.*.pyc")), "what starts was compiled before"
    with running_site(command=MAKE, root=clone, **environment) as address:
        assert home_page(address) == home

    assert set(contents(clone, environment)) ^ set(first) == set()
    assert state_of_files(data_dir) == files
    assert "demo.admin" in logged(data_dir)


def home_page(address):
    """The home page, whatever port it is served on: canonical addresses name it."""
    return get(f"{address}/")[1].replace(address, "")


def state_of_files(data_dir):
    """Name and time of each file, but for SQLite's own, whose contents are compared as rows."""
    files = [path for path in data_dir.rglob("*") if path.is_file() and not path.name.startswith("db.sqlite3")]
    assert len(files) > 10
    return {path: path.stat().st_mtime_ns for path in files}


def test_two_start_at_once_on_two_ports(clone, database):
    """On SQLite they share their data folder, on PostgreSQL the database alone."""
    folders = ("satu", "dua") if database else ("satu", "satu")
    environments = [{"DATA_DIR": str(clone / folder), **database} for folder in folders]
    starting = [starting_site(command=MAKE, root=clone, **environment) for environment in environments]

    with starting[0] as first, starting[1] as second:
        addresses = [first(), second()]

        assert [get(f"{address}/sehat/")[0] for address in addresses] == [200, 200]
        assert len({home_page(address) for address in addresses}) == 1


@pytest.mark.parametrize(("port", "complaint"), [("busy", "tidak dapat dipakai"), ("http", "bukan nomor port")])
def test_a_port_that_cannot_be_had_is_told_before_anything_is_done(clone, tmp_path, port, complaint):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        wanted = str(busy.getsockname()[1]) if port == "busy" else port

        started = subprocess.run(
            [*MAKE, f"PORT={wanted}"],
            cwd=clone,
            env=clean_environment(DATA_DIR=str(tmp_path / "data")),
            capture_output=True,
            text=True,
            check=False,
        )

    assert started.returncode != 0
    assert re.search(complaint, started.stderr)
    assert "Traceback" not in started.stderr
    assert not (tmp_path / "data" / "db.sqlite3").exists()
