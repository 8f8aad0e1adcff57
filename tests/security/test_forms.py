"""Forged requests: threats 12, 20, 26, 27, 31, 47 and 48, over every address of the site."""

import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client

from catalog.models import Sector, Standard
from complaints.rules.workflow import Role
from tests.security.addresses import ADMIN, COMPLAINANT, STRANGER, enter_as, filled, make_world
from tests.security.addresses import patterns as all_patterns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

PASSWORD = "sandi-yang-panjang"
ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example",
    "http:/evil.example",
    "\x08//evil.example",
    " //evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example@127.0.0.1",
    "https://testserver.evil.example/",
]
# Written by looking: a visit's or a session's own row, and what the site remembers about itself.
OF_LOOKING = {"sessions.Session", "catalog.StoredPage", "catalog.PageVersion", "complaints.Bucket"}


@pytest.fixture
def member(django_user_model):
    return django_user_model.objects.create_user("siti", password=PASSWORD, is_staff=True)


def log_in(client, **more):
    return client.post("/masuk/", {"username": "siti", "password": PASSWORD, **more})


def rows() -> dict[str, int]:
    """How many rows each table has."""
    models = [model for model in apps.get_models() if model._meta.label not in OF_LOOKING and model._meta.managed]
    return {model._meta.label: model._base_manager.count() for model in models}


def test_session_fix_at_the_login(client, member):
    """Threat 12."""
    client.cookies["sessionid"] = "a" * 32
    assert log_in(client).status_code == 302

    assert client.cookies["sessionid"].value != "a" * 32
    assert not Session.objects.filter(pk="a" * 32).exists()


def test_session_fix_of_a_visit_that_was_there(client, member):
    """Threat 12: the session of a complainant who logs in is another one, and the old one is dead."""
    world = make_world()
    enter_as(client, COMPLAINANT, world)
    first = client.cookies["sessionid"].value

    log_in(client)

    assert client.cookies["sessionid"].value != first
    assert not Session.objects.filter(pk=first).exists()


@pytest.mark.parametrize("address", ELSEWHERE)
def test_next_leads_to_a_place_of_ours(client, member, address):
    """Threat 26."""
    answer = log_in(client, next=address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/")
    assert not answer["Location"].startswith(("//", "/\\"))
    assert "evil" not in answer["Location"]


def test_next_may_be_a_page_of_ours(client, member):
    """Threat 26: what a redirect is for still works."""
    assert log_in(client, next="/admin/auth/")["Location"] == "/admin/auth/"


@pytest.mark.parametrize("person", [STRANGER, COMPLAINANT, Role.MANAGER.value, ADMIN])
def test_csrf_all(person):
    """Threat 27: no form of any address works without its token, or from elsewhere."""
    world = make_world()
    client = Client()
    enter_as(client, person, world)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    before = rows()

    addresses = {pattern: filled(pattern, world) for pattern in all_patterns()}
    without = {pattern: strict.post(address).status_code for pattern, address in addresses.items()}
    foreign = {
        pattern: strict.post(address, headers={"origin": "https://evil.example"}).status_code
        for pattern, address in addresses.items()
    }

    # 405: says no to POST before it looks at the form; 302: to the login.
    assert {key: found for key, found in without.items() if found not in (403, 404, 405, 302)} == {}
    assert {key: found for key, found in foreign.items() if found not in (403, 404, 405, 302)} == {}
    assert rows() == before


@pytest.mark.parametrize("person", [STRANGER, COMPLAINANT, Role.MANAGER.value, ADMIN])
def test_looking_at_every_page_writes_nothing(client, person):
    """Threat 27: GET never writes."""
    world = make_world()
    enter_as(client, person, world)
    before = rows()

    for pattern in all_patterns():
        client.get(filled(pattern, world))

    assert rows() == before


def test_no_view_is_exempt_from_csrf():
    """Threat 27."""
    from django.urls import get_resolver

    from tests.test_public_urls import patterns

    assert [path for path, view in patterns(get_resolver()) if getattr(view, "csrf_exempt", False)] == []


@pytest.mark.parametrize("number", ["9" * 5_000, "99999999999999999999", "-1", "0", "٣٣٣٣٣", "1e9", "0x10"])
def test_pages_of_ids_that_cannot_be(client, number):
    """Threat 20: a key of 5,000 digits is the key of nothing."""
    world = make_world()
    client.force_login(get_user_model().objects.create_superuser(ADMIN))
    lookups = [pattern for pattern in all_patterns() if re.search(r"<(int|path):", pattern)]

    statuses = {}
    for pattern in lookups:
        address = "/" + re.sub(r"<(int|path):content_type_id>", "1", pattern)
        address = re.sub(r"<(int|path):\w+>", number, address)
        address = filled(address.lstrip("/"), world)
        statuses[pattern] = client.get(address).status_code

    assert {key: found for key, found in statuses.items() if found not in (302, 400, 403, 404, 405)} == {}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "evil\x00", ""])
