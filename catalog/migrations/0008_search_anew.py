"""The index knows more filters and sorts otherwise: it is emptied here, and made anew by bootstrap or reindex."""

from django.db import migrations


def empty(apps, schema_editor):
    apps.get_model("catalog", "SearchEntry").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0007_findings"),
    ]

    operations = [
        migrations.RunPython(empty, empty),
    ]
