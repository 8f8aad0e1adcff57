from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from complaints.management.demo_cases import CASES
from complaints.management.demo_stage import NoStaff, Stage
from complaints.roles import STAFF


class Command(BaseCommand):
    help = (
        "Membuat satu laporan contoh untuk setiap keadaan yang menarik, dengan tanggal relatif terhadap hari ini. "
        "Contoh yang sudah ada tidak dibuat lagi. Tidak berjalan di produksi."
    )

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Contoh hanya untuk mencoba situs; di produksi tidak dibuat.")
        stage = Stage(timezone.now())
        self.refuse_without_staff(stage)
        made = sum(self.show(stage, title, number) for number, title in enumerate(CASES, start=1))
        self.stdout.write(f"{made} contoh dibuat." if made else "Semua contoh sudah ada; tidak ada yang ditambahkan.")

    def refuse_without_staff(self, stage: Stage) -> None:
        try:
            for role in STAFF:
                stage.staff(role)
        except NoStaff as error:
            raise CommandError(
                f"Belum ada akun dalam kelompok “{error}”. Jalankan `make run` satu kali, atau buat akunnya dulu."
            ) from error

    def show(self, stage: Stage, title: str, number: int) -> bool:
        """Make the example unless it is there, and print where to find it; returns whether it was made."""
        stage.begin(title, number)
        known = stage.made_before()
        if not known:
            CASES[title](stage)
            stage.begin(title, number)
        if found := known or stage.made_before():
            self.stdout.write(f"{found.number}  {stage.code}  {title}")
        else:
            self.stdout.write(f"(tidak ada hari ini)  {title}")
        return bool(found and not known)
