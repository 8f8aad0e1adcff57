"""Threats 61 and 62: what somebody has planted is named by `check_site`, and a file dropped in is served by nobody."""

import gzip
import io
import shutil

import pytest
from django.conf import settings as real
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings

from catalog import collected, editing, pages
from catalog.append_only import lifted
from catalog.models import Edition, Sector, StoredPage, Submission
from config import health
from tests.catalog.editing_factories import edited, submitted
from tests.catalog.factories import make_user
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

HIDDEN = '<div style="display:none"><a href=//slot.example>slot gacor</a></div>'
STORAGES = {**real.STORAGES, "staticfiles": {"BACKEND": "config.storage.SiteStorage"}}


@pytest.fixture
def standard():
    return published(slug="jahit")


@pytest.fixture(scope="module")
def collected_once(tmp_path_factory):
    """A folder of static files as collecting makes it."""
    folder = tmp_path_factory.mktemp("terkumpul")
    with override_settings(STORAGES=STORAGES, STATIC_ROOT=folder):
        collected.made_anew(folder)
    return folder


@pytest.fixture
def static_root(collected_once, tmp_path):
    folder = tmp_path / "static"
    shutil.copytree(collected_once, folder)
    with override_settings(STORAGES=STORAGES, STATIC_ROOT=folder):
        yield folder


def check_site() -> tuple[int, list[str]]:
    """Exit code, and what was found."""
    words = io.StringIO()
    try:
        call_command("check_site", stderr=words, stdout=io.StringIO())
    except SystemExit as end:
        return end.code, words.getvalue().splitlines()[:-1]
    return 0, words.getvalue().splitlines()


def past_the_guards(**columns) -> None:
    """As somebody writes who has the database in hand."""
    connection.check_constraints()  # PostgreSQL alters no table while some are still to be looked at
    with lifted(connection):
        Edition.objects.update(**columns)
        connection.check_constraints()


def test_a_site_as_it_should_be_has_nothing_planted_in_it(standard, static_root):
    pages.keep([standard.pk])

    assert check_site() == (0, [])


def test_a_site_that_was_started_with_the_real_standards_has_nothing_planted_in_it(in_site):
    told = in_site("from django.core.management import call_command; call_command('check_site')")

    assert told == "Tidak ada sisipan dalam teks, templat, halaman, dan berkas statis.\n"


def test_cloaking_finds_what_is_hidden_in_a_text(standard):
    past_the_guards(facilities=f"Ruang tunggu.\n{HIDDEN}")

    code, found = check_site()

    assert code == 1
    place = "edisi 1 dari jahit, 8. Sarana, Prasarana, dan Fasilitas: "
    assert [line for line in found if line.startswith(place)] == found
    assert {line.removeprefix(place) for line in found} >= {"alamat slot.example", "kata “gacor”"}


def test_cloaking_finds_words_of_gambling_that_no_second_person_has_seen(standard):
    past_the_guards(requirements="1. Situs slot gacor.")
    Sector.objects.create(slug="lain", name="Togel")

    code, found = check_site()

    assert code == 1
    assert [line.partition(":")[0] for line in found] == ["edisi 1 dari jahit, 1. Persyaratan"] * 2 + [
        "sektor Togel, nama"
    ]


def test_a_text_that_two_people_let_pass_is_left_alone(standard):
    editor = make_user("penyunting")
    submission = submitted(edited(standard, editor, requirements="1. Bebas togel; lihat https://oss.example/."), editor)
    editing.approve(submission, by=make_user("penerbit"))

    assert Submission.objects.get().state == Submission.APPROVED
    assert check_site() == (0, [])


