"""When a standard's product is promised: the office's working days after the papers came in complete (komponen 3).

It stands here, not in the catalogue, because the office's calendar does.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from complaints.calendar import office_calendar
from complaints.forms.promise import PromiseForm
from complaints.presentation.deadline import counting
from complaints.rules.deadlines import DateOutOfRange, Explanation, explain


@login_not_required
@require_safe
def promise(request):
    form, edition = asked(request)
    found = explanation(form, edition)
    context = {"form": form, "edition": edition, "counting": counting(found) if found else None}
    return render(request, "complaints/promise.html", context)


@login_not_required
@require_safe
@never_cache
def promise_json(request):
    form, edition = asked(request)
    found = explanation(form, edition)
    if found is None:
        message = " ".join(form.errors.get("lengkap", ["Standar ini tidak menyebut jumlah hari kerja."]))
        return answer({"error": message}, status=400)
    return answer(
        {
            "complete_on": found.received_on.isoformat(),
            "due_on": found.due_on.isoformat(),
            "due_on_in_words": date_format(found.due_on, "l, j F Y"),
            "provisional": found.provisional,
        }
    )


def asked(request):
    """The form, and the edition in force of the standard that it names. Raises Http404 without such a standard.

    Without a day the question is about today.
    """
    today = timezone.localdate().isoformat()
    form = PromiseForm({**request.GET.dict(), "lengkap": request.GET.get("lengkap") or today})
    form.is_valid()
    if "layanan" in form.errors:
        raise Http404
    standard = form.cleaned_data["layanan"]
    standard.current.standard = standard
    return form, standard.current


def explanation(form: PromiseForm, edition) -> Explanation | None:
    """Counted from the day that was given; None when that makes no sense, or the standard names no days."""
    if edition.processing_days is None or form.errors:
        return None
    try:
        return explain(form.cleaned_data["lengkap"], office_calendar(), edition.processing_days)
    except DateOutOfRange as error:
        form.add_error("lengkap", str(error))
        return None


def answer(content: dict, status: int = 200) -> JsonResponse:
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
