"""What differs between texts that stand side by side, item by item."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.rules import outline

MARKS = " ;,.:"
JOINING = ("dan/atau", "dan", "atau")  # after the last item but one: "…; dan"


@dataclass(frozen=True, slots=True)
class Compared:
    """One text among others: its items that not all the others have too, and how many items it has."""

    differing: tuple[tuple[str, str], ...]  # marker and inline text, in printed order
    items: int


def is_same(texts: Sequence[str]) -> bool:
    """Whether the texts are the same word for word and marker for marker."""
    return len({outline.canonical(text) for text in texts}) == 1


def compare(texts: Sequence[str]) -> list[Compared]:
    """For each text, what of it is not in all the others. Markers, the marks that end an item and case do not count."""
    walks = [list(outline.walk(outline.parse(text))) for text in texts]
    common = set.intersection(*({_words(inline) for _, inline in walk} for walk in walks))
    return [Compared(tuple(item for item in walk if _words(item[1]) not in common), len(walk)) for walk in walks]


def _words(inline: str) -> str:
    words = " ".join(outline.plain(inline).split()).casefold().rstrip(MARKS)
    for joining in JOINING:
        if words.endswith((f"; {joining}", f", {joining}")):
            return words.removesuffix(joining).rstrip(MARKS)
    return words