def test_cloaking_finds_what_is_hidden_in_a_template(standard, tmp_path):
    pages.release()
    (tmp_path / "templates").mkdir()
    base = (real.BASE_DIR / "templates" / "base.html").read_text()
    planted = base.replace("</main>", f"{HIDDEN}</main>")
    (tmp_path / "templates" / "base.html").write_text(planted)
    line = planted[: planted.index(HIDDEN)].count("\n") + 1
    engines = [{**real.TEMPLATES[0], "DIRS": [tmp_path / "templates", *real.TEMPLATES[0]["DIRS"]]}]

    with override_settings(BASE_DIR=tmp_path, TEMPLATES=engines):
        code, found = check_site()

    assert code == 1
    place = f"templates/base.html baris {line}: "
    assert {each.removeprefix(place) for each in found if each.startswith(place)} == {
        "atribut style pada <div>",
        "tautan ke slot.example",
        "kata “slot”",
        "kata “gacor”",
    }
    for address in ("/", "/layanan/jahit/", "/pengaduan/buat/", "/masuk/"):
        assert f"halaman {address}: tautan ke slot.example" in found


def test_cloaking_finds_what_is_put_among_the_static_files(static_root):
    script = b"location = '//slot.example'"
    for name, content in {
        "slot.html": HIDDEN.encode(),
        "js/slot.0123456789ab.js": script,
        "js/promise.0123456789ab.js": script,
        "js/suggest.js": script,
        "js/promise.js.gz": gzip.compress(script),
        "js/promise.js.br": script,
        "staticfiles.json": b'{"version": "1.1", "paths": {}, "hash": ""}',
    }.items():
        (static_root / name).write_bytes(content)

    assert check_site() == (
        1,
        [
            "berkas statis js/promise.0123456789ab.js: isinya bukan yang disebut namanya",
            "berkas statis js/promise.js.br: bukan salinan termampat",
            "berkas statis js/promise.js.gz: isinya bukan dari sumbernya",
            "berkas statis js/slot.0123456789ab.js: tidak dibuat dari sumber mana pun",
            "berkas statis js/suggest.js: isinya bukan dari sumbernya",
            "berkas statis slot.html: tidak dibuat dari sumber mana pun",
            "berkas statis staticfiles.json: isinya bukan dari sumbernya",
        ],
    )


def test_what_an_earlier_release_has_left_is_no_stranger(static_root):
    (static_root / "js" / "suggest.5d41402abc4b.js").write_bytes(b"hello")  # as its name says

    assert check_site() == (0, [])


def test_cloaking_finds_a_kept_page_that_is_not_what_the_site_answers(standard):
    pages.keep([standard.pk])
    page = StoredPage.objects.get(path="/layanan/jahit/")
    body = gzip.compress(gzip.decompress(page.body).replace(b"</main>", HIDDEN.encode() + b"</main>"))
    StoredPage.objects.filter(path=page.path).update(body=body)
    page.path = "/slot-gacor/"
    page.save(force_insert=True)

    assert check_site() == (
        1,
        [
            "halaman tersimpan /layanan/jahit/: isinya bukan jawaban situs ini",
            "halaman tersimpan /slot-gacor/: alamat ini bukan halaman situs",
        ],
    )


def test_static_dropped_in_before_a_start_is_served_by_nobody_and_told(static_root):
    """Threat 62: neither while the site runs nor after it was started again; and whoever watches /sehat/ is told."""
    running = Client()
    sheet = next(static_root.glob("css/site.*.css")).name
    assert running.get(f"/static/css/{sheet}").status_code == 200
    (static_root / "slot.html").write_text(HIDDEN)
    (static_root / "js" / "slot.0123456789ab.js").write_text("")

    again = Client()

    for name in ("slot.html", "js/slot.0123456789ab.js"):
        assert running.get(f"/static/{name}").status_code == 404
        assert again.get(f"/static/{name}").status_code == 404
    assert again.get(f"/static/css/{sheet}").status_code == 200
    assert health.static() == health.WARNING
    (static_root / "slot.html").unlink()
    (static_root / "js" / "slot.0123456789ab.js").unlink()
    assert health.static() == health.OK
