"""How long the catalogue's big steps take: the KBLI tree loaded, and a shared text changed for 1,500 standards."""

import os
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  needs Django set up
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from catalog import quality  # noqa: E402
from catalog.models import Edition, SharedText, Standard  # noqa: E402
from catalog.publishing import change_shared_text, publish  # noqa: E402
from catalog.quality.known import known, subject_of  # noqa: E402
from catalog.rules.quality import review  # noqa: E402
from catalog.rules.quality.lines import read  # noqa: E402
from catalog.rules.quality.review import _of_text  # noqa: E402
from catalog.rules.quality.spelling import usual_words  # noqa: E402
from config.prepare import collect_static  # noqa: E402

KBLI = Path(__file__).parents[3] / "shared" / "reference" / "kbli2020.csv"
STANDARDS = 1_500


def run() -> None:
    call_command("migrate", verbosity=0)
    collect_static()  # pages that are kept name their style sheet
    call_command("bootstrap")
    load_kbli()
    republish()
    check()


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
        drafts = Standard.objects.filter(current=None)
        quality.answer_as_printed(drafts, by=None, reason="Ukur.")
        for draft in drafts:
            publish(draft, by=None, change_note="Ukur.")
    text = SharedText.objects.get(component=14).text
    before = Edition.objects.count()
    start = time.perf_counter()
    change_shared_text(14, text=f"{text} Ukur.", by=None, change_note="Ukur.")
    seconds = time.perf_counter() - start
    made = Edition.objects.count() - before
    print(f"  {made} standar terbit ulang dalam {seconds:.2f} detik setelah teks baku berubah (sasaran ≤ 30)")


def check() -> None:
    """The quality checks over all standards; once with every text read for the first time, once as every night."""
    _of_text.cache_clear()
    read.cache_clear()
    usual_words()  # read once a process
    standard = Standard.objects.select_related("sector").last()
    told = known([standard.kbli_code], today=timezone.localdate())
    start = time.process_time()
    review(subject_of(standard), told)
    print(f"  Satu standar diperiksa, belum ada teksnya yang pernah dibaca: {milliseconds(start):.1f} ms CPU (≤ 20)")
    start = time.process_time()
    quality.check(standard)
    print(f"  Satu standar diperiksa dan temuannya disimpan, teksnya pernah dibaca: {milliseconds(start):.1f} ms CPU")
    start, begun = time.process_time(), time.perf_counter()
    number = quality.check_all()
    seconds = time.perf_counter() - begun
    print(
        f"  {number} standar diperiksa dalam {seconds:.1f} detik: {milliseconds(start) / number:.1f} ms CPU per standar"
    )


def milliseconds(start: float) -> float:
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    run()
