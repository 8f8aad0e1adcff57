"""How fixtures/words.txt is made: which words count as usual in the language of licences."""

import re
from collections import Counter
from collections.abc import Iterable

from catalog.rules.quality.spelling import known_slips, one_slip_away

SHORTEST = 3  # letters
OFTEN = 5  # texts of KBLI, from which on a word is no slip
TWICE = 2  # texts, from which on it is none if it is no slip of a usual one either
OF_FOUR = 3  # of the office's own documents: what fewer print may be a reading error

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def usual(codes: Iterable[str], documents: Iterable[str], titles: Iterable[str]) -> list[str]:
    """The usual words, sorted: of KBLI's titles and descriptions, of the annexes, and of the titles of regulations."""
    in_codes, in_documents = _texts_with(codes), _texts_with(documents)
    often = {word for word, texts in in_codes.items() if texts >= OFTEN}
    often |= {word for word, texts in in_documents.items() if texts >= OF_FOUR} | _texts_with(titles).keys()
    seldom = {word for word, texts in in_codes.items() if TWICE <= texts < OFTEN}
    right = {word for word in seldom if not often.intersection(one_slip_away(word, vowels=False))}
    return sorted(word for word in (often | right) - known_slips().keys() if len(word) >= SHORTEST)


def _texts_with(texts: Iterable[str]) -> Counter[str]:
    """Each word with the number of texts that it stands in."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(_WORD.findall(text.casefold())))
    return counts
