"""Whether two reports tell of the same thing: possible duplicates, shown to an officer, who decides.

The project's own; component 6 is silent. Nothing follows from a score but the order in which reports are shown.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

NEAR_DAYS = 14  # hari kalender
LIKELY = 40  # of 100: worth showing
SHORTEST_WORD = 4  # letters; shorter ones stand in every story
FEWEST_WORDS = 3  # in common, before two stories are alike

_NOT_DIGIT = re.compile(r"[^0-9]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Report:
    """What two reports are compared by. Blank, None or empty means: not told, which is like nothing."""

    received_on: date
    name: str = ""
    email: str = ""
    phone: str = ""
    handle: str = ""
    service: int | None = None  # key of the standard
    component: int | None = None
    story: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Likeness:
    score: int  # 0 to 100
    reasons: tuple[str, ...]  # "telepon sama"; they say that a thing is the same, never what it is

    @property
    def is_likely(self) -> bool:
        return self.score >= LIKELY


def likeness(one: Report, other: Report) -> Likeness:
    """How much two reports have in common; 0 when they came more than NEAR_DAYS apart."""
    apart = abs((one.received_on - other.received_on).days)
    if apart > NEAR_DAYS:
        return Likeness(0, ())
    shared = shared_words(one.story, other.story)
    found = [
        *_same_person(one, other),
        (20 if _same(one.service, other.service) else 0, "layanan sama"),
        (5 if _same(one.component, other.component) else 0, "komponen sama"),
        (round(40 * shared), f"{round(100 * shared)}% kata sama"),
        (10 * (NEAR_DAYS - apart) // NEAR_DAYS, _days_apart(apart)),
    ]
    told = [(points, reason) for points, reason in found if points]
    return Likeness(min(100, sum(points for points, _ in told)), tuple(reason for _, reason in told))


def shared_words(one: str, other: str) -> float:
    """The share of words that two texts have in common, 0 to 1; 0 where they share fewer than FEWEST_WORDS."""
    if not one or not other:
        return 0.0
    first, second = words(one), words(other)
    common = len(first & second)
    return common / len(first | second) if common >= FEWEST_WORDS else 0.0


def words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(word) >= SHORTEST_WORD)


def phone_core(text: str) -> str:
    """The digits of a telephone number without the country's 62 or the leading 0; "" when it is none."""
    digits = _NOT_DIGIT.sub("", text) if len(text) <= 40 else ""
    core = digits.removeprefix("62").lstrip("0")
    return core if len(core) >= 7 and len(digits) >= len(text.strip()) / 2 else ""


def _same_person(one: Report, other: Report) -> Iterable[tuple[int, str]]:
    """One way to reach the person says it all; a name may be that of two."""
    ways = [
        ("telepon sama", phone_core(one.phone), phone_core(other.phone)),
        ("email sama", one.email.casefold(), other.email.casefold()),
        ("akun sama", one.handle.casefold().lstrip("@"), other.handle.casefold().lstrip("@")),
    ]
    same = [reason for reason, first, second in ways if first and first == second]
    if same:
        yield 50, ", ".join(same)
    if _same(" ".join(one.name.casefold().split()), " ".join(other.name.casefold().split())):
        yield 25, "nama sama"


def _same(one: object, other: object) -> bool:
    return bool(one) and one == other


def _days_apart(days: int) -> str:
    return f"berselang {days} hari" if days else "diterima pada hari yang sama"
