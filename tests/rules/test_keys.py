import pytest

from catalog.rules.keys import key_of


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("17", 17),
        ("007", 7),
        ("9" * 17, int("9" * 17)),
        ("9" * 18, 0),
        ("9" * 5_000, 0),
        *((text, 0) for text in ("", " 1", "1 ", "-1", "+1", "1.0", "1e3", "²", "٣", "1\x00", "x")),
    ],
)
def test_a_key_is_digits_and_not_too_many(text, key):
    assert key_of(text) == key


def test_fewer_digits_may_be_asked_for():
    assert (key_of("123", most_digits=3), key_of("1234", most_digits=3)) == (123, 0)
