import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from catalog import pages, quality
from catalog.kbli_csv import KbliFileError, read_codes
from catalog.list_index import relist_all
from catalog.models import KbliCode
from catalog.rules import kbli
from catalog.search.index import reindex

FIELDS = ["title", "level", "parent_code", "section", "description"]


class Command(BaseCommand):
    help = "Memuat seluruh pohon kode KBLI dari CSV (code,title,level,parent,section,description)."

    def add_arguments(self, parser):
        parser.add_argument("csv", type=Path)
        parser.add_argument("--edition", type=int, choices=kbli.EDITIONS, default=kbli.CURRENT_EDITION)

    def handle(self, *, csv, edition, **options):
        try:
            codes = read_codes(csv, edition)
        except KbliFileError as error:
            for message in error.messages:
                self.stderr.write(message)
            self.stderr.write("Tidak ada kode yang dimuat.")
            sys.exit(1)
        new, changed = load(codes, edition)
        same = len(codes) - new - changed
        self.stdout.write(
            f"KBLI {edition}: {len(codes)} kode – {new} baru, {changed} diperbarui, {same} tidak berubah."
        )


@transaction.atomic
def load(codes: list[KbliCode], edition: int) -> tuple[int, int]:
    """Add the codes that are new and update those that differ; returns how many of each.

    A code that the file does not name stays, because standards may refer to it. What standards are found by
    is written anew: the words of their codes are part of it.
    """
    stored = {code: values for code, *values in KbliCode.objects.of_edition(edition).values_list("code", *FIELDS)}
    new = [code for code in codes if code.code not in stored]
    changed = [
        code
        for code in codes
        if code.code in stored and stored[code.code] != [getattr(code, field) for field in FIELDS]
    ]
    KbliCode.objects.bulk_create(
        new + changed, update_conflicts=True, unique_fields=["edition", "code"], update_fields=FIELDS
    )
    if new or changed:
        reindex()
        quality.check_all()
        relist_all()
        pages.refresh([])  # lists name the sections
    return len(new), len(changed)
