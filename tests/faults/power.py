"""Threat 73: what is acknowledged has reached the disk before, as seen in the system calls."""

import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager, nullcontext

from tests.faults.house import House, report
from tests.machine import die_with_parent
from tests.server import ROOT

SYNC = re.compile(r"\bf(?:data)?sync\(")
WRITTEN = re.compile(r"\bp?write(?:v|64)?\([^\"]*\"(?!MULAI|DITERIMA)")


def power(made: House, *, short: bool) -> bool:
    """A report is filed under strace: between its last write and the word to the reporter stands a sync."""
    if not (strace := shutil.which("strace")):
        return report("listrik padam", made, "tidak dijalankan, strace tidak ditemukan", passed=True)
    ours = f"{made.environment['TMPDIR']}.strace"
    theirs = f"{ours}.server"
    tracing = traced_server(strace, made.postgres.pid(), theirs) if made.postgres else nullcontext()
    with tracing:
        calls = ["-e", "trace=fsync,fdatasync,write,pwrite64", "-s", "8", "-ttt"]
        command = [strace, "-f", "-q", *calls, "-o", ours, sys.executable, "-m", "tests.faults.site", "acknowledge"]
        done = subprocess.run(command, cwd=ROOT, env=made.environment, capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr.lower():  # a container may forbid it
        return report("listrik padam", made, "tidak dijalankan, strace tidak diizinkan di sini", passed=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-1000:])
    began, ended = (moment(ours, word) for word in ("MULAI", "DITERIM"))
    seen = between(theirs if made.postgres else ours, began, ended)
    synced = [at for at, line in enumerate(seen) if SYNC.search(line)]
    late = [line for line in seen[synced[-1] :] if WRITTEN.search(line)] if synced else seen
    figures = f"{len(seen)} panggilan di antara awal dan jawaban, {len(synced)} sinkron, {len(late)} tulisan sesudahnya"
    return report("listrik padam", made, figures, passed=bool(synced) and not late)


@contextmanager
def traced_server(strace: str, server: int, file: str):
    """All processes of PostgreSQL, those to come too."""
    calls = ["-e", "trace=fsync,fdatasync,pwrite64", "-s", "8", "-ttt"]
    tracer = subprocess.Popen(
        [strace, "-f", "-q", *calls, "-o", file, "-p", str(server)],
        stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent,  # noqa: PLW1509
    )
    time.sleep(1)
    try:
        yield
    finally:
        tracer.terminate()
        tracer.wait(timeout=10)


def lines(file: str) -> list[tuple[float, str]]:
    with open(file) as trace:
        parts = [line.split(maxsplit=2) for line in trace]
    return [(float(at), call) for _, at, call in (part for part in parts if len(part) == 3)]


def moment(file: str, word: str) -> float:
    return next(at for at, call in lines(file) if f'"{word}' in call)


def between(file: str, began: float, ended: float) -> list[str]:
    return [call for at, call in lines(file) if began < at < ended and not call.startswith(("+++", "---"))]
