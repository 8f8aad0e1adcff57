"""The words of the search index, asked for what someone may have meant by a word that is not among them.

In plain SQL: of a search that takes a millisecond Django would spend half on making these questions.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from catalog.models import SearchWord
from catalog.rules import slips
from catalog.rules.words import MAX_WORD, Word

Role = SearchWord.Role
BEGINNING = 3  # letters, from which on a word is taken as one that is still being typed
ENDINGS = 30  # words that it is taken for
PART = 4  # letters of the shorter of two words that run together
LONG = 7  # letters, from which on the small print is looked through for a word as well
LAST = "z" * MAX_WORD  # behind a beginning, what sorts after all words that begin so, in every collation


def roles(words: Iterable[Word]) -> dict[str, Role]:
    """What each of these words is to the catalogue, by its stem; those that are nothing to it are missing.

    A word of the language that stands in no standard is right as it is written, and not to be mended.
    """
    stem_of = {word.written: word.stem for word in words}
    if not stem_of:
        return {}
    stems, written = sorted(set(stem_of.values())), sorted(stem_of)
    known = _select(
        f"SELECT word, stem, role FROM catalog_searchword"  # noqa: S608  places for values alone
        f" WHERE stem IN ({_places(stems)}) OR word IN ({_places(written)}) ORDER BY role DESC",
        [*stems, *written],
    )
    return {stem or stem_of.get(word, ""): Role(role) for word, stem, role in known}


def beginning_with(letters: str) -> list[str]:
    """Words of titles and everyday names that begin like this."""
    if len(letters) < BEGINNING:
        return []
    begun = _select(
        "SELECT word FROM catalog_searchword WHERE word BETWEEN %s AND %s AND role = %s AND substr(word, 1, %s) = %s "
        "ORDER BY length(word), word LIMIT %s",
        [letters, letters + LAST, Role.NAME, len(letters), letters, ENDINGS],
    )
    return [word for (word,) in begun]


def run_together(letters: str) -> list[str]:
    """The two words that are written as one: warungmakan → warung, makan. Nothing where there are none."""
    pairs = [(letters[:cut], letters[cut:]) for cut in range(PART, len(letters) - PART + 1)]
    if not pairs:
        return []
    parts = sorted({part for pair in pairs for part in pair})
    found = _select(
        f"SELECT word FROM catalog_searchword WHERE role = %s AND word IN ({_places(parts)})",  # noqa: S608  as above
        [Role.NAME, *parts],
    )
    known = {word for (word,) in found}
    return next((list(pair) for pair in pairs if known.issuperset(pair)), [])


def meant_by(letters: str) -> str:
    """The word that this is most likely a slip of, one of a title or an everyday name if possible; "" for none."""
    forgiven = slips.tolerance(letters)
    near = slips.nearest(letters, _as_long_as(letters, forgiven, Role.NAME), most=1, forgive=forgiven)
    if not near and len(letters) >= LONG:
        near = slips.nearest(letters, _as_long_as(letters, 1, Role.TEXT), most=1, forgive=1)
    return near[0] if near else ""


def near(letters: str, most: int) -> list[str]:
    """Words of titles and everyday names that are written somewhat like this, the nearest first."""
    forgiven = slips.tolerance(letters) + 1
    return slips.nearest(letters, _as_long_as(letters, forgiven, Role.NAME), most=most, forgive=forgiven)


def _as_long_as(letters: str, give_or_take: int, role: Role) -> list[str]:
    if not give_or_take or len(letters) > MAX_WORD:
        return []
    # One slip leaves none for a wrong first letter.
    begun = [letters[0], letters[0] + LAST] if give_or_take == 1 else ["", LAST]
    found = _select(
        "SELECT word FROM catalog_searchword "
        "WHERE word BETWEEN %s AND %s AND role = %s AND length(word) BETWEEN %s AND %s ORDER BY word",
        [*begun, role, len(letters) - give_or_take, len(letters) + give_or_take],
    )
    return [word for (word,) in found]


def _select(statement: str, parameters: Sequence[object]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _places(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))
