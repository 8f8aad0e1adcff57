"""Which period a report is on, and why a file with identities is asked for."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError

from complaints.actions import ExportReason
from complaints.forms.fields import PublicForm
from complaints.forms.step import one_of
from complaints.rules.periods import Period, UnknownPeriod, period_of

XLSX, CSV = "xlsx", "csv"


def periods(first: dt.date | None, today: dt.date) -> list[tuple[str, list[Period]]]:
    """Every period with reports in it, by year, the newest first."""
    years = range(today.year, (first or today).year - 1, -1)
    return [(str(year), [period for period in Period(year).inner if period.first_day <= today]) for year in years]


class PeriodField(forms.CharField):
    def to_python(self, value) -> Period | None:
        text = super().to_python(value)
        try:
            return period_of(text) if text else None
        except UnknownPeriod as error:
            raise ValidationError(str(error)) from error


class PeriodForm(PublicForm):
    periode = PeriodField(label="periode", required=False)

    @property
    def period(self) -> Period | None:
        return self.cleaned_data.get("periode") if self.is_valid() else None


class IdentitiesForm(PublicForm):
    periode = PeriodField(label="Periode", widget=forms.HiddenInput)
    reason = one_of("Alasan", ExportReason)
    shape = forms.ChoiceField(
        label="Bentuk berkas",
        choices=[(XLSX, "Excel (XLSX)"), (CSV, "CSV")],
        initial=XLSX,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih bentuk berkasnya.", "invalid_choice": "Pilih bentuk berkasnya."},
    )
