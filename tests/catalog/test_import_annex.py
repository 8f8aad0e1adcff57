import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from catalog.models import Standard
from tests.catalog.factories import edit, make_draft, make_sector

DOCUMENTS = settings.BASE_DIR / "fixtures" / "annex"
TAILOR, INSPECTION = DOCUMENTS / "000_a94b923709ec5d13.txt", DOCUMENTS / "001_36ec498dc361ad6a.txt"


@pytest.fixture
def run(capsys):
    """Runs the command; gives the exit code, what was printed and what was complained of."""

    def run(*arguments):
        try:
            call_command("import_annex", *map(str, arguments))
            code = 0
        except SystemExit as exit_:
            code = exit_.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def spoilt(tmp_path):
    """A file with two standards: a good one, and one with component 2 missing."""
    good = TAILOR.read_text()
    bad = INSPECTION.read_text().replace("\n2\tSistem, Mekanisme dan Prosedur\t", "\n\t\t")
    path = tmp_path / "rusak.txt"
    path.write_text(good + "\n" + bad)
    return path


# Into the database


@pytest.mark.django_db
def test_a_folder_of_documents_becomes_drafts(run):
    code, out, err = run(DOCUMENTS)

    assert (code, err) == (0, "")
    assert out.splitlines()[0].endswith(": dibuat (14120-penjahitan-dan-pembuatan-pakaian-sesuai-pesanan)")
    assert out.splitlines()[-1] == "4 standar: 4 dibuat."
    assert sorted(Standard.objects.values_list("annex_number", flat=True)) == [2, 17, 20, 44]
    assert not Standard.objects.published().exists()


@pytest.mark.django_db
def test_a_second_import_changes_nothing_and_says_so(run):
    run(DOCUMENTS)
    before = list(Standard.objects.values())

    code, out, _ = run(DOCUMENTS)

    assert code == 0
    assert out.splitlines()[-1] == "4 standar: 4 tidak berubah."
    assert list(Standard.objects.values()) == before


@pytest.mark.django_db
def test_an_edited_draft_is_shown_and_left_alone_until_overwritten(run):
    run(TAILOR)
    edit(Standard.objects.get(), procedure="Disunting.")

    code, out, _ = run(TAILOR)
    kept = Standard.objects.get().procedure
    overwritten = run(TAILOR, "--overwrite")[1]

    assert code == 0
    assert "    -Disunting.\n    +Sistem, Mekanisme dan Prosedur: Klasifikasi 3, 7, 12, atau 16" in out
    assert out.splitlines()[-1] == "1 standar: 1 sudah disunting, dibiarkan."
    assert kept == "Disunting."
    assert overwritten.splitlines()[-1] == "1 standar: 1 diperbarui."
    assert Standard.objects.get().procedure.startswith("Sistem, Mekanisme dan Prosedur: Klasifikasi")


@pytest.mark.django_db
def test_a_trial_run_says_everything_and_stores_nothing(run, spoilt):
    code, out, err = run(TAILOR, TAILOR, spoilt, "--dry-run")

    assert out.splitlines()[-1] == "2 standar: 1 dibuat, 1 tidak berubah (uji coba: tidak ada yang disimpan)."
    assert (code, len(err.splitlines())) == (1, 1)
    assert not Standard.objects.exists()


@pytest.mark.django_db
def test_a_new_standard_gets_the_sector_that_was_named(run):
    sector = make_sector()

    code, _, _ = run(TAILOR, "--sector", "perindustrian", "--kbli-edition", "2025")

    draft = Standard.objects.get()
    assert (code, draft.sector, draft.kbli_edition) == (0, sector, 2025)


