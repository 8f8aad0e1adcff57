"""Personal data: what everybody is told of them, and what the pejabat pengelola does for one person."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from complaints import actions
from complaints.forms.privacy import FORMS, EraseForm, Shape
from complaints.presentation.person import as_lines, known_of
from complaints.privacy import QUIET_DAYS, RetentionClass, held_by
from complaints.rules.workflow import CLOSED_STATES, Role
from complaints.views.entrance import case_or_404, cases_of, for_staff

CHANGED = "Rekan Anda baru saja mengubah laporan ini. Muat ulang halaman ini, lalu ulangi."


@login_not_required
@require_safe
def public(request):
    context = {"classes": list(RetentionClass), "quiet_days": QUIET_DAYS, "reopen_days": settings.REOPEN_DAYS}
    return render(request, "complaints/privacy_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(Role.MANAGER)
@sensitive_post_parameters()
def personal_data(request, pk):
    """One case's personal data: the three things that can be done with them, each a form of its own."""
    complaint = case_or_404(request, pk, "edition")
    if request.method != "POST":
        return page(request, complaint)
    chosen = FORMS.get(request.POST.get("langkah"))
    if chosen is None:
        return page(request, complaint, problem="Langkah ini tidak dikenal. Pilih salah satu di bawah.", status=400)
    form = chosen(request.POST, complaint=complaint, cases=cases_of(request))
    if not form.is_valid():
        return page(request, complaint, form)
    if problem := problem_of(form, by=request.user):
        return page(request, complaint, problem=problem, status=409)
    if "shape" in form.fields:
        return handed_over(request, form)
    messages.success(request, form.done)
    return redirect("desk:personal_data", pk=pk)


def problem_of(form, *, by) -> str:
    """Do what the form says; what stands against it, or "" when it is done."""
    try:
        with transaction.atomic():
            form.act(by=by, role=Role.MANAGER, now=timezone.now())
    except ValidationError as error:
        return error.messages[0]
    except actions.Conflict:
        return CHANGED
    return ""


def handed_over(request, form):
    """The copy for the person, made now and kept nowhere."""
    known = [known_of(complaint) for complaint in form.about]
    if form.cleaned_data["shape"] is Shape.JSON:
        answer = JsonResponse(known, safe=False, json_dumps_params={"ensure_ascii": False, "indent": 1})
        name = f"data-pribadi-{form.complaint.number}.json"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
    reports = [(each["nomor laporan"], list(as_lines(each))) for each in known]
    context = {"complaint": form.complaint, "reports": reports, "today": timezone.localdate()}
    return render(request, "complaints/desk/person.html", context)


def page(request, complaint, wrong=None, *, problem="", status=200):
    cases = cases_of(request)
    forms = {
        name: wrong if isinstance(wrong, form) else form(complaint=complaint, cases=cases)
        for name, form in FORMS.items()
    }
    context = {
        "complaint": complaint,
        "forms": forms,
        "wrong": wrong,
        "problem": problem,
        "hold": held_by(complaint),
        "is_closed": complaint.get_state() in CLOSED_STATES,
        "erase": forms[EraseForm.step],
    }
    return render(request, "complaints/desk/personal_data.html", context, status=status)
