"""What the list of standards can be narrowed by, and how it can be sorted."""

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.db.models import F, Value
from django.utils.functional import cached_property

from catalog.models import Edition, Sector
from catalog.rules import kbli as kbli_codes
from catalog.rules.facets import Cost
from catalog.rules.ranking import Group
from catalog.rules.risk import LicenceKind, RiskLevel
from catalog.rules.words import MAX_QUERY
from catalog.search import Found, find
from catalog.search.facets import facet

MAX_DAYS = 999
INDEXED = ("risiko", "izin", "sektor", "kbli", "edisi", "hari", "biaya")  # the search index knows their values

# The only ways to sort; each ends in something unique, so that pages neither repeat nor skip an entry.
SORTS = {
    "relevansi": ("rank", "kbli_title", "kbli_code", "pk"),
    "judul": ("kbli_title", "kbli_code", "pk"),
    "kode": ("kbli_code", "annex_number", "pk"),
    "hari": (F("processing_days").asc(nulls_last=True), "kbli_title", "pk"),
    "terbaru": ("-effective_on", "-published_at", "-pk"),
}
SORT_LABELS = {
    "relevansi": "paling cocok",
    "judul": "judul",
    "kode": "kode KBLI",
    "hari": "paling cepat",
    "terbaru": "terbaru",
}


class WholeNumberFilter(django_filters.Filter):
    field_class = forms.IntegerField


class EditionFilterSet(django_filters.FilterSet):
    """The list's parameters. A value that makes no sense is an error of the form and narrows nothing."""

    q = django_filters.CharFilter(label="kata pencarian", method="unchanged", max_length=MAX_QUERY)
    risiko = django_filters.ChoiceFilter(label="tingkat risiko", field_name="risk_level", choices=RiskLevel.choices())
    sektor = django_filters.ModelChoiceFilter(
        label="sektor", field_name="sector", queryset=Sector.objects.all(), to_field_name="slug"
    )
    izin = django_filters.ChoiceFilter(
        label="jenis perizinan", field_name="licence_kind", choices=LicenceKind.choices()
    )
    kbli = django_filters.CharFilter(
        label="kode KBLI", method="under_code", validators=[RegexValidator(r"\A(?:[A-Z]|[0-9]{2,5})\Z")]
    )
    edisi = django_filters.TypedChoiceFilter(
        label="edisi KBLI",
        field_name="kbli_edition",
        choices=[(edition, f"KBLI {edition}") for edition in kbli_codes.EDITIONS],
        coerce=int,
    )
    hari = WholeNumberFilter(
        label="waktu", field_name="processing_days", lookup_expr="lte", min_value=0, max_value=MAX_DAYS
    )
    biaya = django_filters.ChoiceFilter(
        label="biaya", method="costing", choices=[(cost.value, cost.label) for cost in Cost]
    )
    urut = django_filters.ChoiceFilter(label="urutan", method="unchanged", choices=list(SORT_LABELS.items()))

    class Meta:
        model = Edition
        fields = []

    def unchanged(self, editions, name, value):
        return editions  # words and sorting come last, in narrowed() and sorted()

    def under_code(self, editions, name, value):
        """A section is known by its letter, every other group by the digits that its codes begin with."""
        if value.isalpha():
            return editions.filter(list_entry__facets__section=value)
        return editions.filter(kbli_code__startswith=value)

    def costing(self, editions, name, value):
        match value:
            case Cost.FREE:
                return editions.filter(fee_rupiah=0)
            case Cost.PAID:
                return editions.filter(fee_rupiah__gt=0)
            case _:
                return editions.filter(fee_rupiah__isnull=True)

    def narrowed(self, but=None):
        """The editions that pass every filter, ``but`` the one named; unsorted, annotated with ``rank``."""
        editions = self.queryset
        for name, value in self.form.cleaned_data.items():
            if name != but:
                editions = self.filters[name].filter(editions, value)
        found = self.found(but)
        return found.of(editions) if found else editions.annotate(rank=Value(0))

    def found(self, but=None) -> Found | None:
        """What the words find; None without words. Other filters narrow it, and never make it find more.

        Where the words find more than can be looked at, the filters narrow it beforehand.
        """
        within = self._find(self.facets(but)) if but is None else None
        if within and within.editions and not within.is_partial:
            return within
        anywhere = self._find(())
        return self._find(self.facets(but)) if anywhere and anywhere.is_cut else anywhere

    def found_beyond(self) -> Found | None:
        """What the words alone find, where that is more than can be looked at."""
        anywhere = self._find(())
        return anywhere if anywhere and anywhere.is_cut else None

    def find_nothing(self) -> bool:
        """Whether there are words for which there is nothing, whatever the other filters."""
        anywhere = self._find(())
        return anywhere is not None and not anywhere.editions

    def _find(self, facets: tuple[Group, ...]) -> Found | None:
        words = self.form.cleaned_data.get("q")
        if words and facets not in self._found:
            self._found[facets] = find(words, facets)
        return self._found.get(facets)

    @cached_property
    def _found(self) -> dict[tuple[str, ...], Found]:
        return {}

    def facets(self, but=None) -> tuple[Group, ...]:
        """The filters in use that the index knows, as its words."""
        given = {name: self.form.cleaned_data.get(name) for name in INDEXED if name != but}
        values = {name: getattr(value, "slug", value) for name, value in given.items()}
        return tuple(facet(name, value) for name, value in values.items() if value not in (None, ""))

    @property
    def order(self) -> str:
        """The sort asked for, or the usual one: by title, and what fits best first while searching."""
        return order_of(self.form.cleaned_data.get("q"), self.form.cleaned_data.get("urut"))

    def sorted(self):
        """The editions that pass every filter, in the order asked for."""
        return self.narrowed().order_by(*SORTS[self.order])


def order_of(words: str | None, wanted: str | None) -> str:
    usual = "relevansi" if words else "judul"
    return usual if wanted in (None, "", "relevansi") else wanted
