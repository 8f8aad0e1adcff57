"""Rows of the catalogue for tests, as plain functions; editions are made by publishing.py itself."""

import datetime as dt

from django.contrib.auth import get_user_model

from catalog import quality
from catalog.annex.standard import Facts, ParsedComponent, ParsedStandard
from catalog.models import Edition, Sector, SharedText, Standard
from catalog.publishing import publish
from catalog.refusals import PublishingError
from catalog.rules.components import BY_NUMBER, COMPONENTS
from catalog.rules.outline import parse
from catalog.rules.risk import LicenceKind, RiskLevel

TODAY = dt.date(2026, 11, 20)
TEXTS = {component.key: f"Teks sendiri komponen {component.number}." for component in COMPONENTS}


def make_user(username="penerbit", **values):
    return get_user_model().objects.create_user(username, **values)


def make_sector(slug="perindustrian"):
    return Sector.objects.get_or_create(slug=slug, defaults={"name": slug.title()})[0]


def make_shared_text(number, text=None):
    return SharedText.objects.create(component=number, text=text or f"Teks baku komponen {number}.")


def make_draft(*, inherits=(), **values) -> Standard:
    """A complete draft; ``inherits`` are the numbers of components left blank."""
    number = Standard.objects.count() + 1
    blanks = {BY_NUMBER[component].key: "" for component in inherits}
    facts = {"slug": f"standar-{number}", "annex_number": number, "processing_days": 7, "fee": "Gratis"}
    identity = {"kbli_code": "14120", "kbli_title": "Penjahitan", "licence_kind": "izin", "risk_level": "tinggi"}
    return Standard.objects.create(**{**identity, **facts, **TEXTS, **blanks, **values})


def answered(standard) -> Standard:
    """The same, with what the quality checks ask answered: whoever sets odd texts here means them."""
    quality.answer_as_printed(Standard.objects.filter(pk=standard.pk), by=None, reason="Memang begitu.")
    return standard


def make_published(*, today=TODAY, **values) -> Standard:
    """A standard with edition 1 in force since ``today``."""
    standard = make_draft(**values)
    try:
        publish(standard, by=None, change_note="Edisi pertama.", today=today)
    except PublishingError:  # answering everything beforehand takes as long as publishing, and few texts need it
        publish(answered(standard), by=None, change_note="Edisi pertama.", today=today)
    standard.refresh_from_db()
    return standard


def edit(standard, **values) -> Standard:
    """The draft as an editor saved it: by default with a new component 1."""
    values = values or {"requirements": f"Syarat baru {Edition.objects.count()}."}
    Standard.objects.filter(pk=standard.pk).update(**values)
    standard.refresh_from_db()
    return answered(standard)


def make_parsed(**values) -> ParsedStandard:
    """A document's standard; ``texts`` are outline texts by component number."""
    texts = values.pop("texts", {})
    components = [
        ParsedComponent(each.number, each.name, each.group.letter, parse(texts.get(each.number, TEXTS[each.key])))
        for each in COMPONENTS
    ]
    facts = Facts(completion_working_days=7, fee="Gratis", fee_rupiah=0, product="NIB", executor_count=30)
    defaults = {
        "file": "lampiran.txt",
        "line": 3,
        "heading": "17. Izin (Risiko Tinggi) KBLI 14120 Penjahitan",
        "annex_number": 17,
        "licence_kind": LicenceKind.LICENCE,
        "risk_level": RiskLevel.HIGH,
        "kbli_code": "14120",
        "kbli_title": "Penjahitan",
        "problems": [],
    }
    return ParsedStandard(**{**defaults, **values}, components=components, facts=facts)
