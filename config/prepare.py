"""Bring the data folder up to date: database, first contents, static files. Needs Django set up.

Where nothing is to do it does nothing, quickly: `make run` comes through here at every start.
"""

import hashlib
import inspect
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.db import connection

from catalog import pages
from config.accounts import DEMO_PASSWORD, DEMO_PREFIX, add_demo_users


def prepare() -> None:
    wait_for_our_turn()
    if not settings.DEBUG:
        collect_static()  # first: the pages that a publication keeps name these files
    call_command("migrate", interactive=False, verbosity=0)
    call_command("bootstrap")
    call_command("load_office_calendar")
    call_command("load_desk")
    add_demo_users()
    call_command("count_reports", verbosity=0)
    if not pages.is_complete():  # after an update of code, templates, styles or settings
        pages.keep()


def wait_for_our_turn() -> None:
    """On PostgreSQL, let no one else prepare the same database from another data folder; ends with the connection."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext('config.prepare'))")


def collect_static() -> None:
    """Copy, name by content and compress the static files, unless they are those collected last time."""
    stamp = settings.STATIC_ROOT / ".collected"
    digest = static_digest()
    if not stamp.exists() or stamp.read_text() != digest:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(digest)


def static_digest() -> str:
    """What the collected files are made of: the sources, and the code of the storage that works on them."""
    digest = hashlib.sha256(Path(inspect.getfile(staticfiles_storage.__class__)).read_bytes())
    files = [(path, storage) for finder in get_finders() for path, storage in finder.list([])]
    for path, storage in sorted(files, key=lambda file: file[0]):
        digest.update(path.encode())
        digest.update(Path(storage.path(path)).read_bytes())
    return digest.hexdigest()


def greeting(address: str) -> str:
    """Where the site is and, in trial mode only, how to log in."""
    lines = ["", f"  Situs:  {address}  (hentikan dengan Ctrl-C)"]
    if settings.SITE_MODE == "trial":
        users = get_user_model().objects.filter(username__startswith=DEMO_PREFIX, is_active=True).order_by("pk")
        names = ", ".join(user.get_username() for user in users)
        lines += [f"  Masuk:  {address}masuk/  sebagai {names}", f"          kata sandi: {DEMO_PASSWORD}"]
    return "\n".join([*lines, ""])
