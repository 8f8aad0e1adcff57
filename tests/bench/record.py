"""The record over 40,000 cases of five events each, and the daily job over them: how long each command takes."""

import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import transaction  # noqa: E402  needs Django set up
from django.utils import timezone  # noqa: E402

from complaints import actions, chain  # noqa: E402
from complaints.models import Complaint, Event, Reminder  # noqa: E402
from complaints.rules.workflow import Action, Role  # noqa: E402
from tests.bench.desk import CASES, make_cases, prepare  # noqa: E402
from tests.complaints.desk import make_staff  # noqa: E402

EVENTS = [Event.FILED, Event.ASSIGNED, Action.REVIEW.value, Event.STUDIED, Action.FOLLOW_UP.value]


def run() -> None:
    prepare()
    for role in (Role.OFFICER, Role.MANAGER, Role.HEAD):
        make_staff(role, email=f"{role.value}@example.com")
    make_cases(CASES, running=0.02)
    make_events()
    now = timezone.now()
    print(f"  {CASES} laporan, {CASES * len(EVENTS)} peristiwa:")
    with transaction.atomic():
        timed("menyegel semua peristiwa", lambda: chain.seal(now=now))
    timed("verify_log", lambda: list(chain.flaws()))
    today = timezone.localdate(now)
    timed("remind, pertama kali", lambda: actions.remind(today, now=now))
    print(f"    {Reminder.objects.count()} pengingat")
    timed("remind, tidak ada yang baru", lambda: actions.remind(today, now=now))


def make_events() -> None:
    """A chain for each case, as ``actions`` would have written it."""
    now = timezone.now()

    def chained():
        for complaint in Complaint.objects.only("state").iterator():
            previous = ""
            for sequence, name in enumerate(EVENTS, start=1):
                facts = {"at": now, "role": Role.SYSTEM.value, "state": complaint.state, "sequence": sequence}
                event = Event(complaint=complaint, name=name, **facts)
                event.digest = previous = chain.digest(event, previous)
                yield event

    batch = []
    for event in chained():
        batch.append(event)
        if len(batch) == 5_000:
            Event.objects.bulk_create(batch)
            batch = []
    Event.objects.bulk_create(batch)


def timed(what: str, work) -> None:
    start = time.perf_counter()
    work()
    print(f"    {what}: {time.perf_counter() - start:.1f} s", flush=True)


if __name__ == "__main__":
    run()
