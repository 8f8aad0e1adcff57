"""What every test may use. Settings for tests are in tests/settings.py, the browser's in tests/browser/."""

import os
import shutil
import subprocess
import sys

import hypothesis
import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from catalog.append_only import lifted
from tests.complaints.factories import NOW
from tests.machine import find_chromium
from tests.server import ROOT, clean_environment, fresh_database, running_site

# The same examples in every run, so that green stays green; look for new ones with
# make test ARGS=--hypothesis-profile=jelajah
hypothesis.settings.register_profile("tetap", derandomize=True, deadline=None)
hypothesis.settings.register_profile("jelajah", deadline=None, print_blob=True)
hypothesis.settings.load_profile("tetap")


def pytest_unconfigure():
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def pytest_terminal_summary(terminalreporter):
    """The figures that tests report (record_property), for parallel workers cannot print."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    for _, figure in (each for report in reports for each in getattr(report, "user_properties", [])):
        terminalreporter.write_line(str(figure))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Browser tests come last: Playwright's event loop, once running, makes Django refuse its ORM.

    On PostgreSQL only the journeys are taken: no database makes a difference to what a browser makes of a page.
    """
    if connection.vendor == "postgresql":
        of_pages = {item for item in items if has(item, "browser") and not has(item, "journey")}
        config.hook.pytest_deselected(items=list(of_pages))
        items[:] = [item for item in items if item not in of_pages]
    items.sort(key=lambda item: has(item, "browser"))
    if not find_chromium():
        for item in items:
            if has(item, "browser"):
                item.add_marker(pytest.mark.skip(reason="Chromium tidak ditemukan"))


def has(item, marker: str) -> bool:
    return item.get_closest_marker(marker) is not None


@pytest.fixture
def clock():
    """The clock stands at ten o'clock of the day of most complaints, until a test moves it."""

    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="session", autouse=True)
def emptying_lifts_the_guards():
    """Let Django empty the tables after a transactional test, although editions cannot be deleted."""
    empty = TransactionTestCase._fixture_teardown

    def lift_and_empty(test):
        with lifted(connection):
            empty(test)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lift_and_empty)
        yield


@pytest.fixture(scope="session")
def site_environment(tmp_path_factory):
    """Environment of a site of our own: fresh data folder, fresh database of the kind this run is about."""
    data_dir = tmp_path_factory.mktemp("situs") / "data"
    if server := os.environ.get("DATABASE_URL"):
        with fresh_database(server) as url:
            yield {"DATA_DIR": str(data_dir), "DATABASE_URL": url}
    else:
        yield {"DATA_DIR": str(data_dir)}


@pytest.fixture(scope="session")
def site(site_environment):
    """The address of a real server with the real standards."""
    with running_site(**site_environment) as address:
        yield address


@pytest.fixture(scope="session")
def in_site(site, site_environment):
    """Function that runs Python code in the site's own environment, as `manage.py shell` does."""

    def run(code: str) -> str:
        command = [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", code]
        environment = clean_environment(**site_environment)
        return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    return run
