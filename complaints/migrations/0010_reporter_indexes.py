"""Reporters by exactly what is told of them, in capitals or not: nobody waits while all of them are compared."""

from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [("complaints", "0009_open_cases")]

    operations = [
        migrations.AddIndex(model_name="reporter", index=models.Index(Upper(name), name=f"reporter_by_{name}"))
        for name in ("name", "email", "handle")
    ]
