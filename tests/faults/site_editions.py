"""What a fault does to publications inside a site; tests/faults/site.py calls it, with Django set up."""

import os
import random
import re
import signal
import time
from wsgiref.util import setup_testing_defaults

from django.db import connection, connections

from catalog.models import Standard
from catalog.publishing import publish
from catalog.rules.components import COMPONENTS
from tests.catalog.factories import edit, make_published

TEXTS = ("product", *(component.key for component in COMPONENTS))


def version(number: int) -> dict[str, str]:
    return dict.fromkeys(TEXTS, f"Versi {number}.")


def publications(times: int) -> dict:
    """Publishes one version after the other in a process that is killed; what can be seen each time."""
    standard, chance, seen = make_published(**version(0)), random.Random(7), {"mixed": 0, "stale": 0}
    for _ in range(times):
        leave_database()
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            publish_on(standard, writing)
        os.close(writing)
        os.read(reading, 1)  # after the first publication
        time.sleep(chance.uniform(0, 0.15))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        look(standard, seen)
    numbers = list(standard.editions.order_by("number").values_list("number", flat=True))
    gaps = len(set(range(1, len(numbers) + 1)) ^ set(numbers))
    return {"kills": times, "editions": len(numbers), "gaps": gaps, **seen}


def leave_database() -> None:
    """So that a child makes connections of its own."""
    connections.close_all()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def publish_on(standard: Standard, told: int) -> None:
    number = standard.editions.count()
    while True:
        number += 1
        publish(edit(standard, **version(number)), by=None, change_note=f"Ganti ke {number}.")
        os.write(told, b".")


def look(standard: Standard, seen: dict) -> None:
    standard.refresh_from_db()
    for stored in (standard, *standard.editions.order_by("-number")[:20]):
        seen["mixed"] += len({getattr(stored, name) for name in TEXTS}) != 1
    shown = set(re.findall(r"Versi \d+\.", page(f"/layanan/{standard.slug}/")))
    seen["mixed"] += len(shown) != 1
    seen["stale"] += shown != {standard.current.product}


def page(path: str) -> str:
    """What the server would answer, kept pages included."""
    from config.wsgi import application

    environ = {"PATH_INFO": path, "HTTP_HOST": "127.0.0.1"}
    setup_testing_defaults(environ)
    return b"".join(application(environ, lambda *_: None)).decode()
