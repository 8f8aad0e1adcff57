"""Finding a case by its number and code. The code is never in an address, a session or a log."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from complaints import codes, limits
from complaints.forms.tracking import TrackForm
from complaints.limits import Purpose
from complaints.views.visit import end_visit, start_visit

# One answer to all that is wrong, whatever it is, so that it tells nothing.
WRONG = (
    "Nomor dan kode itu tidak cocok. Periksa keduanya pada tanda terima Anda, lalu ketik ulang. "
    "Kode tidak memakai angka 0 dan 1 maupun huruf I, L, dan O."
)
BLOCKED = "Terlalu banyak percobaan dari jaringan Anda. Coba lagi 10 menit lagi."


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
def track(request):
    return find(request) if request.method == "POST" else track_page(request)


def find(request):
    address, now = limits.client_address(request), timezone.now()
    if limits.is_blocked(Purpose.LOOK_UP, address, now=now):
        return blocked(request)
    complaint = codes.find(request.POST.get("number", ""), request.POST.get("code", ""))
    if complaint:
        start_visit(request, complaint)
        return redirect("complaints:case")
    if not limits.count_failure(Purpose.LOOK_UP, address, now=now):
        return blocked(request)
    return track_page(request, problem=WRONG, status=400)


def blocked(request):
    response = track_page(request, problem=BLOCKED, status=429)
    response["Retry-After"] = limits.retry_after(Purpose.LOOK_UP)
    return response


def track_page(request, *, status=200, **context):
    return render(request, "complaints/track.html", {"form": TrackForm(), **context}, status=status)


@login_not_required
@require_POST
@never_cache
def leave(request):
    end_visit(request)
    return redirect("complaints:track")
