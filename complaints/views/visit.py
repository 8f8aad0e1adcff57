"""A visit to one case: it begins with the right number and code, and ends after half an hour of silence."""

import time
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render

from complaints.forms.tracking import TrackForm
from complaints.models import Complaint

VISIT = "laporan"  # in the session: the complaint's key, and when it was last looked at
IDLE = 30 * 60  # seconds
FRESH = 60  # within which looking again is not written down
ENDED = "Demi keamanan, halaman laporan tertutup sesudah 30 menit. Masukkan lagi nomor dan kode lacak."


def start_visit(request, complaint: Complaint) -> None:
    request.session.cycle_key()
    request.session[VISIT] = [complaint.pk, int(time.time())]


def end_visit(request) -> None:
    if request.session.pop(VISIT, None):
        request.session.cycle_key()


def visited(request) -> Complaint | None:
    """The complaint that this session may see now."""
    pk, seen_at = request.session.get(VISIT, (None, 0))
    silence = time.time() - seen_at
    if silence > IDLE:
        return None
    if silence > FRESH:
        request.session[VISIT] = [pk, int(time.time())]
    return Complaint.objects.select_related("standard", "edition").filter(pk=pk).first()


def of_visit(view):
    """Gives the view the complaint of this visit. Without one, asks for the code again; what was typed is shown."""

    @wraps(view)
    def with_complaint(request, *args, **kwargs):
        if complaint := visited(request):
            return view(request, complaint, *args, **kwargs)
        if request.method != "POST":
            return redirect("complaints:track")
        typed = request.POST.get("text") or request.POST.get("reason", "")
        context = {"form": TrackForm(), "problem": ENDED, "typed": typed}
        return render(request, "complaints/track.html", context, status=403)

    return with_complaint


def or_not_found(view):
    """For what must not even be known to exist."""

    @wraps(view)
    def with_complaint(request, *args, **kwargs):
        complaint = visited(request)
        if complaint is None:
            raise Http404
        return view(request, complaint, *args, **kwargs)

    return with_complaint
