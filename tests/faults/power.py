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
    """50 reports (one in short) are filed under strace: after each one's last write, before the word to the reporter,
    stands a sync."""
    if not (strace := shutil.which("strace")):
        return report("listrik padam", made, "tidak dijalankan, strace tidak ditemukan", passed=True)
    ours = f"{made.environment['TMPDIR']}.strace"
    theirs = f"{ours}.server"
    tracing = traced_server(strace, made.postgres.pid(), theirs) if made.postgres else nullcontext()
    with tracing:
        calls = ["-e", "trace=fsync,fdatasync,write,pwrite64", "-s", "8", "-ttt"]
        command = [
            strace,
            "-f",
            "-q",
            *calls,
            "-o",
            ours,
            sys.executable,
            "-m",
            "tests.faults.site",
            "acknowledge",
            "1" if short else "50",
        ]
        done = subprocess.run(command, cwd=ROOT, env=made.environment, capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr.lower():  # a container may forbid it
        return report("listrik padam", made, "tidak dijalankan, strace tidak diizinkan di sini", passed=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-1000:])
    told = list(zip(moments(ours, "MULAI"), moments(ours, "DITERIM"), strict=True))
    calls = lines(theirs if made.postgres else ours)
    counted = [syncs_and_late(calls, *each) for each in told]
    without, late = sum(not syncs for syncs, _ in counted), sum(late for _, late in counted)
    figures = f"{len(told)} laporan, {sum(syncs for syncs, _ in counted)} sinkron sebelum jawaban, "
    figures += f"{without} laporan tanpa sinkron, {late} tulisan sesudah sinkron terakhir"
    return report("listrik padam", made, figures, passed=bool(told) and not (without or late))


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


def moments(file: str, word: str) -> list[float]:
    return [at for at, call in lines(file) if f'"{word}' in call]


def syncs_and_late(calls: list[tuple[float, str]], began: float, ended: float) -> tuple[int, int]:
    """How often the disk was waited for between these moments, and what was written after the last time."""
    seen = [call for at, call in calls if began < at < ended]
    synced = [at for at, call in enumerate(seen) if SYNC.search(call)]
    return len(synced), sum(bool(WRITTEN.search(call)) for call in seen[synced[-1] :]) if synced else len(seen)
