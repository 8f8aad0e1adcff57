from django.core.management.base import BaseCommand
from django.utils import timezone

from complaints import tally


class Command(BaseCommand):
    help = (
        "Menghitung laporan tiap bulan yang berubah sejak terakhir dihitung, dan menyimpan hitungannya, "
        "agar halaman laporan dan statistik tidak perlu menunggu. Jalankan setiap menit."
    )

    def handle(self, **options):
        done = tally.store(timezone.localdate())
        if done and options["verbosity"]:
            self.stdout.write(f"{done} bulan dihitung.")
