"""The catalogue for machines: /data/, the standards as CSV and JSON-LD, and the QR code of an edition."""

import re

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from catalog import annex_export, qr
from catalog.addresses import absolute
from catalog.documents import document, validated
from catalog.linked_data import linked_data
from catalog.listing import Listing
from catalog.models import Standard
from catalog.open_data import FIELDS, LICENCE, PARAMETERS, csv_lines, fingerprint
from catalog.presentation import public_editions
from catalog.views import unindexed

ROWS_AT_A_TIME = 100  # some 1.5 MB
DAY = 24 * 60 * 60  # seconds


@document
def data(request):
    context = {
        "fields": FIELDS,
        "parameters": PARAMETERS,
        "licence": LICENCE,
        "example": Standard.objects.in_force().order_by("pk").first(),
    }
    return render(request, "catalog/data.html", context)


def csv_etag(request):
    """None for a search: which words find what is not for an ETag to know."""
    return None if request.GET.get("q") else fingerprint(request.GET.urlencode())


@login_not_required
@require_safe
@cache_control(no_cache=True)
@condition(etag_func=csv_etag)
def standards_csv(request):
    found = Listing(request.GET).filters.sorted().select_related("standard", "sector")
    lines = csv_lines(found.iterator(chunk_size=ROWS_AT_A_TIME))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="layanan.csv"'
    return unindexed(request, response)


@document
def standard_linked_data(request, slug):
    standard = get_object_or_404(
        Standard.objects.published().select_related("current__sector", "replaced_by"), slug=slug
    )
    standard.current.standard = standard
    return JsonResponse(
        linked_data(standard.current),
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False},
    )


@document
def standard_annex(request, slug):
    """The current edition as the annex prints it, in the form that the office's importer reads."""
    standard = get_object_or_404(Standard.objects.published().select_related("current"), slug=slug)
    return HttpResponse(annex_export.documents([standard.current]), content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@validated
def edition_qr(request, slug):
    """The address of the current edition, or of ``?edisi=``: what is printed is the edition it is printed on."""
    standard = get_object_or_404(Standard.objects.published().select_related("current"), slug=slug)
    edition = edition_asked_for(standard, request.GET.get("edisi"))
    edition.standard = standard
    response = HttpResponse(qr.svg(absolute(edition.get_absolute_url())), content_type="image/svg+xml")
    is_lasting = "edisi" in request.GET  # which edition is the current one changes
    patch_cache_control(response, **({"public": True, "max_age": DAY} if is_lasting else {"no_cache": True}))
    return response


def edition_asked_for(standard, number):
    if number is None:
        return standard.current
    if not re.fullmatch("[0-9]{1,9}", number):
        raise Http404
    return get_object_or_404(public_editions(standard, timezone.localdate()), number=int(number))