@pytest.mark.django_db
def test_problems_and_notices_are_printed(run, tmp_path):
    make_draft(kbli_code="14120", sector=make_sector(), slug="lain")
    path = tmp_path / "lampiran.txt"
    path.write_text(TAILOR.read_text().replace("7 hari kerja", "tujuh hari kerja"))

    _, out, _ = run(path)

    assert "  Perlu diperiksa: Komponen 3: jumlah hari kerja tidak dapat ditentukan dari teksnya.\n" in out
    assert "  Catatan: KBLI 14120 sudah dipakai standar nomor 1, sektor Perindustrian: lain.\n" in out


# Bad input


@pytest.mark.django_db
def test_one_bad_file_does_not_stop_the_others_and_writes_nothing(run, spoilt):
    code, out, err = run(spoilt, INSPECTION)

    assert code == 1
    assert err.count("\n") == 1
    assert err.startswith(f"{spoilt}:")
    assert out.splitlines()[-1] == "1 standar: 1 dibuat."
    assert Standard.objects.get().kbli_code == "71204"


@pytest.mark.django_db
def test_a_standard_that_cannot_be_stored_undoes_its_whole_file(run, tmp_path):
    for slug in ("perindustrian", "pertanian"):
        make_sector(slug)
        run(INSPECTION, "--sector", slug)
    path = tmp_path / "lampiran.txt"
    path.write_text(TAILOR.read_text() + "\n" + INSPECTION.read_text())
    heading = path.read_text().splitlines().index("44. Izin (Risiko Tinggi) KBLI 71204 Jasa Inspeksi Teknik Instalasi")

    code, _, err = run(path)

    assert (code, err) == (
        1,
        f"{path}:{heading + 1}: Ada 2 standar nomor 44 KBLI 71204 di sektor yang berbeda; "
        "sebutkan sektornya dengan --sector.\n",
    )
    assert not Standard.objects.filter(kbli_code="14120").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name"),
    [(None, "tidak-ada.txt"), (b"", "kosong.txt"), (b"\xff\xfe\0", "biner.txt"), (b"Halo\n", "surat.txt")],
)
def test_a_file_that_is_no_annex_gets_one_plain_line(run, tmp_path, content, name):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    code, out, err = run(path)

    assert (code, out) == (1, "0 standar.\n")
    assert err.startswith(f"{path}")
    assert err.count("\n") == 1


@pytest.mark.django_db
def test_a_folder_without_documents_is_named(run, tmp_path):
    (tmp_path / "folder.txt").mkdir()

    code, _, err = run(tmp_path)

    assert (code, err) == (1, f"{tmp_path}: folder ini tidak berisi berkas .txt.\n")


@pytest.mark.django_db
def test_an_unknown_sector_is_told_with_those_that_exist(run):
    make_sector()

    code, _, err = run(TAILOR, "--sector", "industri")

    assert (code, err) == (1, "Sektor industri tidak dikenal. Yang ada: perindustrian.\n")
    assert not Standard.objects.exists()


# As JSON


def test_json_prints_every_standard_without_touching_a_database(run, spoilt, monkeypatch):
    monkeypatch.setattr(connection, "ensure_connection", lambda: pytest.fail("--json needs no database"))

    code, out, err = run(DOCUMENTS, spoilt, TAILOR, "--json")

    standards = json.loads(out)
    assert code == 1
    assert err.count("\n") == 1
    assert [standard["annex_number"] for standard in standards] == [17, 44, 2, 20, 17]
    assert [component["number"] for component in standards[0]["components"]] == list(range(1, 15))


def test_without_a_migrated_database_it_says_what_to_do(tmp_path):
    environment = {"DATA_DIR": str(tmp_path), "DATABASE_URL": "", "PATH": ""}

    command = [sys.executable, "manage.py", "import_annex", str(TAILOR)]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False, timeout=60
    )

    assert done.returncode == 1
    assert done.stderr.startswith("Basis data tidak dapat dipakai")
    assert "Traceback" not in done.stderr


def test_all_documents_of_the_project_are_read():
    assert [path.name[:3] for path in sorted(Path(DOCUMENTS).glob("*.txt"))] == ["000", "001", "002", "004"]
