"""Kept pages are answered as Django answers them, byte for byte; what is not plainly such a request goes to Django."""

import gzip

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection

from catalog import page_reader, pages
from catalog.models import StoredPage
from catalog.publishing import publish, withdraw
from config import wsgi
from tests.catalog.factories import edit
from tests.catalog.pages_factory import published
from tests.catalog.wsgi import ask

pytestmark = pytest.mark.django_db

ZIPPED = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}


@pytest.fixture
def all_kept():
    """The addresses of everything kept of a small site: current, old and withdrawn editions, and its own pages."""
    revised, withdrawn = published(slug="jahit"), published(slug="lama")
    publish(edit(revised), by=None, change_note="Syarat baru.")
    withdraw(withdrawn, by=None, reason="Kewenangan beralih.", replaced_by=revised)
    pages.keep()
    return sorted(StoredPage.objects.values_list("path", flat=True))


@pytest.fixture
def no_django(monkeypatch):
    monkeypatch.setattr(wsgi, "django", None)


@pytest.fixture
def asked_django(monkeypatch):
    """The requests that went on to Django."""
    asked, django = [], wsgi.django

    def noting(environ, start_response):
        asked.append(environ["PATH_INFO"])
        return django(environ, start_response)

    monkeypatch.setattr(wsgi, "django", noting)
    return asked


def headers_of(answer) -> dict[str, str]:
    return dict(answer.headers)


# As Django


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "known", [None, '"lain"', "*", 'W/"{etag}"', '"{etag}"', '"lain", "{etag}"', "{etag}", "rusak"]
)
def test_every_kept_page_is_answered_as_django_answers_it(all_kept, method, known):
    assert len(all_kept) == 10
    for path in all_kept:
        etag = StoredPage.objects.get(path=path).etag.strip('"')
        asked = {} if known is None else {"HTTP_IF_NONE_MATCH": known.format(etag=etag)}

        answer = ask(path, method, **asked)

        assert answer == ask(path, method, app=wsgi.django, **asked)
        assert "Set-Cookie" not in headers_of(answer)


def test_it_is_not_django_that_answers(all_kept, no_django):
    answers = [ask(path) for path in all_kept]

    assert {answer.status for answer in answers} == {"200 OK"}


def test_no_query_goes_through_the_orm(all_kept, no_django, django_assert_num_queries):
    with django_assert_num_queries(0):  # one SELECT past it
        ask("/layanan/jahit/")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_compressed_it_says_the_same(all_kept, method):
    for path in all_kept:
        plain, zipped = ask(path, app=wsgi.django), ask(path, method, **ZIPPED)

        coding = {"Content-Encoding": "gzip", "ETag": f"W/{headers_of(plain)['ETag']}"}
        length = headers_of(zipped)["Content-Length"]
        assert headers_of(zipped) == headers_of(plain) | coding | {"Content-Length": length}
        if method == "GET":
            assert gzip.decompress(zipped.body) == plain.body
            assert int(length) == len(zipped.body) < len(plain.body)


def test_what_was_got_compressed_is_known_again(all_kept):
    etag = headers_of(ask("/", **ZIPPED))["ETag"]

    answer = ask("/", **ZIPPED, HTTP_IF_NONE_MATCH=etag)

    assert (answer.status, answer.body, headers_of(answer)["ETag"]) == ("304 Not Modified", b"", etag)


