import csv

from django.core.management.base import BaseCommand
from holidays import country_holidays

from complaints.holiday_csv import COLUMNS
from complaints.rules.deadlines import FIRST_DAY, KIND_IN_CSV, LAST_DAY, HolidayKind

CATEGORIES = {HolidayKind.NATIONAL: "public", HolidayKind.JOINT_LEAVE: "government"}


class Command(BaseCommand):
    help = "Mengusulkan hari libur satu tahun sebagai CSV. Tidak menyimpan apa pun: yang berlaku adalah SKB."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, metavar="TAHUN", help=f"{FIRST_DAY.year}–{LAST_DAY.year}")

    def handle(self, *, year, **options):
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(suggested(year))
        self.stderr.write(
            f"Usulan dari pustaka holidays, belum tentu benar. Cocokkan dengan SKB, simpan sebagai berkas, lalu: "
            f"manage.py load_holidays BERKAS.csv --decree 'SKB …' --confirm {year}"
        )


def suggested(year: int) -> list[tuple[str, str, str]]:
    """Date, name and kind as ``load_holidays`` reads them, in order; the package's guess, without any decree."""
    spelled = {kind: word for word, kind in KIND_IN_CSV.items()}
    return sorted(
        (day.isoformat(), name, spelled[kind])
        for kind, category in CATEGORIES.items()
        for day, name in country_holidays("ID", years=year, language="id", categories=(category,)).items()
    )
