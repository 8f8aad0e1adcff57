"""From a citizen's words to editions. Plain for now: every word must occur somewhere that counts."""

from django.db.models import Case, Q, Value, When

MAX_WORDS = 16
TITLE = ("kbli_code", "kbli_title")
REST = ("requirements", "product")


def search(editions, words: str):
    """The editions in which every word occurs, annotated with ``rank``: 0 where code and title hold them all.

    ``words`` is what a person typed; nothing in it is query syntax. No words, no restriction.
    """
    anywhere, in_title = Q(), Q()
    for word in meaningful(words)[:MAX_WORDS]:
        anywhere &= occurs(word, TITLE + REST)
        in_title &= occurs(word, TITLE)
    if not anywhere:
        return editions.annotate(rank=Value(0))
    return editions.filter(anywhere).annotate(rank=Case(When(in_title, then=Value(0)), default=Value(1)))


def meaningful(words: str) -> list[str]:
    """The words without "KBLI", which people write before a code and no title holds."""
    return [word for word in words.split() if word.casefold() != "kbli"]


def occurs(word: str, fields) -> Q:
    found = Q()
    for field in fields:
        found |= Q(**{f"{field}__icontains": word})
    return found
