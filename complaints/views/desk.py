"""The desk: what must be done now, the list of all cases, and lists under a name of one's own."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from complaints.filters import of_reporter
from complaints.forms.desk import ReporterForm, SavedViewForm
from complaints.models import SavedView
from complaints.presentation.case_list import PAGE_SIZE, CaseList
from complaints.presentation.desk import Desk
from complaints.presentation.rows import rows
from complaints.rules.workflow import HANDLERS
from complaints.views.entrance import cases_of, for_staff


@require_safe
@for_staff()
def desk(request):
    page = Desk(request.user, cases_of(request), owner=request.GET.get("milik", ""))
    return render(request, "complaints/desk/desk.html", {"desk": page})


@require_safe
@for_staff()
def cases(request):
    return list_page(request, CaseList(request.user, cases_of(request), request.GET))


@require_POST
@for_staff(*HANDLERS)
@sensitive_post_parameters()
def find_reporter(request):
    """Cases of one person, who is told exactly; the address holds no person, and the list shows none."""
    form = ReporterForm(request.POST)
    page = CaseList(request.user, cases_of(request), QueryDict())
    found = of_reporter(page.cases, form.cleaned_data["pelapor"]) if form.is_valid() else page.cases.none()
    newest = found.order_by("-pk")[: PAGE_SIZE + 1]
    shown = rows(newest, today=page.today, calendar=page.calendar)
    context = {"list": page, "rows": shown[:PAGE_SIZE], "is_cut": len(shown) > PAGE_SIZE, "form": form}
    return render(request, "complaints/desk/reporter.html", context)


@require_POST
@for_staff()
def save_view(request):
    """Keep the filters of this list under a name; the same name once more replaces them."""
    page = CaseList(request.user, cases_of(request), QueryDict(request.POST.get("saringan", "")[:2000]))
    form = SavedViewForm(request.POST, user=request.user, query=page.query)
    if not form.is_valid():
        return list_page(request, page, form)
    form.save()
    messages.success(request, f"Daftar “{form.cleaned_data['nama']}” tersimpan.")
    return redirect(page.href())


@require_POST
@for_staff()
def forget_view(request, pk):
    view = get_object_or_404(SavedView, pk=pk, user=request.user)
    view.delete()
    messages.success(request, f"Daftar “{view.name}” dihapus.")
    return redirect("desk:list")


def list_page(request, page, form=None):
    return render(request, "complaints/desk/list.html", {"list": page, "form": form})
