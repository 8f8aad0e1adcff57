"""What must hold even against raw SQL: the record of what happened to a complaint only grows."""

from django.db import migrations

from catalog.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]

    operations = [
        AppendOnly("complaints_event", message="Peristiwa pengaduan tidak dapat diubah atau dihapus."),
    ]
