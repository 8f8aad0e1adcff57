import sys

from django.core.management.base import BaseCommand

from catalog.inspection import planted


class Command(BaseCommand):
    help = (
        "Mencari sisipan (tautan tersembunyi, skrip, kata judi daring) dalam teks, templat, halaman tersimpan, dan "
        "berkas statis. Menyebut tempatnya; kode keluar 1 bila ada."
    )

    def handle(self, **options):
        found = 0
        for place, what in planted():
            found += 1
            self.stderr.write(f"{place}: {what}")
        if found:
            self.stderr.write(
                f"Ada {found} sisipan. Cari asalnya sebelum menghapusnya; deploy/README.md, “Bila disusupi”."
            )
            sys.exit(1)
        self.stdout.write("Tidak ada sisipan dalam teks, templat, halaman, dan berkas statis.")
