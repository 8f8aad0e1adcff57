from django.contrib import admin

from catalog.admin.base import COMPONENTS, HEADER, ReadOnlyAdmin
from catalog.models import CancelledEdition, Edition


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["standard", "number", "effective_on", "published_at", "published_by", "is_minor"]
    list_filter = ["is_minor", "effective_on"]
    list_select_related = ["standard", "published_by"]
    search_fields = ["kbli_code", "kbli_title", "change_note"]
    date_hierarchy = "effective_on"
    fieldsets = [
        (
            "Penerbitan",
            {
                "fields": [
                    ("standard", "number"),
                    ("effective_on", "published_at", "published_by"),
                    ("change_note", "is_minor"),
                    "inherited",
                ]
            },
        ),
        *HEADER,
        *COMPONENTS,
    ]


@admin.register(CancelledEdition)
class CancelledEditionAdmin(ReadOnlyAdmin):
    list_display = ["edition", "cancelled_at", "cancelled_by", "reason"]
    list_select_related = ["edition__standard", "cancelled_by"]
