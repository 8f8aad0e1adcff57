"""What was handed in to be published, and what became of it: a record. Deciding is done on a standard's own page."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from catalog.admin.base import ReadOnlyAdmin
from catalog.models import Submission


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
    list_filter = ["state", ForcedFilter]
    list_select_related = ["standard", "submitted_by", "decided_by", "edition"]
    search_fields = ["standard__kbli_code", "standard__kbli_title", "change_note"]

    @admin.display(description="standar")
    def page(self, submission):
        address = reverse("admin:catalog_standard_publication", args=[submission.standard_id])
        return format_html('<a href="{}">{}</a>', address, submission.standard)

    @admin.display(description="edisi", empty_value="–")
    def edition_number(self, submission):
        return submission.edition and submission.edition.number
