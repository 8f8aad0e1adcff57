"""The chain of events: proof that what is recorded of a complaint was not changed afterwards.

Each event's digest is keyed (the key is not in the database) and covers the event and the digest before it, complaint
by complaint, so that people who file at once need not wait for each other. What the chain of one complaint cannot show,
that its last events or the whole of it are gone, the daily seals show.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import connection
from django.db.models import Max

from complaints.codes import keyed_digest
from complaints.models import Event, Seal

CHAIN, SEAL = "complaints.event", "complaints.seal"


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first row of its chain that is not as it was written."""

    place: str  # "peristiwa 17 (PGD-2026-000004)"
    what: str


def digest(event: Event, previous: str) -> str:
    """The digest that the event must have after one with the digest ``previous`` ("" for the first of a complaint)."""
    facts = [
        previous,
        event.complaint_id,
        event.sequence,
        event.name,
        event.at.astimezone(dt.UTC).isoformat(),
        event.role,
        event.actor_id,
        event.state,
        event.data,
    ]
    return keyed_digest(CHAIN, json.dumps(facts, sort_keys=True, ensure_ascii=False))


def seal(*, now: dt.datetime) -> Seal | None:
    """Seal the events since the last seal; None when there are none. For the daily job, in a transaction."""
    _await_writers()
    last = Seal.objects.order_by("last_event").last()
    upto = Event.objects.aggregate(upto=Max("pk"))["upto"] or 0
    if upto <= (last.last_event if last else 0):
        return None
    number, value = _digest_between(last, upto)
    return Seal.objects.create(last_event=upto, events=number, digest=value, made_at=now)


def flaws() -> Iterator[Flaw]:
    """What is not as it was written: of each complaint the first event, then the seals."""
    events = Event.objects.order_by("complaint_id", "sequence").iterator(chunk_size=2_000)
    for _, chain in groupby(events, key=lambda event: event.complaint_id):
        if broken := _first_broken(chain):
            yield Flaw(f"peristiwa {broken.pk} ({broken.complaint.number})", "tidak sesuai dengan sidiknya")
    previous = None
    for sealed in Seal.objects.order_by("last_event"):
        if (sealed.events, sealed.digest) != _digest_between(previous, sealed.last_event):
            after = previous.last_event if previous else 0
            yield Flaw(f"segel {sealed.pk}", f"ada peristiwa {after + 1}–{sealed.last_event} yang hilang atau berubah")
        previous = sealed


def _await_writers() -> None:
    """Let nobody hold an event that is numbered but not committed yet, nor make a seal at the same time.

    It would be missing from the seal, and look as if it had been put in later. On SQLite who writes is alone.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE complaints_event, complaints_seal IN SHARE ROW EXCLUSIVE MODE")


def _first_broken(chain: Iterator[Event]) -> Event | None:
    previous, broken = "", None
    for expected, event in enumerate(chain, start=1):
        if broken is None and (event.sequence != expected or event.digest != digest(event, previous)):
            broken = event
        previous = event.digest
    return broken


def _digest_between(previous: Seal | None, upto: int) -> tuple[int, str]:
    """How many events there are since the seal ``previous``, and the digest over them and it."""
    events = Event.objects.filter(pk__gt=previous.last_event if previous else 0, pk__lte=upto)
    rows = list(events.order_by("pk").values_list("pk", "digest"))
    return len(rows), keyed_digest(SEAL, json.dumps([previous.digest if previous else "", rows]))
