"""A database that is ready and all libraries imported: from there each run of pytest forks, in a tree of its own.

So a run costs what its tests cost, not what migrating and importing do.
"""

import importlib
import os
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.creation import BaseDatabaseCreation
from psycopg import sql

from tests.machine import die_with_parent
from tests.server import clean_environment

# Nothing of the project: that is read in each tree anew.
LIBRARIES = ("pytest", "pytest_django.plugin", "hypothesis", "playwright.sync_api", "psycopg_pool", "time_machine")
LIBRARIES += ("django.db.models", "django.db.backends.sqlite3.base", "django.db.backends.postgresql.base")
LIBRARIES += (
    "django.test",
    "django.forms",
    "django.core.management",
    "django.urls",
    "django.template",
    "csp.constants",
)
LIBRARIES += ("django_filters", "openpyxl", "snowballstemmer", "whitenoise.middleware", "segno", "environ", "brotli")
OPTIONS = ["-q", "-x", "-n0", "-p", "no:cacheprovider", "--no-header", "--tb=line", "--disable-warnings"]


def import_libraries() -> None:
    for name in LIBRARIES:
        with suppress(ImportError, ImproperlyConfigured):
            importlib.import_module(name)


class Databases:
    """A migrated database to take copies of: of SQLite a file, of PostgreSQL a database of this server."""

    def __init__(self, tree: Path, folder: Path, server: str):
        self.server, self.file = server, folder / "contoh.sqlite3"
        self.template = self.url("contoh")
        if server:
            self.execute("CREATE DATABASE {}", "contoh")
        pid = os.fork()
        if not pid:
            leave(lambda: self.migrate(tree))
        if os.waitpid(pid, 0)[1]:
            raise RuntimeError("Basis data contoh tidak dapat dibuat")

    def url(self, name: str) -> str:
        return self.server and f"{self.server.rpartition('/')[0]}/{name}"

    def execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def migrate(self, tree: Path) -> int:
        enter(tree, self.template)
        import django

        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        django.setup()
        from django.core.management import call_command
        from django.db import connection

        if not self.server:
            connection.settings_dict["NAME"] = "file:contoh?mode=memory&cache=shared"
        call_command("migrate", verbosity=0)
        if not self.server:
            copy = sqlite3.connect(self.file)
            connection.connection.backup(copy)
            copy.close()
        connection.close()
        importlib.import_module("shutil").rmtree(os.environ["DATA_DIR"])
        return 0

    def begin(self, tree: Path, tests, words: Path) -> int:
        """The process that runs these tests in the tree, on a copy of its own; its words go to the file."""
        name = f"salinan_{tree.name}"
        if self.server:
            self.drop(tree)
            self.execute("CREATE DATABASE {} TEMPLATE {}", name, "contoh")
        pid = os.fork()
        if not pid:
            leave(lambda: self.judge(tree, tests, self.url(name), words))
        return pid

    def drop(self, tree: Path) -> None:
        if self.server:
            self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", f"salinan_{tree.name}")

    def judge(self, tree: Path, tests, url: str, words: Path) -> int:
        with words.open("w") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        enter(tree, url)
        import pytest

        BaseDatabaseCreation.create_test_db = lambda creation, *_, **__: self.take_over(creation)
        BaseDatabaseCreation.destroy_test_db = lambda *_, **__: None
        return int(pytest.main([*OPTIONS, *tests]))

    def take_over(self, creation) -> str:
        """In place of what Django does to make a database for tests."""
        connection = creation.connection
        if self.server:
            return connection.settings_dict["NAME"]
        from django.conf import settings

        name = creation._get_test_db_name()
        connection.close()
        settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
        connection.ensure_connection()
        with sqlite3.connect(self.file) as template:
            template.backup(connection.connection)
        return name


def enter(tree: Path, url: str) -> None:
    """Be a process that was started in the tree: nothing of the project is imported yet."""
    die_with_parent()
    os.chdir(tree)
    here = str(Path(__file__).resolve().parent.parent.parent)
    sys.path[:] = [str(tree), *(entry for entry in sys.path if entry not in ("", here))]
    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]
    environment = clean_environment(DATABASE_URL=url)
    os.environ.clear()
    os.environ.update(environment)


def leave(work) -> None:
    """End this process with the number that the work returns, past whatever its parent would still do."""
    code = 70
    try:
        code = work()
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
