from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from catalog.models import KbliCode

pytestmark = pytest.mark.django_db

WHOLE_TREE = settings.BASE_DIR.parent / "shared" / "reference" / "kbli2020.csv"
HEAD = "code,title,level,parent,section,description"
TREE = {
    "A": 'A,"Pertanian, Kehutanan",kategori,,A,"Dua\nbaris"',
    "01": "01,Tanaman,golongan_pokok,A,A,",
    "016": "016,Jasa,golongan,01,A,",
    "0162": "0162,Jasa,subgolongan,016,A,",
    "01622": "01622,Jasa Perkawinan Ternak,kelompok,0162,A,",
}


@pytest.fixture
def load(tmp_path, capsys):
    """Loads the tree with some rows replaced; gives the exit code and what was printed."""

    def run(*, head=HEAD, more=(), edition=2020, **replaced) -> tuple[int, str, str]:
        path = tmp_path / "kbli.csv"
        rows = [head, *{**TREE, **{code.strip("_"): row for code, row in replaced.items()}}.values(), *more]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return load_file(path, edition, capsys)

    return run


def load_file(path: Path, edition, capsys):
    try:
        call_command("load_kbli", str(path), edition=edition)
        code = 0
    except SystemExit as exit_:
        code = exit_.code
    printed = capsys.readouterr()
    return code, printed.out, printed.err.replace(f"{path}", "kbli.csv")


def test_the_codes_are_loaded_as_the_file_has_them(load):
    code, out, _ = load()

    assert (code, out) == (0, "KBLI 2020: 5 kode – 5 baru, 0 diperbarui, 0 tidak berubah.\n")
    section, group = KbliCode.objects.get(code="A"), KbliCode.objects.get(code="01622")
    assert (section.title, section.description, section.parent_code) == ("Pertanian, Kehutanan", "Dua\nbaris", "")
    assert (group.edition, group.level, group.parent_code, group.section) == (2020, "kelompok", "0162", "A")


def test_loading_again_changes_nothing_and_a_correction_changes_one_row(load):
    load()
    keys = dict(KbliCode.objects.values_list("code", "pk"))

    again = load()
    corrected = load(_016="016,Jasa penunjang,golongan,01,A,")

    assert again[1] == "KBLI 2020: 5 kode – 0 baru, 0 diperbarui, 5 tidak berubah.\n"
    assert corrected[1] == "KBLI 2020: 5 kode – 0 baru, 1 diperbarui, 4 tidak berubah.\n"
    assert KbliCode.objects.get(code="016").title == "Jasa penunjang"
    assert dict(KbliCode.objects.values_list("code", "pk")) == keys


