import logging

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)

BUSY_SECONDS = 30


class ClosedByDefaultMiddleware(LoginRequiredMiddleware):
    """Login required, but for views marked public; those never ask who is looking.

    Django's own asks before it reads the mark, which costs a session and makes every public page vary by cookie.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class BusyDatabaseMiddleware:
    """A database that is locked, full or gone is a matter of minutes: 503 and when to come back, not 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        logger.error("Basis data tidak melayani %s", request.path, exc_info=exception)
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(BUSY_SECONDS)})
