"""What the reader of annex documents gives back: parsed standards in the document's own words."""

from dataclasses import dataclass, field
from typing import Any

from catalog.rules.outline import Block, as_json, to_text
from catalog.rules.risk import LicenceKind, RiskLevel


@dataclass(frozen=True, slots=True)
class ParsedComponent:
    """One of the 14 components. ``blocks`` hold inline outline text (``*italic*``)."""

    number: int
    name: str
    group: str
    blocks: list[Block]

    def as_json(self) -> dict[str, Any]:
        return {"number": self.number, "name": self.name, "group": self.group, "blocks": as_json(self.blocks)}


@dataclass(slots=True)
class Facts:
    """What the texts state plainly. Empty where they don't. Days are hari kerja unless named otherwise."""

    classification_numbers: list[int] = field(default_factory=list)  # component 2
    classification_conjunction: str = ""
    completion_working_days: int | None = None  # component 3
    fee: str = ""  # component 4, as printed
    fee_rupiah: int | None = None
    product: str = ""  # component 5
    executor_count: int | None = None  # component 11
    complaint_filing_calendar_days: int | None = None  # component 6 item 2
    complaint_response_working_days: int | None = None  # component 6 item 4
    complaint_channels: list[dict[str, str]] = field(default_factory=list)  # component 6 item 2: marker, text
    complaint_issue_categories: list[str] = field(default_factory=list)  # component 6 item 5.c.2
    regulations: list[str] = field(default_factory=list)  # component 7


@dataclass(slots=True)
class ParsedStandard:
    """One standard of a document; ``problems`` names what could not be derived and what looks wrong."""

    file: str
    line: int
    heading: str
    annex_number: int
    licence_kind: LicenceKind
    risk_level: RiskLevel
    kbli_code: str
    kbli_title: str
    components: list[ParsedComponent]
    facts: Facts
    problems: list[str]
    kbli_edition: int | None = None  # where the document names it; the printed annex does not

    def text_of(self, number: int) -> str:
        """A component as canonical outline text, ready for the draft's column."""
        return to_text(self.components[number - 1].blocks)

    def as_json(self) -> dict[str, Any]:
        """The form that ``import_annex --json`` prints."""
        return {
            "file": self.file,
            "heading": self.heading,
            "annex_number": self.annex_number,
            "licence_kind": self.licence_kind.label,
            "risk_level": self.risk_level.label,
            "kbli_code": self.kbli_code,
            "kbli_title": self.kbli_title,
            "kbli_edition": self.kbli_edition,
            "derived": {name: getattr(self.facts, name) for name in Facts.__slots__},
            "components": [component.as_json() for component in self.components],
            "problems": self.problems,
        }
