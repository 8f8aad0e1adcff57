"""The environment, read once and refused when it makes no sense.

Three modes (``SITE_MODE``): ``trial`` is what a fresh clone gets (loopback only, no HTTPS, demo
logins), ``development`` adds Django's debug pages, ``production`` trusts nothing it is not given.
"""

import os
import re
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
MODES = ("trial", "development", "production")
LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def site_mode() -> str:
    """The mode named by SITE_MODE; an unknown name stops the start."""
    mode = env.str("SITE_MODE", default="trial")
    if mode not in MODES:
        raise ImproperlyConfigured(f"SITE_MODE={mode!r} tidak dikenal; pilih salah satu: {', '.join(MODES)}.")
    return mode


def data_dir() -> Path:
    """The one folder that holds state: DATA_DIR, or var/ in the project."""
    path = Path(env.str("DATA_DIR", default="") or BASE_DIR / "var").resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret_key(mode: str, folder: Path) -> str:
    """SECRET_KEY. Outside production one is made once and kept, so that sessions survive a restart."""
    given = env.str("SECRET_KEY", default="")
    if mode == "production":
        if len(given) < 50:
            raise ImproperlyConfigured("SECRET_KEY wajib diisi di produksi, paling sedikit 50 karakter acak.")
        return given
    return given or kept_secret(folder / "secret_key")


def code_pepper(mode: str, folder: Path) -> str:
    """CODE_PEPPER, under which tracking codes are digested. Without it, or with another one, no code opens anything.

    It is kept outside the database, so that a copy of the database tells no codes.
    """
    given = env.str("CODE_PEPPER", default="")
    if mode == "production" and len(given) < 32:
        raise ImproperlyConfigured("CODE_PEPPER wajib diisi di produksi, paling sedikit 32 karakter acak.")
    return given or kept_secret(folder / "code_pepper")


def kept_secret(path: Path) -> str:
    """The secret in this file, made the first time; whole at once, whoever else is making it."""
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=path.name) as draft:  # mode 0600
            draft.write(secrets.token_urlsafe(50))
            draft.flush()
            with suppress(FileExistsError):
                os.link(draft.name, path)
    return path.read_text()


def allowed_hosts(mode: str) -> list[str]:
    """ALLOWED_HOSTS: exact names in production, loopback otherwise."""
    if mode != "production":
        return LOOPBACK_HOSTS
    hosts = env.list("ALLOWED_HOSTS", default=[])
    if not hosts or any("*" in host or host.startswith(".") for host in hosts):
        raise ImproperlyConfigured("ALLOWED_HOSTS wajib berisi nama host yang pasti, mis. layanan.example.go.id.")
    return hosts


def site_url(mode: str, hosts: list[str]) -> str:
    """The site's own address, for mails and QR codes; never taken from a request. No slash at its end."""
    own = f"https://{hosts[0]}" if mode == "production" else f"http://{hosts[0]}:{env.str('PORT', default='') or 8000}"
    given = (env.str("SITE_URL", default="") or own).rstrip("/")
    schemes = "https" if mode == "production" else "https?"
    if not re.fullmatch(rf"{schemes}://[^\s/]+", given):
        raise ImproperlyConfigured(f"SITE_URL={given!r} harus seperti https://layanan.example.go.id.")
    return given


def database(folder: Path) -> dict[str, object]:
    """SQLite in the data folder, or what DATABASE_URL names (PostgreSQL through a psycopg pool)."""
    if not env.str("DATABASE_URL", default=""):
        return sqlite(folder / "db.sqlite3")
    config = env.db_url("DATABASE_URL")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite(Path(config["NAME"]))
    if config["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL harus postgres://… atau sqlite:///….")
    return {**config, "OPTIONS": {**config.get("OPTIONS", {}), "pool": True}}


def sqlite(path: Path) -> dict[str, object]:
    """SQLite set to lose nothing: writers queue (IMMEDIATE), each commit is on disk (FULL)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # cache_size: 1 MB, for every thread has a connection of its own. With 4 MB a search among 100,000 standards
            # reads half as often from what the system keeps of the file, and is some 5 % quicker.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
            # temp_store: what a savepoint might undo is kept in memory, not in a file that a crash leaves behind.
            "PRAGMA cache_size=-1000; PRAGMA temp_store=MEMORY;",
        },
    }
