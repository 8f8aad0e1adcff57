"""What was looked for in vain becomes an everyday name with one click: choose the standard or the KBLI code."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from catalog.models import KbliCode, MissedSearch, Standard, Synonym
from catalog.search.missed import name_after

SHOWN = 20  # standards, and codes, to choose from
NEEDED = ["catalog.add_synonym", "catalog.change_synonym", "catalog.delete_missedsearch"]


class WordsForm(forms.Form):
    words = forms.CharField(
        label="Kata",
        max_length=300,
        help_text="Seperti yang dicari orang, dalam kata dasar. Boleh Anda ubah; beberapa kata dipisahkan koma.",
        error_messages={"required": "Tuliskan katanya."},
    )
    q = forms.CharField(
        label="Cari standar atau kode KBLI",
        max_length=100,
        required=False,
        help_text="Judul resmi atau angka kodenya, mis. pakaian atau 1412.",
    )
    standard = forms.ModelChoiceField(Standard.objects.all(), required=False)
    code = forms.ModelChoiceField(KbliCode.objects.all(), required=False)


def addresses(site) -> list:
    return [path("catalog/pencarian-tanpa-hasil/<int:pk>/", site.admin_view(add), name="missed_search")]


@require_http_methods(["GET", "HEAD", "POST"])
def add(request, pk):
    """The words, what they may be about, and a button beside each."""
    if not request.user.has_perms(NEEDED):
        raise PermissionDenied
    missed = get_object_or_404(MissedSearch, pk=pk)
    data = request.POST or request.GET
    form = WordsForm(data if "words" in data else None, initial={"words": missed.words})
    if request.method == "POST" and form.is_valid() and _add(request, missed, form):
        return redirect("admin:catalog_missedsearch_changelist")
    asked = form.cleaned_data.get("q", "") if form.is_bound and form.is_valid() else ""
    context = {
        **admin.site.each_context(request),
        "title": f"“{missed.words}” dicari {missed.count} kali tanpa hasil",
        "opts": MissedSearch._meta,
        "form": form,
        "asked": asked,
        "standards": _standards(asked),
        "codes": _codes(asked),
    }
    return render(request, "admin/catalog/missed_search.html", context)


def _add(request, missed, form) -> bool:
    standard, code = form.cleaned_data["standard"], form.cleaned_data["code"]
    if not standard and not code:
        return False  # only looked for another
    try:
        synonym = name_after(missed, form.cleaned_data["words"], standard=standard, code=code)
    except ValidationError as error:
        form.add_error("words", error.messages)
        return False
    told = f"Ditambah dari pencarian tanpa hasil: {form.cleaned_data['words']}."
    admin.site.get_model_admin(Synonym).log_change(request, synonym, told)
    messages.success(request, f"“{form.cleaned_data['words']}” sekarang menemukan {standard or code}.")
    return True


def _standards(asked: str):
    if not asked:
        return []
    named = Q(kbli_title__icontains=asked) | Q(kbli_code__startswith=asked)
    return Standard.objects.in_force().filter(named).order_by("kbli_code", "pk")[:SHOWN]


def _codes(asked: str):
    if not asked:
        return []
    named = {"code__startswith": asked} if asked.isdecimal() else {"title__icontains": asked}
    return KbliCode.objects.filter(**named, code__regex=r"^[0-9]{2}").order_by("edition", "code")[:SHOWN]
