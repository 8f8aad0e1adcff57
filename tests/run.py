"""`make test`: the whole suite on SQLite, and again on PostgreSQL what needs a database; says what it could not run.

PostgreSQL is the server of TEST_DATABASE_URL, or one of our own started from the machine's binaries.
A test that lacks something skips itself with a reason ending in "tidak ada" or "tidak ditemukan".
REQUIRE_ALL=1 turns everything that could not run into a failure. Arguments go to pytest.
"""

import os
import re
import signal
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import dataclass, field

from tests.machine import find_postgres, private_postgres

# Rules and documents have no database to differ by; pages in a browser neither (tests/conftest.py).
SAME_ON_BOTH = ["--ignore=tests/rules", "--ignore=tests/annex"]
WORKERS = str(min(os.cpu_count() or 1, 4))
COLOUR = re.compile(r"\x1b\[[\d;]*m")
SUMMARY = re.compile(r"(\d+ (passed|failed|skipped|deselected|errors?)|no tests ran)\b.* in \d+\.\d+s")
MISSING = re.compile(r"^SKIPPED \[\d+\] .*?\.py(?::\d+)?: (.* tidak (?:ada|ditemukan))$")


@dataclass
class Result:
    """One run of pytest: its exit code, its own closing line, and what it had to leave out."""

    database: str
    code: int = 1
    summary: str = "pytest tidak sampai selesai"
    missing: list[str] = field(default_factory=list)

    def read(self, line: str):
        plain = COLOUR.sub("", line).strip()
        if SUMMARY.search(plain):
            self.summary = plain
        elif lacks := MISSING.match(plain):
            self.missing.append(lacks[1])


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    missing, results = [], [run_pytest("SQLite", arguments)]
    with postgres() as database_url:
        if database_url:
            results.append(run_pytest("PostgreSQL", arguments + SAME_ON_BOTH, database_url))
        else:
            missing.append("uji di PostgreSQL: TEST_DATABASE_URL maupun server PostgreSQL tidak ada")

    missing += [reason for result in results for reason in result.missing]
    print()
    for reason in dict.fromkeys(missing):
        print(f"Tidak dijalankan: {reason}")
    for result in results:
        print(f"{result.database}:\n{result.summary}")
    refused = missing and os.environ.get("REQUIRE_ALL") == "1"
    if refused:
        print("GAGAL: REQUIRE_ALL=1 meminta semua uji dijalankan.")
    return 1 if refused or any(result.code for result in results) else 0


def postgres():
    """Context that yields the URL of a PostgreSQL server, or None where there is none."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        return nullcontext(given)
    binaries = find_postgres()
    return private_postgres(binaries) if binaries else nullcontext()


def run_pytest(database: str, arguments: list[str], database_url: str = "") -> Result:
    print(f"\n{database}", flush=True)
    environment = {**os.environ, "DATABASE_URL": database_url}
    colour = "yes" if sys.stdout.isatty() else "auto"
    command = [sys.executable, "-m", "pytest", f"--color={colour}", "-n", WORKERS, *arguments]
    result = Result(database)
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, errors="replace") as pytest:
        try:
            for line in pytest.stdout:
                print(line, end="", flush=True)
                result.read(line)
        except KeyboardInterrupt:
            pytest.send_signal(signal.SIGINT)  # a Ctrl-C has reached it already, a SIGTERM has not
            pytest.wait(timeout=60)
            raise
    result.code = pytest.returncode
    return result


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
