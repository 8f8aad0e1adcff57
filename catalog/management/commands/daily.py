from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from catalog.models import ImportBatch
from catalog.publishing import activate_scheduled
from catalog.search.full_text import upkeep
from catalog.search.missed import count_missed


class Command(BaseCommand):
    help = "Pekerjaan harian katalog, tak lama sesudah tengah malam: edisi yang mulai berlaku, halaman, dan pencarian."

    def handle(self, **options):
        begun = activate_scheduled(today=timezone.localdate())
        call_command("check_quality", stdout=self.stdout)
        call_command("rebuild_pages", missing=True, stdout=self.stdout)
        missed = count_missed()
        ImportBatch.objects.past(timezone.now()).delete()
        upkeep()
        self.stdout.write(f"Edisi yang mulai berlaku: {begun}. Pencarian tanpa hasil yang dihitung: {missed}.")
