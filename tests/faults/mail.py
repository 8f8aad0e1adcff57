"""Threats 77 and 78: a mail server that is away, refuses, hangs, or drops after the data; two senders at once."""

import re
import socketserver
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress

from tests.faults.house import House, inside, report, start, told
from tests.machine import free_port

ILL = {"4xx": 12, "5xx": 24, "hang": 36, "drop": 48}  # and the hour at which it is


class Stub(socketserver.ThreadingTCPServer):
    """A mail server that is ill in the way that it is told; it remembers what it took in full."""

    allow_reuse_address = daemon_threads = True
    mood = "well"

    def __init__(self, port: int):
        self.taken = []
        super().__init__(("127.0.0.1", port), Talk)


class Talk(socketserver.StreamRequestHandler):
    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def handle(self) -> None:
        with suppress(OSError):  # the sender went away
            self.talk()

    def talk(self) -> None:
        mood = self.server.mood
        if mood == "hang":
            time.sleep(60)
            return
        self.say("220 uji")
        while line := self.rfile.readline().strip().upper():
            verb = line.split()[0].decode()
            if verb == "QUIT":
                self.say("221 sampai jumpa")
                return
            if verb == "RCPT" and mood in ("4xx", "5xx"):
                self.say({"4xx": "451 coba lagi nanti", "5xx": "550 tidak diterima"}[mood])
            elif verb == "DATA":
                self.take_in(mood)
                if mood == "drop":
                    return
            else:
                self.say("250 ya")

    def take_in(self, mood: str) -> None:
        self.say("354 silakan")
        lines = []
        while (line := self.rfile.readline()).strip() != b".":
            lines.append(line.decode())
        self.server.taken.append(re.search(r"(?im)^Message-ID: *(.+?)\s*$", "".join(lines))[1])
        if mood != "drop":
            self.say("250 diterima")


@contextmanager
def stub(port: int):
    server = Stub(port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def ill_servers(made: House, *, short: bool) -> bool:
    """All reports are accepted while nobody takes mail; afterwards each mail is taken, after a drop twice at most."""
    count, port = (20 if short else 100), free_port()
    smtp = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port)}
    queued = inside(made, "queue", count)
    refused = inside(made, "deliver", 0, 2, 2, **smtp)  # nobody listens
    with stub(port) as server:
        tried = {}
        for mood, hour in ILL.items():
            server.mood = mood
            tried[mood] = inside(made, "deliver", hour, 0, 2 if short else 10, **smtp)["sent"]
        dropped = len(server.taken)
        server.mood = "well"
        done = inside(made, "deliver", 60, 24, 10, **smtp)
        times = Counter(server.taken)
    figures = f"{queued['queued']} antre dalam {queued['seconds']:.1f} detik; menolak {refused['sent']}, "
    figures += ", ".join(f"{mood} {sent}" for mood, sent in tried.items())
    figures += f" terkirim; lalu {len(times)} sampai, {done['left']} tersisa, paling banyak {max(times.values())} kali"
    passed = queued["queued"] == count == len(times) and not done["left"] and not refused["sent"]
    passed = passed and not any(tried.values()) and max(times.values()) <= 2 and dropped >= 1
    return report("server surel sakit", made, figures, passed=passed)


def two_senders(made: House, *, short: bool) -> bool:
    """Two processes over one queue: each mail once."""
    count, port = (40 if short else 400), free_port()
    smtp = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port)}
    inside(made, "queue", count)
    with stub(port) as server:
        senders = [start(made, "deliver", 0, 0, 10, **smtp) for _ in range(2)]
        done = [told(each)["sent"] for each in senders]
        times = Counter(server.taken)
    passed = sum(done) == len(times) == count and max(times.values()) == 1
    return report(
        "dua pengirim",
        made,
        f"{done} terkirim, {len(times)} surel, paling banyak {max(times.values())} kali",
        passed=passed,
    )
