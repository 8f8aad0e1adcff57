"""Documents out of the ordinary are read, bad ones are refused with file, line and what was expected."""

import os
import re

import pytest

from catalog.annex import AnnexError, read_document, read_file
from catalog.rules.components import COMPONENTS, GROUPS

HEAD = "NO\tKOMPONEN\tURAIAN"


def document(heading="17. Izin (Risiko Tinggi) KBLI 71204 Jasa Inspeksi", **texts):
    """A plain document; ``c4="…"`` replaces the text of component 4."""
    rows = []
    for component in COMPONENTS:
        if component.number in (1, 7):
            group = GROUPS[component.number == 7]
            rows.append(f"{group.letter}.\t{group.title}\t")
        rows.append(f"{component.number}\t{component.name}\t: {texts.get(f'c{component.number}', 'Isi komponen.')}")
    return f"{heading}\n\n{HEAD}\n" + "\n".join(rows) + "\n"


def refusal(text):
    with pytest.raises(AnnexError) as refused:
        read_document("lampiran.txt", text)
    return str(refused.value)


def test_several_standards_stand_one_after_another():
    second = document(heading="2. Sertifikat Standar (Risiko Menengah Tinggi) KBLI 78422 Pelatihan Kerja")

    standards = read_document("dua.txt", document() + "\n\n" + second)

    assert [standard.annex_number for standard in standards] == [17, 2]
    assert [len(standard.components) for standard in standards] == [14, 14]


def test_a_standard_that_stands_twice_is_reported():
    """Else the second would replace the first, in the same draft and without a word."""
    one, other, again = read_document(
        "x.txt", document() + document().replace("17.", "18.", 1) + document(c4="Rp5.000")
    )

    told = "Standar ini sudah ada pada baris 1 dokumen yang sama."
    assert [told in standard.problems for standard in (one, other, again)] == [False, False, True]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path):
    path = tmp_path / "windows.txt"
    path.write_bytes(b"\xef\xbb\xbf" + document().replace("\n", "\r\n").encode())

    [standard] = read_file(path)

    assert standard.text_of(14) == "Isi komponen."


def test_a_line_break_inside_a_cell_is_kept_as_a_break():
    [standard] = read_document("x.txt", document(c4="Gratis untuk:\na. usaha mikro;\nb. usaha kecil."))

    assert standard.text_of(4) == "Gratis untuk:\na. usaha mikro;\nb. usaha kecil."


def test_entities_and_bold_marks_are_markup_and_lone_signs_are_text():
    [standard] = read_document("x.txt", document(c4="K3 &amp; lingkungan &lt; 5 < 6, **penting** *) wajib R&D"))

    assert standard.as_json()["components"][3]["blocks"] == [
        {"type": "paragraph", "text": "K3 & lingkungan < 5 < 6, penting *) wajib R&D"}
    ]


def test_italics_are_kept_and_a_marker_in_italics_is_a_marker():
    [standard] = read_document("x.txt", document(c4="<i>a. Email</i> dan b. <i> Web </i> ; c. <i>tanpa akhir</p>"))

    assert standard.text_of(4) == "a. *Email* dan\nb. *Web*;\nc. *tanpa akhir*"


def test_spaces_more_or_less_change_nothing_but_a_run_of_them_was_a_line_break():
    text = document(c4="Syarat:  A dan B.  Lalu C.", c5="Dua jenis.            Dalam hal lain:")

    [standard] = read_document("x.txt", text)

    assert standard.text_of(4) == "Syarat: A dan B. Lalu C."
    assert standard.text_of(5) == "Dua jenis.\nDalam hal lain:"


def test_a_heading_may_name_the_edition_of_the_codes():
    [standard] = read_document("x.txt", document(heading="1. Izin (Risiko Tinggi) KBLI 2025 71204 Jasa Inspeksi"))

    assert (standard.kbli_edition, standard.kbli_code, standard.kbli_title) == (2025, "71204", "Jasa Inspeksi")
    assert standard.as_json()["kbli_edition"] == 2025


