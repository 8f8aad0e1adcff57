"""`make serve-like-production`: nginx and granian as deploy/ has them, before PostgreSQL, on loopback, until Ctrl-C.

With a certificate of its own making, so that a browser warns once. All of it lives in a folder that is gone afterwards.
"""

import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.machine import die_with_parent, find_postgres, free_port, private_postgres, wait_for_port
from tests.server import ROOT, clean_environment, fresh_database

HOST = "localhost"
CONF = ROOT / "deploy" / "nginx" / "standar-pelayanan.conf"
FRAME = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/kiriman;
    proxy_temp_path {folder}/perantara;
    fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u;
    scgi_temp_path {folder}/s;
    {site}
}}
"""


@dataclass(frozen=True)
class Production:
    """A site in service: its ports, its folder, its environment, and the process of the app server."""

    port: int  # https
    plain_port: int
    folder: Path
    environment: dict[str, str]
    app: subprocess.Popen

    @property
    def address(self) -> str:
        return f"https://{HOST}:{self.port}"


def find_nginx() -> str | None:
    return shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")


@contextmanager
def production_site(server: str):
    """Start it all with a database on this PostgreSQL server ("" for SQLite), yield it, stop it cleanly."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="produksi-")))
        folder.chmod(0o711)
        url = stack.enter_context(fresh_database(server)) if server else ""
        port, plain_port, app_port = free_port(), free_port(), free_port()
        environment = settings(folder, url, port)
        (folder / "data").mkdir()
        (folder / "data").chmod(0o711)  # as StateDirectoryMode= has it
        run(sys.executable, "-m", "config.upgrade", env=environment, umask=0o077)
        make_certificate(folder)
        conf = folder / "nginx.conf"
        conf.write_text(FRAME.format(folder=folder, site=site(folder, port, plain_port, app_port)))
        granian = [sys.executable, "-m", "granian", "config.wsgi:application"]
        served = {**environment, **granian_settings(app_port)}
        app = stack.enter_context(started(granian, folder / "granian.log", served))
        front = [find_nginx(), "-e", folder / "nginx.log", "-c", conf]
        nginx = stack.enter_context(started(front, folder / "nginx.out"))
        wait_for_port(app_port, app, folder / "granian.log")
        wait_for_port(port, nginx, folder / "nginx.log")
        yield Production(port, plain_port, folder, environment, app)


def settings(folder: Path, url: str, port: int) -> dict[str, str]:
    """Those of deploy/situs.env.example, filled in for this machine."""
    example = read_environment(ROOT / "deploy" / "situs.env.example")
    ours = {
        "DATA_DIR": str(folder / "data"),
        "DATABASE_URL": url,
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}:{port}",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "CODE_PEPPER": secrets.token_urlsafe(64),
    }
    return clean_environment(**{**example, **ours})


def granian_settings(port: int) -> dict[str, str]:
    return {**read_environment(ROOT / "deploy" / "granian.env"), "GRANIAN_PORT": str(port)}


def read_environment(file: Path) -> dict[str, str]:
    """What systemd reads of such a file."""
    lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def site(folder: Path, port: int, plain_port: int, app_port: int) -> str:
    """The office's own configuration, with the places and ports of this machine."""
    text = re.sub(r"^ *listen \[::\].*\n", "", CONF.read_text(), flags=re.MULTILINE)
    for old, new in {
        "listen 80": f"listen 127.0.0.1:{plain_port}",
        "listen 443": f"listen 127.0.0.1:{port}",
        "127.0.0.1:8000": f"127.0.0.1:{app_port}",
        "layanan.example.go.id": HOST,
        "/etc/ssl/standar-pelayanan": str(folder),
        "/var/log/nginx": str(folder),
        "/var/lib/standar-pelayanan": str(folder / "data"),
        "/srv/standar-pelayanan": str(ROOT),
    }.items():
        text = text.replace(old, new)
    return text


def make_certificate(folder: Path) -> None:
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    files = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *files)


def run(*command, env: dict[str, str] | None = None, umask: int = -1) -> None:
    done = subprocess.run(command, cwd=ROOT, env=env, umask=umask, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")


@contextmanager
def started(command: list, log_file: Path, env: dict[str, str] | None = None):
    with log_file.open("w") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=die_with_parent,  # noqa: PLW1509
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def main() -> None:
    binaries = find_postgres()
    if not (find_nginx() and binaries):
        sys.exit("Perlu nginx dan PostgreSQL: apt install nginx-light postgresql")
    with private_postgres(binaries, durable=True) as server:
        time.sleep(1)  # it answers a moment before it lets anybody in
        with production_site(server) as found:
            print(f"\n  Situs:  {found.address}/  (hentikan dengan Ctrl-C)\n  Berkas: {found.folder}\n", flush=True)
            found.app.wait()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
