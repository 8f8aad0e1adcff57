"""Logging what came by any channel: one page of questions, a page to check them, and the slip.

As in filing nothing is kept between the pages: what was typed travels in the form. Files are chosen on the last page.
"""

import logging
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from catalog.rules.components import BY_NUMBER
from complaints.actions import Refused, file_complaint, link, proposal, response_days
from complaints.calendar import office_calendar
from complaints.files import read_uploads
from complaints.forms.logging import LogForm
from complaints.forms.ticket import Trouble, new_ticket, read_ticket
from complaints.models import LinkKind, Reporter
from complaints.presentation.filing import promise, tracking_address, tracking_qr
from complaints.presentation.intake import clock, links_of, similar
from complaints.presentation.rows import logged_late
from complaints.roles import acting_role
from complaints.rules.channels import Channel
from complaints.rules.workflow import HANDLERS
from complaints.views.entrance import cases_of, for_staff
from complaints.views.uploads import to_choose_again, uploaded

logger = logging.getLogger(__name__)

BUSY = "Sistem sedang sibuk, jadi laporan belum tersimpan. Isian Anda masih lengkap; tunggu sebentar, lalu simpan lagi."
BUSY_SECONDS = 30


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(*HANDLERS)
@sensitive_post_parameters()
def log(request):
    if request.method != "POST":
        return form_page(request, LogForm(initial=fresh(request)))
    step = {"cari": reconsider, "ubah": reconsider, "simpan": store}.get(request.POST.get("langkah"), check)
    return step(request)


def fresh(request) -> dict[str, str]:
    """What a form begins with; the channel may be in the address, as it names nobody."""
    return {
        "channel": request.GET.get("kanal", ""),
        "service": request.GET.get("layanan", ""),
        "arrived_on": timezone.localdate().isoformat(),
        "received_by": request.user.get_full_name() or request.user.get_username(),
    }


def reconsider(request):
    """The form as it was typed, with the services found or to be changed, and without a word on what is missing."""
    form = LogForm(initial=request.POST.dict())
    if form.found and not form.chosen:  # go on where the words were typed; the choice comes next
        form.fields["service_words"].widget.attrs["autofocus"] = True
    return form_page(request, form)


def check(request):
    form = LogForm(request.POST)
    if form.only_searches and request.POST.get("service_words"):  # Enter in the search field
        return reconsider(request)
    return check_page(request, form) if form.is_valid() else form_page(request, form)


def store(request):
    form, ticket = LogForm(request.POST), read_ticket(request.POST.get("formulir", ""))
    if not form.is_valid():
        return form_page(request, form)
    if ticket is None:
        return check_page(request, form, problem=Trouble.STALE.value)
    try:
        files = read_uploads(uploaded(request))
    except ValidationError as error:
        return check_page(request, form, file_errors=error.messages)
    try:
        filed = file_complaint(
            form_key=ticket.form_key,
            filing=form.filing,
            files=files,
            channel=form.came_by,
            received_on=form.came_on,
            arrival=form.arrival,
            now=timezone.now(),
            by=request.user,
        )
        link_ticked(request, filed.complaint)
    except Refused as error:
        return check_page(request, form, problem=error.message, renew=True)
    except OperationalError:
        logger.exception("Laporan tidak dapat disimpan")
        response = check_page(request, form, problem=BUSY, status=503)
        response["Retry-After"] = BUSY_SECONDS
        return response
    return slip_page(request, form, filed)


def link_ticked(request, complaint) -> None:
    """Link the reports that were ticked; those linked before, by the same form sent twice, stay as they are."""
    facts = {"by": request.user, "role": acting_role(request.user, HANDLERS), "now": timezone.now()}
    for other in links_of(request.POST.getlist("ganda"), cases_of(request).exclude(pk=complaint.pk)):
        with suppress(Refused):
            link(complaint, other=other, kind=LinkKind.DUPLICATE, **facts)


# Pages


def form_page(request, form, *, status=200, **context):
    context |= {"form": form, "ticket": ticket_of(request), "had_files": bool(request.FILES)}
    return render(request, "complaints/desk/log.html", context, status=status)


def check_page(request, form, *, file_errors=(), status=200, renew=False, **context):
    filing, channel = form.filing, form.came_by
    context |= {
        "form": form,
        "file_errors": file_errors or to_choose_again(request),
        "filing": filing,
        "channel": channel,
        "proposal": proposal(filing, received_on=form.came_on),
        "promise": promise(filing, form.came_on),
        "component": BY_NUMBER.get(filing.component),
        "ways": [getattr(filing, way) for way in Reporter.WAYS if getattr(filing, way)],
        "clock": clock(form.came_on, days=response_days(channel)),
        "similar": similar(filing, received_on=form.came_on, among=cases_of(request)),
        "ticked": request.POST.getlist("ganda"),
        "ticket": new_ticket() if renew else ticket_of(request),
    }
    return render(request, "complaints/desk/log_check.html", context, status=status)


def slip_page(request, form, filed):
    context = {
        "complaint": filed.complaint,
        "code": filed.code,
        "address": tracking_address(),
        "qr": tracking_qr(),
        "logged_late": logged_late(filed.complaint, office_calendar()),
        "links": filed.complaint.links.select_related("other"),
        "is_box": form.came_by is Channel.BOX,
        "kept": form.kept,
    }
    return render(request, "complaints/desk/slip.html", context)


def ticket_of(request):
    """The ticket that came with the form, or a new one."""
    return read_ticket(request.POST.get("formulir", "")) or new_ticket()
