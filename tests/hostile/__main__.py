"""`make hostile`: more than 200,000 hostile requests on each database: no 5xx, no traceback, memory flat.

They go over kept connections to the server of `make run`, with its processes and threads (tests/hostile/target.py says
what is lighter there). ARGS=singkat sends some 2,500 on each, on both at once; ARGS=PostgreSQL goes there alone. Tells
every half minute how far it is, and prints the figures, also when it is ended by hand.
"""

import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

from tests.faults.house import POSTGRESQL, House, at_once, databases, house, inside
from tests.faults.kills import wait_for_listeners, workers_at
from tests.machine import die_with_parent, find_postgres, private_postgres
from tests.server import ROOT, running_site

WHOLE, SHORT = 1, 79  # parts of the whole
TARGET = [sys.executable, "-m", "tests.hostile.target"]


def main(arguments: list[str]) -> int:
    part = SHORT if "singkat" in arguments else WHOLE
    wanted = databases(arguments)
    if part == SHORT and len(wanted) > 1:
        return at_once("tests.hostile", arguments, wanted)
    return max([run_on(name, part) for name in wanted], default=0)


def run_on(name: str, part: int) -> int:
    with (
        private_postgres(find_postgres()) if name == POSTGRESQL else nullcontext("") as server,
        house(server) as made,
    ):
        inside(made, "furnish")
        own = {name: made.environment[name] for name in ("DATA_DIR", "DATABASE_URL", "TMPDIR")}
        with running_site(command=TARGET, **own) as address:
            wait_for_listeners(address)
            return attack(made, address, part)


def attack(made: House, address: str, part: int) -> int:
    """The exit code of the attacker, which prints the figures."""
    port = address.rpartition(":")[2]
    log = Path(f"{made.environment['DATA_DIR']}.{port}.log")
    command = [sys.executable, "-m", "tests.hostile.sender", port, str(part), str(log), *map(str, workers_at(address))]
    sender = subprocess.Popen(command, cwd=ROOT, env=made.environment, preexec_fn=die_with_parent)  # noqa: PLW1509
    try:
        return sender.wait()
    except KeyboardInterrupt:
        sender.send_signal(signal.SIGINT)  # a Ctrl-C has reached it already, a SIGTERM has not
        sender.wait(timeout=120)
        raise


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
