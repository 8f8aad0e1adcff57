from django.core.management.base import BaseCommand
from django.utils import timezone

from complaints import emails


class Command(BaseCommand):
    help = "Mengirim surel yang antre. Boleh dijalankan berkali-kali dan bersamaan, misalnya setiap menit."

    def handle(self, **options):
        done = emails.deliver(now=timezone.now())
        if done.sent or done.failed or done.dead:
            self.stdout.write(f"Surel: {done.sent} terkirim, {done.failed} dicoba lagi nanti, {done.dead} gagal.")
