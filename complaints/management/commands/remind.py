from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from complaints import actions, chain, limits


class Command(BaseCommand):
    help = (
        "Pekerjaan harian: pengingat dan ringkasan kepada petugas, permohonan maaf kepada pelapor, segel peristiwa. "
        "Boleh dijalankan berkali-kali, bersamaan, dan setelah terlewat: yang sudah disampaikan tidak diulang."
    )

    def handle(self, **options):
        now = timezone.now()
        today = timezone.localdate(now)
        told = actions.remind(today, now=now)
        apologies = actions.queue_overdue_apologies(today, now=now)
        with transaction.atomic():
            seal = chain.seal(now=now)
        limits.forget_past(now=now)
        self.stdout.write(
            f"Pengingat: {told.reminders} baru, {told.digests} ringkasan, {apologies} permohonan maaf; "
            + (f"{seal.events} peristiwa disegel." if seal else "tidak ada peristiwa baru untuk disegel.")
        )
