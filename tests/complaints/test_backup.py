"""Backups and restoring them; that both work on a whole site, one after the other, is practised by tests/drills."""

import json
import os

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from complaints import backup
from complaints.backup import BackupFailed
from complaints.models import Attachment
from complaints.restoring import checked, restore
from tests.complaints.factories import NOW, make_attachment, make_complaint
from tests.drills.restore import drill

HELD = {"rows": {}, "migrations": [], "attachments": {}, "last_event": [], "last_seal": []}


def make_backup(folder, **values):
    """A folder as ``back_up`` leaves it, with a database file of nothing."""
    file = folder / backup.DATA[connection.vendor]
    file.write_bytes(b"isi")
    about = {**backup.about(NOW), "file": {"name": file.name, "sha256": backup.sha256_of(file)}, "holds": HELD}
    (folder / backup.MANIFEST).write_text(json.dumps({**about, **values}))
    return folder


def holdings():
    with connection.cursor() as cursor:
        return backup.holdings(cursor)


def test_a_site_is_restored_elsewhere_as_it_was_and_who_was_erased_meanwhile_stays_erased():
    done = drill(30, os.environ.get("DATABASE_URL", ""))

    assert done["wrong"] == []


@pytest.mark.django_db
def test_a_backup_says_what_it_must_hold():
    complaint = make_complaint(files=[make_attachment()])

    held = holdings()

    event, file = complaint.events.get(), complaint.attachments.get()
    assert held["rows"]["complaints_complaint"] == held["rows"]["complaints_event"] == 1
    assert held["attachments"] == {str(file.pk): file.sha256}
    assert (held["last_event"], held["last_seal"]) == ([event.pk, event.digest], [])
    assert "complaints.0001_initial" in held["migrations"]


@pytest.mark.django_db
def test_a_file_that_changed_in_the_database_is_noticed_before_it_is_backed_up():
    complaint = make_complaint(files=[make_attachment()])
    Attachment.objects.filter(complaint=complaint).update(content=b"%PDF-lain%%EOF")

    with pytest.raises(BackupFailed, match="tidak sesuai dengan sidiknya"):
        holdings()


@pytest.mark.django_db
def test_a_backup_holds_none_of_the_keys_and_names_those_it_needs(settings, tmp_path):
    text = (make_backup(tmp_path) / backup.MANIFEST).read_text()

    assert settings.CODE_PEPPER not in text
    assert settings.SECRET_KEY not in text
    assert set(json.loads(text)["keys_needed"]) == {"CODE_PEPPER", "SECRET_KEY"}


@pytest.mark.django_db
def test_a_folder_that_exists_is_never_written_into(tmp_path):
    (tmp_path / "penting").write_text("jangan hilang")

    with pytest.raises(CommandError, match="sudah ada"):
        call_command("backup", str(tmp_path))

    assert [file.name for file in tmp_path.iterdir()] == ["penting"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 2}, "bukan cadangan yang dikenal"),
        ({"engine": "oracle"}, "Cadangan ini dari oracle"),
        ({"file": {"name": "../db.sqlite3", "sha256": ""}}, "bukan cadangan yang dikenal"),
        ({"pepper_fingerprint": "lain"}, "CODE_PEPPER bukan kunci"),
        ({"holds": {**HELD, "migrations": ["complaints.9999_besok"]}}, "program yang lebih baru"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused_with_the_reason(tmp_path, change, message):
    with pytest.raises(BackupFailed, match=message):
        checked(make_backup(tmp_path, **change))


@pytest.mark.django_db
def test_a_backup_that_was_changed_is_refused(tmp_path):
    make_backup(tmp_path)
    (tmp_path / backup.DATA[connection.vendor]).write_bytes(b"lain")

    with pytest.raises(BackupFailed, match="rusak atau berubah"):
        checked(tmp_path)


@pytest.mark.django_db
def test_what_is_no_backup_is_refused(tmp_path):
    with pytest.raises(CommandError, match="bukan cadangan"):
        call_command("restore", str(tmp_path))


@pytest.mark.django_db
def test_a_database_that_is_not_empty_is_kept_unless_told_otherwise(tmp_path):
    make_complaint()

    with pytest.raises(BackupFailed, match="--replace"):
        restore(make_backup(tmp_path), replace=False, ledgers=[])
