"""Lists under a name of one's own; and the due day of the clocks that run, by which the desk finds its few cases."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from catalog.append_only import unguarded

AWAITING = ["diterima", "menunggu-kelengkapan", "ditelaah", "ditindaklanjuti", "dibuka-kembali"]
CLOCK = [
    migrations.AddField(
        model_name="complaint",
        name="runs_until",
        field=models.GeneratedField(
            expression=models.Case(models.When(kind="pengaduan", state__in=AWAITING, then=models.F("response_due_on"))),
            output_field=models.DateField(null=True, verbose_name="batas jawaban yang berjalan"),
            db_persist=True,
        ),
    ),
    migrations.AddIndex(
        model_name="complaint",
        index=models.Index(fields=["runs_until"], name="complaint_runs_until"),
    ),
    migrations.AddIndex(
        model_name="complaint",
        index=models.Index(fields=["level", "state"], name="complaint_at_level"),
    ),
    migrations.AddIndex(
        model_name="complaint",
        index=models.Index(fields=["assignee", "runs_until"], name="complaint_of_officer_runs"),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0004_chain_of_events"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="nama")),
                ("query", models.CharField(max_length=1000, verbose_name="saringan")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="milik",
                    ),
                ),
            ],
            options={
                "verbose_name": "daftar tersimpan",
                "verbose_name_plural": "daftar tersimpan",
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(fields=("user", "name"), name="saved_view_once")],
            },
        ),
        # SQLite makes the table of complaints anew for it.
        *unguarded(*CLOCK),
    ]