@pytest.mark.parametrize(
    ("accepted", "is_zipped"),
    [
        ("gzip", True),
        ("br;q=1.0, GZIP;q=0.8", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, br", False),
        ("gzip;q=0.01", True),
        ("identity", False),
        ("br", False),
        ("", False),
    ],
)
def test_only_who_reads_gzip_gets_it(all_kept, accepted, is_zipped):
    answer = ask("/", HTTP_ACCEPT_ENCODING=accepted)

    assert ("Content-Encoding" in headers_of(answer)) == is_zipped


@pytest.mark.parametrize("kind", ["GET", "HEAD", "304"])
def test_in_production_too_it_is_as_django_answers_it(settings, monkeypatch, kind):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 31_536_000
    handler = WSGIHandler()
    monkeypatch.setattr(pages, "_handler", lambda: handler)
    monkeypatch.setattr(wsgi, "django", handler)
    published(slug="jahit")
    pages.keep()
    asked = {"HTTP_X_FORWARDED_PROTO": "https"}
    if kind == "304":
        asked["HTTP_IF_NONE_MATCH"] = StoredPage.objects.get(path="/layanan/jahit/").etag
    method = "HEAD" if kind == "HEAD" else "GET"

    monkeypatch.setattr(wsgi, "django", None)
    answer = ask("/layanan/jahit/", method, **asked)
    monkeypatch.setattr(wsgi, "django", handler)

    assert answer == ask("/layanan/jahit/", method, app=handler, **asked)
    assert headers_of(answer)["Strict-Transport-Security"] == "max-age=31536000"
    insecure = ask("/layanan/jahit/", method)
    assert insecure.status == "301 Moved Permanently"
    assert headers_of(insecure)["Location"] == "https://127.0.0.1:8000/layanan/jahit/"


# Django's own


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"method": "OPTIONS"}, "405 Method Not Allowed"),
        ({"QUERY_STRING": "q=jahit"}, "200 OK"),
        ({"HTTP_HOST": "evil.example"}, "400 Bad Request"),
        ({"HTTP_HOST": "127.0.0.1:8000@evil.example"}, "400 Bad Request"),
        ({"HTTP_HOST": ""}, "400 Bad Request"),
        ({"HTTP_IF_MATCH": '"lain"'}, "412 Precondition Failed"),
    ],
)
def test_other_requests_for_a_kept_page_are_djangos(all_kept, asked_django, asked, status):
    answer = ask("/layanan/jahit/", **asked)

    assert (answer.status, asked_django) == (status, ["/layanan/jahit/"])


def test_posting_and_another_root_are_djangos(all_kept):
    request = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "localhost", "wsgi.url_scheme": "http"}

    assert wsgi.may_be_kept(request)
    assert not wsgi.may_be_kept(request | {"REQUEST_METHOD": "POST"})
    assert not wsgi.may_be_kept(request | {"SCRIPT_NAME": "/lain"})


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]:8000", "LOCALHOST:80", "testserver."])
def test_every_name_of_ours_is_answered_alike(all_kept, no_django, host):
    assert ask("/", HTTP_HOST=host) == ask("/")


@pytest.mark.parametrize(
    "path",
    ["", "/layanan/jahit", "//", "/layanan/jahit/\x00", "/layanan/\xe9/", "/layanan/../", "/" + "a" * 9000, "/sehat/"],
)
def test_other_paths_are_djangos(all_kept, asked_django, path):
    answer = ask(path)

    assert asked_django == [path]
    assert answer == ask(path, app=wsgi.django)


def test_a_page_that_is_missing_is_djangos(all_kept, asked_django):
    StoredPage.objects.filter(path="/").delete()

    answer = ask("/")

    assert (answer.status, asked_django) == ("200 OK", ["/"])


@pytest.mark.parametrize("query", ["SELECT rusak", "SELECT * FROM tidak_ada WHERE a = ? AND b = ?"])
def test_a_database_that_cannot_be_read_is_djangos_to_explain(all_kept, asked_django, monkeypatch, caplog, query):
    if connection.vendor == "postgresql":
        pytest.skip("galat di PostgreSQL menggagalkan transaksi uji")
    monkeypatch.setattr(page_reader.reader, "query", query)

    answer = ask("/")

    assert (answer.status, asked_django) == ("200 OK", ["/"])
    assert "tidak dapat dibaca" in caplog.text


def test_a_database_that_is_gone_is_djangos_to_explain(all_kept, asked_django, monkeypatch):
    def gone():
        raise OperationalError("connection refused")

    monkeypatch.setattr(page_reader.reader.database, "connection", None)
    monkeypatch.setattr(connection, "ensure_connection", gone)

    assert page_reader.find("/") is None


def test_while_developing_everything_is_djangos(all_kept, asked_django, settings):
    settings.DEBUG = True

    ask("/")

    assert asked_django == ["/"]


@pytest.mark.django_db(transaction=True)
def test_postgresql_is_asked_by_a_connection_of_its_own_that_is_made_anew_when_broken(caplog):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite dibaca lewat sambungan Django")
    pages.keep()
    page = page_reader.find("/")
    backend = page_reader.reader.own.info.backend_pid

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000), pg_backend_pid() <> %s", [backend, backend])
        assert cursor.fetchone() == (True, True)
    broken, anew, missing = (page_reader.find(path) for path in ("/", "/", "/layanan/tidak-ada/"))
    page_reader.reader.close()

    kept = StoredPage.objects.get(path="/")
    assert page == anew == (kept.headers, kept.etag, bytes(kept.body))
    assert (broken, missing) == (None, None)
    assert "tidak dapat dibaca" in caplog.text
