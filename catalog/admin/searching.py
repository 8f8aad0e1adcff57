from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from catalog.admin.base import ReadOnlyAdmin
from catalog.models import MissedSearch, Synonym
from catalog.search.index import delete_synonyms, save_synonym


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
        save_synonym(obj)

    def delete_model(self, request, obj):
        delete_synonyms(Synonym.objects.filter(pk=obj.pk))

    def delete_queryset(self, request, queryset):
        delete_synonyms(queryset)


@admin.register(MissedSearch)
class MissedSearchAdmin(ReadOnlyAdmin):
    """What people looked for in vain: give it to a standard or a code (words.py), or delete it."""

    list_display = ["words", "count", "last_on", "add"]
    list_display_links = None
    search_fields = ["words"]

    @admin.display(description="tambahkan ke kata sehari-hari")
    def add(self, missed):
        address = reverse("admin:missed_search", args=[missed.pk])
        return format_html('<a href="{}">Tambahkan<span class="visually-hidden"> {}</span></a>', address, missed.words)

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
