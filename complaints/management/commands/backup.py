from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from complaints.backup import BackupFailed, back_up


class Command(BaseCommand):
    help = (
        "Mencadangkan basis data situs yang sedang berjalan ke folder baru, dengan manifes untuk membuktikannya. "
        "Kunci rahasia situs tidak ikut; simpan di tempat lain."
    )

    def add_arguments(self, parser):
        parser.add_argument("dest", metavar="DEST", type=Path, help="folder yang belum ada")

    def handle(self, *, dest, **options):
        try:
            manifest = back_up(dest.absolute(), now=timezone.now())
        except (BackupFailed, OSError) as error:
            raise CommandError(f"Cadangan tidak dibuat. {error}") from error
        rows = manifest["holds"]["rows"]
        self.stdout.write(
            f"Dicadangkan ke {dest}: {rows['complaints_complaint']} laporan, {rows['complaints_event']} peristiwa, "
            f"{rows['complaints_attachment']} lampiran. Untuk memulihkannya perlu CODE_PEPPER yang sama."
        )
