"""The catalogue as open data: the printed words, and their structure."""

from catalog.models import Edition
from catalog.rules import outline
from catalog.rules.components import COMPONENTS


def standard_record(edition: Edition, absolute) -> dict:
    """One standard of /data/layanan.json. ``absolute(path)`` gives the address with scheme and host."""
    standard = edition.standard
    return {
        "slug": standard.slug,
        "url": absolute(standard.get_absolute_url()),
        "kbli_code": edition.kbli_code,
        "kbli_edition": edition.kbli_edition,
        "kbli_title": edition.kbli_title,
        "licence_kind": edition.get_licence_kind_display(),
        "risk_level": edition.get_risk_level_display(),
        "sector": edition.sector and edition.sector.name,
        "processing_days": edition.processing_days,
        "fee": edition.fee,
        "product": edition.product,
        "edition": edition.number,
        "effective_on": edition.effective_on,
        "components": [component_record(edition, component) for component in COMPONENTS],
    }


def component_record(edition: Edition, component) -> dict:
    text = edition.text_of(component)
    return {
        "number": component.number,
        "name": component.name,
        "text": text,
        "blocks": outline.as_json(outline.parse(text)),
    }
