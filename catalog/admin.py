"""The catalogue in Django admin. It edits drafts and records; editions come from publishing.py alone."""

from django import forms
from django.contrib import admin, messages
from django.db import models

from catalog import publishing, search_index
from catalog.models import (
    CancelledEdition,
    Edition,
    KbliCode,
    MissedSearch,
    Regulation,
    Sector,
    SharedText,
    Standard,
    Synonym,
)
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


@admin.register(Standard)
class StandardAdmin(admin.ModelAdmin):
    list_display = ["kbli_code", "kbli_title", "sector", "annex_number", "licence_kind", "risk_level", "current_number"]
    list_filter = ["sector", "licence_kind", "risk_level", "kbli_edition"]
    list_select_related = ["sector", "current"]
    search_fields = ["kbli_code", "kbli_title", "slug"]
    formfield_overrides = {models.TextField: {"form_class": OutlineField}}
    fieldsets = [
        *HEADER,
        (
            "Penerbitan",
            {"fields": ["slug", "current_number", ("withdrawn_on", "withdrawn_by"), "withdrawn_reason", "replaced_by"]},
        ),
        *COMPONENTS,
    ]

    def get_readonly_fields(self, request, obj=None):
        facts = ["current_number", "withdrawn_on", "withdrawn_by", "withdrawn_reason", "replaced_by"]
        return ["slug", *facts] if obj and obj.current_id else facts  # a published address stays

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["kbli_code", "kbli_title"]}

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.editions.exists())

    @admin.display(description="edisi yang berlaku", ordering="current__number", empty_value="belum terbit")
    def current_number(self, standard):
        return standard.current and standard.current.number


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


class SharedTextForm(forms.ModelForm):
    change_note = forms.CharField(
        label="catatan perubahan",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Tampil pada setiap edisi yang diterbitkan ulang.",
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        if self.instance.pk and text == self.instance.text:
            raise forms.ValidationError("Teks baku tidak berubah, jadi tidak ada yang perlu diterbitkan.")
        return text


@admin.register(SharedText)
class SharedTextAdmin(admin.ModelAdmin):
    """Saving a shared text publishes a new edition of every standard it touches."""

    form = SharedTextForm
    fields = ["component", "text", "change_note", "touched"]
    list_display = ["__str__", "touched", "updated_at"]
    formfield_overrides = {models.TextField: {"form_class": OutlineField}}

    def get_readonly_fields(self, request, obj=None):
        return ["component", "touched"] if obj else ["touched"]

    def has_delete_permission(self, request, obj=None):
        return False  # drafts that leave the component blank would be incomplete

    @admin.display(description="standar yang ikut diterbitkan ulang", empty_value="–")
    def touched(self, shared):
        return publishing.touched_by_shared_text(shared.component).count() if shared.pk else None

    def save_model(self, request, obj, form, change):
        editions = publishing.change_shared_text(
            obj.component, text=obj.text, by=request.user, change_note=form.cleaned_data["change_note"]
        )
        obj.pk = SharedText.objects.get(component=obj.component).pk
        self.message_user(request, f"Edisi baru yang diterbitkan: {len(editions)}.", messages.SUCCESS)


@admin.register(Regulation)
class RegulationAdmin(admin.ModelAdmin):
    list_display = ["__str__", "title", "status", "status_since", "replaced_by", "checked_on", "certainty"]
    list_filter = ["status", "certainty", "kind"]
    search_fields = ["kind", "number", "year", "title", "note"]


@admin.register(Sector)
class SectorAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(KbliCode)
class KbliCodeAdmin(admin.ModelAdmin):
    list_display = ["code", "title", "level", "edition"]
    list_filter = ["edition", "level", "section"]
    search_fields = ["code", "title"]


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin):
    """What is saved here is found at once."""

    fields = [("kbli_edition", "kbli_code", "standard"), "words", "source"]
    raw_id_fields = ["standard"]
    list_display = ["kbli_code", "standard", "words", "source", "kbli_edition"]
    list_display_links = ["kbli_code", "words"]
    list_filter = ["source", "kbli_edition"]
    list_select_related = ["standard"]
    search_fields = ["=kbli_code", "words", "standard__kbli_title"]

    def save_model(self, request, obj, form, change):
        search_index.save_synonym(obj)

    def delete_model(self, request, obj):
        search_index.delete_synonyms(Synonym.objects.filter(pk=obj.pk))

    def delete_queryset(self, request, queryset):
        search_index.delete_synonyms(queryset)


@admin.register(MissedSearch)
class MissedSearchAdmin(ReadOnlyAdmin):
    """What people looked for in vain: add it to the everyday names, then delete it here."""

    list_display = ["words", "count", "last_on"]
    search_fields = ["words"]

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
