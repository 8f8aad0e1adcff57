"""The calculator of the due date, for anyone: as a page and as JSON."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from complaints.calendar import office_calendar
from complaints.forms.calculator import CalculatorForm
from complaints.presentation.deadline import counting
from complaints.rules.deadlines import DateOutOfRange, Explanation, explain


@login_not_required
@require_safe
def calculator(request):
    form = CalculatorForm(request.GET if "diterima" in request.GET else None)
    found = explanation(form)
    context = {"form": form, "counting": counting(found) if found else None, "response_days": settings.RESPONSE_DAYS}
    return render(request, "complaints/calculator.html", context)


@login_not_required
@require_safe
def calculator_json(request):
    form = CalculatorForm(request.GET)
    found = explanation(form)
    if found is None:
        message = " ".join(form.errors["diterima"])
        return JsonResponse({"error": message}, status=400, json_dumps_params={"ensure_ascii": False})
    return JsonResponse(as_json(found), json_dumps_params={"ensure_ascii": False})


def explanation(form: CalculatorForm) -> Explanation | None:
    """The answer is counted from the day that was given; None when it makes no sense, with an error at its field."""
    if not form.is_valid():
        return None
    try:
        return explain(form.cleaned_data["diterima"], office_calendar(), settings.RESPONSE_DAYS)
    except DateOutOfRange as error:
        form.add_error("diterima", str(error))
        return None


def as_json(found: Explanation) -> dict:
    return {
        "received_on": found.received_on.isoformat(),
        "due_on": found.due_on.isoformat(),
        "provisional": found.provisional,
        "counted": [day.date.isoformat() for day in found.counted],
        "skipped": [{"date": day.date.isoformat(), "reason": day.reason} for day in found.skipped],
    }
