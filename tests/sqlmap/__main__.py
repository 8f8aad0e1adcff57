"""`make sqlmap`: sqlmap, level 3 and risk 2, on the site's searches, lists, forms, desk and admin, on each database.

SQLMAP names the program, which is no part of the project (pip install sqlmap, in a folder of its own). Some hours;
ARGS=SQLite takes one database, ARGS=5 each fifth target. Passes when it finds nothing but the seam put there for it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from tests.faults.house import POSTGRESQL, House, databases, house, inside
from tests.machine import die_with_parent, find_postgres, free_port, private_postgres, wait_for_port
from tests.server import ROOT
from tests.sqlmap.targets import COUNT, SEAM, TARGETS, Target

AT_ONCE = 2
PASSWORD = "purwakarta-demo"  # of the demo accounts, config/accounts.py
OPTIONS = ["--batch", "--level=3", "--risk=2", "--flush-session", "--disable-coloring", "--ignore-redirects"]
OPTIONS += ["--ignore-code=*", "--skip-waf", "--param-exclude=^(csrf|csrfmiddlewaretoken|sessionid)$"]
HIT, CLEAN = "sqlmap identified the following injection point", "all tested parameters do not appear to be injectable"
SHORT = {HIT: "celah", CLEAN: "bersih"}


def main(arguments: list[str]) -> int:
    program = shutil.which(os.environ.get("SQLMAP", "sqlmap"))
    if not program:
        print("Tidak dijalankan: sqlmap tidak ada; tunjuk dengan make sqlmap SQLMAP=/jalur/sqlmap")
        return 1
    step = next((int(word) for word in arguments if word.isdecimal()), 1)
    good = [run_on(name, program, TARGETS[::step]) for name in databases(arguments)]
    return 0 if all(good) else 1


def run_on(database: str, program: str, targets: tuple[Target, ...]) -> bool:
    """Whether nothing was found but the seam; each target's verdict and the figures are printed."""
    began = time.monotonic()
    with (
        private_postgres(find_postgres()) if database == POSTGRESQL else nullcontext("") as server,
        house(server) as made,
        served(made) as address,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        cookies = {person: log_in(address, person) for person in {each.person for each in targets}}
        command = [program, *OPTIONS, f"--dbms={database}"]
        tries = [Target(f"{SEAM}?q=14120"), *targets]
        seam, *found = pool.map(lambda each: tried(command, address, each, cookies[each.person]), tries)
        count = json.load(build_opener().open(address + COUNT))
    wrong = [f"{target.address}: {words}" for target, words in zip(targets, found, strict=True) if words != CLEAN]
    wrong += count["broken"] + ([] if seam == HIT else [f"celah buatan tidak ditemukan: {seam}"])
    figures = f"{len(targets)} sasaran, {count['asked']} permintaan, {len(count['broken'])} galat 5xx"
    minutes = (time.monotonic() - began) / 60
    print(f"{'GAGAL' if wrong else 'LULUS'}  {database}: {figures}, {minutes:.0f} menit", flush=True)
    for line in wrong:
        print(f"  {line[:300]}")
    return not wrong


@contextmanager
def served(made: House):
    """The site of tests/sqlmap/site.py, in one process, so that it can count; yields its address."""
    inside(made, "furnish")
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "3", "--log-level", "error", "tests.sqlmap.site:application"]
    log_file = Path(made.environment["TMPDIR"]) / "granian.log"
    with log_file.open("w") as log:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=made.environment,
            stdout=log,
            stderr=log,
            preexec_fn=die_with_parent,  # noqa: PLW1509
        )
    try:
        wait_for_port(port, server, log_file)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def log_in(address: str, person: str) -> dict[str, str]:
    """The cookies of a visit: the token of the forms, and the session of whoever has an account."""
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    page = browser.open(f"{address}/masuk/").read().decode()
    if person:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        data = urlencode({"csrfmiddlewaretoken": token, "username": person, "password": PASSWORD})
        browser.open(f"{address}/masuk/", data.encode())
    return {cookie.name: cookie.value for cookie in jar}


def tried(command: list[str], address: str, target: Target, cookies: dict[str, str]) -> str:
    """HIT, CLEAN, or the last words of sqlmap when it came to no verdict."""
    sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
    with tempfile.TemporaryDirectory(prefix="sqlmap-") as folder:
        words = [f"--url={address}{target.address}", f"--cookie={sent}", f"--output-dir={folder}", *target.more]
        if target.data:
            words.append(f"--data={target.data}&csrfmiddlewaretoken={cookies['csrftoken']}")
        done = subprocess.run([*command, *words], capture_output=True, text=True, errors="replace", check=False)
    verdict = next((known for known in (HIT, CLEAN) if known in done.stdout), done.stdout[-300:])
    print(f"  {SHORT.get(verdict, '?')}  {target.address[:80]}", flush=True)
    return verdict


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    sys.exit(main(sys.argv[1:]))
