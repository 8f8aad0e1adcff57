"""One process of `make hostile`: sends its share to the application, and tells what came back."""

import json
import logging
import os
import resource
import sys
import time
from io import BytesIO
from itertools import count, product
from pathlib import Path
from urllib.parse import quote_plus

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402  needs Django set up
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.utils import timezone  # noqa: E402

from complaints.forms import ticket  # noqa: E402
from config.wsgi import application  # noqa: E402
from tests.catalog.html_page import read  # noqa: E402
from tests.complaints.factories import make_filed  # noqa: E402
from tests.complaints.pages import ANSWERS, CASE, FILE, TRACK  # noqa: E402
from tests.hostile.words import JSON, NAUGHTY, forms, searches  # noqa: E402

PARAMETERS = ("q", "risiko", "sektor", "izin", "kbli", "hari", "urut", "hal", "kegiatan", "a", "b", "c", "status")
PARAMETERS += ("tahun", "layanan", "komponen", "diterima", "edisi", "lengkap", "standar", "x", "next")
ADDRESSES = [
    "/",
    "/layanan/",
    "/layanan/saran.json",
    "/layanan/umpan.atom",
    "/layanan/banding/",
    "/regulasi/",
    "/kbli/",
]
ADDRESSES += ["/pandu/", "/data/", "/data/layanan.csv", "/data/layanan.json", "/data/pengaduan.csv", "/sitemap.xml"]
ADDRESSES += ["/pengaduan/", FILE, TRACK, "/pengaduan/batas-waktu/", "/pengaduan/batas-waktu.json", "/privasi/"]
ADDRESSES += ["/pengaduan/statistik/", "/pengaduan/perkiraan/", "/pengaduan/perkiraan.json", "/masuk/", "/robots.txt"]
PATHS = ["/layanan/{}/", "/layanan/{}.json", "/layanan/{}/qr.svg", "/layanan/{}/riwayat/", "/layanan/{}/edisi/{}/"]
PATHS += [
    "/regulasi/{}/",
    "/regulasi/{}.json",
    "/kbli/{}/",
    "/naskah/{}/",
    "/petugas/kalender/{}.ics",
    "/{}",
    "/static/{}",
]
PATHS += ["/pengaduan/lacak/berkas/{}/", "/petugas/kasus/{}/", "/admin/{}/", "/pengaduan/{}/"]
SEARCHED = ("/layanan/", "/layanan/saran.json", "/data/layanan.json", "/regulasi/", "/kbli/")
TICKET = "TIKET"  # stands for one that the site has signed
STEPS = ("cari", "ubah", "periksa", "kirim")
FORMS = {
    FILE: {
        **ANSWERS,
        "service_words": "jahit",
        "component": "6",
        "email": "a@b.id",
        "formulir": TICKET,
        "langkah": "periksa",
    },
    TRACK: {"number": "PGD-2026-000001", "code": "ABCD-EFGH-JKLM-NPQR-S"},
    "/masuk/": {"username": "demo.admin", "password": "x", "next": "/admin/"},
    f"{CASE}tanggapan/": {"text": "a", "name": "b", "phone": "0812", "email": "c", "version": "1"},
    f"{CASE}penilaian/": {"is_settled": "ya", "reason": "a", "version": "1"},
}
FORM = "application/x-www-form-urlencoded"
OF_EACH = 10_000  # forms of each kind
SEARCHES = 50_000
IN_ALL = 200_500


def cookies(headers) -> str:
    return "; ".join(value.partition(";")[0] for name, value in headers if name == "Set-Cookie")


def encoded(pairs) -> str:
    return "&".join(
        f"{quote_plus(name, errors='surrogatepass')}={quote_plus(value, errors='surrogatepass')}"
        for name, value in pairs
    )


