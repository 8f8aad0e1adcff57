from django import forms

from catalog.models import Standard
from complaints.forms.fields import DayField, PublicForm
from complaints.rules.deadlines import FIRST_DAY, LAST_DAY, DateOutOfRange


class PromiseForm(PublicForm):
    """When a standard promises its product (/pengaduan/perkiraan/)."""

    layanan = forms.ModelChoiceField(
        queryset=Standard.objects.in_force().select_related("current"), to_field_name="slug", widget=forms.HiddenInput
    )
    lengkap = DayField(
        label="Hari berkas Anda diterima lengkap dan benar",
        first=lambda: FIRST_DAY,
        last=lambda: LAST_DAY,
        outside=str(DateOutOfRange()),
    )
