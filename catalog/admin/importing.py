"""Import of annex documents in Django admin: hand in, compare, accept. Its pages stand at /admin/catalog/impor/."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from catalog import importing
from catalog.admin.base import ReadOnlyAdmin
from catalog.annex import AnnexError
from catalog.annex.package import LARGEST, MOST_DOCUMENTS, SUFFIXES, documents
from catalog.drafts import Status
from catalog.models import ImportBatch, Sector, Standard
from catalog.rules import kbli

MEGABYTE = 1024 * 1024
EDITIONS = [(year, f"KBLI {year}") for year in kbli.EDITIONS]
WRITTEN = (Status.CREATED, Status.UPDATED)


class Files(forms.FileField):
    """Several files of one field."""

    widget = type("FilesInput", (forms.ClearableFileInput,), {"allow_multiple_selected": True})

    def clean(self, data, initial=None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(Files, self).clean(each, initial) for each in given or [None]]


class ImportForm(forms.Form):
    files = Files(
        label="Dokumen lampiran",
        help_text=(
            f"Satu atau beberapa berkas {', '.join(SUFFIXES)}, atau ZIP berisi berkas itu; paling banyak "
            f"{MOST_DOCUMENTS} dokumen dan {LARGEST // MEGABYTE} MB setelah dibuka."
        ),
        error_messages={"required": "Pilih paling sedikit satu berkas.", "empty": "Berkas ini kosong."},
    )
    sector = forms.ModelChoiceField(
        Sector.objects.order_by("name"),
        label="Sektor",
        required=False,
        empty_label="Belum ditentukan",
        help_text="Sektor untuk standar yang baru. Di dalam lampiran sektor tidak tercetak.",
    )
    kbli_edition = forms.TypedChoiceField(
        label="Edisi KBLI", choices=EDITIONS, coerce=int, initial=kbli.CURRENT_EDITION
    )

    def clean_files(self):
        """The documents in what was handed in."""
        uploads = self.cleaned_data["files"]
        for upload in uploads:
            if upload.size > LARGEST or not upload.name:
                raise ValidationError(f"{upload.name}: lebih dari {LARGEST // MEGABYTE} MB.")
        pairs = [(upload.name, upload.read()) for upload in uploads]
        for (name, data), upload in zip(pairs, uploads, strict=True):
            if len(data) != upload.size:  # only its size was kept
                raise ValidationError(f"{name}: berkas terlalu besar; bagi dahulu.")
        try:
            found = documents(pairs)
        except AnnexError as error:
            raise ValidationError(str(error)) from error
        if not found:
            raise ValidationError("Tidak ada dokumen di dalam berkas itu.")
        return found


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    """Its list is the page of handing in; who may add standards sees it."""

    def has_view_permission(self, request, obj=None):
        return may_import(request)

    def has_module_permission(self, request):
        return may_import(request)

    def changelist_view(self, request, extra_context=None):
        return redirect("admin:import")


def may_import(request) -> bool:
    return request.user.has_perms(["catalog.add_standard", "catalog.change_standard"])


def addresses(site) -> list:
    """The pages of the import, behind the admin's login."""
    return [
        path("catalog/impor/", site.admin_view(start), name="import"),
        path("catalog/impor/<int:pk>/", site.admin_view(overview), name="import_batch"),
        path("catalog/impor/<int:pk>/buang/", site.admin_view(drop), name="import_drop"),
        path("catalog/impor/<int:pk>/<str:key>/", site.admin_view(compare), name="import_standard"),
    ]


def _own_batch(request, pk) -> ImportBatch:
    if not may_import(request):
        raise PermissionDenied
    own = ImportBatch.objects.alive(timezone.now()).filter(owner=request.user)
    return get_object_or_404(own.select_related("sector"), pk=pk)


def _context(title, **more):
    return {"title": title, "opts": ImportBatch._meta, **more}


@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    """Hand documents in; nothing of them gets into a draft yet."""
    if not may_import(request):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        batch = importing.keep(
            values["files"],
            owner=request.user,
            sector=values["sector"],
            kbli_edition=values["kbli_edition"],
            now=timezone.now(),
        )
        return redirect("admin:import_batch", batch.pk)
    batches = ImportBatch.objects.alive(timezone.now()).filter(owner=request.user)
    context = {**admin.site.each_context(request), **_context("Impor lampiran", form=form, batches=batches)}
    return render(request, "admin/catalog/import_start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request, pk):
    """All standards that were read, those with problems first; those that are ticked are accepted."""
    batch = _own_batch(request, pk)
    reading = importing.read(batch)
    if request.method == "POST":
        chosen = set(request.POST.getlist("pilih"))
        accepted = [each for each in reading.standards if each.key in chosen and each.may_accept]
        _accept(request, batch, accepted)
        if not accepted:
            messages.warning(request, "Belum ada standar yang dipilih. Tidak ada yang disimpan.")
        return redirect("admin:import_batch", pk)
    context = {
        **admin.site.each_context(request),
        **_context("Hasil bacaan", batch=batch, reading=reading),
        "any_to_accept": any(each.may_accept for each in reading.standards),
    }
    return render(request, "admin/catalog/import_batch.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request, pk, key):
    """One standard: the printed table and what was understood beside each other; accept it, or correct it at once."""
    batch = _own_batch(request, pk)
    found = importing.read(batch).one(key)
    if found is None:
        raise Http404
    if request.method == "POST" and not found.is_ambiguous:
        standard = _accept(request, batch, [found], overwrite="ganti" in request.POST)
        if standard and "perbaiki" in request.POST:
            return redirect("admin:catalog_standard_change", standard.pk)
        return redirect("admin:import_batch", pk)
    title = f"{found.parsed.annex_number}. KBLI {found.parsed.kbli_code} {found.parsed.kbli_title}"
    context = {
        **admin.site.each_context(request),
        **_context(title, batch=batch, found=found, rows=importing.side_by_side(batch, key, found.parsed)),
    }
    return render(request, "admin/catalog/import_standard.html", context)


@require_POST
def drop(request, pk):
    """Leave all of it."""
    _own_batch(request, pk).delete()
    messages.success(request, "Unggahan dibuang. Naskah yang sudah Anda terima tetap ada.")
    return redirect("admin:import")


def _accept(request, batch, chosen, *, overwrite=False) -> Standard | None:
    """Take the chosen over, one after the other, and say of each what became of it. Returns the last one's draft."""
    standard = None
    for each in chosen:
        name = f"{each.parsed.annex_number}. KBLI {each.parsed.kbli_code} {each.parsed.kbli_title}"
        try:
            outcome = importing.accept(batch, each.parsed, by=request.user, overwrite=overwrite)
        except ValidationError as error:
            messages.error(request, f"{each.parsed.file}, baris {each.parsed.line}: {' '.join(error.messages)}")
            continue
        standard = outcome.standard
        level = messages.SUCCESS if outcome.status in WRITTEN else messages.INFO
        messages.add_message(request, level, " ".join([f"{name}: {outcome.status}.", *outcome.notices]))
        if outcome.status in WRITTEN:
            _log(request, outcome, each)
    return standard


def _log(request, outcome, each):
    """Into the history of the draft."""
    model_admin = admin.site.get_model_admin(Standard)
    told = f"Diambil dari lampiran {each.parsed.file}, baris {each.parsed.line}."
    log = model_admin.log_addition if outcome.status is Status.CREATED else model_admin.log_change
    log(request, outcome.standard, told)
