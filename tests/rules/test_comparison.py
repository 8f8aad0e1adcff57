"""What differs between texts side by side."""

import time

import pytest

from catalog.rules.comparison import compare, is_same

UMUM = "A. Persyaratan Umum:\n  1. Skala usaha kecil;\n  2. Memiliki akun; dan\n  3. Berlokasi di kawasan."


def differing(*texts):
    return [[inline for _, inline in each.differing] for each in compare(texts)]


def test_texts_are_the_same_word_for_word_and_marker_for_marker():
    assert is_same([UMUM, UMUM.replace("Skala  usaha", "Skala usaha"), UMUM])
    assert not is_same([UMUM, UMUM.replace("kecil;", "kecil.")])
    assert not is_same([UMUM, UMUM.replace("1.", "a.").replace("2.", "b.").replace("3.", "c.")])


def test_items_that_the_other_lacks_differ_with_their_markers():
    (first, second) = compare([UMUM, UMUM.replace("Memiliki akun", "Memiliki izin")])

    assert first.differing == (("2.", "Memiliki akun; dan"),)
    assert second.differing == (("2.", "Memiliki izin; dan"),)
    assert (first.items, second.items) == (4, 4)


@pytest.mark.parametrize(
    "other",
    [
        UMUM.replace("kecil;", "kecil."),
        UMUM.replace("; dan", ";"),
        UMUM.replace("; dan", ", dan/atau"),
        UMUM.replace("Skala", "SKALA").replace("Berlokasi", "*berlokasi*"),
        "1. Berlokasi di kawasan;\n2. Memiliki akun;\n3. Skala usaha kecil;\n4. Persyaratan Umum.",
    ],
)
def test_markers_order_case_and_the_marks_that_end_an_item_make_no_item_differ(other):
    assert differing(UMUM, other) == [[], []]


def test_among_three_an_item_differs_unless_all_have_it():
    assert differing("1. satu;\n2. dua;", "1. satu;\n2. dua;", "1. satu;") == [["dua;"], ["dua;"], []]


def test_texts_without_anything_in_common_differ_as_a_whole():
    assert [len(each.differing) == each.items == 1 for each in compare(["7 hari kerja.", "5 hari kerja."])] == [
        True
    ] * 2


def test_marks_without_end_take_linear_time():
    start = time.perf_counter()
    compare(["1. a" + "; ," * 100_000 + "x", "1. b"])

    assert time.perf_counter() - start < 2
