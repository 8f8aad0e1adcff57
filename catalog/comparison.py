"""Two or three standards side by side: what is the same, what differs, item by item."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.validators import slug_re
from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils.functional import cached_property

from catalog.filters import SORTS
from catalog.formats import FACTS
from catalog.forms import WordsForm
from catalog.models import Edition
from catalog.rows import lean
from catalog.rules import comparison, outline
from catalog.rules.components import GROUPS, Component, Group, of_group
from catalog.search import search

FEWEST, MOST = 2, 3
OFFERED = 20  # standards to choose from
OWN_FACTS = {"Judul", "Nomor dalam lampiran"}  # tell which standard it is, and so are never the same


@dataclass(frozen=True, slots=True)
class Fact:
    """A key fact: name of the standard and value, for each."""

    label: str
    values: list[tuple[str, str]]

    @property
    def is_same(self) -> bool:
        return len({value for _, value in self.values}) == 1


@dataclass(frozen=True, slots=True)
class Text:
    """A component of one standard, and its items that not all the others have too."""

    name: str  # of the standard
    text: str
    differing: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def strong(self) -> set[str]:
        return {inline for _, inline in self.differing}

    @property
    def apart(self) -> list[tuple[str, str]]:
        """Marker and plain words of the items that differ."""
        return [(marker, outline.plain(inline)) for marker, inline in self.differing]


@dataclass(frozen=True, slots=True)
class Row:
    """A component of the standards compared; where it is the same in all, of the first alone."""

    component: Component
    texts: list[Text]
    is_same: bool = False
    is_mostly_same: bool = False  # then the differing items are what a reader looks for


class Comparison:
    def __init__(self, parameters):
        self.form = WordsForm(parameters)
        self.words = self.form.words  # they may stand in the search box and nowhere else
        self.asked = list(dict.fromkeys(slug for slug in parameters.getlist("s") if slug))

    @cached_property
    def editions(self) -> list[Edition]:
        """The standards to compare, in the order asked for: those in force, three at most."""
        slugs = [slug for slug in self.asked[:MOST] if slug_re.match(slug)]
        found = Edition.objects.current().filter(standard__slug__in=slugs).select_related("standard", "sector")
        return sorted(found, key=lambda edition: slugs.index(edition.standard.slug))

    @cached_property
    def unknown(self) -> int:
        """How many of those asked for are not in force, or are none."""
        return len(self.asked[:MOST]) - len(self.editions)

    @cached_property
    def is_cut(self) -> bool:
        return len(self.asked) > MOST

    @cached_property
    def is_ready(self) -> bool:
        return len(self.editions) >= FEWEST

    @cached_property
    def kept(self) -> list[tuple[str, str]]:
        """The standards chosen, as fields of a form."""
        return [("s", edition.standard.slug) for edition in self.editions]

    @cached_property
    def heads(self) -> list[tuple[Edition, str]]:
        return [(edition, kind_of(edition)) for edition in self.editions]

    # Side by side

    @cached_property
    def names(self) -> list[str]:
        """What tells the standards apart: their titles, or where these are the same what they lead to."""
        titles = [edition.kbli_title for edition in self.editions]
        return titles if len(set(titles)) == len(titles) else [kind for _, kind in self.heads]

    @cached_property
    def facts(self) -> list[Fact]:
        return [
            Fact(label, [(name, value(edition)) for name, edition in zip(self.names, self.editions, strict=True)])
            for label, value in FACTS.items()
            if label not in OWN_FACTS
        ]

    @cached_property
    def groups(self) -> list[tuple[Group, list[Row]]]:
        return [(group, [self.row(component) for component in of_group(group)]) for group in GROUPS]

    def row(self, component: Component) -> Row:
        return row(component, self.names, [edition.text_of(component) for edition in self.editions])

    # What else to compare with

    @cached_property
    def offered(self) -> list[tuple[Edition, str]]:
        others = Edition.objects.current().exclude(pk__in=[edition.pk for edition in self.editions])
        if self.words:
            others = search(others, self.words).order_by(*SORTS["relevansi"])
        else:
            others = others.order_by(self.nearness(), "kbli_title", "kbli_code", "pk")
        return [(edition, kind_of(edition)) for edition in lean(others)[:OFFERED]]

    def nearness(self):
        """First what stands in the same division of the code tree."""
        if not self.editions:
            return Value(0)
        division = self.editions[0].kbli_code[:2]
        return Case(When(kbli_code__startswith=division, then=Value(0)), default=Value(1))


def row(component: Component, names: list[str], texts: list[str]) -> Row:
    """What a component says in each of the standards so named."""
    if comparison.is_same(texts):
        return Row(component, [Text(names[0], texts[0])], is_same=True)
    compared = comparison.compare(texts)
    differing, items = sum(len(each.differing) for each in compared), sum(each.items for each in compared)
    if differing == items:
        return Row(component, [Text(*pair) for pair in zip(names, texts, strict=True)])
    is_mostly_same = differing * 2 < items
    columns = zip(names, texts, compared, strict=True)
    marked = [Text(name, text, each.differing, note(each, is_mostly_same)) for name, text, each in columns]
    return Row(component, marked, is_mostly_same=is_mostly_same)


def kind_of(edition: Edition) -> str:
    """Licence, risk and scale in a line."""
    scale = f", skala {edition.business_scale}" if edition.business_scale else ""
    return f"{edition.get_licence_kind_display()}, risiko {edition.get_risk_level_display()}{scale}"


def compare_address(slugs: Sequence[str]) -> str:
    """The page that compares these standards; "" where they are too few or too many."""
    if not FEWEST <= len(slugs) <= MOST:
        return ""
    return f"{reverse('catalog:compare')}?{urlencode([('s', slug) for slug in slugs])}"


def note(compared: comparison.Compared, stands_apart: bool) -> str:
    """The difference in words; where the differing items do not stand apart, how to tell them."""
    if not compared.differing:
        return "Butirnya ada pada semua; bedanya tanda baca, penomoran, atau urutan."
    how = ":" if stands_apart else "; nomornya tebal."
    return f"{len(compared.differing)} dari {compared.items} butir berbeda{how}"
