import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from complaints import actions
from complaints.calendar import CalendarChange, Move, moved_by, office_calendar
from complaints.holiday_csv import HolidayFileError, read_holidays
from complaints.rules.deadlines import Holiday, HolidayKind
from complaints.rules.terms import in_words


class Command(BaseCommand):
    help = "Memuat hari libur dari CSV (date,name,kind, boleh juga decree) dan menggeser batas jawaban yang terbuka."

    def add_arguments(self, parser):
        parser.add_argument("csv", type=Path)
        parser.add_argument("--decree", default="", help="dasar (SKB) untuk baris yang tidak menyebutnya")
        parser.add_argument("--dry-run", action="store_true", help="hanya tampilkan apa yang akan berubah")
        parser.add_argument(
            "--confirm",
            type=int,
            action="append",
            default=[],
            metavar="TAHUN",
            help="daftar tahun ini lengkap dan cocok dengan SKB; hari libur lain di tahun itu dihapus",
        )

    def handle(self, *, csv, decree, dry_run, confirm, **options):
        try:
            change = change_from(read_holidays(csv, decree=decree), confirm=frozenset(confirm), decree=decree)
        except HolidayFileError as error:
            for message in error.messages:
                self.stderr.write(message)
            self.stderr.write("Tidak ada hari libur yang dimuat.")
            sys.exit(1)
        self.stdout.write(("Akan berubah: " if dry_run else "") + counted(change))
        moves = moved_by(change) if dry_run else actions.change_calendar(change, by=None, now=timezone.now())
        for move in moves:
            self.stdout.write(in_a_line(move))


def change_from(holidays: tuple[Holiday, ...], *, confirm: frozenset[int], decree: str) -> CalendarChange:
    """What loading this list changes. In a confirmed year it is the whole list, but for the office's own closures.

    A decree that is on record stays where the list names none. Raises HolidayFileError.
    """
    if missing := confirm - {holiday.date.year for holiday in holidays}:
        raise HolidayFileError(f"Berkas ini tidak memuat hari libur tahun {', '.join(map(str, sorted(missing)))}.")
    stored = {(each.date, each.kind): each for each in office_calendar().holidays}
    listed = {(each.date, each.kind): each for each in holidays}
    others = [key for key in stored if key not in listed and key[1] is not HolidayKind.OFFICE_CLOSURE]
    put = {key: _with_decree_on_record(holiday, stored.get(key)) for key, holiday in listed.items()}
    return CalendarChange(
        put=tuple(holiday for key, holiday in put.items() if stored.get(key) != holiday),
        remove=tuple(key for key in others if key[0].year in confirm),
        confirm=confirm,
        decree=decree,
    )


def _with_decree_on_record(holiday: Holiday, stored: Holiday | None) -> Holiday:
    decree = holiday.decree or (stored.decree if stored else "")
    return Holiday(holiday.date, holiday.name, holiday.kind, decree)


def counted(change: CalendarChange) -> str:
    confirmed = ", ".join(map(str, sorted(change.confirm))) or "tidak ada"
    return f"{len(change.put)} hari baru atau diperbarui, {len(change.remove)} dihapus; tahun dipastikan: {confirmed}."


def in_a_line(move: Move) -> str:
    return f"{move.complaint.number}: batas jawaban {in_words(move.old)} → {in_words(move.new)}"
