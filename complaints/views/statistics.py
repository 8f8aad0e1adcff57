"""The public figures: a page, and all years as CSV."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalog.documents import validated
from complaints import statistics
from complaints.rules.figures import SMALLEST
from complaints.sheets import CSV, csv_lines
from complaints.tally import first_received_on

FRESH = 5 * 60  # seconds


def figures(view):
    """A page of figures, the same for everyone; kept for some minutes, then asked for again by what it is made of."""
    return login_not_required(require_safe(cache_control(public=True, max_age=FRESH)(validated(view))))


@figures
def page(request):
    """The figures of one year, ``?tahun=``, by default of this one. Four queries, some more after a change."""
    today, first = timezone.localdate(), first_received_on()
    known = range(today.year, (min(first.year, today.year) if first else today.year) - 1, -1)
    asked = request.GET.get("tahun", "")
    year = next((year for year in known if str(year) == asked), today.year)
    (shown,) = statistics.years(year, year, today)
    context = {
        "year": shown,
        "years": known if len(known) > 1 else (),
        "ignored": ["tahun"] if asked and asked != str(year) else [],
        "today": today,
        "smallest": SMALLEST,
    }
    return render(request, "complaints/statistics.html", context)


@figures
def csv(request):
    today, first = timezone.localdate(), first_received_on()
    found = statistics.years(min(first.year, today.year), today.year, today) if first else []
    answer = HttpResponse("".join(csv_lines(statistics.rows(found))), content_type=CSV)
    answer["Content-Disposition"] = 'attachment; filename="pengaduan.csv"'
    return answer
