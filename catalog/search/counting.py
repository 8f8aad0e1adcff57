"""The numbers beside the filters where more is found than can be looked at: asked of the index, value by value."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from catalog.rules.facets import NO_DAYS, Cell
from catalog.rules.ranking import Group
from catalog.search.facets import exactly, facet
from catalog.search.lookup import Found, how_many

# The filters that are counted so. Sections and divisions are too many: each look costs up to a millisecond.
COUNTED_BY = {
    "risiko": lambda cell: cell.risk_level,
    "izin": lambda cell: cell.licence_kind,
    "sektor": lambda cell: cell.sector,
    "edisi": lambda cell: cell.kbli_edition,
    "hari": lambda cell: cell.days,
    "biaya": lambda cell: cell.cost,
}


def counts_of(
    found: Found,
    cells: Iterable[Cell],
    slugs: Mapping[int, str],
    others: Callable[[str], tuple[Group, ...]],
) -> dict[str, Counter[object]]:
    """Of each filter and each value that is in use (``cells``), how many of what was found it would leave.

    ``slugs`` are those of the sectors by key; ``others`` gives the facets of all filters but the one named.
    A count ends at COUNTED + 1, which stands for more.
    """
    cells = list(cells)
    choices = [(name, value) for name, of in COUNTED_BY.items() for value in sorted({of(cell) for cell in cells})]
    unknown = {("sektor", 0), ("hari", NO_DAYS)}  # no facets say that there is none
    choices = [choice for choice in choices if choice not in unknown]
    counts = how_many(found, [(*others(name), _facet(name, value, slugs)) for name, value in choices])
    by_filter: dict[str, Counter[object]] = {name: Counter() for name in COUNTED_BY}
    for (name, value), count in zip(choices, counts, strict=True):
        if count:
            by_filter[name][value] = count
    return by_filter


def _facet(name: str, value: object, slugs: Mapping[int, str]) -> Group:
    if name == "sektor":
        return facet(name, slugs[value])
    return exactly(value) if name == "hari" else facet(name, value)
