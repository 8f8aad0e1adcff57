"""What holds for every page behind the login."""

from config import second_factor, sessions


class StaffSideMiddleware:
    """Behind the login: work keeps a session alive, and the second factor is asked for.

    After ClosedByDefaultMiddleware, which has sent away who is not logged in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        sessions.keep_alive(request.session)
        return second_factor.demand(request)
