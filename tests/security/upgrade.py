"""What an upgrade does to a database with data in it: python -m tests.security.upgrade, with the site's environment.

Makes the tables as they first were, fills each of them, brings them up to date, and tells what became of it.
"""

import json
import os
from collections import defaultdict

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.apps import apps  # noqa: E402  needs Django set up
from django.db import connection, models, transaction  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from complaints import chain  # noqa: E402
from tests.complaints.factories import make_complaint  # noqa: E402

FIRST = [("catalog", "0002_guard_editions"), ("complaints", "0002_guard_events")]
OURS = ("catalog", "complaints")
ROWS = 3  # of each table
PAGES = ("/", "/layanan/", "/layanan/layanan-0/", "/regulasi/layanan-1/", "/pengaduan/", "/sehat/")
WITHOUT_MANIFEST = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
VALUES = {
    "kbli_code": lambda row: f"1412{row}",
    "kbli_edition": lambda row: 2020,
    "KbliCode.edition": lambda row: 2020,
    "level": lambda row: "kelompok",
    "component": lambda row: row + 1,
    "slug": lambda row: f"layanan-{row}",
    "Edition.number": lambda row: 1,
    "data": lambda row: {"files": 0},
    "withdrawn_on": lambda row: None,
}


def value_of(field, row: int, made):
    """Something that this column may hold, other in each row."""
    for name in (f"{field.model.__name__}.{field.name}", field.name):
        if name in VALUES:
            return VALUES[name](row)
    if field.is_relation:
        kind = field.related_model._meta.label
        return made[kind][row] if row < len(made[kind]) else None
    if field.choices:
        return field.choices[row % len(field.choices)][0]
    now, kind = timezone.now(), field.get_internal_type()
    return {
        "BooleanField": False,
        "DateTimeField": now,
        "DateField": timezone.localdate(now),
        "TimeField": now.time(),
        "BinaryField": b"isi",
        "JSONField": {},
    }.get(kind, row + 1 if "Integer" in kind else f"{row} {field.name}"[: field.max_length])


def fill(old_apps) -> None:
    """Some rows in each table of ours, those that others refer to first."""
    made = defaultdict(list)
    waiting = [model for label in ("auth", *OURS) for model in old_apps.get_app_config(label).get_models()]
    waiting = [model for model in waiting if model._meta.label in ("auth.User",) or model._meta.app_label in OURS]
    while waiting:
        model = next(each for each in waiting if not needs(each) & {other._meta.label for other in waiting})
        waiting.remove(model)
        for row in range(ROWS):
            fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
            fields = [field for field in fields if not getattr(field, "generated", False)]
            values = {field.name: value_of(field, row, made) for field in fields}
            made[model._meta.label].append(model.objects.create(**values))
    for standard, edition in zip(made["catalog.Standard"], made["catalog.Edition"], strict=True):
        standard.current = edition
        standard.save(update_fields=["current"])


def needs(model) -> set[str]:
    relations = [field for field in model._meta.concrete_fields if field.is_relation and not field.null]
    return {field.related_model._meta.label for field in relations} - {model._meta.label}


def contents(tables) -> dict[str, list[dict]]:
    """Every row of these tables, column by column; a table that is gone is left out."""
    found = {}
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        for table, key in tables:
            if table in existing:
                cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{key}"')  # noqa: S608  names of our own tables
                columns = [column[0] for column in cursor.description]
                found[table] = [dict(zip(columns, map(plain, row), strict=True)) for row in cursor.fetchall()]
    return found


def plain(value):
    return bytes(value).decode() if isinstance(value, bytes | memoryview) else value


def differences(before, after) -> list[str]:
    """Rows or values that are not what they were; a column that is gone is named too."""
    wrong = []
    for table, rows in before.items():
        now = after.get(table, [])
        wrong += [] if len(now) == len(rows) else [f"{table}: {len(rows)} → {len(now)}"]
        for old, new in zip(rows, now, strict=False):
            wrong += [f"{table}.{name}" for name, value in old.items() if name not in new or new[name] != value]
    return sorted(set(wrong))


def main() -> dict:
    executor = MigrationExecutor(connection)
    others = [node for node in executor.loader.graph.leaf_nodes() if node[0] not in OURS]
    executor.migrate([*FIRST, *others])
    old = executor.loader.project_state([*FIRST, *others]).apps
    with transaction.atomic():
        fill(old)
    models_of_old = [model for label in OURS for model in old.get_app_config(label).get_models()]
    tables = [(model._meta.db_table, model._meta.pk.column) for model in models_of_old]
    before = contents(tables)

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())

    found = {
        "rows": sum(map(len, before.values())),
        "tables": len(before),
        "wrong": differences(before, contents(tables)),
        # The code of before reads what it knows: its columns are all still there.
        "read by the old code": sum(len(list(model.objects.all())) for model in models_of_old),
        "flaws of the record": [str(flaw) for flaw in chain.flaws()],
        "read by the new code": sum(
            len(list(apps.get_model(model._meta.label).objects.all())) for model in models_of_old
        ),
    }
    complaint = make_complaint()
    found["filed afterwards"] = (complaint.events.count(), [str(flaw) for flaw in chain.flaws()])
    client = Client(SERVER_NAME="127.0.0.1")
    with override_settings(STORAGES=WITHOUT_MANIFEST):
        found["pages"] = [client.get(address).status_code for address in PAGES]
    return found


if __name__ == "__main__":
    print(json.dumps(main()))
