"""The environment, read once and refused when it makes no sense.

Three modes (``SITE_MODE``): ``trial`` is what a fresh clone gets (loopback only, no HTTPS, demo
logins), ``development`` adds Django's debug pages, ``production`` trusts nothing it is not given.
"""

import secrets
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
    if given:
        return given
    path = folder / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def allowed_hosts(mode: str) -> list[str]:
    """ALLOWED_HOSTS: exact names in production, loopback otherwise."""
    if mode != "production":
        return LOOPBACK_HOSTS
    hosts = env.list("ALLOWED_HOSTS", default=[])
    if not hosts or any("*" in host or host.startswith(".") for host in hosts):
        raise ImproperlyConfigured("ALLOWED_HOSTS wajib berisi nama host yang pasti, mis. layanan.example.go.id.")
    return hosts


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
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        },
    }
