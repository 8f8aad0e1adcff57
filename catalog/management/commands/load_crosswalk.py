import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from catalog import quality
from catalog.crosswalk_csv import read_crosswalk
from catalog.crosswalks import load
from catalog.kbli_csv import KbliFileError, content_of


class Command(BaseCommand):
    help = "Memuat tabel padanan KBLI 2020–2025 dari CSV (old,new,relation,note); tabel lama digantikan seluruhnya."

    def add_arguments(self, parser):
        parser.add_argument("csv", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="hanya tampilkan apa yang akan berubah")

    def handle(self, *, csv, dry_run, **options):
        try:
            rows = read_crosswalk(content_of(csv), str(csv))
        except KbliFileError as error:
            for message in error.messages:
                self.stderr.write(message)
            self.stderr.write("Tidak ada padanan yang dimuat.")
            sys.exit(1)
        loaded = load(rows, dry_run=dry_run)
        if not dry_run:
            quality.check_all()
        self.stdout.write(f"{'Akan menjadi' if dry_run else 'Padanan KBLI'}: {loaded}.")
