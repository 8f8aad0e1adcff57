import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.slips import nearest, slips, tolerance

KNOWN = ["penjahit", "penjahitan", "inseminasi", "inspeksi", "komputer", "kompor", "pelatihan", "salon", "talon"]
LETTERS = st.text("abcde", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("jahit", "jahit", 0),
        ("jait", "jahit", 1),
        ("jahhit", "jahit", 1),
        ("jagit", "jahit", 1),
        ("jhait", "jahit", 1),
        ("inseminsai", "inseminasi", 1),
        ("jihat", "jahit", 2),
        ("baju", "celana", 3),
    ],
)
def test_slips_are_counted(one, other, number):
    assert slips(one, other, 2) == number


@given(LETTERS, LETTERS)
def test_the_count_is_that_of_the_plain_definition(one, other):
    def distance(i, j):
        if not i or not j:
            return i + j
        least = min(
            distance(i - 1, j) + 1, distance(i, j - 1) + 1, distance(i - 1, j - 1) + (one[i - 1] != other[j - 1])
        )
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            least = min(least, distance(i - 2, j - 2) + 1)
        return least

    one, other = one[:4], other[:4]
    assert slips(one, other, 9) == distance(len(one), len(other))


@given(LETTERS, LETTERS, st.integers(0, 3))
def test_the_bound_only_cuts_off(one, other, most):
    assert slips(one, other, most) == min(slips(one, other, 99), most + 1)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("penjahitn", "penjahitan"),  # a letter left out rather than one too many
        ("inseminsai", "inseminasi"),
        ("insiminasi", "inseminasi"),
        ("komputr", "komputer"),
        ("pelatihn", "pelatihan"),
        ("saloon", "salon"),
    ],
)
def test_the_word_that_was_meant(word, meant):
    assert nearest(word, KNOWN, most=1) == [meant]


@pytest.mark.parametrize("word", ["kos", "tes", "14121", "zzzzz", "ralon", "bengkel", ""])
def test_what_is_too_far_or_too_short_is_nobodys_slip(word):
    assert nearest(word, KNOWN, most=3) == []


def test_long_words_are_forgiven_more():
    assert [tolerance(word) for word in ("jahi", "jahit", "jahitan", "penjahitan", "141200")] == [0, 1, 1, 2, 0]
