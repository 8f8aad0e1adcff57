"""What the list of standards can be narrowed by, and how it can be sorted."""

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.db.models import F, Value
from django.utils.functional import cached_property

from catalog.models import Edition, Sector
from catalog.rules import kbli as kbli_codes
from catalog.rules.facets import Cost
from catalog.rules.risk import LicenceKind, RiskLevel
from catalog.rules.words import MAX_QUERY
from catalog.search.narrowed import Narrowed

MAX_DAYS = 999

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

    def narrowed(self):
        """The editions that pass every filter, unsorted, annotated with ``rank``."""
        editions = self.queryset
        for name, value in self.form.cleaned_data.items():
            editions = self.filters[name].filter(editions, value)
        return self.searched.found.of(editions) if self.searched else editions.annotate(rank=Value(0))

    @cached_property
    def searched(self) -> Narrowed | None:
        """What the words find; None without words."""
        given = self.form.cleaned_data
        slug = getattr(given.get("sektor"), "slug", None)
        return Narrowed(given["q"], {**given, "sektor": slug}) if given.get("q") else None

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
