"""`make faults`: breaks things on SQLite and PostgreSQL and prints what became of them. ARGS=singkat is the short form.

ARGS="singkat kills mail" runs some of them only. Fails when a fault loses, halves or doubles anything, or ends in 500.
"""

import os
import sys
import time

from tests.faults import database, kills, mail
from tests.faults.house import house, report
from tests.machine import find_postgres, private_postgres

FAULTS = {
    "kills": (kills.kills, kills.database_killed, kills.worker_killed),
    "database": (database.writers, database.disk_full, database.clock, database.lock_held, database.database_gone),
    "mail": (mail.ill_servers, mail.two_senders),
}
SLOW = {database.lock_held}  # as long in the short form as in the whole; there on SQLite alone


def main(arguments: list[str]) -> int:
    short = "singkat" in arguments
    groups = [name for name in FAULTS if name in arguments] or list(FAULTS)
    faults = [fault for name in groups for fault in FAULTS[name]]
    passed = [run(fault, "", short) for fault in faults]
    if binaries := find_postgres():
        for fault in faults:
            if not (short and fault in SLOW):
                # A server for each, for some of them kill it.
                with private_postgres(binaries, durable=True) as url:
                    passed.append(run(fault, url, short))
    else:
        print("PostgreSQL: tidak dijalankan, server tidak ditemukan")
    print(f"{sum(passed)} dari {len(passed)} gangguan lulus")
    return 0 if all(passed) else 1


def run(fault, server: str, short: bool) -> bool:
    began = time.monotonic()
    with house(server) as made:
        try:
            return fault(made, short=short)
        except (RuntimeError, OSError) as error:
            return report(fault.__name__, made, f"{time.monotonic() - began:.0f} detik: {error}", passed=False)


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    sys.exit(main(sys.argv[1:]))
