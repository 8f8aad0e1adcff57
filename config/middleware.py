from django.contrib.auth.middleware import LoginRequiredMiddleware


class ClosedByDefaultMiddleware(LoginRequiredMiddleware):
    """Login required, but for views marked public; those never ask who is looking.

    Django's own asks before it reads the mark, which costs a session and makes every public page vary by cookie.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
