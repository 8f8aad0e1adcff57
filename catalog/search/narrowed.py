"""What words find within the filters of a list."""

from collections.abc import Mapping
from functools import cache, cached_property

from catalog.rules.ranking import Group
from catalog.search.facets import NARROWING, facet
from catalog.search.lookup import Found, find


class Narrowed:
    """What ``words`` find. Other filters (``given``: name and value) narrow it, and never make it find more."""

    def __init__(self, words: str, given: Mapping[str, object]):
        self.given = {name: given.get(name) for name in NARROWING}
        self._find = cache(lambda facets: find(words, facets))

    @property
    def anywhere(self) -> Found:
        """What the words find alone."""
        return self._find(())

    @cached_property
    def found(self) -> Found:
        """Where the words find more than can be looked at, the filters narrow it beforehand."""
        within = self._find(self.facets())
        if within.editions and not within.is_partial:
            return within
        return within if self.anywhere.is_cut else self.anywhere

    @property
    def beyond(self) -> Found | None:
        """What the words alone find, where that is more than can be looked at."""
        return self.anywhere if self.anywhere.is_cut else None

    def facets(self, but: str = "") -> tuple[Group, ...]:
        """The filters in use, all ``but`` the one named, as words of the index."""
        return tuple(
            facet(name, value) for name, value in self.given.items() if name != but and value not in (None, "")
        )
