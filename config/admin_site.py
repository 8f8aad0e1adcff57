from functools import wraps

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList, ChangeListSearchForm
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.core.validators import MaxLengthValidator
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

LONGEST_SEARCH = 200  # characters: every word is one condition more, and a database refuses some thousands


class SearchForm(ChangeListSearchForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[SEARCH_VAR].validators.append(MaxLengthValidator(LONGEST_SEARCH))


ChangeList.search_form_class = SearchForm  # of every list in the admin


class Autocomplete(AutocompleteJsonView):
    def process_request(self, request):
        term, *rest = super().process_request(request)
        return term[:LONGEST_SEARCH], *rest


class StaffAdminSite(admin.AdminSite):
    """Django admin as the workplace of the editors (penyunting, penerbit)."""

    site_header = "Standar Pelayanan DPMPTSP Kabupaten Purwakarta"
    site_title = "Ruang kerja katalog"
    index_title = "Ruang kerja katalog"

    def get_urls(self):
        # Needs the apps, and this site is made before them.
        from catalog.admin import exporting, findings, importing, words  # noqa: PLC0415

        subjects = (findings, importing, exporting, words)
        own = [address for subject in subjects for address in subject.addresses(self)]
        return [*own, *super().get_urls()]

    def index(self, request, extra_context=None):
        from catalog.admin.waiting import waiting_for  # noqa: PLC0415

        return super().index(request, {**(extra_context or {}), "waiting": waiting_for(request.user)})

    def each_context(self, request):
        return {**super().each_context(request), "needs_second_factor": settings.STAFF_NEED_SECOND_FACTOR}

    def admin_view(self, view, cacheable=False):
        """As Django's, but a NUL in the address is refused: filters of a list would hand it to PostgreSQL."""

        @wraps(view)
        def without_nul(request, *args, **kwargs):
            if any("\x00" in value for name in request.GET for value in (name, *request.GET.getlist(name))):
                raise BadRequest("NUL")
            return view(request, *args, **kwargs)

        return super().admin_view(without_nul, cacheable)

    def autocomplete_view(self, request):
        return Autocomplete.as_view(admin_site=self)(request)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request, extra_context=None):
        """There is one way in, with its limits and the second factor: /masuk/."""
        from django.contrib.auth.views import redirect_to_login  # noqa: PLC0415

        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))

    def logout(self, request, extra_context=None):
        from config.login import StaffLogout  # noqa: PLC0415

        return StaffLogout.as_view()(request)
