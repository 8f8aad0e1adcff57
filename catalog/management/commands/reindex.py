from django.core.management.base import BaseCommand

from catalog.list_index import relist_all
from catalog.search.index import reindex


class Command(BaseCommand):
    help = "Membuat ulang indeks pencarian. Perlu setelah kode KBLI dimuat, atau data diubah langsung di basis data."

    def handle(self, **options):
        relist_all()
        self.stdout.write(f"Indeks pencarian dibuat ulang: {reindex()} standar.")
