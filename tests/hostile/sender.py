"""The attacker of `make hostile`: sends everything over some connections, and tells what came back.

python -m tests.hostile.sender PORT PART LOG WORKER…: the workers are the server's, the log is what it writes. Ended by
hand it tells what it has seen until then.
"""

import os
import re
import signal
import sys
import threading
import time
from array import array
from collections import Counter
from contextlib import suppress
from itertools import count
from pathlib import Path
from urllib.parse import quote_plus

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402  needs Django set up
from django.contrib.auth.hashers import MD5PasswordHasher  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from complaints.forms import ticket  # noqa: E402
from complaints.models import Complaint  # noqa: E402
from tests.bench.serving import busy  # noqa: E402
from tests.complaints.factories import make_filed  # noqa: E402
from tests.complaints.pages import TRACK  # noqa: E402
from tests.faults.house import POSTGRESQL, SQLITE  # noqa: E402
from tests.hostile.asked import FORM, OFFICERS, TICKET, Asked, asked_for, encoded, how_many  # noqa: E402
from tests.hostile.wire import Broken, Connection, cookies  # noqa: E402

CONNECTIONS = 6  # as many as the server has threads on two cores
TURN = 100  # requests over one connection; with the next one the kernel may choose another worker
VISIT = 1_000  # requests, after which the attacker logs in anew: a visit ends after half an hour of silence
EVERY = 30  # seconds, after which it tells how far it is
EARLY, HALF = 0.1, 0.5  # shares of the whole at which the memory is looked at
MOST_GROWTH = 40  # MB of a worker, between its first tenth and its end
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
TRACEBACK = "Traceback (most recent call last)"
DATABASE = SQLITE if connection.vendor == "sqlite" else POSTGRESQL


