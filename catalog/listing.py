"""One state of the list of standards: what was asked for, what was found, and the states next to it.

The words searched for are never part of a state's address: printed in a link they would let others
plant their advertising on this site. While searching, the page offers buttons of its search form instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils.functional import cached_property

from catalog.filters import SORT_LABELS, EditionFilterSet
from catalog.models import Edition, Sector
from catalog.reasons import Why, why
from catalog.rules.components import COMPONENTS
from catalog.rules.risk import LicenceKind, RiskLevel
from catalog.search import Found, near

PAGE_SIZE = 20
NARROWING = ("risiko", "izin", "sektor", "kbli", "hari")  # the parameters that can be taken away one by one


@dataclass(frozen=True, slots=True)
class Choice:
    """A step to a neighbouring state: as a link (``href``) or as a button (``name``, ``value``)."""

    label: str
    name: str
    value: str  # empty takes the parameter away
    href: str
    count: int | None = None
    is_active: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    choices: list[Choice]


class Listing:
    def __init__(self, parameters):
        self.parameters = parameters
        self.filters = EditionFilterSet(parameters, queryset=Edition.objects.current())
        self.form = self.filters.form
        self.form.is_valid()

    # What was asked for

    @cached_property
    def words(self) -> str:
        """The words searched for, as they may stand in the search box and nowhere else."""
        return self.form.cleaned_data.get("q", "")

    @cached_property
    def state(self) -> dict[str, str]:
        """The parameters in use, without the words and the page, in a fixed order."""
        given = self.form.cleaned_data
        return {name: as_parameter(given[name]) for name in (*NARROWING, "urut") if given.get(name) not in (None, "")}

    @cached_property
    def ignored(self) -> list[str]:
        """Names of the parameters whose value made no sense."""
        return [self.form.fields[name].label for name in self.form.errors]

    # What was found

    @cached_property
    def page(self):
        is_by_rank = self.found and self.filters.order == "relevansi"
        entries = self.by_rank() if is_by_rank else lean(self.filters.sorted())
        return Paginator(entries, PAGE_SIZE).get_page(self.parameters.get("hal"))

    def by_rank(self) -> "ByRank":
        keys = self.found.editions
        if self.state.keys() & set(NARROWING):
            passing = set(self.filters.narrowed().values_list("pk", flat=True))
            keys = [key for key in keys if key in passing]
        return ByRank(keys)

    @cached_property
    def found(self) -> Found | None:
        """What the words found, and how; None without words."""
        return self.filters.found()

    @property
    def is_more(self) -> bool:
        """Whether there is more than the number of results on all pages."""
        return bool(self.found and self.found.is_cut and self.page.paginator.count == len(self.found.editions))

    @cached_property
    def is_missed(self) -> bool:
        """Whether there is nothing at all for the words, whatever the filters."""
        return self.found is not None and not self.found.editions and self.filters.find_nothing()

    @cached_property
    def results(self) -> list[tuple[Edition, Why | None]]:
        """The editions of this page, while searching each with the reason why it was found."""
        editions = list(self.page)
        reasons = why(editions, self.found.groups) if self.found and editions else {}
        return [(edition, reasons.get(edition.pk)) for edition in editions]

    @cached_property
    def near(self) -> list[Choice]:
        """Words of the catalogue that are written somewhat like those for which there is nothing."""
        if not self.is_missed:
            return []
        address = reverse("catalog:standard_list")
        return [Choice(word, "q", word, f"{address}?{urlencode({'q': word})}") for word in near(self.words)]

    # The states next to this one

    def choice(self, label, name, value, *, count=None, is_active=False) -> Choice:
        state = {**self.state, name: value}
        query = urlencode({key: value for key, value in state.items() if value})
        href = reverse("catalog:standard_list") + (f"?{query}" if query else "")
        return Choice(label, name, value, href, count, is_active)

    @cached_property
    def active(self) -> list[Choice]:
        """The filters that are set, each as the step that takes it away."""
        return [self.choice(self.label(name), name, "") for name in NARROWING if name in self.state]

    def label(self, name: str) -> str:
        value = self.state[name]
        match name:
            case "sektor":
                return str(self.form.cleaned_data[name])
            case "kbli":
                return f"KBLI {value}" if len(value) == 5 else f"KBLI {value}…"
            case "hari":
                return f"paling lama {value} hari kerja"
            case _:
                return dict(self.form.fields[name].choices)[value]

    @cached_property
    def browse(self) -> list[Facet]:
        """What a visitor knows before searching."""
        return self.worth_offering(
            self.facet("sektor", "Sektor", self.counted("sektor", "sector__slug", "sector__name")),
            self.facet("izin", "Jenis perizinan", in_order(LicenceKind, self.counted("izin", "licence_kind"))),
        )

    @cached_property
    def facets(self) -> list[Facet]:
        """What the list can be narrowed by, with the number of standards behind each choice."""
        return self.browse + self.worth_offering(
            self.facet("risiko", "Tingkat risiko", in_order(RiskLevel, self.counted("risiko", "risk_level"))),
            self.facet("hari", "Waktu", cumulated(self.counted("hari", "processing_days"))),
        )

    def worth_offering(self, *facets: Facet) -> list[Facet]:
        return [facet for facet in facets if len(facet.choices) > 1 or facet.name in self.state]

    def counted(self, name: str, *columns: str) -> list[tuple]:
        """Value, label (where there are two columns) and number of standards, every other filter applied."""
        editions = self.filters.narrowed(but=name).exclude(**{f"{columns[0]}__isnull": True})
        return list(editions.order_by(columns[-1]).values_list(*columns).annotate(count=Count("pk")))

    def facet(self, name: str, title: str, options) -> Facet:
        chosen = self.state.get(name)
        is_counted = not (self.found and self.found.is_cut)  # else only the first results were looked at
        choices = [
            self.choice(label, name, value, count=count if is_counted else None, is_active=value == chosen)
            for value, label, count in options
        ]
        return Facet(name, title, choices)

    @cached_property
    def sorts(self) -> list[Choice]:
        names = [name for name in SORT_LABELS if self.words or name != "relevansi"]
        return [self.choice(SORT_LABELS[name], "urut", name, is_active=name == self.filters.order) for name in names]

    @cached_property
    def previous(self) -> Choice | None:
        return self.turn("Halaman sebelumnya", -1) if self.page.has_previous() else None

    @cached_property
    def next(self) -> Choice | None:
        return self.turn("Halaman berikutnya", 1) if self.page.has_next() else None

    def turn(self, label: str, by: int) -> Choice:
        return self.choice(label, "hal", str(self.page.number + by))


class ByRank(Sequence):
    """Editions in the order of their keys. What sorting by ``rank`` gives too, without ranking all for one page."""

    def __init__(self, keys):
        self.keys = keys

    def __len__(self):
        return len(self.keys)

    def __getitem__(self, part: slice) -> list[Edition]:
        keys = self.keys[part]
        editions = lean(Edition.objects).in_bulk(keys)
        return [editions[key] for key in keys]


def as_parameter(value) -> str:
    return value.slug if isinstance(value, Sector) else str(value)


def lean(editions):
    """What a list shows of editions, without their long texts."""
    return editions.select_related("standard").defer(*(component.key for component in COMPONENTS))


def in_order(kinds, counted):
    """The counted values in the order of the enumeration, with the labels that documents print."""
    counts = dict(counted)
    return [(kind.value, kind.label, counts[kind.value]) for kind in kinds if kind.value in counts]


def cumulated(counted):
    """For each number of working days on offer, how many standards take no longer."""
    options, total = [], 0
    for days, count in counted:
        total += count
        options.append((str(days), f"paling lama {days} hari kerja", total))
    return options
