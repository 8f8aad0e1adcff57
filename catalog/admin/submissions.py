"""What was handed in to be published, and what became of it: a record. Deciding is done on a standard's own page."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from catalog.admin.base import ReadOnlyAdmin
from catalog.models import SharedText, Submission


class AboutFilter(admin.SimpleListFilter):
    """Narrows the list to one kind of text."""

    title = "tentang"
    parameter_name = "tentang"

    def lookups(self, request, model_admin):
        return [("naskah", "naskah standar"), ("teks-baku", "teks baku")]

    def queryset(self, request, queryset):
        is_draft = {"naskah": True, "teks-baku": False}.get(self.value())
        return queryset if is_draft is None else queryset.filter(component__isnull=is_draft)


class ForcedFilter(admin.SimpleListFilter):
    """Shows how often something was published without a second person."""

    title = "tanpa orang kedua"
    parameter_name = "tanpa_orang_kedua"

    def lookups(self, request, model_admin):
        return [("ya", f"ya ({Submission.objects.exclude(forced_reason='').count()})")]

    def queryset(self, request, queryset):
        return queryset.exclude(forced_reason="") if self.value() == "ya" else queryset


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ["page", "state", "submitted_by", "submitted_at", "decided_by", "edition_number", "forced_reason"]
    list_display_links = None
    list_filter = ["state", AboutFilter, ForcedFilter]
    list_select_related = ["standard", "submitted_by", "decided_by", "edition"]
    search_fields = ["standard__kbli_code", "standard__kbli_title", "change_note"]

    @admin.display(description="tentang")
    def page(self, submission):
        if submission.component:
            address, about = "sharedtext_submission", SharedText(component=submission.component)
        else:
            address, about = "standard_publication", submission.standard
        key = submission.standard_id or submission.pk
        return format_html('<a href="{}">{}</a>', reverse(f"admin:catalog_{address}", args=[key]), about)

    @admin.display(description="edisi", empty_value="–")
    def edition_number(self, submission):
        return submission.edition and submission.edition.number