class Attack:
    """What is sent over all connections, and what came back."""

    def __init__(self, port: int, part: int, workers: list[int]):
        self.port, self.workers, self.requests, self.wanted = port, workers, asked_for(part), how_many(part)
        self.lock, self.stopped, self.sent = threading.Lock(), threading.Event(), 0
        self.statuses, self.wrong, self.took, self.slowest = Counter(), [], array("d"), (0.0, "")
        self.cookies, self.token = {"": ""}, ""  # by officer; "" is the public
        self.memory, self.began = {}, time.monotonic()  # by share of the whole
        self.filed = make_filed(
            now=timezone.now(), received_on=timezone.localdate(), service_received_on=timezone.localdate()
        )
        get_user_model().objects.update(password=MD5PasswordHasher().encode("lain", "garam"))

    def run(self) -> None:
        self.enter()
        threads = [threading.Thread(target=self.send_on, daemon=True) for _ in range(CONNECTIONS)]
        for each in threads:
            each.start()
        told_at = time.monotonic()
        while any(each.is_alive() for each in threads):
            if self.stopped.wait(0.2):
                break  # whatever they still wait for
            for share in (EARLY, HALF):
                if share not in self.memory and self.sent >= self.wanted * share:
                    self.memory[share] = memories(self.workers)
            if time.monotonic() - told_at >= EVERY:
                told_at = time.monotonic()
                print(f"  {self.progress()}", flush=True)

    def send_on(self) -> None:
        """One connection, until there is nothing left to send."""
        wire, turn = Connection(self.port), count(1)
        while not self.stopped.is_set():
            if not next(turn) % TURN:
                wire.close()
            with self.lock:
                asked, number = next(self.requests, None), self.sent
                if asked is None:
                    return
                self.sent += 1
                if number % VISIT == VISIT - 1:
                    self.enter()
            began = time.monotonic()
            try:
                status, _, body = wire.ask(self.request(asked, number))
            except Broken as error:
                status, body = "putus", str(error).encode()
            if not self.stopped.is_set():  # else the server may have been ended with us
                self.note(asked, status, body, time.monotonic() - began)

    def note(self, asked: Asked, status: int | str, body: bytes, took: float) -> None:
        what = f"{status} {asked.method} {asked.path[:60]} {asked.query[:80]} {asked.body[:120]!r}"
        with self.lock:
            self.statuses[str(status)] += 1
            self.took.append(took)
            self.slowest = max(self.slowest, (took, what))
            if status == "putus" or status >= 500 or TRACEBACK.encode() in body:
                self.wrong.append(what)

    def request(self, asked: Asked, number: int) -> bytes:
        body, cookie = asked.body, self.cookies[asked.officer]
        if asked.kind == FORM:
            body += f"&csrfmiddlewaretoken={self.token}".encode()
        if TICKET.encode() in body:
            body = body.replace(TICKET.encode(), quote_plus(ticket.new_ticket().signed).encode())
        # A house of its own every few requests: the limits of one address are not what is tried here.
        house = f"10.{number >> 18 & 255}.{number >> 10 & 255}.{number >> 2 & 255}"
        lines = [f"{asked.method} {asked.path}{'?' if asked.query else ''}{asked.query} HTTP/1.1"]
        lines += [f"Host: 127.0.0.1:{self.port}", f"X-Real-IP: {house}", f"Cookie: {cookie}"]
        lines += ["Accept-Encoding: gzip"] if number % 3 else []
        lines += [f"Content-Type: {asked.kind}", f"Content-Length: {len(body)}"] if asked.method == "POST" else []
        return "\r\n".join([*lines, "", ""]).encode() + body

    def enter(self) -> None:
        """Take a token, open a case, and log officers in, each as a browser of its own does."""
        wire = Connection(self.port)
        _, head, page = wire.ask(self.request(Asked("GET", TRACK), self.sent))
        self.token, taken = TOKEN.search(page)[1].decode(), cookies(head)
        self.cookies[""] = "; ".join(taken)
        body = encoded([("number", self.filed.complaint.number), ("code", self.filed.code)]).encode()
        status, head, _ = wire.ask(self.request(Asked("POST", TRACK, "", body, FORM), self.sent))
        wire.close()
        if status != 302:
            raise RuntimeError(f"Kasusnya tidak terbuka: {status}")
        self.cookies[""] = "; ".join([*taken, *cookies(head)])
        for officer in OFFICERS.values():
            browser = Client()
            browser.force_login(get_user_model().objects.get(username=officer))
            self.cookies[officer] = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
        connection.close()  # each thread of ours would keep one

    def progress(self) -> str:
        seconds = time.monotonic() - self.began
        counts = ", ".join(f"{status}: {count}" for status, count in sorted(self.statuses.items()))
        return (
            f"{DATABASE}: {len(self.took)} dari {self.wanted} permintaan dalam {seconds:.0f} detik "
            f"({len(self.took) / seconds:.0f} per detik; {counts}), {len(self.wrong)} galat"
        )

    def finish(self, log: Path) -> bool:
        """Print all figures; returns whether everything was sent and nothing went wrong."""
        memory = [self.memory.get(EARLY, {}), self.memory.get(HALF, {}), memories(self.workers)]
        gone, failed = set(self.workers) - set(memory[-1]), errors(log.read_text(errors="replace"))
        growth = max((now - memory[0].get(pid, now) for pid, now in memory[-1].items()), default=0.0)
        stored = Complaint.objects.count() - 1  # without our own
        passed = not (self.wrong or gone or failed) and growth < MOST_GROWTH and stored
        is_whole = len(self.took) == self.wanted
        verdict = "LULUS" if is_whole else "DIHENTIKAN, sampai di sini baik" if self.stopped.is_set() else "GAGAL"
        took = sorted(self.took) or [0.0]
        site, ours = (seconds / len(took) * 1000 for seconds in (sum(map(busy, memory[-1])), time.process_time()))
        print(
            f"{verdict if passed else 'GAGAL'}  {self.progress()}, {len(failed)} traceback, {len(gone)} pekerja mati, "
            f"{stored} laporan tersimpan\n"
            f"  memori pekerja {' → '.join(f'{max(each.values()):.0f}' if each else '…' for each in memory)} MB "
            f"(sepersepuluh, setengah, akhir), bertambah {growth:.1f} MB\n"
            f"  CPU per permintaan: situs {site:.1f} ms, penyerang {ours:.2f} ms; "
            f"p99 {took[len(took) * 99 // 100]:.2f} detik\n  paling lama {took[-1]:.2f} detik: {self.slowest[1]}"
        )
        print(*(f"  {what}\n" for what in self.wrong[:20]), *failed[:3], sep="", end="", flush=True)
        return bool(passed and is_whole)


def errors(said: str) -> list[str]:
    """What the server's log tells of exceptions, but for those by which Django refuses a request (400)."""
    entries = re.split(r"^(?=\d{4}-\d\d-\d\d \d\d:)", said, flags=re.MULTILINE)
    return [each for each in entries if TRACEBACK in each and " django.security." not in each.partition("\n")[0]]


def memories(workers: list[int]) -> dict[int, float]:
    """Megabytes that each process has made its own by now; what is gone is left out."""
    found = {}
    for pid in workers:
        with suppress(OSError, IndexError):
            words = Path(f"/proc/{pid}/status").read_text().partition("RssAnon:")[2].split()
            found[pid] = int(words[0]) / 1024
    return found


def main(port: str, part: str, log: str, *workers: str) -> int:
    attack = Attack(int(port), int(part), list(map(int, workers)))
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: attack.stopped.set())
    attack.run()
    return 0 if attack.finish(Path(log)) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