def test_what_stands_between_two_pages_is_reported_and_ends_no_standard():
    pages = document().replace("\n5\t", f"\n\n- 12 -\nLAMPIRAN IV\n\n{HEAD}\n5\t")

    [standard] = read_document("x.txt", pages)

    assert [component.number for component in standard.components] == list(range(1, 15))
    assert standard.problems[0] == "Baris 10: teks di luar tabel tidak diambil: “- 12 -” dan 1 baris lain."


def test_text_outside_the_table_is_reported():
    text = "LAMPIRAN IV\nPERATURAN BUPATI\n\n" + document() + "\nDitetapkan di Purwakarta\n"

    [standard] = read_document("x.txt", text)

    assert standard.problems[:2] == [
        "Baris 1: teks di luar tabel tidak diambil: “LAMPIRAN IV” dan 1 baris lain.",
        "Baris 24: teks di luar tabel tidak diambil: “Ditetapkan di Purwakarta”.",
    ]


def test_what_cannot_be_derived_is_empty_and_listed():
    [standard] = read_document("x.txt", document(c3="7 atau 5 hari: 7 hari kerja, 5 hari kerja", c4="Rp150.000"))

    assert standard.facts.completion_working_days is None
    assert standard.facts.fee_rupiah == 150_000
    assert "Komponen 3: jumlah hari kerja tidak dapat ditentukan dari teksnya." in standard.problems
    assert "Komponen 4: biaya tidak dapat ditentukan dari teksnya." not in standard.problems


@pytest.mark.parametrize(
    ("fee", "rupiah"),
    [
        ("Gratis", 0),
        ("Tidak dipungut biaya.", 0),
        ("Rp0", 0),
        ("Rp 1.250.000,-", 1_250_000),
        ("Sesuai Perda Nomor 3 Tahun 2021", None),
    ],
)
def test_a_fee_is_an_amount_only_when_the_text_says_one(fee, rupiah):
    [standard] = read_document("x.txt", document(c4=fee))

    assert (standard.facts.fee, standard.facts.fee_rupiah) == (fee, rupiah)


def test_a_line_numbered_out_of_order_is_a_paragraph_and_a_problem():
    [standard] = read_document("x.txt", document(c1="<p>1. satu</p><p>3. tiga</p>"))

    assert "Komponen 1: “3. tiga” tampak bernomor, tetapi tidak urut; dibaca sebagai paragraf." in standard.problems


def test_a_letter_out_of_order_on_its_own_line_does_not_vanish_in_the_item_before_it():
    [standard] = read_document("x.txt", document(c1="<p>a. satu</p><p>b. dua</p><p>d. empat</p>"))

    assert standard.text_of(1) == "a. satu\nb. dua\n\\d. empat"
    assert "Komponen 1: “d. empat” tampak bernomor, tetapi tidak urut; dibaca sebagai paragraf." in standard.problems


def test_markup_that_the_reader_does_not_know_is_kept_and_reported():
    [standard] = read_document("x.txt", document(c4="<para>Gratis</para>"))

    assert standard.text_of(4) == "<para>Gratis</para>"
    assert "Komponen 4: “<para>” tampak markup; dibaca sebagai teks." in standard.problems


