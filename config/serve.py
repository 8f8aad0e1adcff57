"""What `make run` and `make dev` start: bring the data folder up to date, then serve it on this machine.

The address is http://127.0.0.1:PORT. A second start finds nothing to do and changes nothing.
"""

import os
import socket
import sys

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from config.env import BASE_DIR, data_dir, env
from config.install import alone_in

HOST = "127.0.0.1"
THREADS = 3  # in each process; while one works, the others wait for the database


def main() -> None:
    os.chdir(BASE_DIR)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    port = wanted_port()
    refuse_taken(port)
    try:
        with alone_in(data_dir()):  # before the settings are read: they make the secret key
            django.setup()
            from config.prepare import greeting, prepare  # noqa: PLC0415  needs Django set up

            prepare()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    print(greeting(f"http://{HOST}:{port}/"), flush=True)
    connections.close_all()
    os.execv(sys.executable, [sys.executable, *server(port)])  # noqa: S606  our own arguments, no shell


def wanted_port() -> int:
    given = env.str("PORT", default="") or "8000"
    if not (given.isascii() and given.isdigit() and 0 < int(given) < 65536):
        sys.exit(f"PORT={given} bukan nomor port; pilih angka 1 sampai 65535.")
    return int(given)


def refuse_taken(port: int) -> None:
    """Stop before anything is touched when someone else answers there (granian would share the port)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            sys.exit(f"Port {port} tidak dapat dipakai ({error.strerror}). Pilih yang lain, mis. make run PORT=8765")


def server(port: int) -> list[str]:
    """The arguments of Python that serve the site: Django's reloading server, or granian."""
    if settings.DEBUG:
        return ["manage.py", "runserver", f"{HOST}:{port}"]
    options = {
        "--interface": "wsgi",
        "--host": HOST,
        "--port": port,
        "--workers": workers(),
        "--blocking-threads": THREADS,
        "--backpressure": 256,
        "--workers-kill-timeout": 10,
        "--log-level": "warning",
    }
    flat = [str(word) for option in options.items() for word in option]
    return ["-m", "granian", *flat, "--respawn-failed-workers", "--no-ws", "config.wsgi:application"]


def workers() -> int:
    """Processes that serve: one for each core, and not more than four, for each has some 70 MB."""
    return min(os.cpu_count() or 1, 4)


if __name__ == "__main__":
    main()
