"""What lists are narrowed by, as words of the search index. The same words when written and when asked for."""

import re

from catalog.models import Edition
from catalog.rules import kbli
from catalog.rules.facets import Cost
from catalog.rules.ranking import Group

NARROWING = ("risiko", "izin", "sektor", "kbli", "edisi", "hari", "biaya")  # the filters, in the order of an address
SIGN = "="  # begins the words of the column ``facets``; no word of a person holds it
DIGITS = 3  # of a number of days; of more than 999 nothing is known


def facet(name: str, value: object) -> Group:
    """The words of the index, one of which holds for each standard that the filter ``name`` leaves."""
    if name == "hari":
        return tuple(f"{SIGN}hari{digits}" for digits in _up_to(f"{value:0{DIGITS}}"))
    return (SIGN + name + re.sub(r"[^a-z0-9]", "", str(value).lower()),)


def exactly(days: int) -> Group:
    """The word of the index that holds for each standard of exactly so many working days."""
    return (f"{SIGN}hari{days:0{DIGITS}}",)


def facets_of(edition: Edition, section: str) -> list[str]:
    """The words of all filters that leave this edition; ``section`` is the letter that its code stands under."""
    given = [
        ("risiko", edition.risk_level),
        ("izin", edition.licence_kind),
        ("sektor", edition.sector.slug if edition.sector else ""),
        ("biaya", Cost.of(edition.fee_rupiah)),
        ("edisi", edition.kbli_edition),
        *(("kbli", code) for code in [section, *kbli.prefixes(edition.kbli_code), edition.kbli_code]),
    ]
    return [*(word for name, value in given if value for word in facet(name, value)), *_days(edition.processing_days)]


def _up_to(most: str) -> list[str]:
    """How the numbers up to this one begin: those up to 014 with 00, or they are 010, 011, 012, 013, 014."""
    less = [most[:place] + str(digit) for place in range(len(most)) for digit in range(int(most[place]))]
    return [*less, most]


def _days(days: int | None) -> list[str]:
    """A number of days by its hundreds, its tens and itself: so few words say "at most so many"."""
    if days is None or days >= 10**DIGITS:
        return []
    digits = f"{days:0{DIGITS}}"
    return [f"{SIGN}hari{digits[:end]}" for end in range(1, DIGITS + 1)]
