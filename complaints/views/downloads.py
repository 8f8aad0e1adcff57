"""The files of a case: only ever downloads, for each may be anything that its sender wanted it to be."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from complaints.models import Complaint

EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def as_download(complaint: Complaint, pk: int) -> HttpResponse:
    """The file with this key among those of the complaint, under a name of ours; else 404."""
    file = get_object_or_404(complaint.attachments, pk=pk)
    ordinal = complaint.attachments.filter(pk__lte=pk).count()
    name = f"{complaint.number}-berkas-{ordinal}.{EXTENSIONS[file.content_type]}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(file.content), content_type=file.content_type, headers=headers)
