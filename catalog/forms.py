"""The parameters of the pages that lead to a standard. A value that makes no sense is ignored with a note."""

from django import forms
from django.core.validators import RegexValidator

from catalog.filters import MAX_QUERY
from catalog.rules import kbli
from catalog.rules.finder import UNKNOWN
from catalog.rules.risk import RiskLevel

NOTHING_FITS = "lain"  # an activity that is none of those offered
PLACE = rf"\A(?:{'|'.join(map(str, kbli.EDITIONS))})-(?:[A-Z]|[0-9]{{2,5}})\Z|\A{NOTHING_FITS}\Z"


class ParameterForm(forms.Form):
    """Every field may be empty; ``given`` holds what made sense."""

    @property
    def given(self) -> dict:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def ignored(self) -> list[str]:
        """Names of the parameters whose value made no sense."""
        return [self.fields[name].label for name in self.errors]


class TreeForm(ParameterForm):
    edisi = forms.TypedChoiceField(
        label="edisi KBLI", choices=[(edition, edition) for edition in kbli.EDITIONS], coerce=int, required=False
    )

    @property
    def edition(self) -> int:
        return self.given.get("edisi", kbli.CURRENT_EDITION)


class WordsForm(ParameterForm):
    q = forms.CharField(label="kata pencarian", max_length=MAX_QUERY, required=False)

    @property
    def words(self) -> str:
        return self.given.get("q", "")


class FinderForm(WordsForm):
    """The answers of the finder (/pandu/)."""

    kegiatan = forms.CharField(label="kegiatan usaha", validators=[RegexValidator(PLACE)], required=False)
    skala = forms.CharField(label="skala usaha", max_length=100, required=False)
    risiko = forms.ChoiceField(
        label="tingkat risiko", choices=[*RiskLevel.choices(), (UNKNOWN, "Belum tahu")], required=False
    )
