"""Published pages kept as rows: rendered once by the site's own views, read before Django (catalog/page_reader.py).

Whoever changes something that pages show calls ``refresh`` in the same transaction. It takes the pages away, so that
from the commit on nobody is shown an old one; right after the commit they are rendered and kept anew. In between, and
wherever a page is missing, Django renders it. Pages made by another release of the code count as missing.
"""

import gzip
import hashlib
import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from catalog.batches import batches
from catalog.models import Edition, PageVersion, Standard, StoredPage

logger = logging.getLogger(__name__)

OF_THE_SITE = ("catalog:home", "catalog:standard_list", "catalog:kbli_tree", "catalog:finder", "catalog:data")
AT_ONCE = 20  # standards whose pages are stored in one transaction
SOON = 100  # standards whose pages are kept before the request that changed them is answered
TRIES = 5
MADE_OF = ("templates/**/*.html", "catalog/**/*.py", "complaints/**/*.py", "config/**/*.py", "requirements.txt")
SENT_OTHERWISE = {"ETag", "Content-Length"}
WRITTEN = [field.attname for field in StoredPage._meta.fields if not field.primary_key]


@lru_cache(maxsize=1)
def release() -> str:
    """Names all that pages are made of beside the data: code, templates, static files, libraries and settings."""
    digest = hashlib.sha256(repr((settings.SITE_MODE, settings.SITE_URL)).encode())
    root = Path(settings.BASE_DIR)
    for path in sorted(path for pattern in MADE_OF for path in root.glob(pattern)):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    collected = settings.STATIC_ROOT / "staticfiles.json"
    if collected.exists():
        digest.update(collected.read_bytes())
    return digest.hexdigest()[:32]


# Taking away and keeping


@transaction.atomic(savepoint=False)
def refresh(standards: Iterable[int]) -> None:
    """Something that the pages of these standards (their keys) show has changed, or will with this transaction.

    The pages of the whole site are always among them: they name standards and count them. With no keys, they alone.
    """
    keys = sorted(set(standards))
    _change_version()
    replaced = Standard.objects.filter(replaced_by__in=keys).order_by().values_list("pk", flat=True)
    shown_by = [*keys, *replaced]  # read first: with a join or a condition of its own, all pages would be gone through
    StoredPage.objects.filter(Q(standard__in=shown_by) | Q(standard=None)).delete()
    transaction.on_commit(lambda: _keep_shown(keys), robust=True)


@transaction.atomic
def take_all_away() -> None:
    """Let Django answer everything, until ``keep`` has rendered it anew."""
    _change_version()
    StoredPage.objects.all().delete()


def keep(standards: Iterable[int] | None = None) -> int:
    """Render and keep what is missing of the pages of these standards (default: all) and of the whole site.

    Returns how many addresses. Not inside a transaction: nobody shall wait while pages are rendered.
    """
    if settings.DEBUG:  # templates and code change under way
        return 0
    keys = list(published() if standards is None else standards)
    return _keep([]) + sum(_keep(some) for some in batches(keys, AT_ONCE))


def published() -> QuerySet:
    """The keys of the standards that have pages."""
    return Standard.objects.published().order_by("pk").values_list("pk", flat=True)


def is_complete() -> bool:
    """Whether every public edition has its page, as this release makes them, and the site its own."""
    editions = Edition.objects.public(timezone.localdate()).count() + Standard.objects.published().count()
    return StoredPage.objects.filter(release=release()).count() >= len(OF_THE_SITE) + editions


def _keep_shown(keys: list[int]) -> None:
    """Right after a publication; what is more than an editor should wait for is left to ``rebuild_pages --missing``."""
    shown = list(published().filter(Q(pk__in=keys) | Q(replaced_by__in=keys)))
    keep(shown if len(shown) <= SOON else [])


def _keep(keys: list[int]) -> int:
    """Render first, then store only if nothing was taken away meanwhile: else it may be what was before."""
    for _ in range(TRIES):
        version = PageVersion.objects.get_or_create(pk=1)[0].number
        rows = _missing(keys)
        if not rows or _stored(rows, version):
            return len(rows)
    logger.warning("Halaman %s belum tersimpan: selalu ada yang terbit", keys)
    return 0


