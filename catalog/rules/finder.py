"""The finder's questions (pemandu): which one comes next, and which standards are left.

A question is asked only where its answers part the standards; what has one answer is not asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalog.rules.risk import RiskLevel

FEW = 8  # activities that a person can choose from at one glance
UNKNOWN = "belum-tahu"  # an answer that leaves every standard in

SCALES = ("mikro", "kecil", "menengah", "besar")  # in this order where a scale begins with one of them

Way = tuple[str, ...]  # the keys from a section down to one activity: ("2020-C", "2020-14", …, "2020-14120")


def choices(ways: Sequence[Way], place: str = "") -> list[str]:
    """The keys to choose from under ``place``, or under everything; an activity leads to itself alone.

    The activities themselves where they are few; else the groups of the first level on which they part.
    """
    left = [way[way.index(place) + 1 :] or way[-1:] if place else way for way in ways if not place or place in way]
    if len(left) <= FEW:
        return [way[-1] for way in left]
    while len(groups := dict.fromkeys(way[0] for way in left)) == 1:
        left = [way[1:] for way in left]
    return list(groups)


def trail(ways: Sequence[Way], place: str) -> list[str]:
    """The keys that were chosen one after another to come to ``place``, itself the last."""
    way = next(way for way in ways if place in way)
    above = way[: way.index(place)]
    chosen = [""]
    while group := next((key for key in choices(ways, chosen[-1]) if key in above), ""):
        chosen.append(group)
    return [*chosen[1:], place]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A standard of the activity that was chosen; ``scale`` is "" where it holds for every size of business."""

    slug: str
    scale: str
    risk: RiskLevel


@dataclass(frozen=True, slots=True)
class Step:
    """The question to ask now, or "" when there is none left, and the candidates that fit the answers so far."""

    question: str
    options: tuple[str, ...]
    left: tuple[Candidate, ...]
    given: Mapping[str, str]  # the answers that counted, by question


def step(candidates: Iterable[Candidate], answers: Mapping[str, str]) -> Step:
    """Where these answers lead. Only an answer that is one of the options of a question asked counts."""
    left = tuple(candidates)
    given: dict[str, str] = {}
    for question in ("skala", "risiko"):
        options = _options(left, question)
        if len(options) < 2:
            continue
        answer = answers.get(question, "")
        if answer not in (*options, UNKNOWN):
            return Step(question, options, left, given)
        given[question] = answer
        left = tuple(each for each in left if answer == UNKNOWN or _value(each, question) in ("", answer))
    return Step("", (), left, given)


def _options(candidates: Iterable[Candidate], question: str) -> tuple[str, ...]:
    """The different answers; a standard for every size adds none."""
    values = {_value(each, question) for each in candidates} - {""}
    order = list(RiskLevel) if question == "risiko" else SCALES
    return tuple(sorted(values, key=lambda value: (_place(value.casefold(), order), value)))


def _place(value: str, order: Sequence[str]) -> int:
    """Where the first of these words that the value begins with stands; last of all when there is none."""
    return next(
        (place for place, word in enumerate(order) if value == word or value.startswith(f"{word} ")), len(order)
    )


def _value(candidate: Candidate, question: str) -> str:
    return candidate.scale if question == "skala" else candidate.risk.value
