from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from catalog.models import Standard
from catalog.publishing import activate_scheduled, publish
from catalog.search_index import is_complete, reindex

FIXTURES = ["sectors", "kbli", "regulations", "shared_texts", "synonyms", "standards", "groups"]
FIRST_NOTE = "Edisi pertama di situs ini, diambil dari lampiran Peraturan Bupati."


class Command(BaseCommand):
    help = "Mengisi katalog yang masih kosong dengan standar asli; pada katalog yang berisi tidak mengubah apa pun."

    def handle(self, **options):
        if fill_empty_catalogue():
            self.stdout.write(f"Katalog diisi: {Standard.objects.published().count()} standar terbit.")
        activate_scheduled(today=timezone.localdate())
        if not is_complete():  # after an update that brought the search, or a restored database
            reindex()


@transaction.atomic
def fill_empty_catalogue() -> bool:
    """Load the fixtures and publish each standard as its edition 1; False where there are standards already."""
    if Standard.objects.exists():
        return False
    call_command("loaddata", *FIXTURES, verbosity=0)
    for standard in Standard.objects.all():
        publish(standard, by=None, change_note=FIRST_NOTE)
    reindex()  # with the words of all trades, not only of those with a standard
    return True
