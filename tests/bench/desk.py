"""The officers' desk with 40,000 cases: how long each of its pages takes, and how many queries.

The cases are made in bulk, spread as in an office that has worked for some years; what is measured is the whole request
through Django, as the officer who sees most asks it, without the network, in a process that has settled as one that
serves (config/wsgi.py). What a page without work takes is the machine's own noise; the first request of each page is
that of a new process.
"""

import datetime as dt
import os
import random
import time
from functools import cache

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402  needs Django set up
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import F  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from catalog.models import Standard  # noqa: E402
from complaints import tally  # noqa: E402
from complaints.calendar import office_calendar  # noqa: E402
from complaints.models import AnswerDraft, Complaint, Referral, Reporter, Study  # noqa: E402
from complaints.rules.channels import Channel  # noqa: E402
from complaints.rules.deadlines import response_due_on  # noqa: E402
from complaints.rules.intake import FilingKind  # noqa: E402
from complaints.rules.workflow import Outcome, Role, State  # noqa: E402
from tests.complaints.desk import make_staff  # noqa: E402

CASES = 40_000
ROUNDS = 100
SLOWEST, MOST_QUERIES = 50, 12  # the goal: milliseconds at p99, queries
DAYS = 3 * 365  # since the first case
STORY = "Berkas saya sudah lengkap sejak dua minggu lalu, tetapi izinnya belum terbit dan tidak ada penjelasan. " * 5
CLOSED = (State.CLOSED, State.CLOSED, State.CLOSED, State.SUGGESTION, State.NOT_COMPETENT, State.WITHDRAWN)
RUNNING = (State.RECEIVED, State.AWAITING_COMPLETION, State.UNDER_REVIEW, State.FOLLOWED_UP, State.ANSWERED)


def run() -> None:
    prepare()
    for running in (0.02, 1.0):
        empty()
        make_cases(CASES, running=running)
        print(
            f"  {CASES} laporan, {round(running * 100)}% di antaranya belum ditutup "
            f"(sasaran p99 ≤ {SLOWEST} ms, ≤ {MOST_QUERIES} kueri; yang pertama di proses baru di sebelah kanan):"
        )
        measure(PAGES)


def prepare() -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    call_command("bootstrap", verbosity=0)
    call_command("load_office_calendar", verbosity=0)


def empty() -> None:
    """Only what ``make_cases`` made; it leaves no event that a guard would keep."""
    for model in (AnswerDraft, Referral, Study, Reporter, Complaint):
        model.objects.all().delete()


