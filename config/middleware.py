import logging

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from whitenoise.middleware import WhiteNoiseMiddleware

from catalog import collected

logger = logging.getLogger(__name__)

BUSY_SECONDS = 30
WORTH_KEEPING = 80  # characters; a token of ours has fewer
POWERS = (
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "xr-spatial-tracking",
)  # of a browser; no page of ours needs any
NO_POWERS = ", ".join(f"{power}=()" for power in POWERS)
CATALOGUE = {"robots", "sitemap"}  # what may be kept beside the pages of the catalogue itself


class ResponseHeadersMiddleware:
    """What every answer carries beside Django's own headers; a view that says something else about itself is right.

    After CSPMiddleware, whose policy it loosens for the admin: the scripts of Django's admin write HTML.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", NO_POWERS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        match = request.resolver_match
        is_catalogue = match and (match.app_name == "catalog" or match.view_name in CATALOGUE)
        if not is_catalogue or response.status_code >= 400:
            response.headers.setdefault("Cache-Control", "no-store")
        if match and match.app_name == "admin":
            response._csp_replace = {"require-trusted-types-for": None}
        return response


class OnlyCollectedMiddleware(WhiteNoiseMiddleware):
    """Serves the static files that were collected, and nothing that somebody has put beside them before the start."""

    def add_file_to_dictionary(self, url, path, stat_cache=None):
        if collected.is_ours(url.removeprefix(self.static_prefix)):
            super().add_file_to_dictionary(url, path, stat_cache)


class ClosedByDefaultMiddleware(LoginRequiredMiddleware):
    """Login required, but for views marked public; those never ask who is looking.

    Django's own asks before it reads the mark, which costs a session and makes every public page vary by cookie.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        """To the login; but what somebody wrote while the session ran out is given back first, to be copied."""
        written = [text for text in request.POST.values() if len(text.strip()) >= WORTH_KEEPING]
        if not written:
            return super().handle_no_permission(request, view_func)
        return render(request, "registration/session_over.html", {"written": written}, status=403)


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