def test_host_of_somebody_else(client, host):
    """Threat 31: refused; another name in X-Forwarded-Host is not even read."""
    answer = client.get("/", headers={"host": host})
    forwarded = client.get("/", headers={"x-forwarded-host": "evil.example"})

    assert answer.status_code == 400
    assert forwarded.status_code == 200
    assert b"evil" not in answer.content + forwarded.content


LOOKUPS = [
    "password__startswith=p",
    "user__password__startswith=p",
    "published_by__password__startswith=p",
    "current__published_by__password__regex=.",
    "groups__user__password__gt=a",
    "logentry__user__password=x",
    "edited_by__session=x",
    "standard__current__published_by__email__contains=@",
    "complaint__reporter__name__startswith=S",
    "events__actor__password__lt=z",
]


@pytest.mark.parametrize("person", ["penyunting katalog", "penerbit katalog", "admin katalog", Role.MANAGER.value])
def test_admin_filters_reach_nothing_secret(client, person):
    """Threat 47: fifty look-ups by the address are refused, or answered as if they were not there."""
    enter_as(client, person, make_world())
    lists = ["standard", "edition", "sharedtext", "regulation", "submission"]

    answers = {(name, lookup): client.get(f"/admin/catalog/{name}/?{lookup}") for name in lists for lookup in LOOKUPS}

    assert len(answers) == 50
    open_ = {key for key, answer in answers.items() if answer.status_code == 200 and not says_ignored(answer)}
    assert open_ == set()


def says_ignored(answer) -> bool:
    """A list that shows itself without the filter, and says so."""
    return b"diabaikan" in answer.content or b'class="ignored"' in answer.content


def test_forged_admin_formsets_create_and_delete_nothing(client):
    """Threat 48: rows smuggled into a list or a form of the admin."""
    world = make_world()
    enter_as(client, "penyunting katalog", world)
    standard, sector = Standard.objects.get(), Sector.objects.get()
    before = rows(), Standard.objects.values().get(), Sector.objects.values().get()
    forged = {
        "form-TOTAL_FORMS": 2,
        "form-INITIAL_FORMS": 1,
        "form-MAX_NUM_FORMS": 1000,
        "form-0-id": standard.pk,
        "form-0-slug": "dibajak",
        "form-0-DELETE": "on",
        "form-1-id": "",
        "form-1-slug": "baru",
        "_save": "Simpan",
        "_selected_action": [standard.pk, sector.pk],
        "action": "delete_selected",
        "post": "yes",
    }

    for name in ("standard", "sector", "edition", "sharedtext", "finding", "submission"):
        client.post(f"/admin/catalog/{name}/", forged)
        client.post(f"/admin/catalog/{name}/{standard.pk}/delete/", {"post": "yes"})

    assert (rows(), Standard.objects.values().get(), Sector.objects.values().get()) == before


def test_no_list_of_the_admin_is_edited_in_place():
    """Threat 48."""
    from django.contrib import admin

    assert [str(model) for model in admin.site._registry.values() if model.list_editable] == []
