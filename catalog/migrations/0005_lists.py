"""What lists are made of: a narrow row for each standard, the counts beside filters; names that standards can't have."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import catalog.models.standards


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0004_law_and_crosswalk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="standard",
            name="slug",
            field=models.SlugField(
                max_length=120,
                unique=True,
                validators=[catalog.models.standards.refuse_taken],
                verbose_name="alamat",
            ),
        ),
        migrations.CreateModel(
            name="FacetCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kbli_edition", models.PositiveSmallIntegerField()),
                ("section", models.CharField(blank=True, max_length=1)),
                ("division", models.CharField(max_length=2)),
                ("sector", models.PositiveIntegerField(default=0)),
                ("licence_kind", models.CharField(max_length=20)),
                ("risk_level", models.CharField(max_length=20)),
                ("days", models.PositiveSmallIntegerField(default=32767)),
                ("cost", models.CharField(max_length=20)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "hitungan saringan",
                "verbose_name_plural": "hitungan saringan",
            },
        ),
        migrations.CreateModel(
            name="ActivityCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kbli_edition", models.PositiveSmallIntegerField()),
                ("kbli_code", models.CharField(max_length=5)),
                ("kbli_title", models.CharField(max_length=255)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "hitungan kegiatan",
                "verbose_name_plural": "hitungan kegiatan",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kbli_edition", "kbli_code", "kbli_title"), name="activity_count_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListEntry",
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
                ("kbli_title", models.CharField(max_length=255)),
                ("kbli_code", models.CharField(max_length=5)),
                ("annex_number", models.PositiveSmallIntegerField(default=0)),
                ("days", models.PositiveSmallIntegerField(default=32767)),
                ("effective_on", models.DateField()),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "entri daftar",
                "verbose_name_plural": "entri daftar",
            },
        ),
        migrations.CreateModel(
            name="ListVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.CharField(max_length=32)),
            ],
            options={
                "verbose_name": "versi daftar",
                "verbose_name_plural": "versi daftar",
            },
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["-effective_on", "-published_at", "-id"], name="edition_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="facetcount",
            constraint=models.UniqueConstraint(
                fields=("kbli_edition", "section", "division", "sector", "licence_kind", "risk_level", "days", "cost"),
                name="facet_count_once",
            ),
        ),
        migrations.AddField(
            model_name="listentry",
            name="edition",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="list_entry", to="catalog.edition"
            ),
        ),
        migrations.AddField(
            model_name="listentry",
            name="activity",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalog.activitycount",
            ),
        ),
        migrations.AddField(
            model_name="listentry",
            name="facets",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.facetcount"
            ),
        ),
        migrations.AddIndex(
            model_name="listentry",
            index=models.Index(fields=["kbli_title", "kbli_code", "edition", "facets"], name="list_by_title"),
        ),
        migrations.AddIndex(
            model_name="listentry",
            index=models.Index(fields=["kbli_code", "annex_number", "edition", "facets"], name="list_by_code"),
        ),
        migrations.AddIndex(
            model_name="listentry",
            index=models.Index(fields=["days", "kbli_title", "edition", "facets"], name="list_by_days"),
        ),
        migrations.AddIndex(
            model_name="listentry",
            index=models.Index(fields=["-effective_on", "-published_at", "-edition", "facets"], name="list_by_date"),
        ),
        migrations.AddIndex(
            model_name="listentry",
            index=models.Index(fields=["facets", "kbli_title", "kbli_code", "edition"], name="list_by_facets"),
        ),
    ]
