"""What tests ask of the pages that are kept."""

import datetime as dt

from catalog.models import StoredPage
from catalog.publishing import publish
from config.wsgi import django as all_of_django
from tests.catalog.factories import edit
from tests.catalog.wsgi import ask

NOON = dt.datetime(2026, 11, 20, 5, tzinfo=dt.UTC)
TOMORROW = dt.date(2026, 11, 21)
SITE = {"/", "/layanan/", "/kbli/", "/pandu/", "/data/"}
CITES = "1. Peraturan Pemerintah Nomor 5 Tahun 2021."


def kept() -> set[str]:
    return set(StoredPage.objects.values_list("path", flat=True))


def stale() -> list[str]:
    """The kept pages that Django would answer otherwise now."""
    return [path for path in kept() if ask(path) != ask(path, app=all_of_django)]


def of(standard, *numbers) -> set[str]:
    own = f"/layanan/{standard.slug}/"
    return {own, *(f"{own}edisi/{number}/" for number in numbers)}


def revise(standard):
    publish(edit(standard), by=None, change_note="Syarat baru.")
