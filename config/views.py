"""Pages that belong to no part of the site."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views import csrf, defaults
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from complaints.views import filing
from config.health import is_well, parts


@login_not_required
@require_safe
@never_cache
def health(request):
    """Whether the site can work, and which part cannot; no more, for anybody may ask."""
    found = parts(now=timezone.now())
    is_fine = is_well(found)
    return JsonResponse({"status": "ok" if is_fine else "error", **found}, status=200 if is_fine else 503)


@login_not_required
@require_safe
def styleguide(request):
    """Every component in all its states, in development only."""
    if not settings.DEBUG:
        raise Http404
    from config.styleguide import samples  # noqa: PLC0415  only here is it needed

    return render(request, "styleguide.html", samples())


@login_not_required
@require_safe
def accessibility(request):
    """What was tried so that everybody can use the site, what was not, and where to tell of a barrier."""
    return render(request, "accessibility.html")


def csrf_failure(request, reason=""):
    """A form without its token. Who was filing a complaint gets it back whole; others are told what to do."""
    if request.path == reverse("complaints:file"):
        return filing.session_lost(request)
    return csrf.csrf_failure(request, reason)


def bad_request(request, exception):
    """What cannot be read; a request that is larger than we read is told so. What was typed is still in the browser."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return defaults.bad_request(request, exception)
