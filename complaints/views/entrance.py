"""Who may enter the desk, and which cases they see there."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from complaints.models import Complaint
from complaints.roles import STAFF, roles_of
from complaints.rules.workflow import Role


def for_staff(*roles: Role) -> Callable:
    """View decorator: only for those who have one of the roles (default: any of the desk's); others get 403.

    Login is asked for by the middleware. Nothing of the desk is kept by a browser.
    """
    able = frozenset(roles or STAFF)

    def decorate(view):
        @never_cache
        @wraps(view)
        def entered(request, *args, **values):
            if not able & roles_of(request.user):
                raise PermissionDenied
            return view(request, *args, **values)

        return entered

    return decorate


def cases_of(request):
    """The cases that whoever asks may see: the start of every list, count, search and export."""
    return Complaint.objects.visible_to(request.user, roles_of(request.user))


def case_or_404(request, pk: int, *related: str) -> Complaint:
    """One of them, with what else is ``related``; what may not be seen does not exist."""
    related = ("reporter", "standard__sector", "assignee", *related)
    return get_object_or_404(cases_of(request).select_related(*related), pk=pk)