def test_an_empty_component_is_a_problem():
    [standard] = read_document("x.txt", document(c9=""))

    assert "Komponen 9: tidak ada isinya." in standard.problems


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kata saja", r"lampiran\.txt: tidak ada tabel; diharapkan judul standar"),
        (HEAD + "\n", r"lampiran\.txt:1: tabel tanpa judul; diharapkan baris seperti “17\. Izin"),
        ("1\tPersyaratan\tx", r"lampiran\.txt:1: baris tabel tanpa kepala; diharapkan baris NO, KOMPONEN, URAIAN"),
        (document(heading="Izin KBLI 71204 Jasa"), r":1: judul “Izin KBLI 71204 Jasa” tidak dikenal; diharapkan"),
        (
            document(heading="1. Izin (Risiko Gawat) KBLI 71204 Jasa"),
            r":1: tingkat risiko “Gawat” tidak dikenal; diharapkan salah satu dari: Rendah, Menengah Rendah",
        ),
        (
            document(heading="1. Surat (Risiko Tinggi) KBLI 71204 Jasa"),
            r":1: jenis perizinan “Surat” tidak dikenal; diharapkan salah satu dari: NIB, Sertifikat Standar, Izin",
        ),
        (document(heading="1. Izin (Risiko Tinggi) KBLI 7120 Jasa"), r":1: kode KBLI “7120” bukan lima angka"),
        (
            document(heading="1. Izin (Risiko Tinggi) KBLI 2017 71204 Jasa"),
            r":1: edisi KBLI “2017” tidak dikenal; diharapkan 2020 atau 2025",
        ),
        (document(heading="1. Izin (Risiko Tinggi) KBLI ١٢٣٤٥ Jasa"), r":1: kode KBLI “١٢٣٤٥” bukan lima angka"),
        (
            document().replace("\n5\tProduk Layanan\t: Isi komponen.", ""),
            r":9: komponen 5 \(Produk Layanan\) tidak ada; yang tercetak komponen 6",
        ),
        (
            document().replace("5\tProduk", "4\tProduk"),
            r":9: komponen 4 \(Biaya/Tarif\) ada dua kali atau tidak urut; diharapkan komponen 5",
        ),
        (document().replace("\n14\t", "\n15\t"), r":19: komponen 15 tidak dikenal; diharapkan nomor 1–14"),
        (
            re.sub(r"\n14\t.*\n", "\n", document()),
            r":1: komponen 14 \(Evaluasi Kinerja Pelaksana\) tidak ada; diharapkan 14",
        ),
        (document().replace("A.\tProses", "C.\tProses"), r":4: baris bagian harus A\. atau B\. tanpa uraian"),
        (document().replace("\n2\tSistem", "\ndua\tSistem"), r":6: kolom NO berisi “dua”; diharapkan A\., B\., nomor"),
        (document().replace("A.\tProses", "\t\tProses"), r":4: sambungan baris tanpa komponen; diharapkan komponen 1"),
        (
            document() + "\n18. Izin (Risiko Tinggi) KBLI 71204 Jasa\n",
            r":21: tidak ada tabel; diharapkan judul standar lalu tabel",
        ),
        (document(c4="x" * 200_001), r":8: komponen 4: \d+ karakter; paling banyak 200000"),
        ("baris\n" * 4_000_000, r":1001: lebih dari 1000 baris di luar tabel; ini bukan dokumen lampiran"),
        ("a b\t" * 5_000_000, r":1: baris tabel tanpa kepala"),
    ],
)
def test_a_bad_document_is_refused_with_line_and_expectation(text, message):
    assert re.search(message, refusal(text))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "berkas kosong"),
        (b" \n\t\n", "berkas kosong"),
        (b"\x00" * 100, "bukan berkas teks: berisi karakter NUL"),
        (b"\xff\xfe\x00j", "bukan berkas teks UTF-8"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "bukan berkas teks UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path, content, message):
    path = tmp_path / "aneh.txt"
    path.write_bytes(content)

    with pytest.raises(AnnexError, match=message):
        read_file(path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(AnnexError, match="berkas tidak dapat dibaca"):
        read_file(tmp_path / "tidak-ada.txt")
    with pytest.raises(AnnexError, match="berkas tidak dapat dibaca"):
        read_file(tmp_path)


def test_twenty_megabytes_of_binary_noise_are_refused(tmp_path):
    path = tmp_path / "derau.txt"
    path.write_bytes(os.urandom(20_000_000))

    with pytest.raises(AnnexError, match="bukan berkas teks"):
        read_file(path)


def test_a_reader_that_loses_a_word_is_caught(monkeypatch):
    from catalog.annex import parse

    monkeypatch.setattr(parse, "infer", lambda pieces: [])

    with pytest.raises(AnnexError, match=r"komponen 1 tidak terbaca utuh, mulai “Isikomponen\.”"):
        read_document("x.txt", document())
