"""Login, error pages and the style page."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import path

from config import urls
from tests.catalog.html_page import read

PASSWORD = "sandi-yang-panjang"


def fail(request):
    raise RuntimeError("rahasia")


def refuse(request):
    raise PermissionDenied


urlpatterns = [*urls.urlpatterns, path("rusak/", fail), path("terlarang/", refuse)]
for pattern in urlpatterns[-2:]:
    pattern.callback.login_required = False


@pytest.mark.django_db
def test_staff_log_in_and_out(client):
    get_user_model().objects.create_user("penyunting", password=PASSWORD, is_staff=True)

    page = client.get("/masuk/")
    assert "no-store" in page["Cache-Control"]
    assert [label.text for label in read(page).all("label")] == ["Nama pengguna", "Sandi"]

    entered = client.post("/masuk/", {"username": "penyunting", "password": PASSWORD})
    assert (entered.status_code, entered["Location"]) == (302, "/admin/")
    assert client.get("/keluar/").status_code == 405
    left = client.post("/keluar/")
    assert (left.status_code, left["Location"]) == (302, "/")
    assert client.get("/admin/").status_code == 302


@pytest.mark.django_db
def test_a_wrong_password_is_said_at_the_top_and_the_name_is_kept(client):
    page = read(client.post("/masuk/", {"username": "penyunting", "password": "salah"}))

    summary = page.one("div", class_="error-summary")
    assert summary["role"] == "alert"
    assert summary.one("h2").text == "Ada yang perlu diperbaiki"
    assert len(summary.all("li")) == 1
    assert page.one("input", name="username")["value"] == "penyunting"
    assert "value" not in page.one("input", name="password").attributes


@pytest.mark.django_db
def test_an_empty_field_says_what_is_missing_beside_itself(client):
    page = read(client.post("/masuk/", {"username": "penyunting", "password": ""}))

    field = page.one("div", class_="field-wrong")
    assert field.one("input")["name"] == "password"
    assert field.one("ul", class_="errorlist")["id"] in field.one("input")["aria-describedby"]
    assert page.one("div", class_="error-summary").one("a")["href"] == "#id_password"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example/", "\x08//evil.example", "///x"],
)
def test_after_login_nobody_is_sent_away_from_the_site(client, elsewhere):
    get_user_model().objects.create_user("penyunting", password=PASSWORD, is_staff=True)

    answer = client.post("/masuk/", {"username": "penyunting", "password": PASSWORD, "next": elsewhere})

    assert answer["Location"] == "/admin/"


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_plain_words():
    answer = Client(enforce_csrf_checks=True).post("/masuk/", {"username": "a", "password": "b"})

    assert answer.status_code == 403
    assert read(answer).one("h1").text == "Formulir ini sudah kedaluwarsa"


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/tidak-ada/", 404, "Halaman ini tidak ditemukan"),
        ("/layanan/tidak-ada/", 404, "Halaman ini tidak ditemukan"),
        ("/layanan/%00/", 404, "Halaman ini tidak ditemukan"),
        ("/terlarang/", 403, "Anda tidak memiliki akses ke halaman ini"),
        ("/rusak/", 500, "Maaf, situs ini sedang terganggu"),
    ],
)
def test_an_error_is_told_politely_and_leads_on(client, address, status, heading):
    client.raise_request_exception = False

    answer = client.get(address)

    page = read(answer)
    assert (answer.status_code, page.one("h1").text) == (status, heading)
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.one("main").all("a") + page.one("main").all("form") != []
    assert "rahasia" not in answer.content.decode()


def test_a_request_that_cannot_be_read_is_told_so(client):
    answer = client.get("/", HTTP_HOST="evil.example")

    assert (answer.status_code, read(answer).one("h1").text) == (400, "Permintaan ini tidak dapat kami baca")
    assert "evil" not in answer.content.decode()


def test_the_style_page_is_for_development_only(client, settings):
    assert client.get("/gaya/").status_code == 404

    settings.DEBUG = True
    assert client.get("/gaya/").status_code == 200


def test_the_style_page_shows_every_component_there_is(client, settings):
    settings.DEBUG = True
    seen = {template.name for template in client.get("/gaya/").templates}

    files = {f"components/{file.name}" for file in (settings.BASE_DIR / "templates/components").glob("*.html")}
    assert files - {"components/letterhead.html"} <= seen
