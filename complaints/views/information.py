"""How complaints work: rules, channels, steps and rights."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from complaints.presentation.information import channels


@login_not_required
@require_safe
def information(request):
    context = {
        "channels": channels(),
        "filing_days": settings.FILING_DAYS,
        "response_days": settings.RESPONSE_DAYS,
        "reopen_days": settings.REOPEN_DAYS,
    }
    return render(request, "complaints/information.html", context)
