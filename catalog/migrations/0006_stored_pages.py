"""Published pages kept as rows."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0005_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="PageVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0, verbose_name="nomor")),
            ],
            options={
                "verbose_name": "versi halaman",
                "verbose_name_plural": "versi halaman",
            },
        ),
        migrations.CreateModel(
            name="StoredPage",
            fields=[
                (
                    "path",
                    models.CharField(max_length=200, primary_key=True, serialize=False, verbose_name="alamat"),
                ),
                ("release", models.CharField(max_length=32, verbose_name="rilis")),
                ("headers", models.TextField(verbose_name="kepala jawaban")),
                ("etag", models.CharField(max_length=40, verbose_name="ETag")),
                ("body", models.BinaryField(verbose_name="isi (gzip)")),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.standard",
                        verbose_name="standar",
                    ),
                ),
            ],
            options={
                "verbose_name": "halaman tersimpan",
                "verbose_name_plural": "halaman tersimpan",
            },
        ),
    ]
