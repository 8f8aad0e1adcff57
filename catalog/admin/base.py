"""What the pages of the catalogue's admin share."""

from django import forms
from django.contrib import admin

from catalog.rules.components import GROUPS, of_group

HEADER = [
    (
        "Identitas",
        {
            "fields": [
                ("kbli_edition", "kbli_code", "kbli_title"),
                ("licence_kind", "risk_level", "business_scale"),
                ("sector", "annex_number"),
            ]
        },
    ),
    (
        "Fakta utama",
        {"fields": [("processing_days", "executor_count"), ("fee", "fee_rupiah"), "product"]},
    ),
]
COMPONENTS = [
    (f"{group.letter}. {group.title}", {"fields": [component.key for component in of_group(group)]}) for group in GROUPS
]


class OutlineField(forms.CharField):
    """Text as the outline grammar has it; browsers send every line break as two characters."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class ReadOnlyAdmin(admin.ModelAdmin):
    """For rows that are a record of what happened."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