def asked_for():
    """Method, path, query string, body and its type of all requests, the dearest kinds among the others."""
    for address, name, value in product(ADDRESSES, PARAMETERS, NAUGHTY):
        yield "GET", address, encoded([(name, value)]), b"", ""
    for path, value in product(PATHS, NAUGHTY):
        yield "GET", path.format(value, value), "", b"", ""
    for number, words in enumerate(searches(SEARCHES)):
        yield "GET", SEARCHED[number % len(SEARCHED)], encoded([("q", words)]), b"", ""
    for address, fields in FORMS.items():
        for number, form in enumerate(forms(fields, OF_EACH)):
            pairs = [*form, ("langkah", STEPS[number % len(STEPS)])] if address == FILE else form
            yield "POST", address, "", encoded(pairs).encode(), FORM
    for address, text in product([*ADDRESSES, *FORMS], JSON):
        yield "POST", address, "", text.encode(errors="surrogatepass"), "application/json"
    for number, words in zip(count(), searches(IN_ALL, seed=3)):
        pairs = [(PARAMETERS[(number * 7 + each) % len(PARAMETERS)], words[each:]) for each in range(3)]
        yield "GET", ADDRESSES[number % len(ADDRESSES)], encoded(pairs), b"", ""


class Sender:
    """Sends requests and keeps what came back; a CSRF token is got as a browser would get it."""

    def __init__(self):
        self.statuses, self.wrong, self.logged, self.number = {}, [], [], 0
        handler = logging.Handler()
        handler.emit = self.note
        logging.getLogger().handlers = [handler]  # what is only a warning would fill the screen
        self.token, self.cookie = "", ""

    def note(self, record) -> None:
        if record.exc_info and record.levelno >= logging.ERROR:
            self.logged.append(f"{record.exc_info[0].__name__}: {record.exc_info[1]}")

    def send(self, method, path, query, body, kind) -> tuple[int, list, bytes]:
        started = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path.encode(errors="surrogatepass").decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1",
            # A house of its own every few requests: the limits of one address are not what is tried here.
            "REMOTE_ADDR": f"10.{self.number >> 18 & 255}.{self.number >> 10 & 255}.{self.number >> 2 & 255}",
            "HTTP_COOKIE": self.cookie,
            "HTTP_ACCEPT_ENCODING": "gzip" if self.number % 3 else "",
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            "wsgi.version": (1, 0),
        }
        answer = application(environ, lambda status, headers, *_: started.append((int(status[:3]), headers)))
        try:
            content = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        return *started[0], content

    def enter(self, number: str, code: str) -> None:
        """Take a token, and open the case of this number, as a browser does."""
        self.cookie = ""
        _, headers, content = self.send("GET", TRACK, "", b"", "")
        self.cookie = cookies(headers)
        page = read(type("Answer", (), {"content": content}))
        self.token = page.all("input", name="csrfmiddlewaretoken")[0]["value"]
        body = encoded([("csrfmiddlewaretoken", self.token), ("number", number), ("code", code)]).encode()
        _, headers, _ = self.send("POST", TRACK, "", body, FORM)
        self.cookie += f"; {cookies(headers)}"

    def go_on(self, method, path, query, body, kind) -> None:
        self.number += 1
        if kind == FORM:
            body += f"&csrfmiddlewaretoken={self.token}".encode()
        if TICKET.encode() in body:
            body = body.replace(TICKET.encode(), quote_plus(ticket.new_ticket().signed).encode())
        try:
            status, _, content = self.send(method, path, query, body, kind)
        except Exception as error:  # the server would answer 500
            status, content = type(error).__name__, str(error).encode()
        self.statuses[str(status)] = self.statuses.get(str(status), 0) + 1
        if not isinstance(status, int) or status >= 500 or self.logged or b"Traceback (most" in content:
            self.wrong.append(f"{status} {method} {path[:60]!r} {query[:80]!r} {body[:120]!r} {self.logged[:1]}")
            self.logged.clear()


def memory() -> float:
    """Megabytes of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024 / 1024


def main(share: int, processes: int, part: int) -> None:
    began, sender, early = time.monotonic(), Sender(), 0.0
    ticket.AT_LEAST = -1  # nobody waits three seconds here
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # a real one costs a fifth of a second
    get_user_model().objects.update(password=make_password("lain"))
    filed = make_filed(now=timezone.now(), received_on=timezone.localdate(), service_received_on=timezone.localdate())
    for place, request in enumerate(asked_for()):
        if place >= IN_ALL:
            break
        if place % processes != share or (place // processes) % part:
            continue
        if sender.number % 500 == 0:  # a visit ends after half an hour of silence
            sender.enter(filed.complaint.number, filed.code)
        sender.go_on(*request)
        if place >= IN_ALL / 10 and not early:
            early = memory()
    found = {"requests": sender.number, "statuses": sender.statuses, "wrong": sender.wrong[:50]}
    print(json.dumps({**found, "growth": memory() - early, "seconds": time.monotonic() - began}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
