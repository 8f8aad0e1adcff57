"""What the editors' form asks of the server while somebody writes: how a text will look, and a pasted text in order."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_POST

from catalog.models import SharedText
from catalog.rules.components import BY_KEY
from catalog.rules.pasting import tidied

LONGEST = 200_000  # characters; the longest annex has some 20,000


class DraftingHelp:
    """For the ModelAdmin of drafts: two addresses that take a text and change nothing."""

    def drafting_urls(self) -> list:
        def behind(view):
            return self.admin_site.admin_view(require_POST(view))

        return [
            path("pratinjau/", behind(self.preview_view), name="catalog_standard_preview"),
            path("rapikan/", behind(self.tidy_view), name="catalog_standard_tidy"),
        ]

    def preview_view(self, request):
        """The text of a component (``komponen``: its key) as the public page shows it; the shared text for a blank."""
        text = self._text(request)
        component = BY_KEY.get(request.POST.get("komponen", ""))
        shared = None
        if component and not text.strip():
            shared = SharedText.objects.filter(component=component.number).values_list("text", flat=True).first()
        return render(request, "admin/catalog/standard/preview.html", {"text": text, "shared": shared})

    def tidy_view(self, request):
        """A pasted text as the outline grammar writes it."""
        return HttpResponse(tidied(self._text(request)), content_type="text/plain; charset=utf-8")

    def _text(self, request) -> str:
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        return request.POST.get("teks", "")[:LONGEST].replace("\r\n", "\n")
