"""From text to words that can be compared: Indonesian stems, codes, and what of a query matters.

Index and query go through the same functions, so both databases hold and are asked for the same stems.
A stem is made of ASCII letters and digits alone: nothing in it can be the syntax of a search engine.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

from catalog.rules.indonesian import FILLERS, GENERIC, ROOTS, SPELLINGS, STOP_WORDS, WHOLE_WORDS

MAX_QUERY = 200  # characters
MAX_WORDS = 16
MAX_WORD = 40  # characters; longer is no word

_SOUVENIRS = r"oleh[ -]?oleh"  # while "oleh" alone says nothing
_WORD = re.compile(rf"\b{_SOUVENIRS}\b|[^\W_]+", re.IGNORECASE)
_PLAIN = re.compile(r"[a-z0-9]+")
_EDITION = re.compile(r"\bkbli[\s-]*(?:2020|2025)\b")
_GLUED_CODE = re.compile(r"\b(?:kbli|[a-u])(?=[0-9]{2,5}\b)")
_DOTTED_CODE = re.compile(r"(?<![0-9.])[0-9]+(?:[.\-/][0-9]+)+(?![0-9])")
_DOUBLED = re.compile(r"\b([a-z]{3,})2(?=(?:an|nya)?\b)")
_SPACED_CODE = re.compile(r"(?:\b(?:kbli|kode)\W+|^\W*)([0-9](?: ?[0-9]){1,4})(?=\W*$|\W+[a-z])")
_NEW = {"tj": "c", "dj": "j", "nj": "ny", "sj": "sy", "ch": "kh", "j": "y", "oe": "u"}
_OLD = re.compile("|".join(_NEW))  # the pairs of letters before the single one
_snowball = snowballstemmer.stemmer("indonesian").stemWord


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was written, in plain letters; as it is usually written; and its stem."""

    written: str
    usual: str
    stem: str


@dataclass(frozen=True, slots=True)
class Query:
    """What a person looks for: the words that must be found, and those that may be."""

    words: tuple[Word, ...]
    fillers: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text, found or not."""

    text: str
    is_found: bool


def fold(text: str) -> str:
    """Lower case without accents; letters that have no plain form stay as they are."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """The root of a plain word: menjahit, penjahitan, jahitan → jahit."""
    if word in WHOLE_WORDS:
        return WHOLE_WORDS[word]
    rest: str = _snowball(word)
    return ROOTS.get(rest, rest)


@lru_cache(maxsize=10_000)
def words_of(word: str) -> tuple[Word, ...]:
    """What one printed word stands for: nothing for a stop word, two words for "fotokopi"."""
    return tuple(
        Word(written, usual, stem(usual))
        for written in _PLAIN.findall(re.sub(_SOUVENIRS, "oleholeh", fold(word)))
        if written not in STOP_WORDS and 1 < len(written) <= MAX_WORD
        for usual in SPELLINGS.get(written, written).split()
    )


def words(text: str) -> Iterator[Word]:
    """The words of a text in its order, repeated ones too."""
    for match in _WORD.finditer(text):
        yield from words_of(match[0])


def in_new_spelling(word: str) -> str:
    """A plain word as it has been written since 1972: tjoekoer → cukur, badjoe → baju."""
    return _OLD.sub(lambda match: _NEW[match[0]], word)


def phrase(text: str) -> str:
    """The stems of a text as they follow one another, a space between them."""
    return " ".join(word.stem for word in words(text))


def stems(*texts: str) -> str:
    """The different stems of some texts, a space between them."""
    return " ".join(dict.fromkeys(word.stem for text in texts for word in words(text)))


def query(text: str) -> Query:
    """The words of what a person typed, at most ``MAX_WORDS``; nothing in it is syntax.

    Where all are words that people put around what they look for ("izin usaha"), they are the query.
    """
    plain = _DOUBLED.sub(r"\1-\1", _with_plain_codes(fold(text[:MAX_QUERY])))  # buah2an → buah-buahan
    found = list({word.stem: word for word in words(plain)}.values())[:MAX_WORDS]
    wanted = tuple(word for word in found if word.written not in FILLERS)
    if not wanted:
        return Query(tuple(found))
    return Query(wanted, tuple(word for word in found if word.written in FILLERS))


def _with_plain_codes(text: str) -> str:
    """KBLI codes in any writing → their digits alone: kbli14120, 14.12.0, KBLI 14 120."""
    text = _GLUED_CODE.sub(" ", _EDITION.sub(" ", text))
    text = _DOTTED_CODE.sub(lambda match: _joined(match[0]), text)
    return _SPACED_CODE.sub(lambda match: f" {match[1].replace(' ', '')} ", text)


def _joined(digits: str) -> str:
    plain = re.sub(r"\D", "", digits)
    return plain if 3 <= len(plain) <= 5 else digits


def is_generic(stem: str) -> bool:
    """Whether a word says nothing on its own: jual, tukang."""
    return stem in _generic_stems()


@lru_cache(maxsize=1)
def _generic_stems() -> frozenset[str]:
    return frozenset(map(stem, GENERIC))


def marked(text: str, wanted: Iterable[str]) -> list[Run]:
    """The text in runs, those marked whose words have one of these stems; joined they are the text."""
    wanted = frozenset(wanted)
    runs, end = [], 0
    for match in _WORD.finditer(text):
        if any(word.stem in wanted for word in words_of(match[0])):
            if match.start() > end:
                runs.append(Run(text[end : match.start()], False))
            runs.append(Run(match[0], True))
            end = match.end()
    if end < len(text):
        runs.append(Run(text[end:], False))
    return runs
