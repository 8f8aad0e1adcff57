"""`make faults`: breaks things on SQLite and PostgreSQL and prints what became of them. ARGS=singkat is the short form.

ARGS="singkat kills PostgreSQL" runs some of them only. Fails when a fault loses, halves or doubles anything, or ends in
500. The short form is on both databases at once.
"""

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

from tests.faults import database, editing, kills, mail, power
from tests.faults.house import POSTGRESQL, House, at_once, databases, house, report, samples
from tests.machine import find_postgres, private_postgres

FAULTS = {
    "kills": (kills.kills, kills.worker_killed, editing.publication_killed),
    "database": (database.writers, database.disk_full, database.clock, database.lock_held),
    "mail": (mail.ill_servers, mail.two_senders),
    "power": (power.power,),
    "gone": (kills.database_killed, database.database_gone),  # last, for they end the server
}
POSTGRESQL_ONLY = FAULTS["gone"]
ALONE = (database.disk_full, *FAULTS["power"], *FAULTS["gone"])  # they look at, limit or end the whole server
LANES = 2  # in the short form, where most of the time is waiting


def main(arguments: list[str]) -> int:
    short, wanted = "singkat" in arguments, databases(arguments)
    if short and len(wanted) > 1:
        return at_once("tests.faults", arguments, wanted)
    every = [fault for name in FAULTS for fault in FAULTS[name]]
    faults = [each for name in FAULTS for each in FAULTS[name] if {name, each.__name__} & set(arguments)] or every
    return max(run_all(name, faults, short=short) for name in wanted)


def run_all(name: str, faults: list, *, short: bool) -> int:
    began = time.monotonic()
    server_of_our_own = private_postgres(find_postgres(), durable=True) if name == POSTGRESQL else nullcontext("")
    with server_of_our_own as server, samples(server) as sample:
        faults = [fault for fault in faults if server or fault not in POSTGRESQL_ONLY]
        together = [fault for fault in faults if short and fault not in ALONE]
        with ThreadPoolExecutor(LANES) as pool:
            passed = list(pool.map(lambda fault: run(fault, server, sample, short=short), together))
        passed += [run(fault, server, sample, short=short) for fault in faults if fault not in together]
    print(f"{name}: {sum(passed)} dari {len(passed)} gangguan lulus, {time.monotonic() - began:.0f} detik", flush=True)
    return 0 if all(passed) else 1


def run(fault, server: str, sample: House, *, short: bool) -> bool:
    began = time.monotonic()
    with house(server, sample) as made:
        try:
            return fault(made, short=short)
        except (RuntimeError, OSError) as error:
            return report(fault.__name__, made, f"{time.monotonic() - began:.0f} detik: {error}", passed=False)


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    sys.exit(main(sys.argv[1:]))
