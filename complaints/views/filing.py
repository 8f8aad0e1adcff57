"""Filing: one page of questions, a page to check them, and the receipt.

Nothing is kept between the pages: what was typed travels in the form itself, so that it survives an error, a lost
session and the back button. Files are chosen on the last page, next to the button that sends.
"""

import logging

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from catalog.rules.components import BY_NUMBER
from complaints import codes, limits
from complaints.actions import Refused, file_complaint, proposal
from complaints.files import read_uploads
from complaints.forms.filing import FilingForm
from complaints.forms.ticket import Trouble, new_ticket, read_ticket
from complaints.limits import Purpose, Verdict
from complaints.models import Complaint
from complaints.presentation.filing import for_whatsapp, promise, tracking_address, tracking_qr
from complaints.quota import take_room
from complaints.rules.channels import Channel
from complaints.views.uploads import to_choose_again, uploaded

security = logging.getLogger("django.security.complaints")
logger = logging.getLogger(__name__)

TRAP = "situs_web"  # no person sees this field
TRAPPED = "Kiriman ini mirip kiriman mesin, jadi belum kami terima. Isian Anda masih lengkap; kirim sekali lagi."
SESSION_LOST = "Halaman ini terlalu lama terbuka. Isian Anda masih lengkap; kirim sekali lagi."
BUSY = (
    "Sistem sedang sibuk, jadi laporan belum kami terima. Isian Anda masih lengkap; tunggu sebentar, lalu kirim lagi."
)
TOO_MANY = (
    "Terlalu banyak laporan dari jaringan Anda, jadi yang ini belum kami terima. Isian Anda masih lengkap; "
    "kirim satu jam lagi, atau pakai kanal lain."
)
BUSY_SECONDS = 30


class OverLimit(Exception):
    """So much came from one address, or from all, that this report is not stored just like that."""

    def __init__(self, verdict: Verdict):
        super().__init__(verdict)
        self.verdict = verdict


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def file(request):
    if request.method != "POST":
        return blank(request)
    step = {"cari": reconsider, "ubah": reconsider, "kirim": send}.get(request.POST.get("langkah"), check)
    response = step(request)
    add_never_cache_headers(response)
    return response


def blank(request):
    """The empty form, prefilled from the page of a standard; the browser may keep it for its back button."""
    asked = request.GET.get("layanan", "")
    form = FilingForm(initial={"service": asked, "component": request.GET.get("komponen", "")})
    response = form_page(request, form, unknown_service=bool(asked and not form.chosen))
    patch_cache_control(response, private=True, no_cache=True)
    return response


def reconsider(request, **context):
    """The form as it was typed, with the services found or to be changed, and without a word on what is missing."""
    return form_page(request, FilingForm(initial=request.POST.dict()), **context)


def check(request, **context):
    form = FilingForm(request.POST)
    if form.only_searches:  # Enter in the search field
        return reconsider(request, **context)
    return check_page(request, form, **context) if form.is_valid() else form_page(request, form, **context)


def send(request):
    form = FilingForm(request.POST)
    ticket = read_ticket(request.POST.get("formulir", ""))
    if not form.is_valid():
        return form_page(request, form)
    if problem := suspicion(request, ticket):
        return check_page(request, form, problem=problem)
    return answer_to_sent(request, form, ticket)


def answer_to_sent(request, form, ticket):
    """The receipt, or the page to check again with what keeps the report from being stored."""
    try:
        files = read_uploads(uploaded(request))
        return receipt_page(request, store(request, form, ticket, files))
    except OverLimit as error:
        return over_limit_page(request, form, error.verdict)
    except Refused as error:
        return check_page(request, form, problem=error.message, renew=True)
    except ValidationError as error:  # of the files
        return check_page(request, form, file_errors=error.messages)
    except OperationalError:
        logger.exception("Laporan tidak dapat disimpan")
        return check_page(request, form, problem=BUSY, status=503, retry_after=BUSY_SECONDS)


def store(request, form, ticket, files):
    """The report as it was filed. Raises OverLimit, and what reading files and ``file_complaint`` raise."""
    now = timezone.now()

    def take_place():
        count(request, ticket, now)
        take_room(files, now=now)

    return file_complaint(
        form_key=ticket.form_key,
        filing=form.filing,
        files=files,
        channel=Channel.OFFICE_WEB,
        received_on=timezone.localdate(now),
        now=now,
        unless=take_place,
    )


def count(request, ticket, now):
    """Count this report, which is stored with it. Raises OverLimit; not for one that is sent again."""
    verdict = limits.count_filing(limits.client_address(request), now=now)
    if verdict is Verdict.ALLOWED or (verdict is Verdict.CHECK and request.POST.get("lagi")):
        return
    if not Complaint.objects.filter(form_digest=codes.form_digest(ticket.form_key)).exists():
        raise OverLimit(verdict)


def suspicion(request, ticket) -> str:
    """What speaks against a person having sent this just now; "" for nothing."""
    if request.POST.get(TRAP):
        security.warning("Kiriman mesin ditolak di %s", request.path)
        return TRAPPED
    trouble = Trouble.STALE if ticket is None else Trouble.EARLY if ticket.is_early else None
    return trouble.value if trouble else ""


def session_lost(request):
    """What a request with a wrong or missing CSRF token gets here: the same page again, whole, with a fresh token."""
    again = reconsider if request.POST.get("langkah") in ("cari", "ubah") else check
    response = again(request, problem=SESSION_LOST, status=403)
    add_never_cache_headers(response)
    return response


# Pages


def form_page(request, form, *, status=200, **context):
    context |= {"form": form, "ticket": ticket_of(request), "trap": TRAP, "had_files": bool(request.FILES)}
    return render(request, "complaints/file.html", context, status=status)


def check_page(request, form, *, file_errors=(), status=200, renew=False, retry_after=None, **context):  # noqa: PLR0913
    today = timezone.localdate()
    context |= {
        "form": form,
        "file_errors": file_errors or to_choose_again(request),
        "filing": form.filing,
        "proposal": proposal(form.filing, received_on=today),
        "promise": promise(form.filing, today),
        "component": BY_NUMBER.get(form.filing.component),
        "response_days": settings.RESPONSE_DAYS,
        "ticket": new_ticket() if renew else ticket_of(request),
        "trap": TRAP,
    }
    response = render(request, "complaints/check.html", context, status=status)
    if retry_after:
        response["Retry-After"] = retry_after
    return response


def over_limit_page(request, form, verdict):
    if verdict is Verdict.CHECK:
        return check_page(request, form, asks_again=True)
    seconds = limits.retry_after(Purpose.FILING)
    return check_page(request, form, problem=TOO_MANY, status=429, retry_after=seconds)


def receipt_page(request, filed):
    context = {
        "complaint": filed.complaint,
        "code": filed.code,
        "address": tracking_address(),
        "qr": tracking_qr(),
        "message": for_whatsapp(filed),
    }
    return render(request, "complaints/receipt.html", context)


def ticket_of(request):
    """The ticket that came with the form, or a new one."""
    return read_ticket(request.POST.get("formulir", "")) or new_ticket()
