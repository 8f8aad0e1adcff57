"""What the search needs: entries, their full-text index, the words of both, and searches that found nothing."""

import django.db.models.deletion
from django.db import migrations, models

from catalog.search.full_text import FullTextIndex


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0002_guard_editions"),
    ]

    operations = [
        migrations.CreateModel(
            name="MissedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=60, unique=True, verbose_name="kata dasar")),
                ("count", models.PositiveIntegerField(default=1, verbose_name="berapa kali")),
                ("last_on", models.DateField(verbose_name="terakhir pada")),
            ],
            options={
                "verbose_name": "pencarian tanpa hasil",
                "verbose_name_plural": "pencarian tanpa hasil",
                "ordering": ["-count", "-last_on", "words"],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("stem", models.CharField(blank=True, db_index=True, max_length=40)),
                (
                    "role",
                    models.PositiveSmallIntegerField(choices=[(1, "nama"), (2, "naskah"), (3, "bahasa")]),
                ),
            ],
            options={
                "verbose_name": "kata dalam indeks",
                "verbose_name_plural": "kata dalam indeks",
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "standard",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="catalog.standard",
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                ("code", models.TextField()),
                ("title", models.TextField()),
                ("everyday", models.TextField()),
                ("general", models.TextField()),
                ("described", models.TextField()),
                ("needs", models.TextField()),
                ("rest", models.TextField()),
                ("facets", models.TextField()),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="search_entry", to="catalog.edition"
                    ),
                ),
            ],
            options={
                "verbose_name": "entri pencarian",
                "verbose_name_plural": "entri pencarian",
            },
        ),
        FullTextIndex(),
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kbli_edition",
                    models.PositiveSmallIntegerField(
                        choices=[(2020, "2020"), (2025, "2025")], default=2020, verbose_name="edisi KBLI"
                    ),
                ),
                (
                    "kbli_code",
                    models.CharField(
                        blank=True,
                        help_text="2 sampai 5 angka; berlaku untuk semua kode di bawahnya.",
                        max_length=5,
                        verbose_name="kode KBLI",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("bahasa sehari-hari", "bahasa sehari-hari"),
                            ("bahasa Sunda", "bahasa Sunda"),
                            ("istilah usaha", "istilah usaha"),
                            ("kata yang dicari", "kata yang dicari"),
                        ],
                        default="bahasa sehari-hari",
                        max_length=20,
                        verbose_name="sumber",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        help_text="Pisahkan dengan koma, mis. jahit baju, tukang jahit.", verbose_name="kata"
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        help_text="Bila hanya untuk satu standar; kode KBLI lalu dikosongkan.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="synonyms",
                        to="catalog.standard",
                        verbose_name="standar",
                    ),
                ),
            ],
            options={
                "verbose_name": "kata sehari-hari",
                "verbose_name_plural": "kata sehari-hari",
                "ordering": ["kbli_code", "standard", "source"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("standard__isnull", True)),
                        fields=("kbli_edition", "kbli_code", "source"),
                        name="synonyms_of_a_code_once_per_source",
                        violation_error_message="Kode ini sudah memiliki kata dari sumber itu; tambahkan di sana.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kbli_code__regex", "\\A[0-9]{2,5}\\Z"), ("standard__isnull", True)),
                            models.Q(("kbli_code", ""), ("standard__isnull", False)),
                            _connector="OR",
                        ),
                        name="synonym_of_a_code_or_a_standard",
                        violation_error_message="Isi kode KBLI dengan 2 sampai 5 angka, atau pilih satu standar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kbli_edition__in", (2020, 2025)), models.Q(("words", ""), _negated=True)),
                        name="synonym_complete",
                        violation_error_message="Isi kata dan edisi KBLI 2020 atau 2025.",
                    ),
                ],
            },
        ),
    ]
