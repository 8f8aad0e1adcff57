from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from catalog import pages, quality
from catalog.crosswalk_csv import read_crosswalk
from catalog.crosswalks import check_codes, load
from catalog.kbli_csv import KbliFileError
from catalog.models import Edition, KbliCode, KbliCrosswalk, ListVersion, Sector


@admin.register(Sector)
class SectorAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        pages.refresh(Edition.objects.filter(sector=obj).values_list("standard", flat=True))


@admin.register(KbliCode)
class KbliCodeAdmin(admin.ModelAdmin):
    list_display = ["code", "title", "level", "edition"]
    list_filter = ["edition", "level", "section"]
    search_fields = ["code", "title"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        change_titles()
        quality.check_code(obj.edition, obj.code)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        change_titles()
        quality.check_code(obj.edition, obj.code)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        change_titles()


def change_titles() -> None:
    """Lists name sections and divisions, and the pages of the whole site codes."""
    ListVersion.change()
    pages.refresh([])


class CrosswalkForm(forms.Form):
    file = forms.FileField(label="Berkas CSV", help_text="Baris pertama: old,new,relation,note. Tabel lama digantikan.")

    def clean_file(self):
        """The lines of the table, or what is wrong with each."""
        uploaded = self.cleaned_data["file"]
        try:
            return read_crosswalk(uploaded.read(), uploaded.name)
        except KbliFileError as error:
            raise forms.ValidationError(list(error.messages)) from error


@admin.register(KbliCrosswalk)
class KbliCrosswalkAdmin(admin.ModelAdmin):
    """The table that staff load: from a file (all of it), or line by line."""

    change_list_template = "admin/catalog/kblicrosswalk/change_list.html"
    list_display = ["old_code", "new_code", "relation", "note"]
    list_filter = ["relation"]
    search_fields = ["old_code", "new_code", "note"]

    def save_model(self, request, obj, form, change):
        stored = KbliCrosswalk.objects.filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        check_codes(filter(None, [stored, obj]))

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        check_codes([obj])

    def delete_queryset(self, request, queryset):
        rows = list(queryset)
        super().delete_queryset(request, queryset)
        check_codes(rows)

    def get_urls(self):
        view = self.admin_site.admin_view(self.load_view)
        return [path("muat/", view, name="catalog_kblicrosswalk_load"), *super().get_urls()]

    def load_view(self, request):
        if not (self.has_add_permission(request) and self.has_delete_permission(request)):
            raise PermissionDenied
        form = CrosswalkForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            self.message_user(request, f"Padanan KBLI: {load(form.cleaned_data['file'])}.", messages.SUCCESS)
            quality.check_all()
            return redirect("admin:catalog_kblicrosswalk_changelist")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Memuat padanan KBLI",
            "form": form,
        }
        return TemplateResponse(request, "admin/catalog/kblicrosswalk/load.html", context)
