import json

from django.conf import settings
from django.contrib.auth.models import Group
from django.core import serializers
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from complaints.models import PreparedText

GROUPS = settings.BASE_DIR / "fixtures" / "desk_groups.json"


class Command(BaseCommand):
    help = "Menambahkan kelompok petugas meja kerja yang belum ada dan, bila masih kosong, teks siap pakai."

    @transaction.atomic
    def handle(self, **options):
        add_missing_groups()
        if not PreparedText.objects.exists():
            call_command("loaddata", "prepared_texts", verbosity=0)


def add_missing_groups() -> None:
    """The roles of the desk (complaints/roles.py); a group that is there stays as the office has it."""
    known = set(Group.objects.values_list("name", flat=True))
    missing = [row for row in json.loads(GROUPS.read_text()) if row["fields"]["name"] not in known]
    for group in serializers.deserialize("python", missing):
        group.save()
