"""The due day of cases that are not closed, and the indexes by which the desk finds a few of them in their order.

Two indexes of foreign keys go: others begin with the same column.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from catalog.append_only import unguarded

OPEN = ["diterima", "menunggu-kelengkapan", "ditelaah", "ditindaklanjuti", "dijawab", "dibuka-kembali"]
NOT_CLOSED = models.Q(open_until__isnull=False)
COUNTED = ("id", "is_restricted")
FACETS = ("kind", "state", "outcome", "is_restricted")
OPERATIONS = [
    *(
        migrations.RemoveIndex(model_name="complaint", name=f"complaint_{name}")
        for name in ("runs_until", "of_officer_runs", "due", "of_officer", "at_level")
    ),
    migrations.AddField(
        model_name="complaint",
        name="open_until",
        field=models.GeneratedField(
            expression=models.Case(models.When(state__in=OPEN, then=models.F("response_due_on"))),
            output_field=models.DateField(null=True, verbose_name="batas jawaban selama belum ditutup"),
            db_persist=True,
        ),
    ),
    migrations.AlterField(
        model_name="complaint",
        name="assignee",
        field=models.ForeignKey(
            blank=True,
            db_index=False,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="cases",
            to=settings.AUTH_USER_MODEL,
            verbose_name="ditangani oleh",
        ),
    ),
    migrations.AlterField(
        model_name="complaint",
        name="standard",
        field=models.ForeignKey(
            blank=True,
            db_index=False,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            to="catalog.standard",
            verbose_name="layanan",
        ),
    ),
    *(
        migrations.AddIndex(model_name="complaint", index=index)
        for index in [
            models.Index(fields=["runs_until", *COUNTED], name="complaint_runs_until"),
            models.Index(fields=["assignee", "runs_until", *COUNTED], name="complaint_of_officer_runs"),
            models.Index(fields=["state", "response_due_on", *COUNTED], name="complaint_due"),
            models.Index(fields=["assignee", "state", "response_due_on", *COUNTED], name="complaint_of_officer"),
            models.Index(fields=["open_until", *COUNTED], name="complaint_open", condition=NOT_CLOSED),
            models.Index(
                fields=["open_until", "id", "state", "is_restricted"],
                name="complaint_unassigned",
                condition=NOT_CLOSED & models.Q(assignee__isnull=True),
            ),
            models.Index(
                fields=["assignee", "open_until", "id", "state", "is_restricted"],
                name="complaint_open_of_officer",
                condition=NOT_CLOSED,
            ),
            models.Index(
                fields=["level", "open_until", "id", "state", "is_restricted"],
                name="complaint_open_at_level",
                condition=NOT_CLOSED,
            ),
            models.Index(
                fields=["state", "verify_due_on"],
                name="complaint_to_verify",
                condition=models.Q(verify_due_on__isnull=False),
            ),
            models.Index(fields=["response_due_on", *COUNTED], name="complaint_by_due"),
            models.Index(fields=["channel", "id", "component", *FACETS], name="complaint_by_channel"),
            models.Index(fields=["component", "id", "channel", *FACETS], name="complaint_by_component"),
        ]
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0008_report_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    # SQLite makes the table of complaints anew for it.
    operations = unguarded(*OPERATIONS)
