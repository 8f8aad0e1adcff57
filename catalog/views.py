"""The catalogue's public pages. None depends on who is asking."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from catalog.documents import document
from catalog.filters import SORTS
from catalog.listing import Listing
from catalog.models import Edition, Standard
from catalog.open_data import standard_record
from catalog.presentation import public_editions, standard_page
from catalog.rows import Line, lean, rows
from catalog.rules.components import COMPONENTS
from catalog.rules.keys import key_of
from catalog.search.missed import note_missed

NEWEST = 5  # standards on the home page
JSON_PAGE_SIZE = 100
MAX_EDITION_NUMBER = 2**31 - 1  # what the column holds


@document
def home(request):
    newest = lean(Edition.objects.current().order_by(*SORTS["terbaru"]))[:NEWEST]
    return render(request, "catalog/home.html", {"listing": Listing({}), "newest": rows(map(Line.of, newest))})


@document
def standard_list(request):
    listing = Listing(request.GET)
    if listing.is_missed and request.method == "GET":
        note_missed(listing.words, on=timezone.localdate())
    return unindexed(request, HttpResponse(listing.as_page))


@document
def standard(request, slug):
    standard = get_object_or_404(without_draft().select_related("current__sector"), slug=slug)
    return standard_response(request, standard, standard.current)


@document
def edition(request, slug, number):
    standard = get_object_or_404(without_draft().select_related("current"), slug=slug)
    if number > MAX_EDITION_NUMBER:
        raise Http404
    editions = public_editions(standard, timezone.localdate()).select_related("sector")
    return standard_response(request, standard, get_object_or_404(editions, number=number))


def without_draft():
    """Published standards, without the texts of their drafts: the public sees editions only."""
    return Standard.objects.published().defer(*(component.key for component in COMPONENTS))


def standard_response(request, standard, edition):
    edition.standard = standard
    return render(request, "catalog/standard.html", standard_page(edition, timezone.localdate()))


@document
def standards_json(request):
    """Past the last page the results are empty, so that whoever asks for page after page comes to an end."""
    found = Listing(request.GET).filters.sorted().select_related("standard", "sector")
    end = JSON_PAGE_SIZE * (key_of(request.GET.get("hal", ""), most_digits=9) or 1)
    answer = {
        "count": found.count(),
        "results": [standard_record(edition) for edition in found[end - JSON_PAGE_SIZE : end]],
    }
    return unindexed(request, JsonResponse(answer, json_dumps_params={"ensure_ascii": False}))


def unindexed(request, response):
    """Results of a search stay out of search engines, the usual way to advertise on other people's sites."""
    if request.GET.get("q", "").strip():
        response["X-Robots-Tag"] = "noindex"
    return response
