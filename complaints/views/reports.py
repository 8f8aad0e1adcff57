"""Reports of the desk: on the page, on paper, and as files. Only with a reason does a file hold who complained."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from complaints import actions, exports
from complaints.forms.reports import CSV, IdentitiesForm, PeriodForm, periods
from complaints.reports import Report, figure_rows
from complaints.roles import acting_role
from complaints.rules.periods import Period, quarter_with
from complaints.rules.workflow import READERS
from complaints.sheets import CSV as CSV_TYPE
from complaints.sheets import XLSX as XLSX_TYPE
from complaints.sheets import csv_lines, workbook
from complaints.tally import first_received_on
from complaints.views.entrance import cases_of, for_staff

EXPORTERS = tuple(actions.EXPORTERS)


@require_safe
@for_staff(*READERS)
def report(request):
    """The report on ``?periode=``, by default on this quarter."""
    form, today = PeriodForm(request.GET), timezone.localdate()
    period = form.period or quarter_with(today)
    context = {
        "report": Report(period, today),
        "periods": periods(first_received_on(), today),
        "ignored": ["periode"] if form.errors else [],
        "may_export": acting_role(request.user, EXPORTERS) is not None,
    }
    return render(request, "complaints/desk/report.html", context)


@require_safe
@for_staff(*READERS)
def figures_csv(request):
    period = asked_for(request)
    rows = figure_rows(Report(period, timezone.localdate()))
    return as_file(csv_lines(rows), CSV_TYPE, f"angka-pengaduan-{period.code}.csv")


@require_safe
@for_staff(*READERS)
def cases_csv(request):
    period = asked_for(request)
    rows = exports.rows(exports.of_period(cases_of(request), period))
    return as_file(csv_lines(rows), CSV_TYPE, f"daftar-pengaduan-{period.code}.csv")


@require_safe
@for_staff(*READERS)
def report_xlsx(request):
    period = asked_for(request)
    sheets = {
        "Angka": figure_rows(Report(period, timezone.localdate())),
        "Daftar laporan": exports.rows(exports.of_period(cases_of(request), period)),
    }
    return as_file([workbook(sheets)], XLSX_TYPE, f"laporan-pengaduan-{period.code}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(*EXPORTERS)
@sensitive_post_parameters()
def identities(request):
    """Asks why, records it with each case, and hands out the list with the reporters' identities."""
    if request.method != "POST":
        return identities_page(request, IdentitiesForm(initial={"periode": asked_for(request).code}))
    form = IdentitiesForm(request.POST)
    if not form.is_valid():
        return identities_page(request, form)
    period = form.cleaned_data["periode"]
    cases = exports.of_period(cases_of(request), period)
    role = acting_role(request.user, EXPORTERS)
    facts = {"by": request.user, "role": role, "now": timezone.now()}
    try:
        found = cases.only("pk")[: actions.MOST_EXPORTED + 1]
        allowed = actions.export_identities(found, reason=form.cleaned_data["reason"], **facts)
    except ValidationError as error:
        form.add_error(None, error)
        return identities_page(request, form)
    rows = exports.rows_with_identity(cases, allowed)
    name = f"daftar-pengaduan-beridentitas-{period.code}"
    if form.cleaned_data["shape"] == CSV:
        return as_file(csv_lines(rows), CSV_TYPE, f"{name}.csv")
    return as_file([workbook({"Daftar laporan": rows})], XLSX_TYPE, f"{name}.xlsx")


def identities_page(request, form):
    told = PeriodForm({"periode": form["periode"].value() or ""})
    period = told.period or quarter_with(timezone.localdate())
    cases = exports.of_period(cases_of(request), period)
    context = {
        "form": form,
        "period": period,
        "count": cases.count(),
        "secret": cases.filter(conceals_identity=True).count(),
        "most": actions.MOST_EXPORTED,
    }
    return render(request, "complaints/desk/report_identities.html", context)


def asked_for(request) -> Period:
    return PeriodForm(request.GET).period or quarter_with(timezone.localdate())


def as_file(parts, content_type: str, name: str) -> HttpResponse | StreamingHttpResponse:
    answer = StreamingHttpResponse(parts, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
