"""From a citizen's words to ranked editions: the same answers in the same order on both databases.

A word that stands in no standard is taken as one that is still being typed, as two run together or as a
slip. Where no standard has all words, those with most of them are found. ``Found`` says what was done.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, islice, pairwise

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat, StrIndex

from catalog.models import SearchWord
from catalog.rules.ranking import Entry, Group, Ranking, Weight
from catalog.rules.words import Query, Word, in_new_spelling, is_generic, query, words_of
from catalog.search import full_text, vocabulary
from catalog.search.full_text import NAMES, WORDS, Match, entries

Role = SearchWord.Role
MOST = 300  # entries that are looked at; where there are more, the first in the order of the catalogue
COUNTED = 1_000  # entries; how many more there are nobody needs to know
LIKELY = 200  # entries among which those that someone may be about to name are looked for
TRIED = 8  # words of which some are left out where not all are found
WAYS = 30  # ways of leaving them out
MENDED = 3  # unknown words that are thought about; more are left out
CODE = 5  # digits; a spreadsheet takes the 0 before them away
NEAR = 3  # spellings offered for a word where nothing was found


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for some words. ``mended`` are words of the index, taken in place of others."""

    editions: tuple[int, ...] = ()  # primary keys, the best first
    groups: tuple[Group, ...] = ()  # the words as they were understood
    mended: tuple[str, ...] = ()
    is_partial: bool = False  # not all words were found
    is_aside: bool = False  # none is called so or asks for it; the words stand somewhere in its texts
    is_cut: bool = False  # there are more
    match: Match | None = None  # what the index was asked for
    best: Entry | None = None

    def of(self, editions):
        """Those of these editions that were found, annotated with ``rank``; lower fits better."""
        places = f",{','.join(map(str, self.editions))},"
        rank = StrIndex(Value(places), Concat(Value(","), Cast("pk", CharField()), Value(",")))
        return editions.filter(pk__in=self.editions).annotate(rank=rank)


def search(editions, words: str):
    """The editions that a person means by ``words``, annotated with ``rank``; lower fits better.

    Nothing in ``words`` is query syntax. No words, no restriction.
    """
    return find(words).of(editions) if words.strip() else editions.annotate(rank=Value(0))


def find(words: str, facets: Sequence[Group] = ()) -> Found:
    """What is found for what a person typed, among the entries with all ``facets`` (catalog/search/facets.py)."""
    asked = query(words)
    if not asked.words:
        return Found()
    return _look_up([(word.stem,) for word in asked.words], asked.fillers, facets) or _on_second_thoughts(asked, facets)


def how_many(found: Found, narrowings: Iterable[Sequence[Group]]) -> list[int]:
    """How many entries the same words find among those with all facets of each narrowing; COUNTED + 1 for more."""
    if not found.match:
        return [0 for _ in narrowings]
    return full_text.how_many([replace(found.match, facets=facets) for facets in narrowings], COUNTED + 1)


def near(words: str) -> list[str]:
    """Words of the index that are written somewhat like the unknown ones among these."""
    asked = query(words).words
    known = vocabulary.roles(asked)
    unknown = [word for word in asked if word.stem not in known][:MENDED]
    return list(dict.fromkeys(near for word in unknown for near in vocabulary.near(word.written, NEAR)))


def beginning_with(words: str, most: int) -> list[Entry]:
    """The entries whose title or everyday names hold all words, the last of which is still being typed."""
    asked = query(words)
    if not asked.words:
        return []
    *typed, last = asked.words
    groups: list[Group] = [(word.stem,) for word in typed]
    if not typed or len(last.written) >= vocabulary.BEGINNING:
        unfinished = _unfinished(last.written)
        groups += unfinished if len(unfinished) > 1 else [tuple(dict.fromkeys(sum(unfinished, (last.stem,))))]
    return _ranking(groups, asked.fillers).in_order(entries(Match([groups], columns=NAMES), LIKELY))[:most]


# Second thoughts


@dataclass(slots=True)
class _Reading:
    """The words as they are understood at second thought."""

    groups: list[Group] = field(default_factory=list)
    known: list[Group] = field(default_factory=list)  # those of them that stand in the index as they were typed
    mended: list[str] = field(default_factory=list)
    left_out: int = 0


def _on_second_thoughts(asked: Query, facets: Sequence[Group]) -> Found:
    reading = _read(asked.words)
    if reading.left_out and not _says_something(reading.groups):
        return Found()
    found = _as_read(reading.groups, asked.fillers, facets, is_bare=reading.left_out > 0)
    if found.editions:
        is_partial = found.is_partial or reading.left_out > 0
        return replace(found, mended=tuple(reading.mended), is_partial=is_partial)
    if reading.mended and _says_something(reading.known):  # mended to something else than was meant
        return replace(_as_read(reading.known, asked.fillers, facets, is_bare=True), is_partial=True)
    return found


def _as_read(groups: Sequence[Group], fillers: Sequence[Word], facets: Sequence[Group], *, is_bare: bool) -> Found:
    only_names = is_bare and len(groups) == 1
    return _look_up(groups, fillers, facets, only_names=only_names) or _with_most(groups, fillers, facets)


