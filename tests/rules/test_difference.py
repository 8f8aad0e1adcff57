"""What changed between two outline texts, as a reader sees it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import outline
from catalog.rules.difference import Change, difference, is_same

KEPT, ADDED, REMOVED = Change.KEPT, Change.ADDED, Change.REMOVED


def shown(old, new):
    """Each line as one word for its fate, its markers, and its words with those that came and went marked."""
    signs = {KEPT: "{}", ADDED: "+{}+", REMOVED: "-{}-"}
    return [
        (line.old_marker, line.marker, "".join(signs[part.change].format(part.text) for part in line.parts))
        for line in difference(old, new)
    ]


def test_words_that_came_and_went_are_told_within_their_item():
    found = shown("1. Telepon (0264) 822 ext.103.", "1. Telepon (0264) 999 ext.103.")

    assert found == [("", "1.", "Telepon (0264) -822- +999+ ext.103.")]


def test_an_item_put_in_the_middle_is_added_and_those_after_it_only_get_another_number():
    found = shown("1. Akun;\n2. Denah.", "1. Akun;\n2. NIB;\n3. Denah.")

    assert found == [("", "1.", "Akun;"), ("", "2.", "+NIB;+"), ("2.", "3.", "Denah.")]


def test_an_item_that_became_quite_another_is_removed_and_the_new_one_added():
    found = shown("1. Surat pernyataan.", "1. Denah lokasi usaha.")

    assert found == [("", "1.", "-Surat pernyataan.-"), ("", "1.", "+Denah lokasi usaha.+")]


def test_items_below_an_item_keep_their_depth():
    lines = difference("A. Umum:\n  1. Akun.", "A. Umum:\n  1. Akun.\n    a) aktif.")

    assert [(line.depth, line.change) for line in lines] == [(0, KEPT), (1, KEPT), (2, ADDED)]


def test_a_foreign_word_stays_italic_and_setting_a_word_italic_is_a_change():
    (line,) = difference("1. Akun *online* saya.", "1. Akun *online* *saya*.")

    assert [(part.change, part.text, part.is_italic) for part in line.parts if part.text.strip()] == [
        (KEPT, "Akun ", False),
        (KEPT, "online", True),
        (REMOVED, "saya.", False),
        (ADDED, "saya", True),
        (ADDED, ".", False),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [("", ""), ("1. a", "1. a"), ("A. a\n  1. b", "A.  a\n\n  1. b\n"), ("teks", "teks\n")],
)
def test_white_space_is_no_change(old, new):
    assert is_same(old, new)
    assert not any(line.is_changed for line in difference(old, new))


@pytest.mark.parametrize(("old", "new"), [("", "1. a"), ("1. a", ""), ("1. a", "a. a"), ("1. a", "1. *a*"), ("a", "b")])
def test_a_change_of_a_letter_a_marker_or_the_setting_is_one(old, new):
    assert not is_same(old, new)
    assert any(line.is_changed for line in difference(old, new))


LINES = st.lists(
    st.sampled_from(["1. satu dua", "2. dua tiga empat", "  a. *asing* lima", "enam", "B. tujuh"]), max_size=8
)


@given(LINES, LINES)
def test_what_was_kept_and_removed_is_the_old_text_and_what_was_kept_and_added_the_new(before, after):
    old, new = "\n".join(before), "\n".join(after)

    lines = difference(old, new)

    assert words(lines, REMOVED) == plain(old)
    assert words(lines, ADDED) == plain(new)


def words(lines, fate):
    return " ".join(
        "".join(part.text for part in line.parts if part.change in (KEPT, fate))
        for line in lines
        if line.change in (KEPT, fate)
    ).split()


def plain(text):
    return " ".join(outline.plain(inline) for _, inline in outline.walk(outline.parse(text))).split()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kata " * 20_000, "lain " * 20_000),
        (
            "\n".join(f"{n}. butir {n * 7}" for n in range(1, 3000)),
            "\n".join(f"{n}. hal {n * 3}" for n in range(1, 3000)),
        ),
        ("\n".join(["sama"] * 400), "\n".join(["sama", "beda"] * 400)),
        ("a " * 400, "b a " * 400),
    ],
)
def test_long_texts_take_bounded_time(old, new):
    begun = time.process_time()

    difference(old, new)

    assert time.process_time() - begun < 2