def test_the_same_number_of_another_edition_is_another_code(load):
    load()
    load(edition=2025)

    assert KbliCode.objects.filter(code="01622").count() == 2


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ({"head": "kode,judul"}, f"kbli.csv:1: baris pertama harus berisi kolom {HEAD}."),
        ({"head": HEAD.replace(",", ";")}, f"kbli.csv:1: baris pertama harus berisi kolom {HEAD}."),
        ({"_016": "016,Jasa,golongan,01"}, "kbli.csv:5: harus ada 6 kolom, ditemukan 4."),
        ({"_016": "016,Jasa,golongan,01,A,,x"}, "kbli.csv:5: harus ada 6 kolom, ditemukan 7."),
        (
            {"_016": "016,Jasa,tingkat,01,A,"},
            "kbli.csv:5: tingkat 'tingkat' tidak dikenal; "
            "harus kategori, golongan_pokok, golongan, subgolongan, kelompok.",
        ),
        ({"_01622": "1622,Jasa,kelompok,0162,A,"}, "kbli.csv:7: kode '1622' bukan kode kelompok; harus 5 angka 0–9."),
        ({"_01622": "٠١٦٢٢,Jasa,kelompok,0162,A,"}, "kbli.csv:7: kode '٠١٦٢٢' bukan kode kelompok; harus 5 angka 0–9."),
        (
            {"_01622": '"01622\n",Jasa,kelompok,0162,A,'},
            "kbli.csv:7: kode '01622\\n' bukan kode kelompok; harus 5 angka 0–9.",
        ),
        ({"more": ["a,Jasa,kategori,,a,"]}, "kbli.csv:8: kode 'a' bukan kode kategori; harus satu huruf A–Z."),
        ({"_01622": "01622,Jasa,kelompok,0169,A,"}, "kbli.csv:7: induk '0169' tidak ada dalam berkas ini."),
        (
            {"_01622": "01622,Jasa,kelompok,016,A,"},
            "kbli.csv:7: induk '016' salah; induk kode 01622 harus subgolongan yang menaunginya.",
        ),
        (
            {"more": ["02622,Jasa,kelompok,0162,A,"]},
            "kbli.csv:8: induk '0162' salah; induk kode 02622 harus subgolongan yang menaunginya.",
        ),
        ({"A": "A,Pertanian,kategori,01,A,"}, "kbli.csv:2: kategori tidak memiliki induk, ditemukan '01'."),
        ({"_0162": "0162,Jasa,subgolongan,016,B,"}, "kbli.csv:6: kategori 'B' salah; harus 'A'."),
        ({"_016": "016, ,golongan,01,A,"}, "kbli.csv:5: judul kosong."),
        (
            {"_016": f"016,{'x' * 256},golongan,01,A,"},
            "kbli.csv:5: judul paling panjang 255 karakter, ditemukan 256.",
        ),
        ({"_016": "016,Ja\0sa,golongan,01,A,"}, "kbli.csv:5: ada karakter NUL; hapus karakter itu."),
        (
            {"more": ['02,"Hutan,golongan_pokok,A,A,']},
            "kbli.csv:8: bukan baris CSV yang benar (unexpected end of data).",
        ),
    ],
)
def test_a_broken_row_is_named_and_nothing_is_loaded(load, rows, complaint):
    code, out, err = load(**rows)

    assert (code, out) == (1, "")
    assert complaint in err.splitlines()
    assert err.splitlines()[-1] == "Tidak ada kode yang dimuat."
    assert not KbliCode.objects.exists()


def test_every_broken_row_is_named(load):
    _, _, err = load(_016="016,,golongan,01,A,", more=["A,Lain,kategori,,A,"])

    assert err.splitlines() == [
        "kbli.csv:2: kode 'A' muncul 2 kali; harus sekali.",
        "kbli.csv:5: judul kosong.",
        "kbli.csv:8: kode 'A' muncul 2 kali; harus sekali.",
        "Tidak ada kode yang dimuat.",
    ]


def test_a_file_that_is_no_utf8_text_or_is_not_there_is_refused(tmp_path, capsys):
    latin, empty = tmp_path / "latin.csv", tmp_path / "kosong.csv"
    latin.write_bytes(f"{HEAD}\nA,Kafé,kategori,,A,\n".encode("latin-1"))
    empty.write_bytes(b"")

    assert "kbli.csv:2: berkas harus berupa teks UTF-8." in load_file(latin, 2020, capsys)[2]
    assert "kbli.csv:1: baris pertama harus" in load_file(empty, 2020, capsys)[2]
    for path in (tmp_path, tmp_path / "tidak-ada.csv"):
        assert "berkas tidak dapat dibaca" in load_file(path, 2020, capsys)[2]


def test_a_file_of_column_names_only_is_refused(tmp_path, capsys):
    path = tmp_path / "kbli.csv"
    path.write_text(HEAD + "\n")

    assert "kbli.csv: tidak ada satu kode pun di dalamnya." in load_file(path, 2020, capsys)[2]


def test_a_byte_order_mark_windows_line_ends_and_blank_lines_do_no_harm(tmp_path, capsys):
    path = tmp_path / "kbli.csv"
    path.write_bytes(("\ufeff" + "\r\n".join([HEAD, TREE["A"], "", ""])).encode())

    assert load_file(path, 2020, capsys)[0] == 0


def test_the_whole_tree_of_2020_is_loaded(capsys):
    if not WHOLE_TREE.exists():
        pytest.skip(f"{WHOLE_TREE} tidak ada")

    code, out, _ = load_file(WHOLE_TREE, 2020, capsys)

    assert (code, out) == (0, "KBLI 2020: 2710 kode – 2710 baru, 0 diperbarui, 0 tidak berubah.\n")
    assert KbliCode.objects.filter(level="kelompok").count() == 1789
