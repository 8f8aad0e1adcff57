"""What the search box asks for while someone is typing."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.forms import WordsForm
from catalog.search.suggestions import suggestions


@login_not_required
@require_safe
@never_cache
def suggest(request):
    found = suggestions(WordsForm(request.GET).words)
    answer = JsonResponse(found, safe=False, json_dumps_params={"ensure_ascii": False})
    answer["X-Robots-Tag"] = "noindex"
    return answer
