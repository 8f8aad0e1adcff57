"""How public documents are served: the same for everyone, and asked for again by what they are made of."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.http import parse_http_date_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


def document(view):
    """A public page or file, the same for everyone. Caches keep it and ask whether it still is what it was: 304 if so.

    Its ETag is made of its own content, so that nothing it is made of can be forgotten: a regulation's status, a
    sector's name, a new release of this code.
    """
    return login_not_required(require_safe(cache_control(no_cache=True)(validated(view))))


def validated(view):
    """The view with an ETag and its 304, on HEAD as on GET (Django's conditional_page leaves HEAD out)."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if not getattr(response, "is_rendered", True):
            response.render()
        if response.status_code != 200:
            return response
        patch_vary_headers(response, ["Accept-Encoding"])  # we or a proxy may compress it
        set_response_etag(response)
        modified = parse_http_date_safe(response.headers.get("Last-Modified", ""))
        return get_conditional_response(request, response.headers.get("ETag"), modified, response)

    return inner
