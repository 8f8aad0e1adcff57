"""What the pages of /regulasi/ show: the regulations on record, and the standards that cite one."""

import re
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from catalog.choices import Choice, Paged
from catalog.forms import ParameterForm
from catalog.models import Citation, Edition, Regulation
from catalog.rows import lean
from catalog.rules import citation
from catalog.rules.citation import SHORT_KINDS
from catalog.rules.components import BY_NUMBER, Component

PAGE_SIZE = 50
LONGEST_QUERY = 100
SKIPPED = {"nomor", "no", "tahun", "tentang", "th"}
LARGEST = 2**31 - 1  # what the columns hold


class RegulationForm(ParameterForm):
    q = forms.CharField(label="nomor peraturan", max_length=LONGEST_QUERY, required=False)
    status = forms.ChoiceField(label="status", choices=Regulation.STATUSES, required=False)


class RegulationList(Paged):
    """One state of /regulasi/. As in the list of standards, the words typed are never part of a link."""

    def __init__(self, parameters):
        self.parameters = parameters
        self.form = RegulationForm(parameters)
        self.words: str = self.form.given.get("q", "")
        self.status: str = self.form.given.get("status", "")

    @cached_property
    def matching(self) -> QuerySet[Regulation]:
        return found(Regulation.objects.select_related("successor"), self.words)

    @cached_property
    def page(self):
        chosen = self.matching.filter(status=self.status) if self.status else self.matching
        ordered = chosen.order_by("-year", "kind", "number", "pk")
        return Paginator(ordered, PAGE_SIZE).get_page(self.parameters.get("hal"))

    @cached_property
    def statuses(self) -> list[Choice]:
        counts = dict(self.matching.order_by().values_list("status").annotate(Count("pk")))
        choices = [("", "semua", sum(counts.values()))]
        choices += [(value, label, counts[value]) for value, label in Regulation.STATUSES if counts.get(value)]
        return [
            self.choice(label, "status", value, count=count, is_active=value == self.status)
            for value, label, count in choices
        ]

    def choice(self, label: str, name: str, value: str, **shown) -> Choice:
        href = address(**{"status": self.status, name: value})
        return Choice(label, name, value, href, is_button=bool(self.words), **shown)


def address(**state) -> str:
    """The list in this state, its empty parameters left out."""
    query = urlencode({name: value for name, value in state.items() if value})
    return reverse("catalog:regulation_list") + (f"?{query}" if query else "")


def found(regulations, words: str):
    """Those that the words mean: "28", "PP 28/2025", "nomor 5 tahun 2021", or words of the kind and the title."""
    cited = citation.citations(words)
    if cited:
        return regulations.cited(cited)
    *figures, rest = *(int(each) for each in re.findall(r"[0-9]{1,9}", words)), re.sub(r"[0-9/.,]+", " ", words)
    if len(figures) == 1:
        regulations = regulations.filter(Q(number=figures[0]) | Q(year=figures[0] if figures[0] <= 9999 else None))
    elif figures:
        number, year = figures[:2]
        regulations = regulations.with_number(number, min(year, 9999))
    for word in rest.split():
        if word.casefold() not in SKIPPED:
            name = SHORT_KINDS.get(word.casefold(), word)
            regulations = regulations.filter(Q(kind__icontains=name) | Q(title__icontains=name))
    return regulations


@dataclass(frozen=True, slots=True)
class Place:
    """A component of a standard that cites the regulation, with the articles that it names there."""

    component: Component
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """A standard in force that cites the regulation."""

    edition: Edition
    places: list[Place]


class RegulationPage(Paged):
    """The context of catalog/regulation.html."""

    def __init__(self, regulation: Regulation, parameters):
        self.regulation, self.parameters = regulation, parameters

    @cached_property
    def page(self):
        cited = Citation.objects.filter(regulation=self.regulation, edition=OuterRef("pk"))
        editions = lean(Edition.objects.current().filter(Exists(cited))).order_by("kbli_title", "kbli_code", "pk")
        return Paginator(editions, PAGE_SIZE).get_page(self.parameters.get("hal"))

    @cached_property
    def citing(self) -> list[Citing]:
        editions = list(self.page.object_list)
        articles: dict[tuple[int, int], list[str]] = defaultdict(list)
        rows = Citation.objects.filter(regulation=self.regulation, edition__in=editions).order_by("component", "start")
        for edition, component, article in rows.values_list("edition", "component", "article"):
            articles[edition, component] += [article] if article else []
        return [
            Citing(
                edition,
                [
                    Place(BY_NUMBER[component], tuple(dict.fromkeys(named)))
                    for (citing, component), named in articles.items()
                    if citing == edition.pk
                ],
            )
            for edition in editions
        ]

    @cached_property
    def predecessors(self) -> list[Regulation]:
        return list(self.regulation.predecessors.all())

    def choice(self, label: str, name: str, value: str) -> Choice:
        return Choice(label, name, value, f"{self.regulation.get_absolute_url()}?{name}={value}")
