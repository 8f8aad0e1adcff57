"""What reports count by: the day of receipt with the version of each report, and the day it was closed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0007_privacy")]

    operations = [
        migrations.RemoveIndex(model_name="complaint", name="complaint_received"),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["received_on", "version"], name="complaint_received_changed"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["closed_on", "received_on"], name="complaint_closed"),
        ),
    ]