def make_cases(count: int, *, running: float, seed: int = 1) -> None:
    """So many cases of the last three years, as rows; ``running`` is the share of those that are not closed."""
    rng, now = random.Random(seed), timezone.now()
    today, calendar = timezone.localdate(now), office_calendar()
    officers = [make_staff(Role.OFFICER, username=f"ukur-petugas-{place}") for place in range(4)]
    standards = list(Standard.objects.published().select_related("current"))
    due = {}

    def case(place: int) -> Complaint:
        is_running = place >= count * (1 - running)
        age = rng.randrange(30 if running < 0.5 else DAYS) if is_running else 30 + (count - place) * DAYS // count
        received = today - dt.timedelta(days=age)
        due.setdefault(received, response_due_on(received, calendar))
        state = rng.choice(RUNNING if is_running else CLOSED)
        standard = rng.choice([*standards, None])
        return Complaint(
            form_digest=f"ukur-{seed}-{running}-{place}",
            code_digest="-" * 64,
            year=received.year,
            kind=rng.choice([FilingKind.COMPLAINT] * 4 + [FilingKind.SUGGESTION]).value,
            state=state.value,
            channel=rng.choice(list(Channel)).value,
            received_on=received,
            logged_at=now - dt.timedelta(days=max(0, age - rng.choice([0, 0, 0, 2]))),
            response_due_on=due[received],
            answered_on=received if state in (State.ANSWERED, State.CLOSED) else None,
            closed_on=None if is_running else min(due[received], today),
            standard=standard,
            edition=standard.current if standard else None,
            service_note="" if standard else "warung",
            component=rng.choice([None, 1, 2, 3, 4, 9]),
            story=f"{STORY} {rng.choice(['jahit', 'warung', 'gudang'])} {place}",
            assignee=rng.choice([*officers, None]),
            level=rng.choice([Role.OFFICER] * 8 + [Role.MANAGER]).value,
            outcome=rng.choice(["", *(each.value for each in Outcome)]),
        )

    cases = Complaint.objects.bulk_create((case(place) for place in range(count)), batch_size=1_000)
    Reporter.objects.bulk_create(
        (
            Reporter(
                complaint=each,
                name=f"Pelapor Contoh {each.pk % 9_000}",
                email=f"{each.pk % 9_000}@example.com",
                handle=f"@contoh{each.pk % 9_000}" if each.pk % 5 == 0 else "",
            )
            for each in cases
        ),
        batch_size=1_000,
    )
    working = [each for each in cases if each.state in {state.value for state in RUNNING}]
    facts = {"written_at": now, "written_by": officers[0]}
    AnswerDraft.objects.bulk_create(
        AnswerDraft(complaint=each, text="Konsep.", needs_check=True, **facts) for each in working[:200]
    )
    Referral.objects.bulk_create(
        Referral(complaint=each, agency="Dinas", expected_on=today - dt.timedelta(days=3), **facts)
        for each in working[-200:]
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    call_command("count_reports", verbosity=0)
    tally._KEPT.clear()


# Each page by name: function that takes the officer's client. Other parts of the desk add theirs.
PAGES = {
    "derau mesin: robots.txt": lambda client: client.get("/robots.txt"),
    "meja kerja, semua": lambda client: client.get("/petugas/?milik=semua"),
    "meja kerja, milik saya": lambda client: client.get("/petugas/?milik=saya"),
    "meja petugas, miliknya": lambda _: officer().get("/petugas/"),
    "semua laporan": lambda client: client.get("/petugas/kasus/"),
    "halaman 100": lambda client: client.get("/petugas/kasus/?hal=100"),
    "menurut batas": lambda client: client.get("/petugas/kasus/?urut=batas"),
    "belum ditutup, batas": lambda client: client.get("/petugas/kasus/?status=berjalan&urut=batas"),
    "terlambat": lambda client: client.get("/petugas/kasus/?tugas=terlambat"),
    "menunggu pelapor": lambda client: client.get("/petugas/kasus/?tugas=menunggu-pelapor"),
    "empat saringan": lambda client: client.get("/petugas/kasus/?kanal=wa&komponen=3&jenis=pengaduan&status=selesai"),
    "kata dalam cerita": lambda client: client.get("/petugas/kasus/?q=gudang"),
    "menurut pelapor": lambda client: client.post("/petugas/kasus/pelapor/", {"pelapor": "Pelapor Contoh 7"}),
    "laporan bulan ini": lambda client: client.get(f"/petugas/laporan/?periode={timezone.localdate():%Y-%m}"),
    "laporan tahun ini": lambda client: client.get(f"/petugas/laporan/?periode={timezone.localdate():%Y}"),
    "tahun, satu berubah": lambda client: changed(client, f"/petugas/laporan/?periode={timezone.localdate():%Y}"),
    "statistik umum": lambda client: client.get("/pengaduan/statistik/"),
    "data pengaduan.csv": lambda client: client.get("/data/pengaduan.csv"),
    "formulir catat": lambda client: client.get("/petugas/catat/"),
    "periksa catatan": lambda client: client.post("/petugas/catat/", TOLD),
}
TOLD = {
    "channel": "loket-mpp",
    "arrived_on": f"{dt.date.today():%Y-%m-%d}",
    "received_by": "Petugas",
    "service": "tidak-tahu",
    "is_waiting": "on",
    "story": STORY,
    "name": "Pelapor Contoh 7",
    "email": "7@example.com",
    "langkah": "periksa",
}


def changed(client, address: str):
    """The page after a report of this month was changed, which makes its month be counted anew."""
    newest = Complaint.objects.order_by("-received_on").values_list("pk", flat=True)[:1]
    Complaint.objects.filter(pk__in=list(newest)).update(version=F("version") + 1)
    return client.get(address)


@cache
def officer() -> Client:
    """One of those who handle the cases."""
    return entered(make_staff(Role.OFFICER, username="ukur-petugas-0"))


def entered(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def measure(pages) -> None:
    client = entered(make_staff(Role.MANAGER, username="ukur-pejabat"))
    officer()
    from config.wsgi import settle  # after the settings are ours

    settle()
    for name, ask in pages.items():
        first = timed(ask, client)
        with CaptureQueriesContext(connection) as captured:
            answer = ask(client)
            queries = len(captured)
        if answer.status_code != 200:
            raise SystemExit(f"{name}: {answer.status_code}")
        busy = time.process_time()
        took = sorted(timed(ask, client) for _ in range(ROUNDS))
        busy = (time.process_time() - busy) / ROUNDS
        slow = took[-1 - ROUNDS // 100] * 1000
        print(
            f"    {name:<24} p50 {took[ROUNDS // 2] * 1000:>6.1f} ms  p99 {slow:>6.1f} ms"
            f"  CPU {busy * 1000:>5.1f} ms  {queries:>2} kueri  pertama {first * 1000:>6.1f} ms"
            f"{'' if slow <= SLOWEST and queries <= MOST_QUERIES else '  ← di luar sasaran'}",
            flush=True,
        )


def timed(ask, client) -> float:
    start = time.perf_counter()
    ask(client)
    return time.perf_counter() - start


if __name__ == "__main__":
    run()
