"""All rules over one text, and over one standard."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from catalog.rules.components import COMPONENTS
from catalog.rules.quality import contacts, facts, laws, lists, sameness, spelling, wording
from catalog.rules.quality.doubts import RULES, Doubt
from catalog.rules.quality.laws import Key, Law
from catalog.rules.quality.lines import Text, read
from catalog.rules.risk import LicenceKind, RiskLevel

__all__ = ["Known", "Law", "Subject", "review", "review_text"]

PROCESSING_TIME, FEES, PRODUCTS = 3, 4, 5
OFFICE = contacts.CHANNELS
# Rules that need nothing but the text: those that can hold it up, and those that hint.
_WEIGHTY = (wording.placeholders, lists.numbering, wording.spelled_numbers)
_HINTS = (contacts.accounts, spelling.spelling, wording.brackets, wording.spaces, lists.endings)


@dataclass(frozen=True, slots=True)
class Subject:
    """The draft that is looked at. ``texts`` are its own, by component number; a blank one uses the shared text."""

    kbli_edition: int
    kbli_code: str
    kbli_title: str
    licence_kind: LicenceKind
    risk_level: RiskLevel
    sector: str
    processing_days: int | None
    fee: str
    fee_rupiah: int | None
    texts: Mapping[int, str]
    checked_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the draft."""

    today: dt.date
    shared: Mapping[int, str] = field(default_factory=dict)
    laws: Mapping[Key, Law] = field(default_factory=dict)
    kbli_titles: Mapping[tuple[int, str], str] = field(default_factory=dict)  # by edition and code
    kbli_loaded: frozenset[int] = frozenset()  # the editions of which all codes are on record
    usual: Mapping[int, Sequence[str]] = field(default_factory=dict)  # texts that several standards have
    annexes: frozenset[str] = frozenset()
    moved_codes: Mapping[tuple[int, str], str] = field(default_factory=dict)  # codes gone or changed → the sentence


def review_text(component: int, raw: str, known: Known, *, hints: bool = True) -> list[Doubt]:
    """The doubts about one text, whoever uses it: those of a shared text. ``hints``: also the light ones."""
    text = read(component, raw)
    return [
        *_of_text(component, raw, hints),
        *laws.regulations(text, known.laws, "", known.today),
        *_annexes(text, known),
    ]


def review(subject: Subject, known: Known, *, hints: bool = True) -> list[Doubt]:
    """The doubts about a draft's own texts and facts, in their order on the form. ``hints``: also the light ones.

    Those about a shared text that it uses belong to that text (``review_text``), but for what holds of this draft
    alone: the days, the fee and the product in it.
    """
    doubts = [
        *facts.code(
            subject.kbli_edition,
            subject.kbli_code,
            subject.kbli_title,
            known.kbli_titles.get((subject.kbli_edition, subject.kbli_code)),
            subject.kbli_edition in known.kbli_loaded,
        ),
        *_moved(subject, known),
    ]
    for component in COMPONENTS:
        own = subject.texts.get(component.number, "").strip() and subject.texts[component.number]
        shared = known.shared.get(component.number, "")
        if own:
            doubts += _of_own_text(read(component.number, own), subject, known, hints)
        elif not shared.strip():
            message = f"Komponen {component.number} kosong dan tidak ada teks bakunya. Isi dulu komponen ini."
            doubts.append(Doubt(RULES["komponen-kosong"], component.key, message, component.number))
        if own or shared.strip():
            doubts += _of_facts(read(component.number, own or shared), subject)
    return [*doubts, *facts.age(subject.checked_on, known.today)]


@lru_cache(maxsize=4096)
def _of_text(component: int, raw: str, hints: bool) -> tuple[Doubt, ...]:
    text = read(component, raw)
    return tuple(doubt for rule in (_WEIGHTY + _HINTS if hints else _WEIGHTY) for doubt in rule(text))


@lru_cache(maxsize=4096)
def _of_contacts(component: int, raw: str, office: str) -> tuple[Doubt, ...]:
    return tuple(contacts.contacts(read(component, raw), office))


def _of_own_text(text: Text, subject: Subject, known: Known, hints: bool) -> list[Doubt]:
    shared = known.shared.get(text.component, "")
    return [
        *_of_text(text.component, text.raw, hints),
        *laws.regulations(text, known.laws, subject.sector, known.today),
        *_annexes(text, known),
        *_of_contacts(text.component, text.raw, known.shared.get(OFFICE, "")),
        *(sameness.near_shared(text, shared) if shared else ()),
        *sameness.near_usual(text, known.usual.get(text.component, ())),
    ]


def _annexes(text: Text, known: Known) -> list[Doubt]:
    return list(laws.annexes(text, known.annexes))


def _of_facts(text: Text, subject: Subject) -> list[Doubt]:
    match text.component:
        case n if n == PROCESSING_TIME:
            return list(facts.days(text, subject.processing_days))
        case n if n == FEES:
            return list(facts.fees(text, subject.fee, subject.fee_rupiah))
        case n if n == PRODUCTS:
            return list(facts.product(text, subject.risk_level, subject.licence_kind))
    return []


def _moved(subject: Subject, known: Known) -> list[Doubt]:
    sentence = known.moved_codes.get((subject.kbli_edition, subject.kbli_code))
    return [facts.header("kbli_code", "peralihan-kbli", sentence, subject.kbli_code)] if sentence else []
