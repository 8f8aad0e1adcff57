"""The steps from one state of the list to those next to it."""

from dataclasses import dataclass

from catalog.rules.facets import NO_DAYS


@dataclass(frozen=True, slots=True)
class Choice:
    """A step to a neighbouring state: as a link (``href``) or as a button (``name``, ``value``)."""

    label: str
    name: str
    value: str  # empty takes the parameter away
    href: str
    count: int | None = None
    is_more: bool = False  # than the count says
    is_active: bool = False
    is_below: bool = False  # stands under the choice before it


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    choices: list[Choice]
    is_folded: bool = False


def in_order(kinds, counts):
    """The counted values in the order of the enumeration, with the labels that documents print."""
    return [(kind.value, kind.label, counts[kind.value]) for kind in kinds if counts[kind.value]]


def cumulated(counts):
    """For each number of working days on offer, how many standards take no longer."""
    options, total = [], 0
    for days, count in sorted(counts.items()):
        total += count
        options.append((str(days), f"paling lama {days} hari kerja", total))
    return [option for option in options if option[0] != str(NO_DAYS)]


def by_edition(counts):
    return [(str(year), f"KBLI {year}", count) for year, count in sorted(counts.items())]
