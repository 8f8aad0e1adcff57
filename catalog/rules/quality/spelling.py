"""Spelling: known slips, particles written in one, lost letters, and words a slip away from a usual one.

All of it is a hint: foreign words, names and the words of a trade may well be right.
"""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from catalog.rules.quality.doubts import Doubt
from catalog.rules.quality.lines import Line, Text

FIXTURES = Path(__file__).parents[3] / "fixtures"
SHORTEST = 6  # letters of a word that is compared with usual ones; shorter ones are too near to everything
LONG = 9  # letters, from which on a lost or an added letter is looked for as well

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S*(?:[@_]|www\.|https?:|(?<=\w)\.(?=[a-z0-9]))\S*")  # e-mail, web address, account
_ENDINGS = ("nya", "lah", "kah", "pun")


def _words_of(text: str) -> list[str]:
    return text.split()


# Nouns of place after which "di" is the preposition. Those with a verb of the same letters (ditempat-i) are left out.
_PLACES = _words_of(
    "antara antaranya atas atasnya bawah bawahnya belakang bidang daerah dalam dalamnya depan eksternal internal "
    "kabupaten kantor kecamatan kelurahan lapangan lingkungan lokasi luar luarnya mana provinsi samping sana sekitar "
    "sekitarnya seluruh setiap sini situ tengah tingkat wilayah"
)
_TO_PLACES = _words_of("atas bawah dalam depan kantor samping sana sini situ")
_UNITS = _words_of("bulan hari jam meter minggu orang tahun triwulan unit")
_JOINED = (
    {f"di{place}": f"di {place}" for place in _PLACES}
    | {f"ke{place}": f"ke {place}" for place in _TO_PLACES}
    | {f"per{unit}": f"per {unit}" for unit in _UNITS}
)
# A verb in me- or di- of a root in -k takes -kan, not -an: kelompok → mengelompokkan.
_LOST_K = re.compile(
    r"(?:di|me)[a-z]*(?:elompok|masuk|emasuk|unjuk|bentuk|letak|naik|gerak|cetak|olak|tarik|banyak|jejak|desak)an",
)
_MIXED_UP = {"a": "e", "e": "ai", "i": "e", "o": "u", "u": "o"}  # vowels that are taken for one another
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=1)
def known_slips() -> dict[str, tuple[str, str]]:
    """Wrong → right and why, from fixtures/slips.csv; a wrong one may be several words."""
    with (FIXTURES / "slips.csv").open(encoding="utf-8", newline="") as file:
        return {row["wrong"]: (row["right"], row["why"]) for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    several = sorted((wrong for wrong in known_slips() if " " in wrong or "-" in wrong), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, several))})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def usual_words() -> frozenset[str]:
    """The usual words of the language of licences, from fixtures/words.txt, none of them a known slip."""
    words = (FIXTURES / "words.txt").read_text(encoding="utf-8").split()
    rights = (part for right, _ in known_slips().values() for part in right.casefold().split())
    return frozenset(words).union(rights) - known_slips().keys()


def spelling(text: Text) -> Iterator[Doubt]:
    for line in text.lines:
        for start, word in _words(line):
            yield from _doubt_of_word(text, line, start, word)
        for found in _phrases().finditer(line.text):
            right, why = known_slips()[found[0].casefold()]
            yield _slip(text, line, found.span(), right, why)


def _words(line: Line) -> Iterator[tuple[int, str]]:
    """The words with their places, without those that are part of an address or an account."""
    taken = [found.span() for found in _ADDRESS.finditer(line.text)]
    for found in _WORD.finditer(line.text):
        if not any(start <= found.start() < end for start, end in taken):
            yield found.start(), found[0]


def _doubt_of_word(text: Text, line: Line, start: int, word: str) -> Iterator[Doubt]:
    place = start, start + len(word)
    plain = word.casefold()
    kind, right, why = _judge(plain)
    if not kind and _may_be_compared(word, start) and (right := meant(plain)):
        kind, why = "salah-ketik", "kata yang lazim"
    if kind == "ejaan":
        yield _slip(text, line, place, right, why)
    elif kind:
        yield text.doubt(kind, line, *place, f"“{word}”: mungkin maksudnya “{_like(word, right)}” ({why}). Periksa.")


def _slip(text: Text, line: Line, place: tuple[int, int], right: str, why: str) -> Doubt:
    word = line.text[slice(*place)]
    return text.doubt("ejaan", line, *place, f"“{word}” lazimnya ditulis “{_like(word, right)}” ({why}). Periksa.")


@lru_cache(maxsize=20_000)
def _judge(plain: str) -> tuple[str, str, str]:
    """The rule that a word breaks, what it should be and why; empty where it breaks none."""
    for word, ending in ((plain, ""), *((plain.removesuffix(each), each) for each in _ENDINGS if plain.endswith(each))):
        if slip := known_slips().get(word):
            return "ejaan", slip[0] + ending, slip[1]
    if apart := _JOINED.get(plain):
        return "kata-depan", apart, "ditulis terpisah"
    if _LOST_K.fullmatch(plain):
        return "imbuhan", f"{plain[:-2]}kan", "kata dasarnya berakhir k, akhirannya -kan"
    return "", "", ""


def _may_be_compared(word: str, start: int) -> bool:
    """Not a name: in lower case, at the beginning of its line, or in capitals throughout."""
    return len(word) >= SHORTEST and (word.islower() or word.isupper() or (start == 0 and word[1:].islower()))


@lru_cache(maxsize=20_000)
def meant(plain: str) -> str:
    """The usual word that this unusual one is one slip of the finger away from; "" for a usual or a strange one."""
    if is_usual(plain) or not plain.isascii() or not plain.isalpha():
        return ""
    usual = usual_words()
    return next((other for other in one_slip_away(plain) if other in usual), "")


def is_usual(plain: str) -> bool:
    """Whether a word, or each part of a compound, is usual as it stands or with "-nya" and its like."""
    usual = usual_words()
    return plain in usual or any(plain.endswith(ending) and plain.removesuffix(ending) in usual for ending in _ENDINGS)


def one_slip_away(word: str, *, vowels: bool = True) -> Iterator[str]:
    """What it would be with two neighbours swapped, a letter not doubled or doubled, another vowel inside.

    In a long word also with one letter less or more. The first and last letters are left alone: there are the affixes.
    """
    for i in range(1, len(word) - 1):
        if word[i] == word[i - 1]:
            yield word[:i] + word[i + 1 :]
        elif i < len(word) - 2 and word[i] != word[i + 1]:
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    for i in range(1, len(word) - 1):
        yield word[: i + 1] + word[i:]
        if vowels and len(word) > SHORTEST:
            yield from (word[:i] + vowel + word[i + 1 :] for vowel in _MIXED_UP.get(word[i], ""))
    if len(word) >= LONG:
        for i in range(2, len(word) - 2):
            yield word[:i] + word[i + 1 :]
            yield from (word[:i] + letter + word[i:] for letter in _LETTERS)


def _like(word: str, right: str) -> str:
    """``right`` in the capitals of ``word``."""
    if word.isupper() and len(word) > 1:
        return right.upper()
    if word.istitle() and " " in word:
        return right.title()
    return right[:1].upper() + right[1:] if word[:1].isupper() else right
