"""How the documents for machines are served."""

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe


def document(view):
    """A public document, the same for everyone. Caches keep it and ask whether it still is what it was: 304 if so.

    Its ETag is made of its own content, so that nothing it is made of can be forgotten: a regulation's status, a
    sector's name, a new release of this code.
    """
    return login_not_required(require_safe(cache_control(no_cache=True)(conditional_page(view))))
