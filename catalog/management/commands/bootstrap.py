from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from catalog import citations, quality
from catalog.list_index import is_listed, relist_all
from catalog.models import Standard
from catalog.publishing import activate_scheduled, publish
from catalog.search.index import is_complete, reindex

FIXTURES = ["sectors", "kbli", "regulations", "shared_texts", "synonyms", "standards", "groups"]
AS_PRINTED = (
    "Dipertahankan seperti tercetak dalam lampiran Peraturan Bupati; perbaikannya menunggu perubahan peraturan."
)
FIRST_NOTE = "Edisi pertama di situs ini, diambil dari lampiran Peraturan Bupati."


class Command(BaseCommand):
    help = "Mengisi katalog yang masih kosong dengan standar asli; pada katalog yang berisi tidak mengubah apa pun."

    def handle(self, **options):
        if fill_empty_catalogue():
            self.stdout.write(f"Katalog diisi: {Standard.objects.published().count()} standar terbit.")
        activate_scheduled(today=timezone.localdate())
        if not quality.is_checked():
            quality.check_all()
        if not citations.is_complete():
            citations.write_all()
        if not is_complete():  # after an update that brought the search, or a restored database
            reindex()
        if not is_listed():
            relist_all()


@transaction.atomic
def fill_empty_catalogue() -> bool:
    """Load the fixtures and publish each standard as its edition 1; False where there are standards already."""
    if Standard.objects.exists():
        return False
    call_command("loaddata", *FIXTURES, verbosity=0)
    quality.answer_as_printed(Standard.objects.all(), by=None, reason=AS_PRINTED)
    for standard in Standard.objects.all():
        publish(standard, by=None, change_note=FIRST_NOTE)
    citations.write_for_drafts(list(Standard.objects.values_list("pk", flat=True)))
    reindex()  # with the words of all trades, not only of those with a standard
    return True
