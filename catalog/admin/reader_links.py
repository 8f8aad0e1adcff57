"""Readers from outside: the links by which they read a draft, and what they remarked (pembaca/)."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalog import draft_links
from catalog.addresses import absolute
from catalog.models import DraftLink, Remark, Standard
from catalog.rules.keys import key_of


class LinkForm(forms.Form):
    reader = forms.CharField(
        label="Untuk siapa",
        max_length=100,
        help_text="Dinas atau jabatannya, mis. “Dinas Pangan dan Pertanian”. Tampil di halaman naskah.",
        error_messages={"required": "Tuliskan untuk siapa tautan ini."},
    )
    days = forms.TypedChoiceField(
        label="Berlaku selama", coerce=int, choices=[(days, f"{days} hari") for days in draft_links.DAYS]
    )


class ReaderLinks:
    """For the ModelAdmin of drafts."""

    def reader_urls(self) -> list:
        view = never_cache(require_http_methods(["GET", "HEAD", "POST"])(self.readers_view))
        return [path("<int:pk>/pembaca/", self.admin_site.admin_view(view), name="catalog_standard_readers")]

    def readers_view(self, request, pk):
        """The links of a draft and all remarks. A new link's address is shown in the answer, and never again."""
        standard = get_object_or_404(Standard, pk=pk)
        if not self.has_change_permission(request, standard):
            raise PermissionDenied
        step = request.POST.get("langkah", "")
        form = LinkForm(request.POST if step == "buat" else None)
        address = ""
        if step == "buat" and form.is_valid():
            link, token = draft_links.make_link(standard, by=request.user, **form.cleaned_data)
            self.log_change(request, standard, f"Tautan pembaca dibuat untuk {link.reader}.")
            address, form = absolute(reverse("catalog:draft", args=[token])), LinkForm()
        elif step in ("cabut", "selesai"):
            self._end(request, standard, step)
            return redirect("admin:catalog_standard_readers", pk)
        return TemplateResponse(
            request, "admin/catalog/standard/readers.html", self._readers(request, standard, form, address)
        )

    def _end(self, request, standard, step: str) -> None:
        """Revoke a link, or mark a remark as dealt with; of another standard's nothing."""
        key = key_of(request.POST.get("baris", ""))
        if step == "cabut" and (link := DraftLink.objects.filter(standard=standard, pk=key).first()):
            draft_links.revoke(link)
            self.log_change(request, standard, f"Tautan pembaca untuk {link.reader} dicabut.")
            self.message_user(request, f"Tautan untuk {link.reader} dicabut.", messages.SUCCESS)
        elif step == "selesai" and (remark := Remark.objects.filter(link__standard=standard, pk=key).first()):
            draft_links.settle(remark, by=request.user)
            self.message_user(request, "Catatan ditandai selesai.", messages.SUCCESS)

    def _readers(self, request, standard, form, address) -> dict:
        remarks = Remark.objects.filter(link__standard=standard).select_related("link", "settled_by")
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": standard,
            "title": f"Pembaca luar: {standard}",
            "form": form,
            "address": address,
            "links": standard.reader_links.select_related("made_by"),
            "now": timezone.now(),
            "open_remarks": [remark for remark in remarks if not remark.settled_at],
            "settled_remarks": [remark for remark in remarks if remark.settled_at],
        }


def open_remarks(standard: Standard) -> list[Remark]:
    """Those that nobody has dealt with, for the form of the draft."""
    return list(Remark.objects.filter(link__standard=standard, settled_at__isnull=True).select_related("link"))
