"""Why a search found an edition: which words, and where they stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from catalog.models import Edition, KbliCode, Synonym
from catalog.models.searching import phrases
from catalog.rules import kbli, outline
from catalog.rules.components import COMPONENTS
from catalog.rules.ranking import Group
from catalog.rules.words import Run, marked, words

SNIPPET = 140  # characters
BEFORE = 40  # of them before the first word found
SHOWN = 3  # everyday names of an edition
# By hand: putting it together takes Django longer than the database to answer it, and every search asks it.
NAMES = f"""
    SELECT standard_id, kbli_edition, kbli_code, words FROM {Synonym._meta.db_table}
    WHERE kbli_code IN ({{}}) OR standard_id IN ({{}}) ORDER BY id
"""  # noqa: S608  name of a table
NEEDED = ("requirements", "products")
TEXTS = sorted(COMPONENTS, key=lambda component: (component.key not in NEEDED, component.number))


@dataclass(slots=True)
class Why:
    """Where words were found: the title with its marks, and for the others one place to look at."""

    title: list[Run]
    code: list[Run]
    everyday: list[list[Run]]  # names that people use for it, besides the title
    place: str = ""  # of the snippet: the name of a component, or "Uraian KBLI"
    snippet: Sequence[Run] = ()


def why(editions: Iterable[Edition], groups: Sequence[Group]) -> dict[int, Why]:
    """Of each edition, by key, where the words of a search were found. Three queries, however many editions."""
    editions = list(editions)
    names = _everyday_names(editions)
    reasons, unexplained = {}, {}
    for edition in editions:
        reasons[edition.pk], left = _first_glance(edition, names[edition.pk], groups)
        if left:
            unexplained[edition.pk] = left
    _add_snippets(reasons, unexplained, editions)
    return reasons


def _first_glance(edition: Edition, names: list[str], groups: Sequence[Group]) -> tuple[Why, list[Group]]:
    """What title, code and everyday names explain, and the words that they don't."""
    wanted = {stem for group in groups for stem in group}
    code = max((stem for stem in wanted if edition.kbli_code.startswith(stem)), key=len, default="")
    left = [group for group in _left(groups, edition.kbli_title) if code not in group]
    everyday = _telling(names, left)
    why = Why(
        title=marked(edition.kbli_title, wanted),
        code=[run for run in (Run(code, True), Run(edition.kbli_code.removeprefix(code), False)) if run.text],
        everyday=[marked(name, wanted) for name in everyday],
    )
    return why, _left(left, *everyday)


def _telling(names: list[str], groups: list[Group]) -> list[str]:
    """The fewest names that hold as many of the words as can be, but not many; a plain name before a long one."""
    telling: list[str] = []
    while groups and len(telling) < SHOWN:
        wanted = {stem for group in groups for stem in group}
        if not (names := [name for name in names if not wanted.isdisjoint(_stems_of_name(name))]):
            break
        best = min(names, key=lambda name: (len(_left(groups, name)), len(name), name))
        telling.append(best)
        groups = _left(groups, best)
    return telling


def _left(groups: Sequence[Group], *texts: str) -> list[Group]:
    """The words that stand in none of these texts."""
    return _without(groups, frozenset().union(*map(_stems_of_name, texts)))


def _without(groups: Sequence[Group], present: Collection[str]) -> list[Group]:
    return [group for group in groups if not any(stem in present for stem in group)]


def _stems_in(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(text))


_stems_of_name = lru_cache(maxsize=4_000)(_stems_in)  # of a title or an everyday name: the same ones in each search
_stems_of_text = lru_cache(maxsize=64)(_stems_in)  # long ones; standards share some of them


def _everyday_names(editions: list[Edition]) -> dict[int, list[str]]:
    """The names that people use for each edition, those of its own code first."""
    codes = {code for edition in editions for code in [*kbli.prefixes(edition.kbli_code), edition.kbli_code]}
    standards = [edition.standard_id for edition in editions]
    names = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            NAMES.format(*(", ".join(["%s"] * len(keys)) for keys in (codes, standards))), [*codes, *standards]
        )
        for standard, edition, code, listed in cursor.fetchall():
            names[standard or (edition, code)] += phrases(listed)
    return {edition.pk: [name for key in _keys(edition) for name in names[key]] for edition in editions}


def _keys(edition: Edition) -> list:
    codes = [edition.kbli_code, *kbli.prefixes(edition.kbli_code)]
    return [edition.standard_id, *((edition.kbli_edition, code) for code in codes)]


def _add_snippets(reasons: dict[int, Why], unexplained: dict[int, list[Group]], editions: list[Edition]) -> None:
    """To each edition the first line that holds words not explained yet: of its components, or of KBLI."""
    if not unexplained:
        return
    described = _descriptions([edition for edition in editions if edition.pk in unexplained])
    for edition in Edition.objects.filter(pk__in=unexplained):
        groups = unexplained[edition.pk]
        texts = [(component.name, edition.text_of(component)) for component in TEXTS]
        description = described.get((edition.kbli_edition, edition.kbli_code), "")
        texts.insert(len(NEEDED), ("Uraian KBLI", description))
        place, line = _first_line(texts, groups)
        if line:
            why = reasons[edition.pk]
            why.place, why.snippet = place, snippet(line, {stem for group in groups for stem in group})


def _descriptions(editions: list[Edition]) -> dict[tuple[int, str], str]:
    found = KbliCode.objects.filter(code__in={edition.kbli_code for edition in editions})
    return {(edition, code): text for edition, code, text in found.values_list("edition", "code", "description")}


def _first_line(texts: Iterable[tuple[str, str]], groups: list[Group]) -> tuple[str, str]:
    for place, text in texts:
        if len(_without(groups, _stems_of_text(text))) < len(groups):
            line = min(text.splitlines(), key=lambda line: len(_without(groups, _stems_in(line))))
            return place, outline.plain(line.strip())
    return "", ""


def snippet(line: str, wanted: Collection[str]) -> list[Run]:
    """The words around the first one found, with marks; "…" where something is left out."""
    runs = marked(line, wanted)
    first = 0 if not runs or runs[0].is_found else len(runs[0].text)
    start = line.rfind(" ", 0, max(first - BEFORE, 0)) + 1 if len(line) > SNIPPET else 0
    cut = line[start : start + SNIPPET]
    if start + SNIPPET < len(line):
        cut = f"{cut.rpartition(' ')[0] or cut} …"
    return marked(f"… {cut}" if start else cut, wanted)
