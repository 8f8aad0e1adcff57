"""`make hostile`: at least 200,000 hostile requests on each database: no 5xx, no traceback, memory flat.

The requests go to config.wsgi.application inside processes of their own, the application that the server calls with the
same middleware, stored pages and database options; only the server's own reading of sockets is left out.
ARGS=singkat sends 2,500 on each, on both at once; ARGS=PostgreSQL goes there alone. Prints the figures.
"""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import nullcontext

from tests.faults.house import POSTGRESQL, at_once, databases, house, inside
from tests.machine import die_with_parent, find_postgres, private_postgres
from tests.server import ROOT

WHOLE, SHORT = 1, 80  # parts of the whole
PROCESSES = min(os.cpu_count() or 1, 4)
MOST_GROWTH = 40  # MB of a process, between its first tenth and its end


def main(arguments: list[str]) -> int:
    part = SHORT if "singkat" in arguments else WHOLE
    wanted = databases(arguments)
    if part == SHORT and len(wanted) > 1:
        return at_once("tests.hostile", arguments, wanted)
    good = [run_on(name, part) for name in wanted]
    return 0 if all(good) else 1


def run_on(name: str, part: int) -> bool:
    with private_postgres(find_postgres()) if name == POSTGRESQL else nullcontext("") as server:
        return run(server, part)


def run(server: str, part: int) -> bool:
    with house(server) as made, tempfile.TemporaryFile("w+") as words:
        inside(made, "furnish")
        senders = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.hostile.sender", str(share), str(PROCESSES), str(part)],
                cwd=ROOT,
                env=made.environment,
                stdout=subprocess.PIPE,
                stderr=words,
                text=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509
            )
            for share in range(PROCESSES)
        ]
        ended = [(sender.communicate()[0], sender.returncode) for sender in senders]
        words.seek(0)
        said = words.read()
        found = [json.loads(out.splitlines()[-1]) for out, code in ended if not code]
    if len(found) < PROCESSES:
        print(f"GAGAL  {made.database}: sebuah proses berhenti\n{said[-2000:]}")
        return False
    requests = sum(each["requests"] for each in found)
    statuses = {}
    for each in found:
        for status, count in each["statuses"].items():
            statuses[status] = statuses.get(status, 0) + count
    wrong = [what for each in found for what in each["wrong"]]
    growth = max(each["growth"] for each in found)
    passed = not wrong and growth < MOST_GROWTH and requests >= 200_000 / part
    counts = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
    print(
        f"{'LULUS' if passed else 'GAGAL'}  {made.database}: {requests} permintaan ({counts}), {len(wrong)} galat, "
        f"memori bertambah {growth:.1f} MB, {max(each['seconds'] for each in found):.0f} detik",
        flush=True,
    )
    for what in wrong[:20]:
        print(f"  {what}")
    return passed


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    sys.exit(main(sys.argv[1:]))
