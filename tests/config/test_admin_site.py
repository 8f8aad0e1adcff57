"""Row 19 of the threat list, in the admin: what a database would not take is refused, in words."""

import pytest

from config.admin_site import LONGEST_SEARCH
from tests.catalog.factories import make_sector, make_user
from tests.catalog.html_page import read

pytestmark = pytest.mark.django_db
WORDS = "a " * 5_000


@pytest.fixture
def admin(client):
    client.force_login(make_user("admin", is_staff=True, is_superuser=True))
    return client


def test_a_list_says_that_the_search_is_too_long_and_shows_everything(admin):
    make_sector()

    response = admin.get("/admin/catalog/sector/", {"q": WORDS})

    assert response.status_code == 200
    assert str(LONGEST_SEARCH) in read(response).one("ul", class_="messagelist").text
    assert response.context["cl"].result_count == 1


def test_the_longest_search_is_answered_on_the_list_with_most_fields(admin):
    response = admin.get("/admin/catalog/regulation/", {"q": WORDS[:LONGEST_SEARCH]})

    assert response.status_code == 200
    assert response.context["cl"].query == WORDS[:LONGEST_SEARCH]


def test_choosing_by_typing_reads_the_beginning_alone(admin):
    field = {"app_label": "catalog", "model_name": "standard", "field_name": "sector"}

    response = admin.get("/admin/autocomplete/", {**field, "term": WORDS})

    assert response.status_code == 200
    assert response.json()["results"] == []


@pytest.mark.parametrize("query", ["kind__exact=a%00", "kind__in=a%00b", "a%00=1", "q=%00"])
def test_a_nul_in_the_address_is_refused(admin, query):
    response = admin.get(f"/admin/catalog/regulation/?{query}")

    assert response.status_code == 400
