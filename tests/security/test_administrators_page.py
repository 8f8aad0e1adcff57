"""What deploy/README.md tells the administrator is so: the table of BSSN Regulation 4/2021, commands and files."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

from config import sessions
from config.health import parts
from tests.complaints.factories import NOW
from tests.server import ROOT

PAGE = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
TABLE = PAGE.partition("## Peraturan BSSN 4/2021")[2]
ROWS = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in TABLE.splitlines() if line[:2] == "| "][1:]
HEADINGS = [
    "Autentikasi",
    "Manajemen sesi",
    "Persyaratan kontrol akses",
    "Validasi input",
    "Kriptografi pada verifikasi statis",
    "Penanganan eror dan pencatatan log",
    "Proteksi data",
    "Keamanan komunikasi",
    "Pengendalian kode berbahaya",
    "Logika bisnis",
    "Keamanan file",
    "Keamanan API dan web service",
    "Keamanan konfigurasi",
]
TARGETS = set(re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split())


def quoted(words: str) -> list[str]:
    return re.findall(r"`([^`]+)`", words)


def test_all_13_headings_have_their_row():
    assert [row[0] for row in ROWS] == HEADINGS
    assert {len(row) for row in ROWS} == {3}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_test_that_a_heading_names_is_there(row):
    """A name without a folder is in that of the one before it."""
    folder, named = ROOT, quoted(row[2])

    assert named
    for name in named:
        if name.startswith("make "):
            assert name.split()[1] in TARGETS
            continue
        folder = (ROOT / name).parent if "/" in name else folder
        files = list(folder.glob(name.rpartition("/")[2]))
        assert files, name
        assert all("def test_" in file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_control_that_a_heading_names_is_there(row):
    for name in quoted(row[1]):
        assert name == "__Host-" or (ROOT / name).exists() or (ROOT / "deploy" / name).exists(), name


def test_the_numbers_that_the_table_tells_are_those_of_the_code():
    lengths = [each["OPTIONS"]["min_length"] for each in settings.AUTH_PASSWORD_VALIDATORS if "OPTIONS" in each]

    assert lengths == [int(re.search(r"sandi ≥ (\d+) huruf", TABLE)[1])]
    minutes, hours = re.search(r"sesudah (\d+) menit diam dan (\d+) jam", TABLE).groups()
    assert (int(minutes) * 60, int(hours) * 3600) == (sessions.IDLE, sessions.LONGEST)


def test_each_command_and_file_that_the_page_names_is_there():
    told = [name for name in quoted(PAGE) if "\n" not in name]
    commands = re.findall(r"(?:deploy/kelola|manage\.py) ([a-z_]+)", PAGE)

    assert set(commands) <= set(get_commands())
    for name in told:
        if name.startswith("make "):
            assert name.split()[1] in TARGETS, name
    for name in re.findall(r"standar-pelayanan-(\w+)", PAGE):
        assert list((ROOT / "deploy" / "systemd").glob(f"standar-pelayanan-{name}.*")), name
    example = (ROOT / "deploy" / "situs.env.example").read_text()
    for name in told:
        if re.fullmatch(r"[A-Z]+(_[A-Z]+)+", name):
            assert f"\n{name.removesuffix('_…')}" in example, name


@pytest.mark.django_db
def test_each_part_of_the_health_page_is_explained():
    table = PAGE.partition("## Mengawasi")[2].partition("\n## ")[0]

    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(parts(now=NOW))
