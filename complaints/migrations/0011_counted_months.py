"""What the reports of each month came to, kept for processes that have just begun (complaints/tally.py)."""

import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0010_reporter_indexes")]

    operations = [
        migrations.CreateModel(
            name="CountedMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("month", models.PositiveSmallIntegerField(verbose_name="bulan")),
                ("stamp", models.CharField(max_length=100, verbose_name="keadaan")),
                (
                    "counts",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name="hitungan"),
                ),
            ],
            options={
                "verbose_name": "hitungan bulan",
                "verbose_name_plural": "hitungan bulan",
                "ordering": ["year", "month"],
                "constraints": [models.UniqueConstraint(fields=["year", "month"], name="counted_month_once")],
            },
        ),
    ]
