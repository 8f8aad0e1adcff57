"""The site as a server runs it: kept pages are answered at once (catalog/pages.py), all else by Django."""

import gc
import gzip
import os
import re
from functools import lru_cache

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http.request import split_domain_port, validate_host
from django.urls import get_resolver
from django.utils.http import parse_etags

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
gc.disable()  # until ``settle``: what is loaded here stays

django = get_wsgi_application()

from catalog import page_reader, pages  # noqa: E402  needs Django set up

pages.release()  # of the files that this process is made of, before a deployment may replace them
GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)
NOT_OF_304 = ("Content-Type", "X-Robots-Tag")


def settle() -> None:
    """Load what the first visitor would wait for, and let the garbage collector pass over all that stays.

    Walking through it takes 60 ms or more, and would come upon somebody's request every now and then.
    """
    len(get_resolver().reverse_dict)  # every view with all that it imports
    gc.freeze()
    gc.enable()


settle()


def application(environ, start_response):
    page = page_reader.find(environ["PATH_INFO"]) if may_be_kept(environ) else None
    if page is None:
        return django(environ, start_response)
    headers, etag, body = page
    is_gzip = reads_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    sent_etag = f"W/{etag}" if is_gzip else etag  # the same words in another coding: weak, as RFC 9110 8.8.1 has it
    if is_known(etag, environ.get("HTTP_IF_NONE_MATCH")):
        start_response("304 Not Modified", [*parsed(headers, NOT_OF_304), ("ETag", sent_etag), ("Content-Length", "0")])
        return [b""]
    sent = [*parsed(headers), ("ETag", sent_etag)]
    if is_gzip:
        sent.append(("Content-Encoding", "gzip"))
    else:
        body = gzip.decompress(body)
    start_response("200 OK", [*sent, ("Content-Length", str(len(body)))])
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


def may_be_kept(environ) -> bool:
    """Whether Django would answer this request as it would answer any other for the same path."""
    path = environ["PATH_INFO"]
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and not environ.get("QUERY_STRING")
        and not environ.get("SCRIPT_NAME")
        and not settings.DEBUG
        and "HTTP_IF_MATCH" not in environ
        and "HTTP_IF_UNMODIFIED_SINCE" not in environ
        and path.isascii()
        and path.isprintable()
        and is_our_host(environ.get("HTTP_HOST", ""))
        and scheme(environ) == pages.scheme()
    )


@lru_cache(maxsize=64)
def reads_gzip(accepted: str) -> bool:
    return bool(GZIP.search(accepted))


@lru_cache(maxsize=64)
def is_our_host(host: str) -> bool:
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def scheme(environ) -> str:
    return environ.get("HTTP_X_FORWARDED_PROTO") if settings.SECURE_PROXY_SSL_HEADER else environ["wsgi.url_scheme"]


def is_known(etag: str, asked: str | None) -> bool:
    if not asked:
        return False
    etags = parse_etags(asked)
    return etags == ["*"] or etag in (each.removeprefix("W/") for each in etags)


@lru_cache(maxsize=64)
def parsed(headers: str, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    pairs = (tuple(line.split(": ", 1)) for line in headers.splitlines())
    return [(name, value) for name, value in pairs if name not in without]
