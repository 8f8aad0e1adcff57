"""The law in Django admin. What revoking a regulation touches is shown first; law.py alone stores it."""

import hashlib

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from catalog import citations, law
from catalog.admin.asking import SEEN, AskedForm, question
from catalog.models import Citation, Regulation

REVOKED = "dicabut"


@admin.register(Regulation)
class RegulationAdmin(admin.ModelAdmin):
    form = AskedForm
    change_list_template = "admin/catalog/regulation/change_list.html"
    list_display = ["__str__", "title", "status", "status_since", "replaced_by", "checked_on", "review_on", "owner"]
    list_filter = ["status", "certainty", "kind", ("owner", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["owner"]
    search_fields = ["kind", "number", "year", "title", "note"]
    fieldsets = [
        (None, {"fields": [("kind", "number", "year"), "title", "slug"]}),
        (
            "Status",
            {
                "fields": [
                    ("status", "status_since"),
                    ("replaced_by", "successor"),
                    ("checked_on", "certainty"),
                    "source",
                    "note",
                ]
            },
        ),
        ("Pemantauan", {"fields": [("owner", "review_on")]}),
    ]

    def formfield_for_foreignkey(self, db_field, request, **options):
        if db_field.name == "owner":
            options["queryset"] = get_user_model().objects.filter(is_staff=True, is_active=True)
        return super().formfield_for_foreignkey(db_field, request, **options)

    def get_urls(self):
        unknown = path(
            "belum-tercatat/", self.admin_site.admin_view(self.unknown_view), name="catalog_regulation_unknown"
        )
        return [unknown, *super().get_urls()]

    # Revoking: first what it touches, then the deed

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        preview = self._preview(request, object_id) if request.method == "POST" and object_id else None
        return preview or super().changeform_view(request, object_id, form_url, extra_context)

    def _preview(self, request, object_id):
        """The page that lists the standards citing what is about to be revoked; None where nothing is to be shown."""
        stored = self.get_object(request, unquote(object_id))
        if stored is None or stored.status == REVOKED or not self.has_change_permission(request, stored):
            return None
        citing = list(citations.standards_citing(stored).select_related("owner", "current").order_by("kbli_code", "pk"))
        form = self.get_form(request, stored, change=True)(request.POST, instance=stored)
        if not form.is_valid() or form.cleaned_data["status"] != REVOKED or not citing:
            return None
        if request.POST.get(SEEN) == fingerprint(citing):
            return None
        return TemplateResponse(
            request,
            "admin/catalog/regulation/citing.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "original": form.instance,
                "title": f"Mencabut {form.instance}",
                "citing": citing,
                **question(request, seen=fingerprint(citing)),
            },
        )

    def save_model(self, request, obj, form, change):
        law.save_regulation(obj)

    def delete_model(self, request, obj):
        law.delete_regulation(obj)

    def delete_queryset(self, request, queryset):
        for regulation in queryset:
            law.delete_regulation(regulation)

    def construct_change_message(self, request, form, formsets, add=False):
        """The history tells the status before and after."""
        before, after = form.initial.get("status"), form.cleaned_data.get("status")
        if add or before == after:
            return super().construct_change_message(request, form, formsets, add)
        return f"Status: {before} → {after}."

    # What texts cite although it is not on record

    def changelist_view(self, request, extra_context=None):
        count = unknown_regulations().count()
        return super().changelist_view(request, {"unknown_count": count, **(extra_context or {})})

    def unknown_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._record(request)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Peraturan belum tercatat",
            "unknown": list(unknown_regulations()),
            "may_add": self.has_add_permission(request),
        }
        return TemplateResponse(request, "admin/catalog/regulation/unknown.html", context)

    def _record(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            named = forms.CharField().clean(request.POST.get("peraturan"))  # refuses NUL, unlike SQLite
            kind, number, year = named.rsplit("|", 2)
            regulation = law.record_unknown(kind, int(number), int(year))
        except (ValueError, ValidationError, Citation.DoesNotExist):
            self.message_user(request, "Peraturan itu tidak lagi disebut naskah mana pun.", messages.WARNING)
            return redirect("admin:catalog_regulation_unknown")
        self.log_addition(request, regulation, "Dicatat dari naskah yang menyebutnya.")
        self.message_user(request, f"{regulation} sudah dicatat. Lengkapi judul dan statusnya.", messages.SUCCESS)
        return redirect(reverse("admin:catalog_regulation_change", args=[regulation.pk]))


def unknown_regulations():
    """Kind, number and year of what is cited but not on record, with how many texts cite it; the most cited first."""
    places = Citation.objects.unknown().order_by().values("kind", "number", "year")
    return places.annotate(times=Count("pk")).order_by("-times", "kind", "year", "number")


def fingerprint(citing) -> str:
    """What was shown, so that nothing else is agreed to."""
    return hashlib.sha256(repr([standard.pk for standard in citing]).encode()).hexdigest()
