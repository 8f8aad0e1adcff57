"""Threats 69 and 74–76: a full disk, a lock that is held, a database that is gone, many writers, a clock gone wrong."""

import signal
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from types import SimpleNamespace

from tests.catalog.html_page import read
from tests.complaints.pages import ANSWERS, FILE, form_of, values_of
from tests.faults.house import House, inside, report, start, told, whole
from tests.server import running_site

WRITERS = 16
# What tests/faults/site_disk.py finds.
ALL_WELL = {"full": 503, "kept": True, "half": 0, "page": 200, "again": 200, "stored": 1, "integrity": "ok"}


def writers(made: House, *, short: bool) -> bool:
    """Sixteen processes file for five minutes (in short six for 8 seconds): nobody is told "locked"."""
    count, seconds = (6, 8) if short else (WRITERS, 300)
    began = [start(made, "write", seconds) for _ in range(count)]
    done = [told(each) for each in began]
    wrong = sum((Counter(each["wrong"]) for each in done), Counter())
    is_whole, figures = whole(made, [key for each in done for key in each["acknowledged"]])
    passed = is_whole and not wrong
    return report(f"{count} penulis {seconds} detik", made, f"{wrong['locked']} locked, {figures}", passed=passed)


def disk_full(made: House, *, short: bool) -> bool:
    """The database can take no page more, 5 times (once in short): 503 with the text kept, pages readable, and
    afterwards all is well."""
    times, server = (1 if short else 5), made.postgres.pid() if made.postgres else 0
    found = [inside(made, "disk_full", server) for _ in range(times)]
    figures = ", ".join(f"{name} {' '.join(sorted({str(each[name]) for each in found}))}" for name in found[0])
    passed = all(each == ALL_WELL for each in found)
    return report("disk penuh", made, f"{times} kali: {figures}", passed=passed)


def clock(made: House, *, short: bool) -> bool:
    """The clock jumps back and forth 100 times (once in short) between reports: numbers grow, the record is whole."""
    found = inside(made, "clock", 1 if short else 100)
    figures = f"{found['jumps']} kali, {found['filed']} laporan, {found['fallen']} nomor tidak naik, "
    figures += f"{found['flaws']} cacat catatan"
    passed = found["filed"] == 2 * found["jumps"] + 1 and not (found["fallen"] or found["flaws"])
    return report("jam mundur sehari", made, figures, passed=passed)


def lock_held(made: House, *, short: bool) -> bool:
    """A process holds the lock for 30 seconds: who files is told to come back, or is served when it is free again.

    For 6 in short, where all are served: they wait for 20.
    """
    with running_site(**site_of(made)) as address:
        ready = [filled_form(address) for _ in range(3)]
        holder = start(made, "hold", 6 if short else 30)
        holder.stdout.readline()
        answers, reads = [], []
        senders = [threading.Thread(target=lambda form=form: answers.append(send(address, form))) for form in ready]
        for each in senders:
            each.start()
        for _ in range(10):
            reads.append(get(f"{address}/pengaduan/")[0])
            time.sleep(0.2)
        for each in senders:
            each.join()
        holder.communicate()
        before = accepted(made)
        again = [send(address, form) for form in ready]  # the same forms once more: nothing is stored twice
    statuses = sorted(status for status, _, _ in answers)
    kept = all(ANSWERS["story"].splitlines()[0] in text for status, text, _ in answers if status == 503)
    told_when = all(retry for status, _, retry in answers if status == 503)
    stored = accepted(made)
    figures = f"jawaban {statuses}, isian kembali: {kept}, halaman {sorted(set(reads))}, sesudahnya "
    figures += f"{[status for status, _, _ in again]}, {before} lalu {stored} tersimpan dari {len(ready)}"
    passed = set(statuses) <= {200, 503} and kept and told_when and set(reads) == {200}
    passed = passed and [status for status, _, _ in again] == [200] * len(ready) and stored == len(ready)
    return report(f"kunci dipegang {6 if short else 30} detik", made, figures, passed=passed)


def database_gone(made: House, *, short: bool) -> bool:
    """PostgreSQL is away for a minute (short: 5 seconds) under load: 503 alone, and none 5 seconds after its return."""
    server, statuses, stop = made.postgres, [], threading.Event()

    def visit(address):
        while not stop.is_set():
            at = time.monotonic()
            statuses.append((at, get(f"{address}/layanan/?q=jahit", seconds=90)[0]))
            time.sleep(0.05)

    with running_site(**site_of(made)) as address:
        visitors = [threading.Thread(target=visit, args=(address,)) for _ in range(3)]
        for each in visitors:
            each.start()
        time.sleep(2)
        gone = time.monotonic()
        server.end(signal.SIGINT)
        time.sleep(5 if short else 60)
        server.start()
        back = time.monotonic()
        time.sleep(7 if short else 10)
        stop.set()
        for each in visitors:
            each.join()
    seen = {status for _, status in statuses}
    late = [status for at, status in statuses if at > back + 5 and status != 200]
    before = [status for at, status in statuses if at < gone - 1 and status != 200]
    figures = f"{len(statuses)} permintaan, {sum(status == 503 for _, status in statuses)} dijawab 503, "
    figures += f"status {sorted(seen)}, {len(late)} galat sesudah 5 detik pulih"
    return report("basis data hilang", made, figures, passed=seen <= {200, 503} and not late and not before)


def site_of(made: House) -> dict[str, str]:
    return {name: made.environment[name] for name in ("DATA_DIR", "DATABASE_URL", "TMPDIR")}


def accepted(made: House) -> int:
    return inside(made, "found", given=[])["stored"]


def get(address: str, data: dict | None = None, cookie: str = "", seconds: int = 60):
    """Status, text and headers; 0 when there was no answer."""
    body = urllib.parse.urlencode(data).encode() if data else None
    request = urllib.request.Request(address, body, {"Cookie": cookie})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), error.headers
    except OSError:
        return 0, "", {}


def page_of(text: str):
    return read(SimpleNamespace(content=text.encode()))


def filled_form(address: str) -> tuple[dict[str, str], str]:
    """A form that was checked and waits to be sent, and the cookie that goes with it."""
    _, text, headers = get(f"{address}{FILE}")
    cookie = headers.get("Set-Cookie", "").partition(";")[0]
    values = {**values_of(form_of(page_of(text), FILE)), **ANSWERS, "langkah": "periksa"}
    _, text, _ = get(f"{address}{FILE}", values, cookie)
    values = {**values_of(form_of(page_of(text), FILE)), "langkah": "kirim"}
    time.sleep(3.1)
    return values, cookie


def send(address: str, form: tuple[dict[str, str], str]) -> tuple[int, str, str]:
    """Status, text and Retry-After of the answer to a form that is sent."""
    status, text, headers = get(f"{address}{FILE}", form[0], form[1], seconds=90)
    return status, text, headers.get("Retry-After", "")
