"""Response headers of every address, as production sends them: the last part of the threat list; threats 8 and 55.

That kept pages carry the same is in tests/catalog/test_pages_served.py.
"""

import pytest
import time_machine
from django.test import Client, override_settings

from complaints.rules.workflow import Role
from config.middleware import POWERS
from tests.complaints.factories import NOW
from tests.complaints.pages import TRACK
from tests.security.addresses import ADMIN, COMPLAINANT, STRANGER, enter_as, filled, make_world
from tests.security.addresses import patterns as all_patterns
from tests.security.production import HOST, production_settings

pytestmark = pytest.mark.django_db

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
FILES_POLICY = "sandbox; default-src 'none'"
# What a cache may keep, for no person is in it: the catalogue, its documents, the public figures, the robots' list.
MAY_BE_KEPT = ("layanan/", "regulasi/", "kbli/", "pandu/", "data/", "robots.txt", "sitemap.xml", "pengaduan/statistik/")
# Private and asked for again: the empty form of a complaint, so that "back" gives back what was typed.
KEPT_BY_THE_BROWSER = {"pengaduan/buat/"}


@pytest.fixture(autouse=True)
def in_production():
    with override_settings(**production_settings()), time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client():
    return Client(HTTP_HOST=HOST, HTTP_X_FORWARDED_PROTO="https", headers={"x-real-ip": "198.51.100.7"})


def policy_of(answer) -> dict[str, str]:
    parts = (directive.strip().partition(" ") for directive in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


def faults(pattern: str, answer) -> list[str]:
    """What is wrong with the headers of an answer."""
    wanted = {
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{power}=()" for power in POWERS),
    }
    found = [f"{name}: {answer.get(name)}" for name, value in wanted.items() if answer.get(name) != value]
    if answer["Content-Security-Policy"] != FILES_POLICY:
        trusted = {} if pattern.startswith("admin/") else {"require-trusted-types-for": "'script'"}
        if policy_of(answer) != STRICT | trusted:
            found.append(answer["Content-Security-Policy"])
    kept = answer.get("Cache-Control", "")
    if "no-store" not in kept and not is_for_all(pattern, kept):
        found.append(f"Cache-Control: {kept}")
    return found


def ends_the_session(pattern: str) -> bool:
    return "keluar" in pattern or "logout" in pattern


def is_for_all(pattern: str, kept: str) -> bool:
    if pattern in KEPT_BY_THE_BROWSER:
        return kept == "private, no-cache"
    return not pattern or pattern.startswith(MAY_BE_KEPT)


@pytest.mark.parametrize("person", [STRANGER, COMPLAINANT, Role.MANAGER.value, ADMIN])
def test_every_address_answers_everybody_with_all_headers(client, person):
    world = make_world()
    enter_as(client, person, world)

    wrong = {}
    for pattern in sorted(all_patterns(), key=ends_the_session):
        for method in ("get", "post"):
            answer = getattr(client, method)(filled(pattern, world))
            if found := faults(pattern, answer):
                wrong[pattern, method] = found

    assert wrong == {}


@pytest.mark.parametrize("address", ["/tidak-ada/", "/layanan/tidak-ada/", "/static/tidak-ada.css"])
def test_what_is_not_found_has_them_too(client, address):
    assert faults("", client.get(address)) == []


def test_static_files_have_them_too(client):
    with override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True):
        answer = client.get("/static/css/site.css")

    assert answer.status_code == 200
    assert {"Permissions-Policy", "Cross-Origin-Resource-Policy", "Strict-Transport-Security"} <= answer.headers.keys()
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_form_without_its_token_has_them_too():
    strict = Client(enforce_csrf_checks=True, HTTP_HOST=HOST, HTTP_X_FORWARDED_PROTO="https")

    answer = strict.post(TRACK, {})

    assert answer.status_code == 403
    assert faults(TRACK.strip("/"), answer) == []


def test_over_http_one_is_sent_to_https():
    answer = Client(HTTP_HOST=HOST).get("/layanan/")

    assert (answer.status_code, answer["Location"]) == (301, f"https://{HOST}/layanan/")


def test_cookies_are_of_this_host_alone_and_out_of_reach(client, django_user_model):
    django_user_model.objects.create_user("siti", password="sandi-yang-panjang")

    client.get("/masuk/")
    client.post("/masuk/", {"username": "siti", "password": "sandi-yang-panjang"})

    assert set(client.cookies) == {"__Host-sesi", "__Host-csrf"}
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["secure"]
        assert cookie["samesite"] == "Lax"
        assert (cookie["path"], cookie["domain"]) == ("/", "")


def test_public_pages_set_no_cookie(client):
    world = make_world()
    without_forms = [
        each for each in all_patterns() if not each.startswith(("pengaduan/", "masuk/", "admin/", "keluar"))
    ]

    for pattern in without_forms:
        client.get(filled(pattern, world))

    assert dict(client.cookies) == {}
