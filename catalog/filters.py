"""What the list of standards can be narrowed by, and how it can be sorted."""

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.db.models import F

from catalog.models import Edition, Sector
from catalog.rules.risk import LicenceKind, RiskLevel
from catalog.search import search

MAX_QUERY = 200  # characters
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

    q = django_filters.CharFilter(label="kata pencarian", method="by_words", max_length=MAX_QUERY)
    risiko = django_filters.ChoiceFilter(label="tingkat risiko", field_name="risk_level", choices=RiskLevel.choices())
    sektor = django_filters.ModelChoiceFilter(
        label="sektor", field_name="sector", queryset=Sector.objects.all(), to_field_name="slug"
    )
    izin = django_filters.ChoiceFilter(
        label="jenis perizinan", field_name="licence_kind", choices=LicenceKind.choices()
    )
    kbli = django_filters.CharFilter(
        label="kode KBLI",
        field_name="kbli_code",
        lookup_expr="startswith",
        validators=[RegexValidator(r"\A[0-9]{2,5}\Z")],
    )
    hari = WholeNumberFilter(
        label="waktu", field_name="processing_days", lookup_expr="lte", min_value=0, max_value=MAX_DAYS
    )
    urut = django_filters.ChoiceFilter(label="urutan", method="unsorted", choices=list(SORT_LABELS.items()))

    class Meta:
        model = Edition
        fields = []

    def by_words(self, editions, name, value):
        return search(editions, value)

    def unsorted(self, editions, name, value):
        return editions  # sorting is the last step, in sorted()

    def narrowed(self, but=None):
        """The editions that pass every filter, ``but`` the one named; unsorted."""
        editions = self.queryset
        for name, value in self.form.cleaned_data.items():
            if name != but:
                editions = self.filters[name].filter(editions, value)
        return editions

    @property
    def order(self) -> str:
        """The sort asked for, or the usual one: by title, and what fits best first while searching."""
        words, wanted = self.form.cleaned_data.get("q"), self.form.cleaned_data.get("urut")
        usual = "relevansi" if words else "judul"
        return usual if wanted in (None, "", "relevansi") else wanted

    def sorted(self):
        """The editions that pass every filter, in the order asked for."""
        return self.narrowed().order_by(*SORTS[self.order])
