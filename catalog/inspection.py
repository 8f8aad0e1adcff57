"""Looks for what a break-in has left behind in the texts, the templates, the kept pages and the static files.

Nothing of it can come there by the site's own ways: a text is shown as text, a template has no style or script inside,
a kept page is what Django answers, a static file is made of a source. For ``manage.py check_site``.
"""

import gzip
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import CharField, TextField
from django.urls import URLResolver, get_resolver

from catalog import collected, pages
from catalog.models import Edition, KbliCode, KbliCrosswalk, Regulation, Sector, SharedText, StoredPage, Synonym
from catalog.rules.planted import is_markup, markup_in_text, planted_in_page, planted_in_template, planted_in_text

HOSTS = ("wa.me",)  # beside the site's own: channels of the office
PUBLIC = {  # beside the editions
    **dict.fromkeys((SharedText, Regulation, Sector, Synonym), planted_in_text),
    **dict.fromkeys((KbliCode, KbliCrosswalk), markup_in_text),
}


class Planted(NamedTuple):
    """Where something was found, and what."""

    place: str
    what: str


def planted() -> Iterator[Planted]:
    """Everything that was found, place by place; nothing, as a rule."""
    yield from in_texts()
    yield from in_templates()
    yield from in_pages()
    yield from (Planted(f"berkas statis {name}", what) for name, what in collected.strangers())


# Texts


def in_texts() -> Iterator[Planted]:
    """What stands in the texts that the public reads, in whichever table."""
    look = lru_cache(maxsize=4096)(planted_in_text)  # most texts stand in many editions
    for edition in Edition.objects.select_related("standard").order_by("pk").iterator(chunk_size=50):
        for field, text in texts_of(edition):
            for what in look(text):
                if is_markup(what) or not _seen_by_two(field.name, text):
                    yield Planted(f"edisi {edition.number} dari {edition.standard.slug}, {field.verbose_name}", what)
    for model, look_at in PUBLIC.items():
        for row in model._default_manager.order_by("pk").iterator():
            for field, text in texts_of(row):
                for what in look_at(text):
                    yield Planted(f"{model._meta.verbose_name} {row}, {field.verbose_name}", what)


def texts_of(row) -> Iterator[tuple]:
    """The columns of words that a row has, and what stands in them."""
    for field in row._meta.concrete_fields:
        if isinstance(field, (CharField, TextField)) and (text := getattr(row, field.attname)):
            yield field, text


def _seen_by_two(column: str, text: str) -> bool:
    """Whether a second person has let this very text pass, with its odd words and addresses."""
    return Edition.objects.filter(submission__state="disetujui", **{column: text}).exists()


# Templates


def in_templates() -> Iterator[Planted]:
    root = Path(settings.BASE_DIR)
    for file in sorted((root / "templates").rglob("*.html")):
        for line, what in planted_in_template(file.read_text(encoding="utf-8"), HOSTS):
            yield Planted(f"{file.relative_to(root)} baris {line}", what)


# Pages


def in_pages() -> Iterator[Planted]:
    """What stands in the public pages as they are now, and which kept ones are not as they are now."""
    hosts = {*HOSTS, urlsplit(settings.SITE_URL).hostname or ""}
    for path in others():
        with unlogged():
            answer = pages.answer_to(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield from (Planted(f"halaman {path}", what) for what in planted_in_page(answer.text, hosts))
    for paths in pages.addresses():
        for page in pages.made(paths):
            html = _html(page).decode()
            yield from (Planted(f"halaman {page.path}", what) for what in planted_in_page(html, hosts))
            if _is_other(page) and any(_is_other(again) for again in pages.made([page.path])):  # not just published
                yield Planted(f"halaman tersimpan {page.path}", "isinya bukan jawaban situs ini")
    kept = set(StoredPage.objects.filter(release=pages.release()).values_list("path", flat=True))
    for path in sorted(kept.difference(*pages.addresses())):
        yield Planted(f"halaman tersimpan {path}", "alamat ini bukan halaman situs")


def others(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[str]:
    """The addresses without a key that everybody may open."""
    for each in (resolver or get_resolver()).url_patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from others(each, path)
        elif not set("<(^") & set(path) and not getattr(each.callback, "login_required", True):
            yield path


@contextmanager
def unlogged() -> Iterator[None]:
    """While we ask, as nobody does, for addresses that only take forms."""
    logger = logging.getLogger("django.request")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def _is_other(page: StoredPage) -> bool:
    """Whether something else than this page is kept at its address."""
    kept = StoredPage.objects.filter(path=page.path, release=page.release).first()
    return kept is not None and (_headers(kept), kept.etag, _html(kept)) != (_headers(page), page.etag, _html(page))


def _headers(page: StoredPage) -> list[tuple[str, list[str]]]:
    """Names and values; the parts of a policy come in another order from each process."""
    pairs = (line.partition(": ") for line in page.headers.splitlines())
    return sorted((name, sorted(value.split("; "))) for name, _, value in pairs)


def _html(page: StoredPage) -> bytes:
    return gzip.decompress(page.body)
