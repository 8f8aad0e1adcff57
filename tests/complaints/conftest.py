"""Members of staff with an address; and a database of one's own for what happens in parallel.

Threads need a real file, or a real server.
"""

import json
import os
import subprocess
import sys
from contextlib import nullcontext

import pytest

from complaints.rules.workflow import Role
from tests.complaints.desk import make_staff
from tests.complaints.factories import load_real_calendar
from tests.server import ROOT, clean_environment, fresh_database


@pytest.fixture
def real_calendar(clock):
    """The days of rest of 2024 to 2027."""
    load_real_calendar()


@pytest.fixture
def ledger_of_its_own(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def petugas():
    return make_staff(Role.OFFICER, email="petugas@kantor.example")


@pytest.fixture
def pejabat():
    return make_staff(Role.MANAGER, email="pejabat@kantor.example")


@pytest.fixture
def kepala():
    return make_staff(Role.HEAD, email="kepala@kantor.example")


@pytest.fixture(scope="session")
def database_environment(tmp_path_factory):
    """The environment of a migrated, empty database of the kind this run is about, with the site's real options."""
    server = os.environ.get("DATABASE_URL")
    with fresh_database(server) if server else nullcontext("") as url:
        folder = tmp_path_factory.mktemp("sejajar")
        environment = clean_environment(DATA_DIR=str(folder), DATABASE_URL=url or "")
        command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        yield environment


@pytest.fixture
def in_parallel(database_environment):
    """Function that plays a scenario of tests/complaints/parallel.py in a process of its own; what it found."""

    def play(scenario: str, **values):
        code = f"from tests.complaints.parallel import play; play({scenario!r}, {values!r})"
        command = [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", code]
        done = subprocess.run(
            command, cwd=ROOT, env=database_environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return play
