"""How long the catalogue's big steps take: the KBLI tree loaded, and a shared text changed for 1,500 standards."""

import os
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  needs Django set up
from django.db import transaction  # noqa: E402

from catalog.models import Edition, SharedText, Standard  # noqa: E402
from catalog.publishing import change_shared_text, publish  # noqa: E402

KBLI = Path(__file__).parents[3] / "shared" / "reference" / "kbli2020.csv"
STANDARDS = 1_500


def run() -> None:
    call_command("migrate", verbosity=0)
    call_command("bootstrap")
    load_kbli()
    republish()


def load_kbli() -> None:
    if not KBLI.exists():
        print(f"  {KBLI.name}: tidak diukur, berkas tidak ditemukan di {KBLI.parent}")
        return
    start = time.perf_counter()
    call_command("load_kbli", str(KBLI), verbosity=0)
    print(f"  2.710 kode KBLI dimuat dalam {time.perf_counter() - start:.2f} detik (sasaran ≤ 5)")


def republish() -> None:
    draft = Standard.objects.first()
    with transaction.atomic():
        for number in range(STANDARDS - Standard.objects.count()):
            draft.pk, draft.current, draft._state.adding = None, None, True
            draft.annex_number, draft.slug = 1_000 + number, f"uji-{number}"
            draft.save()
            publish(draft, by=None, change_note="Ukur.")
    text = SharedText.objects.get(component=14).text
    before = Edition.objects.count()
    start = time.perf_counter()
    change_shared_text(14, text=f"{text} Ukur.", by=None, change_note="Ukur.")
    seconds = time.perf_counter() - start
    made = Edition.objects.count() - before
    print(f"  {made} standar terbit ulang dalam {seconds:.2f} detik setelah teks baku berubah (sasaran ≤ 30)")


if __name__ == "__main__":
    run()
