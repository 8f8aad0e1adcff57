"""Hostile content: threats 19, 23, 24, 25, 33, 37, 42, 62 and 73."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings

from complaints.actions import IdentityReason
from complaints.files import read_upload
from complaints.rules.workflow import Role
from tests.complaints.desk import enter
from tests.complaints.factories import PDF, make_filed
from tests.complaints.pages import look_up
from tests.security.addresses import filled, make_world
from tests.security.addresses import patterns as all_patterns
from tests.server import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

TAGS = ("script", "img src=x onerror=", "svg onload=", "iframe src=javascript:", "a href=javascript:", "body onload=")
TAGS += ("input autofocus onfocus=", "details open ontoggle=", "video src=x onerror=", "style>@import'", "base href=//")
PAYLOADS = [
    f"{closing}<{tag}alert(1)>{index}"
    for index, tag in enumerate(TAGS)
    for closing in ("", '">', "'>", "</textarea>", "</title></script>")
]
PARAMETERS = ("q", "risiko", "sektor", "izin", "kbli", "hari", "urut", "hal", "next", "tahun", "diterima", "layanan")
PARAMETERS += ("komponen", "kegiatan", "a", "b", "c", "status", "edisi", "lengkap", "standar", "tugas", "milik")
TRIGGERS = "catalog/search/full_text.py"  # writes the names of its own tables into its triggers
CODE = [path for app in ("catalog", "complaints", "config") for path in (ROOT / app).rglob("*.py")]


def public() -> list[str]:
    return [each for each in all_patterns() if not each.startswith(("admin/", "petugas/"))]


def test_there_are_fifty_payloads():
    assert len(set(PAYLOADS)) > 50


def test_xss_reflect(client):
    """Threats 19 and 24: no value of any parameter becomes markup anywhere, or an error."""
    world = make_world()

    wrong = []
    for pattern in public():
        for payload in PAYLOADS[::3]:
            answer = client.get(filled(pattern, world), dict.fromkeys(PARAMETERS, payload))
            is_html = answer.get("Content-Type", "").startswith("text/html")
            if answer.status_code >= 500 or (is_html and payload in answer.text):
                wrong.append((pattern, payload, answer.status_code))

    assert wrong == []


def test_xss_desk(client):
    """Threat 25: what a citizen writes is text on every page of the desk, in print, and on the citizen's own page."""
    reason = {"reason": next(iter(IdentityReason)).value}
    for payload in PAYLOADS:
        label = read_upload(SimpleUploadedFile(f"{payload.replace('/', '')}.pdf", PDF))
        filed = make_filed(story=payload, wish=payload, name=payload, service_note=payload, files=[label])
        complaint = filed.complaint
        person = Client()
        look_up(person, complaint.number, filed.code)
        enter(client, Role.MANAGER)
        addresses = [f"/petugas/kasus/{complaint.pk}/{step}" for step in ("", "telaah/", "catatan/", "identitas/")]
        pages = [client.get(address) for address in [*addresses, "/petugas/", "/petugas/kasus/", "/petugas/laporan/"]]
        shown = client.post(f"/petugas/kasus/{complaint.pk}/identitas/", reason, follow=True)
        assert "alert(1)" in shown.text
        for page in (*pages, shown, person.get("/pengaduan/lacak/laporan/")):
            assert page.status_code < 500
            assert payload not in page.text
            assert "script-src 'self'" in page["Content-Security-Policy"]


@pytest.mark.parametrize(
    "pattern",
    [
        r"\.raw\(",
        r"\.extra\(",
        r"RawSQL",
        r"\*\*\s*request\.(?!GET\.dict\(\))",
        r"csrf_exempt",
        r"\beval\(",
        r"\bexec\(",
        r"shell=True",
        r"pickle\.",
        r"yaml\.load",
        r"execute\([^)\n]*%\s*\(",
        r"execute\([^)\n]*\.format\(",
    ],
)
def test_no_sqlmap_would_find_a_seam(pattern):
    """Threat 23: the usual ways to build a query or a command out of text are not in the code."""
    found = [str(path.relative_to(ROOT)) for path in CODE if re.search(pattern, path.read_text(encoding="utf-8"))]

    assert [path for path in found if path != TRIGGERS] == []


def test_nothing_is_made_safe_in_a_template():
    """Threats 24 and 25: escaping is never switched off where words are."""
    templates = (ROOT / "templates").rglob("*.html")

    assert [str(path) for path in templates if re.search(r"\|\s*safe\b|autoescape off", path.read_text("utf-8"))] == []


def test_bomb_has_nothing_to_unpack_it():
    """Threat 37: no archive, picture or PDF library is in the way of a complaint."""
    ours = [path for path in CODE if path.is_relative_to(ROOT / "complaints") or path.is_relative_to(ROOT / "config")]
    pattern = re.compile(r"^\s*(import|from) (PIL|zipfile|pypdf|tarfile|gzip|bz2|lzma)\b", re.MULTILINE)
    of_our_own = {"config/wsgi.py", "config/prepare.py"}  # pages and static files that the site itself compressed

    found = {str(path.relative_to(ROOT)) for path in ours if pattern.search(path.read_text(encoding="utf-8"))}

    assert found - of_our_own == set()


@pytest.mark.parametrize(
    "address", ["/media/slot.html", "/lampiran/1", "/static/../db.sqlite3", "/static/%2e%2e/db.sqlite3"]
)
def test_shell_by_hand_in_the_store_has_no_address(client, address):
    """Threat 33: the store of files is a table; what lies in the data folder is under no address."""
    (settings.DATA_DIR / "slot.html").write_text("slot")

    assert client.get(address).status_code in (400, 404)
    assert client.get("/slot.html").status_code == 404
    assert not getattr(settings, "MEDIA_ROOT", "")


def test_static_dropped_in_while_running_is_not_served(client):
    """Threat 62: the files to serve are those that were there at the start."""
    with override_settings(WHITENOISE_AUTOREFRESH=False):
        client.get("/")
        dropped = settings.STATIC_ROOT / "slot.html"
        dropped.write_text("<a href=//slot.example>slot</a>")
        answer = client.get("/static/slot.html")
        dropped.unlink()

    assert answer.status_code == 404
    assert staticfiles_storage.url("css/site.css").startswith("/static/")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="an option of SQLite")
def test_a_commit_of_sqlite_is_on_disk_before_it_is_told():
    """Threat 73: FULL (2), on a connection made as the site makes it; an erased name is overwritten."""
    with connection.cursor() as cursor:
        pragmas = ("synchronous", "secure_delete", "temp_store")  # 2 of the last: no file for what may be undone
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas}

    assert found == {"synchronous": 2, "secure_delete": 1, "temp_store": 2}


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="an option of PostgreSQL")
def test_the_site_does_not_ask_postgresql_to_be_careless():
    """Threat 73: whatever the server is set to, no connection of ours loosens it."""
    assert "synchronous_commit" not in str(settings.DATABASES["default"]["OPTIONS"])
