import sys

from django.core.management.base import BaseCommand

from complaints import chain
from complaints.models import Complaint, Event, Seal


class Command(BaseCommand):
    help = (
        "Memeriksa rantai peristiwa semua laporan dan segelnya. Menyebut baris pertama yang berubah pada tiap rantai; "
        "kode keluar 1 bila ada yang berubah atau hilang."
    )

    def handle(self, **options):
        flaws = 0
        for flaw in chain.flaws():
            flaws += 1
            self.stderr.write(f"{flaw.place}: {flaw.what}")
        if flaws:
            self.stderr.write(f"Catatan tidak utuh: {flaws} temuan. Bandingkan dengan cadangan terakhir.")
            sys.exit(1)
        counted = [model.objects.count() for model in (Event, Complaint, Seal)]
        self.stdout.write("Catatan utuh: {} peristiwa dari {} laporan, {} segel.".format(*counted))
