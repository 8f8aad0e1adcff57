"""Printed markers of list items: ``A.`` ``1.`` ``a.`` ``1)`` ``a)`` ``(1)`` ``(a)`` and the roman ``i.`` ``I.``.

A marker alone does not say what it is: ``i.`` may be the ninth letter or the first roman numeral.
It has *readings*; which one holds is decided by its neighbours (outline.py, inference.py).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

# The first marker of each style stands for the style.
STYLES = ("A.", "1.", "a.", "1)", "a)", "(1)", "(a)", "i.", "i)", "(i)", "I.")

PRINTED = r"\(?(?:[0-9]{1,3}|[a-z]{1,6}|[A-Z]{1,6})[.)]"
_PARTS = re.compile(r"(\(?)([0-9]+|[a-z]+|[A-Z]+)([.)])\Z")
_ROMAN = re.compile(r"(?=.)(?:x{0,3})(?:ix|iv|v?i{0,3})\Z")  # i … xxxix: no annex counts further in roman
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Marker:
    """One reading of a printed marker: its style, its place in the sequence, and its letters or digits."""

    text: str
    style: str
    ordinal: int
    body: str

    @property
    def is_first(self) -> bool:
        return self.ordinal == 1

    @property
    def stands_alone(self) -> bool:
        """Whether it is a marker without a neighbour to prove it: digits or one letter, never ``No.`` or ``ii.``."""
        return self.body.isdigit() or len(self.body) == 1

    def follows(self, before: "Marker") -> bool:
        """Whether this is the expected next one after ``before``."""
        return self.style == before.style and self.text in successors(before)


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[Marker, ...]:
    """All readings of a marker; empty when the text is no marker (``Kec.``, ``No.``, ``2021.``)."""
    match = _PARTS.match(text)
    if match is None:
        return ()
    opening, body, closing = match.groups()
    if opening and closing != ")":
        return ()
    if body.isdigit():
        found = [("1", int(body))] if body[0] != "0" else []
    else:
        lower = body.lower()
        letters = [("a", _letter_ordinal(lower))] if len(body) <= 2 else []
        roman = [("i", _roman_value(lower))] if _ROMAN.match(lower) else []
        found = [(first.upper() if body.isupper() else first, ordinal) for first, ordinal in letters + roman]
    named = ((f"{opening}{first}{closing}", ordinal) for first, ordinal in found)
    return tuple(Marker(text, style, ordinal, body) for style, ordinal in named if style in STYLES)


@lru_cache(maxsize=4096)
def successors(marker: Marker) -> tuple[str, ...]:
    """The markers that may come next: ``b.`` after ``a.``; both ``ab.`` and ``bb.`` after ``aa.``."""
    if marker.body.isdigit():
        bodies = [str(marker.ordinal + 1)]
    elif marker.style.strip("(.)").lower() == "i":
        bodies = [_roman(marker.ordinal + 1)]
    else:
        bodies = _letters_after(marker.body.lower())
    if marker.body.isupper():
        bodies = [body.upper() for body in bodies]
    return tuple(marker.text.replace(marker.body, body) for body in bodies)


def _letters_after(body: str) -> list[str]:
    """After z comes aa; after aa word processors write bb, spreadsheets ab."""
    last = body[-1]
    if len(body) == 1:
        return ["aa"] if last == "z" else [chr(ord(last) + 1)]
    counted = body[0] + chr(ord(last) + 1) if last < "z" else chr(ord(body[0]) + 1) + "a"
    doubled = [chr(ord(last) + 1) * 2] if body[0] == last < "z" else []
    return ([counted] if counted[0] <= "z" else []) + doubled


def _letter_ordinal(body: str) -> int:
    ordinal = 0
    for letter in body:
        ordinal = ordinal * 26 + ord(letter) - ord("a") + 1
    return ordinal


def _roman_value(body: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in body]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
