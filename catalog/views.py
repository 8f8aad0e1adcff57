"""The catalogue's public pages. None depends on who is asking."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from catalog.filters import SORTS
from catalog.listing import Listing, lean
from catalog.missed import count_missed
from catalog.models import Edition, Standard
from catalog.open_data import standard_record
from catalog.presentation import public_editions, standard_page

NEWEST = 5  # standards on the home page
JSON_PAGE_SIZE = 100
MAX_EDITION_NUMBER = 2**31 - 1  # what the column holds


@login_not_required
@require_safe
def home(request):
    newest = lean(Edition.objects.current().order_by(*SORTS["terbaru"]))[:NEWEST]
    return render(request, "catalog/home.html", {"listing": Listing({}), "newest": newest})


@login_not_required
@require_safe
def standard_list(request):
    listing = Listing(request.GET)
    if listing.is_missed and request.method == "GET":
        count_missed(listing.words, on=timezone.localdate())
    return unindexed(request, render(request, "catalog/standard_list.html", {"listing": listing}))


@login_not_required
@require_safe
def standard(request, slug):
    standard = get_object_or_404(
        Standard.objects.published().select_related("current__sector", "replaced_by"), slug=slug
    )
    return standard_response(request, standard, standard.current)


@login_not_required
@require_safe
def edition(request, slug, number):
    standard = get_object_or_404(Standard.objects.published().select_related("current", "replaced_by"), slug=slug)
    if number > MAX_EDITION_NUMBER:
        raise Http404
    editions = public_editions(standard, timezone.localdate()).select_related("sector")
    return standard_response(request, standard, get_object_or_404(editions, number=number))


def standard_response(request, standard, edition):
    edition.standard = standard
    return render(request, "catalog/standard.html", standard_page(edition, timezone.localdate()))


@login_not_required
@require_safe
@conditional_page
def standards_json(request):
    found = Listing(request.GET).filters.sorted().select_related("standard", "sector")
    page = Paginator(found, JSON_PAGE_SIZE).get_page(request.GET.get("hal"))
    answer = {
        "count": page.paginator.count,
        "results": [standard_record(edition) for edition in page],
    }
    return unindexed(request, JsonResponse(answer, json_dumps_params={"ensure_ascii": False}))


def unindexed(request, response):
    """Results of a search stay out of search engines, the usual way to advertise on other people's sites."""
    if request.GET.get("q", "").strip():
        response["X-Robots-Tag"] = "noindex"
    return response
