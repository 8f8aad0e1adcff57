"""Threat 82: a new release meets a database with data in it, and the one before goes on meanwhile."""

import json
import os
import subprocess
import sys
from contextlib import nullcontext

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.models.functions import Now

from tests.server import ROOT, clean_environment, fresh_database

# The newest ones of the first release. What comes later meets the code before it at work, and must only add.
FIRST_RELEASE = {"catalog": "0010_import_batches", "complaints": "0008_report_indexes"}
TAKES_AWAY = (migrations.RemoveField, migrations.RenameField, migrations.DeleteModel, migrations.RenameModel)
TAKES_AWAY += (migrations.AlterModelTable,)


def test_migration(tmp_path):
    """Every row of a database as it first was is there afterwards, and both the old and the new code read it."""
    server = os.environ.get("DATABASE_URL", "")
    with fresh_database(server) if server else nullcontext("") as url:
        environment = clean_environment(DATABASE_URL=url, DATA_DIR=str(tmp_path))
        done = subprocess.run(
            [sys.executable, "-m", "tests.security.upgrade"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert not done.returncode, done.stderr

    found = json.loads(done.stdout.splitlines()[-1])

    assert (found["tables"], found["rows"]) == (16, 48)
    assert found["wrong"] == []
    assert (found["read by the old code"], found["read by the new code"]) == (48, 48)
    assert (found["flaws of the record"], found["filed afterwards"]) == ([], [1, []])
    assert set(found["pages"]) == {200}


def hinders_the_code_before(operation) -> bool:
    """Whether code that does not know of the change yet would fail to read, or to add a row."""
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        return any(map(hinders_the_code_before, operation.database_operations))
    if isinstance(operation, migrations.AddField):
        field = operation.field
        return not (field.null or field.has_db_default() or field.many_to_many or getattr(field, "generated", False))
    return isinstance(operation, TAKES_AWAY)


def test_migrations_after_the_first_release_only_add():
    graph = MigrationLoader(None).graph
    known = {node for node in FIRST_RELEASE.items() for node in graph.forwards_plan(node)}
    later = [graph.nodes[node] for node in graph.nodes if node[0] in FIRST_RELEASE and node not in known]

    assert [str(each) for each in later if any(map(hinders_the_code_before, each.operations))] == []


@pytest.mark.parametrize(
    ("operation", "hinders"),
    [
        (migrations.AddField("a", "b", models.TextField()), True),
        (migrations.AddField("a", "b", models.TextField(default="")), True),  # Django's default is not the database's
        (migrations.AddField("a", "b", models.TextField(db_default="")), False),
        (migrations.AddField("a", "b", models.DateTimeField(db_default=Now())), False),
        (migrations.AddField("a", "b", models.TextField(null=True)), False),
        (migrations.RemoveField("a", "b"), True),
        (migrations.RenameField("a", "b", "c"), True),
        (migrations.DeleteModel("a"), True),
        (migrations.SeparateDatabaseAndState(database_operations=[migrations.DeleteModel("a")]), True),
        (migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("a")]), False),
        (migrations.CreateModel("a", []), False),
    ],
)
def test_what_the_code_before_cannot_live_with_is_known(operation, hinders):
    assert hinders_the_code_before(operation) is hinders
