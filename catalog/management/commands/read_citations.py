from django.core.management.base import BaseCommand

from catalog import citations


class Command(BaseCommand):
    help = "Membaca ulang sitiran peraturan dari semua naskah dan edisi."

    def handle(self, **options):
        count = citations.write_all()
        self.stdout.write(f"Sitiran peraturan yang tercatat: {count}.")
