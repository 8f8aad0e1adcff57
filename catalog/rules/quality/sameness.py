"""Texts that differ by a few letters from one that they are probably meant to be."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from catalog.rules.quality.doubts import Doubt
from catalog.rules.quality.lines import Text
from catalog.rules.slips import slips

FEW = 8  # letters by which two texts may differ and still be meant to be the same; in a long one a hundredth of it
SHOWN = 4  # differences named in a sentence
LONGEST = 20_000  # characters that are compared

_TOKEN = re.compile(r"\S+")
_NUMBERS = re.compile(r"\d+")


def near_shared(text: Text, shared: str) -> Iterator[Doubt]:
    """A draft's own text that differs from the shared text of its component by a few words."""
    differences = _few_differences(text.raw, shared)
    if not differences:
        return
    start, end, *_ = differences[0]
    named = _named(text.raw, shared, differences)
    message = (
        f"Teks ini hampir sama dengan teks baku; bedanya: {named}. "
        "Kosongkan komponen ini bila teks baku yang dimaksud, atau jelaskan mengapa berbeda."
    )
    doubt = text.doubt_at("mirip-teks-baku", start, end, message)
    yield Doubt(
        doubt.rule, doubt.field, message, doubt.component, doubt.path, start, end, doubt.words, f"{text.raw}\0{shared}"
    )


def near_usual(text: Text, usual: Sequence[str]) -> Iterator[Doubt]:
    """A text that several other standards have nearly alike, with the same numbers in it."""
    for other in usual:
        differences = _few_differences(text.raw, other)
        if differences and _NUMBERS.findall(text.raw) == _NUMBERS.findall(other):
            start, end, *_ = differences[0]
            message = (
                "Beberapa standar lain memuat teks yang hampir sama; "
                f"bedanya: {_named(text.raw, other, differences)}. Periksa mana yang benar."
            )
            yield text.doubt_at("mirip-standar-lain", start, end, message)
            return


@lru_cache(maxsize=1024)
def _few_differences(one: str, other: str) -> tuple[tuple[int, int, int, int], ...]:
    """Where two texts differ, start and end in each; nothing when they are the same, or by more than a few letters."""
    few = max(FEW, min(len(one), len(other)) // 100)
    if one == other or max(len(one), len(other)) > LONGEST or abs(len(one) - len(other)) > few:
        return ()
    mine, theirs = list(_TOKEN.finditer(one)), list(_TOKEN.finditer(other))
    words, others = [each[0] for each in mine], [each[0] for each in theirs]
    if len(words) < 3 or not (words and others) or _apart(words, others) > few:
        return ()
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    changed = [each[1:] for each in matcher.get_opcodes() if each[0] != "equal"]
    letters = sum(slips(" ".join(words[i:j]), " ".join(others[k:m]), few) for i, j, k, m in changed)
    return tuple((*_span(mine, i, j), *_span(theirs, k, m)) for i, j, k, m in changed) if letters <= few else ()


def _apart(words: Sequence[str], others: Sequence[str]) -> int:
    """At least this many letters must change, for words that only one of the two has."""
    mine, theirs = Counter(words), Counter(others)
    return max((mine - theirs).total(), (theirs - mine).total())


def _span(tokens: list[re.Match[str]], first: int, after: int) -> tuple[int, int]:
    """The place of some words on the line of the first; of none, the word that they would stand before."""
    if first == after:
        token = tokens[min(first, len(tokens) - 1)]
        return token.start(), token.end()
    return tokens[first].start(), tokens[after - 1].end()


def _named(one: str, other: str, differences: Sequence[tuple[int, int, int, int]]) -> str:
    pairs = dict.fromkeys((_short(one[i:j]), _short(other[k:m])) for i, j, k, m in differences)
    named = ", ".join(f"“{mine}” di sini, “{theirs}” di sana" for mine, theirs in list(pairs)[:SHOWN])
    more = len(pairs) - SHOWN
    return f"{named}, dan {more} tempat lain" if more > 0 else named


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else f"{words[:59].rpartition(' ')[0]} …"
