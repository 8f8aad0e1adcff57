"""The words of the search index, asked for what someone may have meant by a word that is not among them."""

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Length

from catalog.models import SearchWord
from catalog.rules import slips
from catalog.rules.words import MAX_WORD, Word

Role = SearchWord.Role
BEGINNING = 3  # letters, from which on a word is taken as one that is still being typed
ENDINGS = 30  # words that it is taken for
PART = 4  # letters of the shorter of two words that run together
LONG = 7  # letters, from which on the small print is looked through for a word as well


def roles(words: Iterable[Word]) -> dict[str, Role]:
    """What each of these words is to the catalogue, by its stem; those that are nothing to it are missing.

    A word of the language that stands in no standard is right as it is written, and not to be mended.
    """
    words = list(words)
    known = SearchWord.objects.filter(
        Q(stem__in={word.stem for word in words}) | Q(word__in={word.written for word in words})
    )
    nearest: dict[str, Role] = {}
    stem_of = {word.written: word.stem for word in words}
    for each in known.order_by("-role"):
        nearest[each.stem or stem_of.get(each.word, "")] = Role(each.role)
    return nearest


def beginning_with(letters: str) -> list[str]:
    """Words of titles and everyday names that begin like this."""
    if len(letters) < BEGINNING:
        return []
    begun = SearchWord.objects.filter(role=Role.NAME, word__startswith=letters)
    return list(begun.order_by(Length("word"), "word").values_list("word", flat=True)[:ENDINGS])


def run_together(letters: str) -> list[str]:
    """The two words that are written as one: warungmakan → warung, makan. Nothing where there are none."""
    pairs = [(letters[:cut], letters[cut:]) for cut in range(PART, len(letters) - PART + 1)]
    parts = {part for pair in pairs for part in pair}
    known = set(SearchWord.objects.filter(word__in=parts, role=Role.NAME).values_list("word", flat=True))
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
    lengths = len(letters) - give_or_take, len(letters) + give_or_take
    words = SearchWord.objects.filter(role=role).annotate(length=Length("word"))
    if give_or_take == 1:  # none is left for a wrong first letter
        words = words.filter(word__startswith=letters[0])
    return list(words.filter(length__range=lengths).order_by("word").values_list("word", flat=True))
