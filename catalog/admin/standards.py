"""Drafts in Django admin: one form for header facts and the 14 components, and the pages around it."""

from django.contrib import admin, messages
from django.db import connection, models
from django.utils import timezone

from catalog import editing
from catalog.admin.base import COMPONENTS, HEADER, OutlineField
from catalog.admin.draft_form import DraftForm, rows
from catalog.admin.drafting import DraftingHelp
from catalog.admin.findings import FindingsBesideFields, counted, split
from catalog.admin.publication import PublicationPages
from catalog.admin.reader_links import ReaderLinks, open_remarks
from catalog.models import Finding, SharedText, Standard, Submission


class StandingFilter(admin.SimpleListFilter):
    """Narrows the list to what stands in one way."""

    title = "keadaan"
    parameter_name = "keadaan"

    def lookups(self, request, model_admin):
        return [(each.value, each.value) for each in editing.Standing] + [("berubah", "ada perubahan belum terbit")]

    def queryset(self, request, queryset):
        narrowed = {
            editing.Standing.WAITING: {"is_waiting": True},
            editing.Standing.WITHDRAWN: {"is_waiting": False, "withdrawn_on__isnull": False},
            editing.Standing.SCHEDULED: {"is_waiting": False, "withdrawn_on__isnull": True, "is_scheduled": True},
            editing.Standing.PUBLISHED: {
                "is_waiting": False,
                "withdrawn_on__isnull": True,
                "is_scheduled": False,
                "current__isnull": False,
            },
            editing.Standing.DRAFT: {"is_waiting": False, "is_scheduled": False, "current__isnull": True},
            "berubah": {"is_edited": True},
        }
        return queryset.filter(**narrowed.get(self.value(), {}))


@admin.register(Standard)
class StandardAdmin(FindingsBesideFields, PublicationPages, ReaderLinks, DraftingHelp, admin.ModelAdmin):
    form = DraftForm
    change_form_template = "admin/catalog/standard/change_form.html"
    list_display = ["kbli_code", "kbli_title", "standing", "place", "permit"]
    list_filter = [StandingFilter, "sector", "licence_kind", "risk_level", "kbli_edition"]
    list_select_related = ["sector", "current"]
    search_fields = ["kbli_code", "kbli_title", "slug"]
    formfield_overrides = {models.TextField: {"form_class": OutlineField}}
    fieldsets = [
        *HEADER,
        (
            "Penerbitan",
            {
                "fields": [
                    "slug",
                    "current_number",
                    ("withdrawn_on", "withdrawn_by"),
                    "withdrawn_reason",
                    "replaced_by",
                    ("owner", "review_on"),
                ]
            },
        ),
        *((name, {**options, "classes": ["components"]}) for name, options in COMPONENTS),
    ]

    def get_urls(self):
        return [*self.publication_urls(), *self.reader_urls(), *self.drafting_urls(), *super().get_urls()]

    def get_queryset(self, request):
        return editing.with_standing(super().get_queryset(request), timezone.localdate())

    def get_object(self, request, object_id, from_field=None):
        """The draft, nobody else's to save while this request is about to."""
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "POST" and connection.in_atomic_block:  # the history page saves nothing
            Standard.objects.select_for_update().get(pk=found.pk)
            found.refresh_from_db()
        return found

    def render_change_form(self, request, context, *args, obj=None, **options):
        form = context["adminform"].form
        remarks = open_remarks(obj) if obj else []
        context["component_groups"] = rows(form, obj, SharedText.objects.by_component(), remarks)
        context["whole_remarks"] = [remark for remark in remarks if not remark.component]
        if obj:
            context["standing"] = editing.standing(obj).value
            context["is_edited"] = obj.is_edited
        return super().render_change_form(request, context, *args, obj=obj, **options)

    def save_model(self, request, obj, form, change):
        was_waiting = change and obj.is_waiting
        is_changed = editing.save_draft(obj, by=request.user)
        if was_waiting and is_changed:
            self.message_user(request, "Pengajuan ditarik karena naskah diubah. Ajukan lagi.", messages.WARNING)
        findings = list(Finding.objects.on_form(obj))
        level = messages.WARNING if split(findings)["weighty"] else messages.SUCCESS
        self.message_user(request, f"Pemeriksaan mutu: {counted(findings)}.", level)
        if words := editing.suspicious_words(Submission(standard=obj)):
            named = ", ".join(words)
            told = f"Naskah memuat kata yang biasa dipakai judi daring ({named}). Penerbitannya perlu orang kedua."
            self.message_user(request, told, messages.WARNING)

    def get_readonly_fields(self, request, obj=None):
        facts = ["current_number", "withdrawn_on", "withdrawn_by", "withdrawn_reason", "replaced_by"]
        return ["slug", *facts] if obj and obj.current_id else facts  # a published address stays

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["kbli_code", "kbli_title"]}

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.editions.exists())

    def get_deleted_objects(self, objs, request):
        """Findings, submissions and readers' links are read-only by themselves and go with their draft."""
        deleted, counts, _, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, set(), protected

    @admin.display(description="keadaan")
    def standing(self, standard):
        edition = standard.current and f"edisi {standard.current.number}"
        edited = "ada perubahan" if standard.is_edited and standard.current else ""
        return ", ".join(filter(None, [editing.standing(standard).value, edition, edited]))

    @admin.display(description="izin", ordering="risk_level")
    def permit(self, standard):
        return f"{standard.get_licence_kind_display()}, risiko {standard.get_risk_level_display()}"

    @admin.display(description="sektor, no.", ordering="sector__name", empty_value="–")
    def place(self, standard):
        number = standard.annex_number and f"no. {standard.annex_number}"
        return ", ".join(filter(None, [standard.sector and str(standard.sector), number]))

    @admin.display(description="edisi yang berlaku", ordering="current__number", empty_value="belum terbit")
    def current_number(self, standard):
        return standard.current and standard.current.number
