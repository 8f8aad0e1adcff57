"""Nesting inferred from markers alone: the real components laid flat, and the traps between them."""

from pathlib import Path

import pytest

from catalog.annex import read_file
from catalog.rules.inference import Joint, Piece, infer, infer_text
from catalog.rules.outline import to_text

DOCUMENTS = sorted((Path(__file__).parents[2] / "fixtures" / "annex").glob("*.txt"))


def outline_of(*lines):
    return to_text(infer(Piece(line) for line in lines)).splitlines()


@pytest.mark.parametrize("number", range(1, 15))
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name[:3])
def test_a_component_pasted_flat_gets_its_nesting_back(path, number):
    [standard] = read_file(path)
    text = standard.text_of(number)

    flat = "\n".join(line.strip() for line in text.splitlines())

    assert to_text(infer_text(flat)) == text


def test_markers_inside_one_line_are_found():
    assert outline_of("A. Umum: 1. satu; 2. dua yang memuat: a) anak; b) cucu. B. Khusus: 1. satu") == [
        "A. Umum:",
        "  1. satu;",
        "  2. dua yang memuat:",
        "    a) anak;",
        "    b) cucu.",
        "B. Khusus:",
        "  1. satu",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Berlokasi sesuai Pasal 2. Lihat juga lampiran; 2. Memiliki akun",
        "1. sesuai ketentuan Nomor 2. 2. Memiliki akun",
        "1. Jawa Barat 41115. 2. Petugas",
        "1. di Kec. Purwakarta; 2. setidaknya 1 (satu) kali",
        "1. sebanyak 2. 2. Memiliki akun",
        "1. a.n. Kepala; 2. dll.",
    ],
)
def test_look_alikes_inside_a_line_stay_text(text):
    assert len(outline_of(text)) == 2


def test_a_letter_inside_a_sentence_opens_no_list():
    assert outline_of("1. vitamin A. dan hepatitis B. diperiksa; 2. golongan darah A. atau O") == [
        "1. vitamin A. dan hepatitis B. diperiksa;",
        "2. golongan darah A. atau O",
    ]


def test_a_list_opens_inside_a_line_without_a_colon_when_its_second_marker_follows():
    assert outline_of("Melalui saluran a. Telepon b. SMS c. WA") == ["Melalui saluran", "a. Telepon", "b. SMS", "c. WA"]


def test_a_marker_that_is_not_the_expected_one_stays_text():
    assert outline_of("1. satu", "3. tiga") == ["1. satu", "\\3. tiga"]


def test_paragraphs_between_lists_of_one_style_stand_beside_them():
    assert outline_of(
        "A. Umum:", "1. satu", "B. Khusus:", "Dalam hal:", "1. satu", "Pengajuan:", "1. satu", "2. dua"
    ) == [
        "A. Umum:",
        "  1. satu",
        "B. Khusus:",
        "  Dalam hal:",
        "  1. satu",
        "  Pengajuan:",
        "  1. satu",
        "  2. dua",
    ]


def test_a_paragraph_before_the_next_item_belongs_to_the_item_above():
    assert outline_of("1. satu:", "a. anak", "Penutup satu.", "2. dua") == [
        "1. satu:",
        "  a. anak",
        "  Penutup satu.",
        "2. dua",
    ]


def test_a_paragraph_at_the_end_stands_after_the_list():
    assert outline_of("1. satu", "2. dua.", "Penutup.") == ["1. satu", "2. dua.", "Penutup."]


def test_numbering_that_starts_again_is_a_new_list_on_the_same_level():
    assert outline_of("1. satu", "2. dua", "1. satu lagi") == ["1. satu", "2. dua", "1. satu lagi"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. x: i. y ii. z 2. w", ["1. x:", "  i. y", "  ii. z", "2. w"]),
        ("g. x h. y i. z j. w", ["\\g. x h. y i. z j. w"]),
        (
            "a. 1 b. 2 c. 3 d. 4 e. 5 f. 6 g. 7 h. 8 i. 9 j. 10",
            ["a. 1", "b. 2", "c. 3", "d. 4", "e. 5", "f. 6", "g. 7", "h. 8", "i. 9", "j. 10"],
        ),
        (
            "a. 1 b. 2 c. 3 d. 4 e. 5 f. 6 g. 7 h. 8: i. satu ii. dua",
            ["a. 1", "b. 2", "c. 3", "d. 4", "e. 5", "f. 6", "g. 7", "h. 8:", "  i. satu", "  ii. dua"],
        ),
    ],
)
def test_roman_numerals_are_told_from_letters_by_what_comes_next(line, expected):
    assert outline_of(line) == expected


def test_a_sentence_cut_by_the_end_of_a_page_goes_on():
    pieces = [Piece("1. paling lambat 30"), Piece("(tiga puluh) hari", Joint.PAGE_BLOCK), Piece("2. dua", Joint.PAGE)]

    assert to_text(infer(pieces)) == "1. paling lambat 30 (tiga puluh) hari\n2. dua"


def test_an_abbreviation_does_not_end_a_sentence_at_the_end_of_a_page():
    pieces = [Piece("1. Kelurahan Nagrikaler Kec."), Piece("Purwakarta, Jawa Barat", Joint.PAGE_BLOCK)]

    assert to_text(infer(pieces)) == "1. Kelurahan Nagrikaler Kec. Purwakarta, Jawa Barat"


def test_a_new_block_after_the_end_of_a_page_is_a_paragraph_when_the_sentence_was_finished():
    pieces = [Piece("Evaluasi dilakukan rutin."), Piece("Evaluasi berupa:", Joint.PAGE_BLOCK), Piece("1. survei")]

    assert to_text(infer(pieces)) == "Evaluasi dilakukan rutin.\nEvaluasi berupa:\n1. survei"


def test_a_line_broken_by_the_layout_goes_on():
    assert outline_of("1. permohonan yang", "diajukan melalui OSS;", "2. dua") == [
        "1. permohonan yang diajukan melalui OSS;",
        "2. dua",
    ]


def test_nine_letters_stay_letters_when_a_roman_list_comes_later():
    letters = [f"{letter}. x" for letter in "abcdefghi"]

    assert outline_of("1. satu:", *letters, "2. dua:", "i. y", "ii. z") == [
        "1. satu:",
        *(f"  {line}" for line in letters),
        "2. dua:",
        "  i. y",
        "  ii. z",
    ]


def test_a_marker_cut_off_from_its_text_keeps_it():
    assert outline_of("1. satu", "2.", "Dua ada di baris berikutnya") == ["1. satu", "2. Dua ada di baris berikutnya"]
