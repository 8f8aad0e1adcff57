"""Writes the search index: what each standard in force is found by.

``refresh`` is called in the transaction in which a standard's current edition moves, or its withdrawal.
After rows written past publishing.py, or a new KBLI tree, it takes ``manage.py reindex``.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from catalog.batches import batches
from catalog.models import Edition, KbliCode, ListVersion, SearchEntry, SearchWord, Standard, Synonym
from catalog.rules import kbli
from catalog.rules.components import COMPONENTS
from catalog.rules.ranking import BREAK
from catalog.rules.words import Word, phrase, words
from catalog.search.facets import facets_of
from catalog.search.full_text import tidy

Role = SearchWord.Role
BATCH = 500
NEEDS = ("requirements", "products")
REST = [component.key for component in COMPONENTS if component.key not in NEEDS]
MAX_NAME = SearchEntry._meta.get_field("name").max_length
WRITTEN = [field.name for field in SearchEntry._meta.fields if not field.primary_key]
LATE = 40  # words that an unlikely title counts as having more
# Trade in bulk, training by the state or within a company, …: rarely what is meant where there is another.
UNLIKELY = frozenset(("besar", "pemerintah", "perusahaan", "khusus", "hewan"))
OUTSIDE = "tidak mencakup"  # begins what a KBLI description says stands elsewhere
_OUTSIDE_OF_TITLE = re.compile(r"\b(?:bukan|selain)\b[^()]*", re.IGNORECASE)  # "(Bukan Es Batu)"


def refresh(standards: Iterable[int], editions: list[Edition] | None = None, indexed: Iterable[str] = ()) -> None:
    """Write anew what these standards (their keys) are found by; those not in force are not found.

    ``editions`` are those in force, if they are at hand, and ``indexed`` texts whose words are known already.
    """
    indexed = frozenset(indexed)
    for some in batches(sorted(standards), BATCH):
        _refresh(some, _in_force(some) if editions is None else editions, indexed)


@transaction.atomic
def reindex() -> int:
    """Make the whole index anew; returns of how many standards."""
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    keys = list(Standard.objects.in_force().order_by("pk").values_list("pk", flat=True))
    refresh(keys)
    _learn({Role.LANGUAGE: _language()})
    tidy()
    return len(keys)


def is_complete() -> bool:
    """Whether there is an entry for each standard in force, as after every publication."""
    return SearchEntry.objects.count() == Standard.objects.in_force().count()


@transaction.atomic
def save_synonym(synonym: Synonym) -> None:
    """Store everyday names, and write anew what the standards they are or were about are found by."""
    about = _about(Synonym.objects.filter(pk=synonym.pk))
    synonym.save()
    refresh(about | _about([synonym]))
    _learn({Role.LANGUAGE: words(synonym.words)})
    ListVersion.change()  # what was found until now may be kept


@transaction.atomic
def delete_synonyms(synonyms: QuerySet[Synonym]) -> None:
    """Delete everyday names, and write anew what the standards they were about are found by."""
    about = _about(synonyms)
    synonyms.delete()
    refresh(about)
    ListVersion.change()


def _about(synonyms: Iterable[Synonym]) -> set[int]:
    """The standards in force, by their keys, that these names are about."""
    about = Q(pk__in=[])
    for each in synonyms:
        of_code = Q(current__kbli_edition=each.kbli_edition, current__kbli_code__startswith=each.kbli_code)
        about |= Q(pk=each.standard_id) if each.standard_id else of_code
    return set(Standard.objects.in_force().filter(about).values_list("pk", flat=True))


def _in_force(keys: list[int]) -> list[Edition]:
    return list(Standard.objects.in_force().filter(pk__in=keys).current_editions().select_related("sector"))


def _refresh(keys: list[int], editions: list[Edition], indexed: Collection[str]) -> None:
    sources = Sources(editions, indexed)
    if gone := set(keys).difference(edition.standard_id for edition in editions):
        SearchEntry.objects.filter(standard__in=gone).delete()
    SearchEntry.objects.bulk_create(
        [sources.entry(edition) for edition in editions],
        update_conflicts=True,
        unique_fields=["standard"],
        update_fields=WRITTEN,
    )
    _learn({Role.NAME: sources.names, Role.TEXT: sources.others})


class Named(NamedTuple):
    """What is called by a code, as far as its names are made of it: an edition, or a code without any."""

    kbli_edition: int
    kbli_code: str
    kbli_title: str
    standard_id: int | None = None


class Sources:
    """What the entries of some editions are made of; collects the words that they bring along."""

    def __init__(self, editions: Sequence[Edition | Named], indexed: Collection[str] = ()):
        self.indexed = indexed
        self.names: set[Word] = set()
        self.others: set[Word] = set()
        self.codes = {code for each in editions for code in [*kbli.prefixes(each.kbli_code), each.kbli_code]}
        self.synonyms = defaultdict(list)
        standards = [edition.standard_id for edition in editions]
        for synonym in Synonym.objects.filter(Q(kbli_code__in=self.codes) | Q(standard__in=standards)):
            told = [(phrase(each), tuple(words(each))) for each in synonym.phrases()]
            self.synonyms[synonym.standard_id or (synonym.kbli_edition, synonym.kbli_code)] += told

    def entry(self, edition: Edition) -> SearchEntry:
        self.others.update(words(" ".join([*kbli.prefixes(edition.kbli_code), edition.kbli_code])))
        return SearchEntry(
            standard_id=edition.standard_id,
            edition=edition,
            **self.names_of(edition),
            described=self.stems(*_OUTSIDE_OF_TITLE.findall(edition.kbli_title), *self.description(edition)),
            needs=self.stems(*(getattr(edition, name) for name in NEEDS), *facts(edition)),
            rest=self.stems(*(getattr(edition, name) for name in REST)),
            facets=" ".join(facets_of(edition, self.told(edition, edition.kbli_code[:2])[2])),
        )

    def names_of(self, edition: Edition | Named) -> dict[str, str]:
        """What it is called, by the columns of its entry."""
        above = kbli.prefixes(edition.kbli_code)
        self.names.update(words(edition.kbli_title))
        return {
            "name": plainness(edition.kbli_title),
            "code": _spaced([*above, edition.kbli_code]),
            "title": _spaced([phrase(_OUTSIDE_OF_TITLE.sub("", edition.kbli_title))]),
            "everyday": self.phrases((edition.kbli_edition, edition.kbli_code), edition.standard_id),
            "general": self.phrases(*((edition.kbli_edition, code) for code in above)),
        }

    def phrases(self, *keys) -> str:
        told = [each for key in keys for each in self.synonyms[key]]
        self.names.update(*(of_phrase for _, of_phrase in told))
        return BREAK.join(["", *dict.fromkeys(stems for stems, _ in told if stems), ""])

    def description(self, edition: Edition) -> list[str]:
        """What KBLI says of the code: its own words, and the titles above it."""
        title, description, _ = self.told(edition, edition.kbli_code)
        above = [self.told(edition, code)[0] for code in kbli.prefixes(edition.kbli_code)]
        return [title, description.partition(OUTSIDE)[0], *above]

    def told(self, edition: Edition, code: str) -> Sequence[str]:
        """What KBLI says of a code: title, description and section; nothing while it is not loaded."""
        return self._told.get((edition.kbli_edition, code), ("", "", ""))

    @cached_property
    def _told(self) -> dict[tuple[int, str], Sequence[str]]:
        columns = ("edition", "code", "title", "description", "section")
        rows = KbliCode.objects.filter(code__in=self.codes).values_list(*columns)
        return {(edition, code): told for edition, code, *told in rows}

    def stems(self, *texts: str) -> str:
        parts = [_words_in(text) for text in texts]
        self.others.update(*(part for part, text in zip(parts, texts, strict=True) if text not in self.indexed))
        return _spaced(dict.fromkeys(word.stem for part in parts for word in part))


def plainness(title: str) -> str:
    """What sorts titles that fit alike: the one of fewer words first, those of UNLIKELY words last."""
    is_unlikely = not UNLIKELY.isdisjoint(title.lower().split())
    return f"{len(phrase(title).split()) + LATE * is_unlikely:02} {title}"[:MAX_NAME]


def _spaced(stems: Iterable[str]) -> str:
    """With a space before and after each stem, so that one is found in them as part of the text."""
    return f" {' '.join(stems)} "


@lru_cache(maxsize=64)
def _words_in(text: str) -> tuple[Word, ...]:
    """The different words of a text; kept, because many standards share one."""
    return tuple(dict.fromkeys(words(text)))


def facts(edition: Edition) -> list[str]:
    """The short facts that someone may look for, as they are printed."""
    sector = edition.sector.name if edition.sector else ""
    return [
        edition.product,
        edition.get_licence_kind_display(),
        f"risiko {edition.get_risk_level_display()}",
        edition.business_scale,
        sector,
    ]


def _language() -> set[Word]:
    """The words of KBLI and of all everyday names."""
    described = KbliCode.objects.values_list("title", "description")
    texts = [text for pair in described for text in pair] + list(Synonym.objects.values_list("words", flat=True))
    return {word for text in texts for word in words(text)}


def _learn(by_role: dict[Role, Iterable[Word]]) -> None:
    """Keep words as they are written, each in the nearest of its roles."""
    learned = {}
    for role in sorted(by_role, reverse=True):
        for word in by_role[role]:
            learned[word.written] = role, ""
            learned[word.usual] = role, word.stem
    known = dict(SearchWord.objects.filter(word__in=learned).values_list("word", "role"))
    new = sorted(word for word, (role, _) in learned.items() if role < known.get(word, len(Role) + 1))
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, role=learned[word][0], stem=learned[word][1]) for word in new],
        update_conflicts=True,
        unique_fields=["word"],
        update_fields=["role"],
    )
