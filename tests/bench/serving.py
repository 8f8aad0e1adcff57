"""What serves and what loads in a measurement: the site alone on the first core, wrk on the last."""

import gzip
import itertools
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.machine import die_with_parent, free_port, wait_for_port

SITE = "http://127.0.0.1:8000"
CONNECTIONS, SECONDS = 32, 4
CORES = sorted(os.sched_getaffinity(0))
TICK = os.sysconf("SC_CLK_TCK")
LOAD_TOOL = "wrk" if shutil.which("wrk") else "Python (lambat: yang terukur terutama beban itu sendiri)"


# Serving


@contextmanager
def granian(folder: Path, target: str, core: int = CORES[0], *, threads: int = 1, workers: int = 1):
    """The site as config/serve.py serves it, but in one process and on one core; yields its port and pid."""
    port = free_port()
    words = f"--interface wsgi --host 127.0.0.1 --port {port} --workers {workers} --blocking-threads {threads} --no-ws"
    command = [sys.executable, "-m", "granian", *words.split(), "--log-level", "warning", target]
    with server(command, folder, port, core) as pid:
        yield port, pid


@contextmanager
def server(command: list, folder: Path, port: int | Path, core: int = CORES[0]):
    """What answers on this port, or at the file of this socket; yields its pid."""
    log = folder / f"log.{port.name if isinstance(port, Path) else port}"
    with log.open("w") as out:
        process = subprocess.Popen(
            ["taskset", "-c", str(core), *command],
            stdout=out,
            stderr=out,
            preexec_fn=die_with_parent,  # noqa: PLW1509
        )
    try:
        wait_for_port(port, process, log)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def busy(*pids: int) -> float:
    """Seconds of CPU taken so far by these processes and all below them."""
    return sum(_ticks(each) for pid in pids for each in family(pid)) / TICK


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def family(pid: int) -> list[int]:
    """This process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *itertools.chain.from_iterable(family(int(child)) for child in children)]


def pss(pid: int) -> float:
    """MB that this process holds; what several share is counted once over all of them."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) / 1000


def memory(*pids: int) -> float:
    """MB of these processes and all below them."""
    return sum(pss(each) for pid in pids for each in family(pid))


# Loading


@dataclass(frozen=True, slots=True)
class Load:
    """What a round of load gave: answers a second, the server's CPU for each (µs), and the slowest of 100 (ms)."""

    rate: float
    cpu: float
    p99: float
    count: int


def medians(results: dict[str, list[Load]]) -> tuple[dict[str, float], dict[str, float]]:
    """Answers a second, and µs of CPU for each, of every target."""
    return tuple(
        {name: statistics.median(getattr(each, figure) for each in rounds) for name, rounds in results.items()}
        for figure in ("rate", "cpu")
    )


def load(script: Path, port: int, *pids: int, seconds: int = SECONDS) -> Load:
    """One round of wrk with this script; without wrk, by hand, the addresses beside it in ``paths``.

    The processes are those that serve; their CPU is counted, and that of all below them.
    """
    address = f"http://127.0.0.1:{port}"
    for path in _paths(script)[:3]:
        ask(address + path)  # so that no start is measured
    before, start = busy(*pids), time.perf_counter()
    count, p99 = _wrk(script, address, seconds) if shutil.which("wrk") else _by_hand(script, address, seconds)
    return Load(count / (time.perf_counter() - start), (busy(*pids) - before) / count * 1_000_000, p99, count)


def _paths(script: Path) -> list[str]:
    return (script.parent / "paths").read_text().splitlines()


def _wrk(script: Path, address: str, seconds: int) -> tuple[int, float]:
    command = ["taskset", "-c", str(CORES[-1]), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    done = subprocess.run([*command, "-s", script, address], check=True, capture_output=True, text=True)
    if failed := re.search(r"Non-2xx.*|Socket errors.*", done.stdout):
        print(f"    {failed[0]}")
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", done.stdout).groups()
    p99 = float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    return int(re.search(r"(\d+) requests in", done.stdout)[1]), p99


def _by_hand(script: Path, address: str, seconds: int) -> tuple[int, float]:
    paths, took, until = itertools.cycle(_paths(script)), [], time.perf_counter() + seconds
    while time.perf_counter() < until:
        start = time.perf_counter()
        ask(address + next(paths))
        took.append(time.perf_counter() - start)
    return len(took), sorted(took)[len(took) * 99 // 100] * 1000


def ask(address: str) -> tuple[bytes, bool]:
    """The body, and whether it came compressed, as only kept pages and static files do."""
    body, is_zipped = sent(address)
    return gzip.decompress(body) if is_zipped else body, is_zipped


def sent(address: str) -> tuple[bytes, bool]:
    """The body as it came over the wire, and whether it is compressed."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})  # noqa: S310  our own servers
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        return answer.read(), answer.headers["Content-Encoding"] == "gzip"
