"""What the page of a standard shows beside its own words."""

import datetime as dt

from django.utils import timezone

from catalog.addresses import absolute
from catalog.models import Edition, Regulation, Standard
from catalog.rules import citation
from catalog.rules.citation import Citation
from catalog.rules.components import COMPONENTS, GROUPS, of_group
from catalog.rules.glossary import Term, occurring
from catalog.templatetags.katalog import fee

DOUBTFUL = ["dicabut", "perlu diperiksa"]


def standard_page(edition: Edition, today) -> dict:
    """The context of catalog/standard.html, for the current edition and for any other."""
    standard = edition.standard
    is_current = edition.pk == standard.current_id
    doubtful = doubtful_regulations(edition)
    title = f"{edition.kbli_title} ({edition.kbli_code})"
    return {
        "edition": edition,
        "standard": standard,
        "is_current": is_current,
        "title": title if is_current else f"{title}, edisi {edition.number}",
        "path": standard.get_absolute_url() if is_current else edition.get_absolute_url(),
        "summary": summary(edition),
        "address": absolute(edition.get_absolute_url()),
        "groups": [
            (group, [(component, edition.text_of(component)) for component in of_group(group)]) for group in GROUPS
        ],
        "revoked": [regulation for regulation in doubtful if regulation.status == "dicabut"],
        "unchecked": [regulation for regulation in doubtful if regulation.status == "perlu diperiksa"],
        "editions": public_editions(standard, today).order_by("-number"),
        "terms": terms(edition),
    }


def terms(edition: Edition) -> list[Term]:
    """The terms that the page uses, in its facts or its texts."""
    facts = ["KBLI", edition.get_licence_kind_display(), edition.product]
    return occurring("\n".join([*facts, *(edition.text_of(component) for component in COMPONENTS)]))


def public_editions(standard: Standard, today):
    """The editions that are or were in force; not those to come, nor those cancelled before they came."""
    return standard.editions.effective(today).filter(number__lte=standard.current.number)


def summary(edition: Edition) -> str:
    """What a standard is about in one line, for search engines, messengers and machines."""
    days = "" if edition.processing_days is None else f"{edition.processing_days} hari kerja"
    kind = f"{edition.get_licence_kind_display()} (risiko {edition.get_risk_level_display()})"
    facts = [f"{kind}, KBLI {edition.kbli_edition} {edition.kbli_code}", days, fee(edition)]
    return f"{', '.join(fact for fact in facts if fact)}. Syarat, cara, hasil, dan pengaduan."


def change_note(edition: Edition) -> str:
    return edition.change_note or "Perubahan kecil."


def in_force_since(edition: Edition) -> dt.datetime:
    """The moment an edition took effect: its publication, or the first minute of the later day it was meant for."""
    day = timezone.make_aware(dt.datetime.combine(edition.effective_on, dt.time.min))
    return max(edition.published_at, day)


def doubtful_regulations(edition: Edition) -> list[Regulation]:
    """The regulations of component 7 that are, or may be, no longer in force, as they are cited there."""
    on_record = (regulation for _, regulation in cited_regulations(edition))
    return [regulation for regulation in on_record if regulation and regulation.status in DOUBTFUL]


def cited_regulations(edition: Edition) -> list[tuple[Citation, Regulation | None]]:
    """What component 7 cites, each once and in its order, with the regulation where it is on record."""
    cited: dict[tuple, Citation] = {}
    for each in citation.citations(edition.legal_basis):
        cited.setdefault(_place(each), each)
    on_record = {_place(regulation): regulation for regulation in Regulation.objects.cited(cited.values())}
    return [(each, on_record.get(place)) for place, each in cited.items()]


def _place(named: Citation | Regulation) -> tuple[str, int, int]:
    return named.kind.casefold(), named.number, named.year
