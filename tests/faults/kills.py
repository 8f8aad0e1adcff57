"""Threats 72 and 83: kill -9 at random moments, of those who file, of the database, of a worker that serves."""

import os
import random
import signal
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import psycopg

from tests.faults.house import House, report, start, told, whole
from tests.server import running_site


def kills(made: House, *, short: bool) -> bool:
    """Processes that file are killed, 200 times (8 in short): what they had acknowledged is there, whole."""
    done = told(start(made, "kills", 8 if short else 200))
    is_whole, figures = whole(made, done["acknowledged"])
    return report("kill -9 saat melapor", made, f"{done['kills']} kali, {figures}", passed=is_whole)


def database_killed(made: House, *, short: bool) -> bool:
    """PostgreSQL's own processes are killed while people file: first a backend, then the whole server, in turn."""
    times, server, chance = (2 if short else 20), made.postgres, random.Random(7)
    writers = [start(made, "write_until_told") for _ in range(3)]
    wait_for_reports(made, 5)
    for turn in range(times):
        if turn % 2:
            server.end(signal.SIGKILL)
            server.start()
        else:
            with suppress(OSError):
                server.kill_a_backend()
        server.wait()
        time.sleep(chance.uniform(0.2, 0.8))
        wait_for_reports(made, 5 * (turn + 2))
    done = [told(writer) for writer in writers]
    acknowledged = [key for each in done for key in each["acknowledged"]]
    is_whole, figures = whole(made, acknowledged)
    is_whole = is_whole and len(acknowledged) > 10  # else nothing was tried
    refused = sum(count for each in done for count in each["wrong"].values())
    return report("kill -9 PostgreSQL", made, f"{times} kali, {refused} ditolak, {figures}", passed=is_whole)


def wait_for_reports(made: House, count: int, seconds: int = 60) -> None:
    """Return once so many are stored: a busy machine may take a while to begin again."""
    until = time.monotonic() + seconds
    with psycopg.connect(made.url, autocommit=True) as connection:
        while connection.execute("SELECT count(*) FROM complaints_complaint").fetchone()[0] < count:
            if time.monotonic() > until:
                raise RuntimeError(f"Sesudah {seconds} detik belum ada {count} laporan")
            time.sleep(0.1)


def worker_killed(made: House, *, short: bool) -> bool:
    """A worker of the server dies under load: only what it was just answering fails, and another takes its place."""
    answers, stop = {"ok": 0, "5xx": 0, "putus": 0}, threading.Event()
    failed_at = []

    def visit(address):
        while not stop.is_set():
            try:
                with urllib.request.urlopen(f"{address}/pengaduan/", timeout=30) as answer:  # noqa: S310
                    answers["ok" if answer.status == 200 else "5xx"] += 1
            except urllib.error.HTTPError:
                answers["5xx"] += 1
            except OSError:
                answers["putus"] += 1
                failed_at.append(time.monotonic())
                time.sleep(0.05)

    environment = {name: made.environment[name] for name in ("DATA_DIR", "DATABASE_URL", "TMPDIR")}
    killed = []
    with running_site(**environment) as address:
        visitors = [threading.Thread(target=visit, args=(address,)) for _ in range(4)]
        for each in visitors:
            each.start()
        for _ in range(1 if short else 5):
            time.sleep(2)
            wait_for_listeners(address)
            worker = random.choice(workers_at(address))
            os.kill(worker, signal.SIGKILL)
            killed.append(time.monotonic())
            time.sleep(6 if short else 8)
        stop.set()
        for each in visitors:
            each.join()
        number = len(workers_at(address))
    late = sum(all(not kill <= moment < kill + 5 for kill in killed) for moment in failed_at)
    figures = f"{len(killed)} kali, {answers['ok']} dijawab, {answers['5xx']} 5xx, {answers['putus']} putus, "
    figures += f"{late} di antaranya lebih dari 5 detik sesudahnya, {number} pekerja lagi"
    passed = not late and not answers["5xx"] and answers["putus"] <= 8 * len(killed) and number >= 1
    return report("pekerja dimatikan di bawah beban", made, figures, passed=passed and answers["ok"] > 0)


def wait_for_listeners(address: str, count: int = 2, seconds: int = 20) -> None:
    """Return once so many processes take connections there, or after these seconds: a machine may have one core."""
    port, until = f":{int(address.rpartition(':')[2]):04X}", time.monotonic() + seconds
    while time.monotonic() < until:
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()]
        if sum(line[1].endswith(port) and line[3] == "0A" for line in lines) >= count:
            return
        time.sleep(0.1)


def workers_at(address: str) -> list[int]:
    """The processes that serve there: the children of the server that was told this port."""
    port = address.rpartition(":")[2]
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if "granian" in " ".join(words) and port in words and parent == os.getpid():
                found = children(int(folder.name))
                return [pid for pid in found if "resource_tracker" not in command(pid)]
    raise RuntimeError(f"Tidak ada server di {address}")


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return "resource_tracker"
