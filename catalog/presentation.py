"""What the page of a standard shows beside its own words."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from catalog import citations
from catalog.addresses import absolute
from catalog.formats import fee
from catalog.models import Citation, Edition, Regulation, Standard
from catalog.rules.components import BY_NUMBER, COMPONENTS, GROUPS, Component, of_group
from catalog.rules.glossary import Term, occurring

LISTED = ("standard", "number", "effective_on", "change_note")  # of an edition that the page only names
LEGAL_BASIS = 7  # dasar hukum


def standard_page(edition: Edition, today) -> dict:
    """The context of catalog/standard.html, for the current edition and for any other."""
    standard = edition.standard
    is_current = edition.pk == standard.current_id
    notes = {number: LawNote.of(cited) for number, cited in cited_in(edition).items()}
    title = f"{edition.kbli_title} ({edition.kbli_code})"
    return {
        "edition": edition,
        "standard": standard,
        "is_current": is_current,
        "title": title if is_current else f"{title}, edisi {edition.number}",
        "path": standard.get_absolute_url() if is_current else edition.get_absolute_url(),
        "description": description(edition),
        "address": absolute(edition.get_absolute_url()),
        "groups": [
            (group, [(each, edition.text_of(each), notes.get(each.number)) for each in of_group(group)])
            for group in GROUPS
        ],
        "law": LawSummary.of(notes),
        "editions": public_editions(standard, today).only(*LISTED).order_by("-number"),
        "terms": terms(edition),
    }


def terms(edition: Edition) -> list[Term]:
    """The terms that the page uses, in its facts or its texts."""
    facts = ["KBLI", edition.get_licence_kind_display(), edition.product]
    return occurring("\n".join([*facts, *(edition.text_of(component) for component in COMPONENTS)]))


def public_editions(standard: Standard, today):
    """The editions that are or were in force; not those to come, nor those cancelled before they came."""
    return standard.editions.effective(today).filter(number__lte=standard.current.number)


def description(edition: Edition) -> str:
    """For search engines, messengers and machines: what a standard is about, first of all whether it still holds."""
    standard = edition.standard
    if standard.withdrawn_on:
        since = date_format(standard.withdrawn_on, "j F Y")
        return f"Dicabut pada {since}. Alasan: {standard.withdrawn_reason} – {summary(edition)}"
    if edition.pk != standard.current_id:
        return f"Edisi {edition.number} ini sudah tidak berlaku. {summary(edition)}"
    return summary(edition)


def summary(edition: Edition) -> str:
    """What a standard is about in one line."""
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


def cited_in(edition: Edition) -> dict[int, list[Citation]]:
    """By component what it cites, each regulation once and in its order."""
    cited: dict[int, list[Citation]] = defaultdict(list)
    seen = set()
    for each in edition.citations.select_related("regulation__successor"):
        key = each.component, *citations.place(each.kind, each.number, each.year)
        if key not in seen:
            seen.add(key)
            cited[each.component].append(each)
    return cited


@dataclass(frozen=True, slots=True)
class LawNote:
    """What is known of the regulations that a component cites."""

    revoked: list[Regulation]
    unchecked: list[Regulation]
    valid: list[Regulation]

    @classmethod
    def of(cls, cited: list[Citation]) -> "LawNote":
        known = [each.regulation for each in cited if each.regulation]
        return cls(
            revoked=[regulation for regulation in known if regulation.status == "dicabut"],
            unchecked=[regulation for regulation in known if regulation.status == "perlu diperiksa"],
            valid=[regulation for regulation in known if regulation.status in ("berlaku", "diubah")],
        )

    @property
    def is_doubtful(self) -> bool:
        return bool(self.revoked or self.unchecked)


@dataclass(frozen=True, slots=True)
class LawSummary:
    """The doubtful regulations of a whole standard, each counted once, and the component that says more of them."""

    revoked: int
    unchecked: int
    component: Component | None

    @classmethod
    def of(cls, notes: dict[int, LawNote]) -> "LawSummary":
        doubtful = {number: note for number, note in notes.items() if note.is_doubtful}
        place = LEGAL_BASIS if LEGAL_BASIS in doubtful else min(doubtful, default=None)
        return cls(
            revoked=len({each.pk for note in doubtful.values() for each in note.revoked}),
            unchecked=len({each.pk for note in doubtful.values() for each in note.unchecked}),
            component=BY_NUMBER[place] if place else None,
        )
