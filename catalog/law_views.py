"""The law that standards rest on, and what changed in a standard: public pages, the same for everyone."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from catalog.documents import document
from catalog.finding_views import unindexed
from catalog.history import History
from catalog.law_pages import RegulationList, RegulationPage
from catalog.linked_data import regulation_data
from catalog.models import Regulation, Standard


@document
def regulation_list(request):
    listing = RegulationList(request.GET)
    response = render(request, "catalog/regulation_list.html", {"listing": listing})
    return unindexed(response, bool(listing.words))


@document
def regulation(request, slug):
    regulation = get_object_or_404(Regulation.objects.select_related("successor"), slug=slug)
    page = RegulationPage(regulation, request.GET)
    return render(request, "catalog/regulation.html", {"regulation": regulation, "listing": page})


@document
def regulation_linked_data(request, slug):
    regulation = get_object_or_404(Regulation.objects.select_related("successor"), slug=slug)
    return JsonResponse(
        regulation_data(regulation),
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False},
    )


@document
def history(request, slug):
    standard = get_object_or_404(Standard.objects.published().select_related("current"), slug=slug)
    history = History(standard, request.GET, timezone.localdate())
    response = render(request, "catalog/history.html", {"standard": standard, "history": history})
    return unindexed(response, history.is_asked)
