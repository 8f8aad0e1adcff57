"""The files of a case: only ever downloads, for each may be anything that its sender wanted it to be."""

import logging

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from complaints.models import Complaint
from complaints.scanning import Finding, scan

security = logging.getLogger("django.security.complaints")

EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def as_download(request, complaint: Complaint, pk: int) -> HttpResponse:
    """The file with this key among those of the complaint, under a name of ours; else 404.

    A page that says why instead, when the office's scanner finds a virus in it or cannot be asked.
    """
    file = get_object_or_404(complaint.attachments, pk=pk)
    finding = scan(bytes(file.content))
    if finding in (Finding.INFECTED, Finding.UNKNOWN):
        return withheld(request, file, is_infected=finding is Finding.INFECTED)
    ordinal = complaint.attachments.filter(pk__lte=pk).count()
    name = f"{complaint.number}-berkas-{ordinal}.{EXTENSIONS[file.content_type]}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(file.content), content_type=file.content_type, headers=headers)


def withheld(request, file, *, is_infected: bool) -> HttpResponse:
    if is_infected:
        security.warning("Berkas %s berisi virus, tidak diserahkan", file.pk)
    context = {"file": file, "is_infected": is_infected}
    response = render(request, "complaints/file_withheld.html", context, status=403 if is_infected else 503)
    if not is_infected:
        response["Retry-After"] = 60
    return response
