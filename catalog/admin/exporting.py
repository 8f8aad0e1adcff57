"""Export of standards from the admin, as published or as drafts: annex, print, JSON, CSV. At /admin/catalog/ekspor/."""

import json
from collections.abc import Iterator
from itertools import chain

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog import annex_export, editing
from catalog.models import Edition, Sector, SharedText, Standard
from catalog.open_data import csv_lines, standard_record
from catalog.rules.components import COMPONENTS, GROUPS
from catalog.rules.keys import key_of

AT_A_TIME = 100
FOR_IMPORT = ("annex_number", "fee_rupiah", "executor_count")  # what the public data leave out, and an import needs
MOST_ON_PAPER = 50  # standards on one page to print; a browser lays out no more at once


class Source(TextChoices):
    PUBLISHED = "terbit", "Edisi yang berlaku"
    DRAFTS = "naskah", "Naskah"


class Form(TextChoices):
    ANNEX = "lampiran", "Lampiran (.txt, dapat diimpor lagi)"
    PRINT = "cetak", "Tabel lampiran untuk dicetak"
    JSON = "json", "JSON (dapat diimpor lagi)"
    CSV = "csv", "CSV (dapat diimpor lagi)"


class ExportForm(forms.Form):
    isi = forms.ChoiceField(label="Isi", choices=Source.choices, initial=Source.PUBLISHED)
    bentuk = forms.ChoiceField(label="Bentuk", choices=Form.choices, initial=Form.ANNEX)
    sektor = forms.ModelChoiceField(
        Sector.objects.order_by("name"), label="Sektor", required=False, empty_label="Semua sektor"
    )
    standar = forms.ModelChoiceField(Standard.objects.all(), required=False, widget=forms.HiddenInput)


def addresses(site) -> list:
    return [path("catalog/ekspor/", site.admin_view(export), name="export")]


@require_safe
def export(request):
    """The form, and what it asks for: every export has an address."""
    if not request.user.has_perm("catalog.view_standard"):
        raise PermissionDenied
    form = ExportForm(request.GET if "bentuk" in request.GET else None, initial=request.GET.dict())
    if not (form.is_bound and form.is_valid()):
        standard = Standard.objects.filter(pk=key_of(request.GET.get("standar", ""))).first()
        context = {"title": "Ekspor standar", "form": form, "standard": standard, "opts": Standard._meta}
        return render(request, "admin/catalog/export.html", {**admin.site.each_context(request), **context})
    return WAYS[form.cleaned_data["bentuk"]](request, form)


def _standards(form):
    values = form.cleaned_data
    standards = Standard.objects.select_related("sector").order_by("kbli_code", "annex_number", "pk")
    if values["sektor"]:
        standards = standards.filter(sector=values["sektor"])
    if values["standar"]:
        standards = standards.filter(pk=values["standar"].pk)
    return standards


def _editions(form) -> Iterator[Edition]:
    """What to write: editions in force, or drafts as the public would read them."""
    if form.cleaned_data["isi"] == Source.DRAFTS:
        shared = SharedText.objects.by_component()
        return (editing.resolved(draft, shared) for draft in _standards(form).iterator(chunk_size=AT_A_TIME))
    published = _standards(form).in_force().select_related("current__sector")
    return (_current(standard) for standard in published.iterator(chunk_size=AT_A_TIME))


def _current(standard: Standard) -> Edition:
    standard.current.standard = standard
    return standard.current


def _annex(request, form):
    return _download(annex_export.documents(_editions(form)), form, "txt", "text/plain")


def _csv(request, form):
    return _download(csv_lines(_editions(form), FOR_IMPORT), form, "csv", "text/csv")


def _json(request, form):
    def parts():
        yield '{"results": ['
        for number, edition in enumerate(_editions(form)):
            record = {**standard_record(edition), **{name: getattr(edition, name) for name in FOR_IMPORT}}
            yield ("," if number else "") + json.dumps(record, ensure_ascii=False, default=str)
        yield "]}"

    return _download(parts(), form, "json", "application/json")


def _download(parts, form, suffix, content_type) -> HttpResponse:
    response = StreamingHttpResponse(chain(parts), content_type=f"{content_type}; charset=utf-8")
    name = f"standar-{form.cleaned_data['isi']}-{timezone.localdate():%Y-%m-%d}.{suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _print(request, form):
    tables = []
    for edition in _editions(form):
        if len(tables) == MOST_ON_PAPER:
            break
        tables.append(_table(edition))
    context = {"title": "Lampiran untuk dicetak", "tables": tables, "most": MOST_ON_PAPER, "opts": Standard._meta}
    return render(request, "admin/catalog/export_print.html", {**admin.site.each_context(request), **context})


def _table(edition: Edition) -> dict[str, object]:
    rows = {
        group.letter: [(component, edition.text_of(component)) for component in COMPONENTS if component.group is group]
        for group in GROUPS
    }
    return {
        "heading": annex_export.printed(edition).heading,
        "groups": [(group, rows[group.letter]) for group in GROUPS],
        "misread": annex_export.misread(edition),
    }


WAYS = {Form.ANNEX: _annex, Form.PRINT: _print, Form.JSON: _json, Form.CSV: _csv}
