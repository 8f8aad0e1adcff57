import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from complaints.backup import BackupFailed
from complaints.restoring import restore


class Command(BaseCommand):
    help = (
        "Memulihkan cadangan ke basis data yang kosong, setelah memeriksanya; data pribadi yang sudah dihapus "
        "dihapus lagi. Hentikan situs dan pekerjaan terjadwal lebih dulu. Kode keluar 1 bila ada yang tidak utuh."
    )
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("src", metavar="SRC", type=Path, help="folder cadangan")
        parser.add_argument("--replace", action="store_true", help="ganti seluruh isi basis data yang sudah ada")
        parser.add_argument(
            "--erasures", type=Path, action="append", default=[], help="penghapusan.jsonl lain yang lebih baru"
        )

    def handle(self, *, src, replace, erasures, **options):
        if missing := [path for path in erasures if not path.is_file()]:
            raise CommandError(f"{missing[0]} tidak ada.")
        try:
            done = restore(src.absolute(), replace=replace, ledgers=erasures)
        except (BackupFailed, OSError) as error:
            raise CommandError(f"Tidak dipulihkan. {error}") from error
        rows = done["manifest"]["holds"]["rows"]
        self.stdout.write(
            f"Dipulihkan dari {done['manifest']['made_at']}: {rows['complaints_complaint']} laporan, "
            f"{rows['complaints_attachment']} lampiran; {done['erased']} laporan dihapus data pribadinya lagi. "
            "Sekarang jalankan rebuild_pages, lalu nyalakan situs."
        )
        if done["flaws"]:
            self.stderr.write("Catatan tidak utuh, sudah sejak cadangan ini dibuat:\n" + "\n".join(done["flaws"]))
            sys.exit(1)
        self.stdout.write("Semua lampiran sesuai sidiknya, dan rantai peristiwa utuh.")