def _read(words: Sequence[Word]) -> _Reading:
    others = {word: list(_other_ways(word, after)) for word, after in pairwise([*words, None])}
    roles = vocabulary.roles([*words, *(each for ways in others.values() for way in ways for each in way)])
    indexed = {stem for stem, role in roles.items() if role in (Role.NAME, Role.TEXT)}
    reading, thoughts, is_read = _Reading(), 0, False
    for word in words:
        way = next((way for way in others[word] if indexed.issuperset(each.stem for each in way)), ())
        if is_read:  # as the second half of a word
            is_read = False
        elif word.stem in indexed:
            reading.known.append((word.stem,))
            reading.groups.append((word.stem,))
        elif way:
            reading.groups += [(each.stem,) for each in way]
            reading.mended += [each.written for each in way]
            is_read = way[0].written.startswith(word.written)
        elif roles.get(word.stem) == Role.LANGUAGE or thoughts == MENDED:
            reading.left_out += 1
        else:
            thoughts += 1
            _read_unknown(reading, word, is_last=word is words[-1])
    return reading


def _other_ways(word: Word, after: Word | None) -> Iterator[Sequence[Word]]:
    """What else a word may stand for: day care → daycare, 1622 → 01622, badjoe → baju."""
    ways = [word.written + after.written] if after else []
    if word.written.isdigit():
        ways = [f"0{word.written}"] if len(word.written) == CODE - 1 else []
    elif (now := in_new_spelling(word.written)) != word.written:
        ways.append(now)
    return filter(None, map(words_of, ways))


def _read_unknown(reading: _Reading, word: Word, *, is_last: bool) -> None:
    if is_last and (unfinished := _unfinished(word.written)):
        reading.groups += unfinished
        return
    mended = vocabulary.run_together(word.written) or [vocabulary.meant_by(word.written)]
    stems = _stems_of(mended)
    reading.groups += [(stem,) for stem in stems]
    if stems:
        reading.mended += mended
    else:
        reading.left_out += 1


def _unfinished(letters: str) -> list[Group]:
    """What a word may become that begins like this: one of several, or the words it is written for (fotokop)."""
    likely, *others = [words_of(ending) for ending in vocabulary.beginning_with(letters)] or [()]
    if len(likely) > 1:
        return [(word.stem,) for word in likely]
    endings = dict.fromkeys(word.stem for words in (likely, *others) if len(words) == 1 for word in words)
    return [tuple(endings)] if endings else []


def _says_something(groups: Sequence[Group]) -> bool:
    return any(not is_generic(stem) for group in groups for stem in group)


def _stems_of(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(part.stem for word in words for part in words_of(word)))


# Looking things up


def _look_up(
    groups: Sequence[Group], fillers: Sequence[Word], facets: Sequence[Group], *, only_names: bool = False
) -> Found | None:
    """What holds every word; None where nothing does.

    Where they stand in its small print only, editions that are called by most of the words come before it.
    """
    found, is_cut = _with_all(groups, facets, only_names=only_names)
    if not found:
        return None
    ranking = _ranking(groups, fillers)
    in_order = ranking.in_order(found, Weight.REST)
    best = in_order[0]
    match = Match([groups], facets, NAMES if only_names else WORDS)
    if only_names or ranking.is_meant(best):
        return _found(in_order, groups, match, is_cut=is_cut)
    enough = ranking.weights([best], Weight.REST)[0]
    near = _named_by_most(groups, facets)
    rivals = [entry for entry, weight in zip(near, ranking.weights(near), strict=True) if weight > enough]
    in_order = [*ranking.in_order(rivals), *in_order]
    return _found(in_order, groups, match, is_partial=bool(rivals), is_aside=ranking.is_aside(best), is_cut=is_cut)


def _with_all(groups: Sequence[Group], facets: Sequence[Group], *, only_names: bool) -> tuple[list[Entry], bool]:
    """The entries that hold every word, those that hold them in their names first; and whether there are more."""
    if not groups:
        return [], False
    found = entries(Match([groups], facets, NAMES), MOST + 1)
    if not only_names and len(found) <= MOST:
        found += entries(Match([groups], facets, WORDS, but=NAMES), MOST + 1 - len(found))
    return found[:MOST], len(found) > MOST


def _with_most(groups: Sequence[Group], fillers: Sequence[Word], facets: Sequence[Group]) -> Found:
    """What holds all words but one, or but two, … down to half of them; one alone has to be part of a name."""
    for ways in _fewer(groups):
        match = Match(ways, facets, WORDS if len(ways[0]) > 1 else NAMES)
        if found := entries(match, MOST + 1):
            in_order = _ranking(groups, fillers).in_order(found[:MOST])
            return _found(in_order, groups, match, is_partial=True, is_cut=len(found) > MOST)
    return Found()


def _named_by_most(groups: Sequence[Group], facets: Sequence[Group]) -> list[Entry]:
    return next(filter(None, (entries(Match(ways, facets, NAMES), MOST) for ways in _fewer(groups))), [])


def _fewer(groups: Sequence[Group]) -> Iterator[list[Sequence[Group]]]:
    """Step by step fewer words, down to half of them: at each step the ways to leave some out."""
    groups = groups[:TRIED]
    for size in range(len(groups) - 1, (len(groups) - 1) // 2, -1):
        if ways := list(islice(filter(_says_something, combinations(groups, size)), WAYS)):
            yield ways


def _ranking(groups: Sequence[Group], fillers: Sequence[Word]) -> Ranking:
    return Ranking(groups, [filler.stem for filler in fillers])


def _found(in_order: list[Entry], groups: Sequence[Group], match: Match, **how: bool) -> Found:
    keys = dict.fromkeys(entry.edition_id for entry in in_order)
    return Found(tuple(islice(keys, MOST)), tuple(groups), match=match, best=in_order[0], **how)