def _missing(keys: list[int]) -> list[StoredPage]:
    wanted = _addresses(keys) if keys else [(None, [reverse(name)]) for name in OF_THE_SITE]
    paths = [path for _, paths in wanted for path in paths]
    kept = set(StoredPage.objects.filter(release=release(), path__in=paths).values_list("path", flat=True))
    return [page for standard, paths in wanted if not kept.issuperset(paths) for page in _rendered(standard, paths)]


def _addresses(keys: list[int]) -> list[tuple[int, list[str]]]:
    """The pages of each of these standards, by all the addresses under which each is the same."""
    editions = Edition.objects.public(timezone.localdate()).filter(standard__in=keys).select_related("standard")
    pages = []
    for edition in editions.only("number", "standard__slug", "standard__current").order_by("standard", "-number"):
        standard = edition.standard
        current = [standard.get_absolute_url()] if edition.pk == standard.current_id else []
        pages.append((standard.pk, [*current, edition.get_absolute_url()]))
    return pages


@transaction.atomic
def _stored(rows: list[StoredPage], version: int) -> bool:
    if PageVersion.objects.select_for_update().get(pk=1).number != version:
        return False
    StoredPage.objects.bulk_create(rows, update_conflicts=True, unique_fields=["path"], update_fields=WRITTEN)
    return True


def _change_version() -> None:
    """Before anything is taken away: whoever stores pages waits for our commit from here on, and sees it."""
    if not PageVersion.objects.filter(pk=1).update(number=F("number") + 1):
        PageVersion.objects.create(pk=1, number=1)


# Looking at them: catalog/inspection.py


def addresses() -> Iterator[list[str]]:
    """All addresses that are kept, those that show the same page together."""
    yield from ([reverse(name)] for name in OF_THE_SITE)
    for some in batches(list(published()), AT_ONCE):
        yield from (paths for _, paths in _addresses(some))


def made(paths: list[str]) -> list[StoredPage]:
    """The page of these addresses as it would be kept now."""
    return list(_rendered(None, paths))


def answer_to(path: str) -> HttpResponseBase:
    """What Django answers a stranger."""
    return _handler().get_response(_request(path))


# Rendering


def _rendered(standard: int | None, paths: list[str]) -> Iterator[StoredPage]:
    """What Django answers, for each of the addresses; nothing for an answer that is not the same for everyone."""
    response = answer_to(paths[0])
    is_for_all = not response.streaming and not response.cookies and "Cookie" not in response.get("Vary", "")
    if response.status_code != 200 or not is_for_all or "ETag" not in response:
        logger.error("Halaman %s tidak dapat disimpan: status %s", paths[0], response.status_code)
        return
    headers = "\n".join(f"{name}: {value}" for name, value in response.items() if name not in SENT_OTHERWISE)
    body = gzip.compress(response.content, compresslevel=6, mtime=0)
    for path in paths:
        yield StoredPage(
            path=path,
            standard_id=standard,
            release=release(),
            headers=headers,
            etag=response["ETag"],
            body=body,
        )


@lru_cache(maxsize=1)
def _handler() -> WSGIHandler:
    """All of Django, its middleware included, without a server."""
    return WSGIHandler()


def _request(path: str) -> WSGIRequest:
    """A stranger's request, as it comes through the proxy."""
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": settings.ALLOWED_HOSTS[0],
            "SERVER_PORT": "443" if scheme() == "https" else "80",
            "HTTP_HOST": settings.ALLOWED_HOSTS[0],
            "HTTP_X_FORWARDED_PROTO": scheme(),
            "wsgi.url_scheme": scheme(),
            "wsgi.input": BytesIO(),
        }
    )


def scheme() -> str:
    """By which scheme pages are asked for; Django redirects any other."""
    return "https" if settings.SECURE_SSL_REDIRECT else "http"
