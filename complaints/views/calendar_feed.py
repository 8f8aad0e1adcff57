"""An officer's due dates in their own calendar: the page that makes the address, and the calendar behind it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalog.addresses import absolute
from complaints import calendar_feed
from complaints.models import CalendarFeed
from complaints.rules.workflow import WITH_TEAM
from complaints.views.entrance import for_staff


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(*WITH_TEAM)
def page(request):
    """POST renews the address and shows it, this once: the answer is the only place where it ever stands."""
    address = ""
    if request.method == "POST":
        token = calendar_feed.renew(request.user, now=timezone.now())
        address = absolute(reverse("desk:calendar_file", args=[token]))
    feed = CalendarFeed.objects.filter(user=request.user).first()
    return render(request, "complaints/desk/calendar.html", {"feed": feed, "address": address})


@login_not_required
@require_safe
@never_cache
def file(request, token):
    """Opened by its secret address alone; a wrong one is a page that does not exist."""
    user = calendar_feed.owner(token)
    if user is None:
        raise Http404
    answer = HttpResponse(
        calendar_feed.in_icalendar(user, now=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'inline; filename="batas-jawaban.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer
