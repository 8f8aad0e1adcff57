import gc
import os
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from django.core.management.base import BaseCommand
from django.db import connection, connections

from catalog import pages
from catalog.batches import batches

SHARE = 100  # standards; fewer are not worth another process


class Command(BaseCommand):
    help = "Membuat ulang halaman terbit yang disimpan. Jalankan setelah kode, templat, gaya, atau setelan berubah."

    def add_arguments(self, parser):
        parser.add_argument("--missing", action="store_true", help="hanya yang belum tersimpan")

    def handle(self, *, missing, **options):
        start = time.monotonic()
        if missing and pages.is_complete():
            return
        if not missing:
            pages.take_all_away()
        self.stdout.write(f"{keep_all()} halaman disimpan dalam {time.monotonic() - start:.1f} detik.")


def keep_all() -> int:
    """Keep all pages, with as many processes as there are processors; returns how many addresses."""
    keys = list(pages.published())
    shares = list(batches(keys, SHARE))
    if len(shares) < 2:
        return pages.keep(keys)
    let_go_of_the_database()
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:  # they have all that is loaded
        return sum(pool.map(keep_share, shares))


def let_go_of_the_database() -> None:
    """Before processes are forked: a connection, and the thread that looks after PostgreSQL's, is for one alone."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()


def keep_share(keys: list[int]) -> int:
    gc.freeze()  # all that is loaded stays, so it need not be looked through for rubbish again and again
    gc.set_threshold(50_000)
    return pages.keep(keys)
