"""Slips of the finger: which known word was meant by one that is not known."""

from collections.abc import Iterable

SHORTEST = 5  # letters; a shorter word is too near to everything


def tolerance(word: str) -> int:
    """How many slips are forgiven: one, two in a long word, none in a short one or one with digits."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 1 if len(word) < 8 else 2


def nearest(word: str, known: Iterable[str], *, most: int, forgive: int | None = None) -> list[str]:
    """The known words that ``word`` can be a slip of, the likeliest first, at most ``most`` of them.

    A wrong first letter weighs as much as two slips, for people rarely miss it; that a letter was left out
    is likelier than that there is one too many.
    """
    forgiven = tolerance(word) if forgive is None else forgive
    letters = set(word)
    near = []
    for other in known:
        if abs(len(other) - len(word)) > forgiven or len(letters ^ set(other)) > 2 * forgiven:
            continue
        distance = slips(word, other, forgiven) + (other[0] != word[0])
        if distance <= forgiven:
            near.append((distance, -_shared_beginning(word, other), -len(other), other))
    return [other for *_, other in sorted(near)[:most]]


def slips(one: str, other: str, most: int) -> int:
    """The letters to add, drop, change or swap with their neighbour; ``most + 1`` stands for "more"."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row = row, [i]
        for j, target in enumerate(other, 1):
            cost = min(row[j - 1] + 1, above[j] + 1, above[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = above
    return min(row[-1], most + 1)


def _shared_beginning(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
