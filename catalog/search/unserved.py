"""Codes of KBLI without a standard in force, by what people call them: a search says so and leads there.

The index holds standards only. There are never many of these codes and they rarely change, so they are kept in memory:
of all 1,789 of KBLI 2020 it takes a tenth of a second to read them, once after a publication.
"""

from collections.abc import Callable, Iterator, Sequence

from catalog.models import Edition, KbliCode
from catalog.rules import kbli, slips
from catalog.rules.ranking import Entry, Group, Ranking, Weight
from catalog.rules.words import Query, Word, is_generic, query
from catalog.search.index import Named, Sources
from catalog.search.lookup import Found
from catalog.search.vocabulary import BEGINNING

*_, ACTIVITY = kbli.LEVELS
MOST = 3
LOOKED_AT = 20  # of those that fit best, among which the most words decide
CLEARLY = Weight.WHOLE_NAME  # by so much a code fits better than what was found, before it is worth telling


def codes_meant(words: str, found: Found, read: Callable[[], "Unserved"]) -> list[KbliCode]:
    """The codes without a standard that are clearly better called by ``words`` than the best that was ``found``."""
    asked = query(words)
    enough = CLEARLY + (Ranking(found.groups).weights([found.best])[0] if found.best else 0)
    if enough >= Weight.TITLE * len(asked.words) + Weight.WHOLE_NAME:  # nothing is better called so
        return []
    return read().meant(asked, enough, is_mended=found.is_partial or not found.best)


class Unserved:
    """The codes without a standard, read once for a state of the catalogue."""

    def __init__(self) -> None:
        served = Edition.objects.current().filter(kbli_edition=kbli.CURRENT_EDITION).values("kbli_code")
        codes = KbliCode.objects.of_edition(kbli.CURRENT_EDITION).filter(level=ACTIVITY).exclude(code__in=served)
        rows = codes.order_by("code").values_list("pk", "edition", "code", "title")
        self.codes = {pk: Named(*told) for pk, *told in rows}
        sources = Sources(list(self.codes.values()))
        self.having: dict[str, list[Entry]] = {}
        for entry in (Entry(pk, **sources.names_of(code)) for pk, code in self.codes.items()):
            for stem in frozenset(f"{entry.code}{entry.title}{entry.everyday}{entry.general}".split()):
                self.having.setdefault(stem, []).append(entry)
        known = [word for word in sources.names if word.stem in self.having]
        self.stems = {written: word.stem for word in known for written in (word.written, word.usual)}

    def meant(self, asked: Query, enough: int, *, is_mended: bool) -> list[KbliCode]:
        """The codes that weigh more than ``enough``, those with most of the words."""
        groups = list(filter(None, self._understood(asked.words, is_mended=is_mended)))
        telling = [group for group in groups if not all(map(is_generic, group))]
        wanted = [word for word in asked.words if not is_generic(word.stem)]
        ranking = Ranking(groups, [filler.stem for filler in asked.fillers])
        better = ranking.in_order(self._better(ranking, telling, enough))[:LOOKED_AT]
        best = self._with_most(better, telling, at_least=len(wanted) / 2)
        weights = ranking.weights(best) if best else []
        return [
            self.code(each.edition_id)
            for each, weight in zip(best, weights, strict=True)
            if weight + CLEARLY > weights[0]
        ]

    def code(self, key: int) -> KbliCode:
        """As the code tree shows it."""
        edition, code, title, _ = self.codes[key]
        return KbliCode(edition=edition, code=code, title=title, level=ACTIVITY)

    def _better(self, ranking: Ranking, telling: list[Group], enough: int) -> list[Entry]:
        some = {entry.edition_id: entry for group in telling for stem in group for entry in self.having[stem]}
        entries = list(some.values())
        weights = ranking.weights(entries) if entries else []
        return [entry for entry, weight in zip(entries, weights, strict=True) if weight > enough]

    def _with_most(self, entries: list[Entry], groups: list[Group], *, at_least: float) -> list[Entry]:
        """Those that are called by most of the words."""
        held = [sum(any(entry in self.having[stem] for stem in group) for group in groups) for entry in entries]
        most = max([at_least, *held])
        return [entry for entry, number in zip(entries, held, strict=True) if number == most][:MOST]

    def _understood(self, words: Sequence[Word], *, is_mended: bool) -> Iterator[Group]:
        """Of each word what it is to these codes: itself, what begins like the last one, or what it is a slip of."""
        for word in words:
            if word.stem in self.having:
                yield (word.stem,)
            elif word is words[-1] and (begun := self._beginning_with(word.written)):
                yield tuple(dict.fromkeys(begun))
            elif is_mended:
                yield tuple(self.stems[near] for near in slips.nearest(word.written, self.stems, most=1))

    def _beginning_with(self, letters: str) -> list[str]:
        if len(letters) < BEGINNING:
            return []
        return [stem for written, stem in self.stems.items() if written.startswith(letters)]
