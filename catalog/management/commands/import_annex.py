import json
import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import DatabaseError, transaction

from catalog.annex import AnnexError, read_file
from catalog.drafts import Outcome, Status, take_over
from catalog.models import Sector
from catalog.rules import kbli


class Command(BaseCommand):
    help = "Membaca dokumen lampiran dan menyimpan standar di dalamnya sebagai naskah."
    requires_system_checks = []  # --json must work without a database, and fast

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="berkas, atau folder berisi *.txt")
        parser.add_argument("--dry-run", action="store_true", help="kerjakan semuanya, lalu batalkan")
        parser.add_argument("--json", action="store_true", dest="as_json", help="cetak hasil bacaan, tanpa menyimpan")
        parser.add_argument("--overwrite", action="store_true", help="ganti juga naskah yang sudah disunting")
        parser.add_argument("--sector", metavar="SLUG", help="sektor standar yang baru dibuat")
        parser.add_argument("--kbli-edition", type=int, choices=kbli.EDITIONS, default=kbli.CURRENT_EDITION)

    def handle(self, *, paths, as_json, **options):
        self.has_failed = False
        documents = ((file, self.read(file)) for path in paths for file in self.files(path))
        if as_json:
            parsed = [standard.as_json() for _, standards in documents for standard in standards]
            self.stdout.write(json.dumps(parsed, ensure_ascii=False, indent=1))
        else:
            self.take_over_all(documents, **options)
        if self.has_failed:
            sys.exit(1)

    def files(self, path):
        """The file itself, or the text files of a folder by name."""
        try:
            if not path.is_dir():
                return [path]
            found = sorted(file for file in path.glob("*.txt") if file.is_file())
        except OSError as error:
            found = self.fail(f"{path}: folder tidak dapat dibaca ({error.strerror}).")
        return found or self.fail(f"{path}: folder ini tidak berisi berkas .txt.")

    def read(self, file):
        try:
            return read_file(file)
        except AnnexError as error:
            return self.fail(str(error))

    def take_over_all(self, documents, *, dry_run, overwrite, sector, kbli_edition, **options):
        try:
            chosen = {"sector": self.find_sector(sector), "kbli_edition": kbli_edition, "overwrite": overwrite}
            with transaction.atomic() if dry_run else nullcontext():
                outcomes = [outcome for document in documents for outcome in self.take_over(*document, chosen)]
                if dry_run:
                    transaction.set_rollback(True)
        except Sector.DoesNotExist:
            known = ", ".join(Sector.objects.values_list("slug", flat=True)) or "belum ada"
            self.fail(f"Sektor {sector} tidak dikenal. Yang ada: {known}.")
        except DatabaseError as error:
            self.fail(f"Basis data tidak dapat dipakai: {error}. Jalankan dulu: manage.py migrate")
        else:
            self.sum_up(outcomes, dry_run=dry_run)

    def find_sector(self, slug):
        return Sector.objects.get(slug=slug) if slug else None

    def take_over(self, file, standards, chosen):
        """Take one document over, all of it or nothing."""
        outcomes = []
        try:
            with transaction.atomic():
                for parsed in standards:
                    outcomes.append((parsed, take_over(parsed, **chosen)))
        except ValidationError as error:
            parsed = standards[len(outcomes)]
            return self.fail(f"{file}:{parsed.line}: {' '.join(sentences(error))}")
        for parsed, outcome in outcomes:
            self.report(parsed, outcome)
        return [outcome for _, outcome in outcomes]

    def report(self, parsed, outcome: Outcome):
        name = f"{parsed.annex_number}. KBLI {parsed.kbli_code} {parsed.kbli_title}"
        self.stdout.write(f"{name}: {outcome.status} ({outcome.standard.slug})")
        for problem in parsed.problems:
            self.stdout.write(f"  Perlu diperiksa: {problem}")
        for notice in outcome.notices:
            self.stdout.write(f"  Catatan: {notice}")
        if outcome.status is Status.EDITED:
            self.stdout.write("  Naskah berbeda dari lampiran; --overwrite menggantinya dengan isi lampiran:")
            for line in outcome.differences:
                self.stdout.write(f"    {line}")

    def sum_up(self, outcomes, *, dry_run):
        counts = Counter(outcome.status for outcome in outcomes)
        parts = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
        ending = " (uji coba: tidak ada yang disimpan)" if dry_run else ""
        self.stdout.write(f"{len(outcomes)} standar{': ' if parts else ''}{parts}{ending}.")

    def fail(self, message) -> list:
        """Say what is wrong, go on with the rest, and end with exit code 1."""
        self.stderr.write(message)
        self.has_failed = True
        return []


def sentences(error: ValidationError) -> list[str]:
    """What is wrong, each with the name of its column where there is one."""
    if not hasattr(error, "error_dict"):
        return error.messages
    return [f"{name}: {message}" for name, messages in error.message_dict.items() for message in messages]
