import pytest

from catalog.rules.quality import RULES, Grade, Known, review_text
from catalog.rules.quality.numbers import from_words
from tests.rules.doubts import TODAY, found


def test_every_rule_says_where_it_comes_from():
    assert [rule.key for rule in RULES.values() if not (rule.name and rule.source)] == []


# Texts


@pytest.mark.parametrize("words", ["XX", "xxxx", "…", "...", "____", "lorem", "TODO", "??"])
def test_what_was_left_to_be_filled_in_blocks(words):
    assert found(f"1. NIB;\n2. Nomor {words} tahun 2026.", "teks-sementara") == [("2.", words)]
    assert RULES["teks-sementara"].grade is Grade.BLOCKS


@pytest.mark.parametrize("words", ["[nama jalan]", "["])
def test_square_brackets_are_asked_about(words):
    assert found(f"1. NIB;\n2. Kantor di {words}", "kurung-siku") == [("2.", words)]
    assert RULES["kurung-siku"].grade is Grade.ANSWER


def test_plain_texts_hold_no_placeholder():
    assert found("1. Jalan Raya XVI No. 5 dan ext.103, 1.000 lembar.", "teks-sementara") == []


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("1. satu\n2. dua\n4. empat", ["4."]),
        ("1. satu\n3. tiga\n2. dua", ["3.", "2."]),
        ("2. dua\n3. tiga", ["2."]),
        ("1. satu\n  a. ia\n  c. ic\n2. dua", ["1.c."]),
        ("1. satu\n2. dua\n1. satu lagi", ["1."]),
    ],
)
def test_a_gap_in_the_numbering_is_found_where_it_is(text, paths):
    assert [path for path, _ in found(text, "penomoran")] == paths


@pytest.mark.parametrize(
    "text",
    [
        "1. satu\n2. dua\nUntuk modal asing:\n1. satu",
        "A. satu\n  1. ia\n  2. ib\nB. dua\n  1. ia",
        "1) satu\n2) dua",
        "i. satu\nii. dua\niii. tiga",
    ],
)
def test_right_numbering_is_left_alone(text):
    assert found(text, "penomoran") == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("nol", 0),
        ("sepuluh", 10),
        ("sebelas", 11),
        ("empat belas", 14),
        ("dua puluh satu", 21),
        ("seratus lima", 105),
        ("tiga ratus enam puluh lima", 365),
        ("seribu dua ratus", 1200),
        ("dua belas ribu lima", 12005),
        ("dua tiga", None),
        ("tentang", None),
        ("", None),
    ],
)
def test_numbers_in_words_are_read(words, number):
    assert from_words(words) == number


def test_digits_that_contradict_their_words_are_found():
    text = "Paling lambat 14 (lima belas) hari kerja dan 30 (tiga puluh) hari kalender, 5 (lampiran) lembar."

    assert found(text, "angka-terbilang") == [("¶", "14 (lima belas)")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Toilet (umum dan disabilitas", "("),
        ("Toilet umum) dan musala", ")"),
        ("Tertulis “wajib saja", "“"),
        ("1) NIB (asli) dan “surat”", None),
    ],
)
def test_brackets_come_in_pairs(text, words):
    assert [each for _, each in found(text, "tanda-kurung")] == ([words] if words else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pelapor/ yang mengadukan", "pelapor/ yang"),
        ("dan / atau manual", "dan / atau"),
        ("surat , fotokopi", "surat ,"),
        ("surat;fotokopi", "surat;fotokopi"),
        ("surat ( asli)", "( asli"),
        ("surat  asli", "surat  asli"),
        ("dan/atau, 1.000,00; a.n. (asli)", None),
    ],
)
def test_spaces_stand_where_they_belong(text, words):
    assert [each for _, each in found(text, "spasi")] == ([words] if words else [])


def test_items_of_a_list_end_alike():
    text = "A. Umum:\n  1. satu;\n  2. dua.\n  3. tiga; dan\n  4. empat;\nB. Khusus:\n  1. lima;\n  2. enam;"

    # A.4. is followed by B., so its mark may be right; nothing follows B.2.
    assert found(text, "tanda-baca") == [("A.2.", "dua."), ("B.2.", "enam;")]


def test_sentences_that_end_in_full_stops_are_no_list_of_semicolons():
    assert found("1. Surat;\n2. Akun.\n3. Data.", "tanda-baca") == []


# Spelling


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("ejaan", "Sediakan fotocopy dan survey.", ["fotocopy", "survey"]),
        ("ejaan", "hasil tindaklanjutnya ditindaklanjuti", ["tindaklanjutnya"]),
        ("ejaan", "Fakta Integritas dan fakta lain", ["Fakta Integritas"]),
        ("ejaan", "peraturan perundangan dan perundang-undangan", ["perundangan"]),
        (
            "kata-depan",
            "didalam, di dalam, diatas, dialamatkan, pertahun, perorangan",
            ["didalam", "diatas", "pertahun"],
        ),
        ("imbuhan", "mengelompokan, dimasukan, melakukan, masukan, dikelompokkan", ["mengelompokan", "dimasukan"]),
        ("salah-ketik", "persayratan dan penyelenggaraan", ["persayratan"]),
        ("salah-ketik", "kendaran, penyelenggaran dan perusahan", ["kendaran", "penyelenggaran", "perusahan"]),
        ("salah-ketik", "DPMPPTSP wajib menjawab pemohon", ["DPMPPTSP"]),
    ],
)
def test_slips_of_spelling_are_hinted_at(rule, text, words):
    doubts = review_text(1, text, Known(TODAY))

    assert [doubt.words for doubt in doubts if doubt.rule.key == rule] == words
    assert {RULES[rule].grade} == {Grade.HINT}


@pytest.mark.parametrize(
    "text",
    [
        "Surel pengaduanptsp139@gmail.com, www.dpmpptsp.go.id, akun dpmpptsp_pwk",
        "Kelurahan Nagrikaler, Bale Madukara, Tuan Suhendra",
        "pelanggan, pelanggar, kepada, kepala, memohon, pemohon, ditempatkan, keluar, perorangan",
    ],
)
def test_addresses_names_and_words_alike_are_left_alone(text):
    assert [doubt for doubt in review_text(1, text, Known(TODAY)) if doubt.rule.key in ("ejaan", "salah-ketik")] == []


def test_the_hint_keeps_the_capitals_of_the_word():
    (doubt,) = review_text(1, "Survey kepuasan", Known(TODAY))

    assert doubt.message == "“Survey” lazimnya ditulis “Survei” (KBBI). Periksa."


# Answers


def test_a_question_stays_the_same_while_its_item_does_and_becomes_another_when_it_changes():
    def question(text):
        (doubt,) = [each for each in review_text(1, text, Known(TODAY)) if each.rule.key == "angka-terbilang"]
        return doubt.fingerprint

    before = question("1. NIB;\n2. 14 (lima belas) hari.")

    assert question("1. NIB lama;\n2. Akun;\n3. 14 (lima belas) hari.") == before
    assert question("1. NIB;\n2. 14 (lima belas) hari kerja.") != before


def test_any_text_can_be_looked_through():
    for text in ("", "\\", "*", "(((", "1.", "a)\n\n\tb)", "\x0b1. a\x1c2. b\u2028x", "🧵 " * 50, "(" * 5000):
        for component in (1, 6, 7):
            doubts = review_text(component, text, Known(TODAY))
            assert all(text[doubt.start : doubt.end] == doubt.words for doubt in doubts)
