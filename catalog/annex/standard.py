"""What a reader of annex documents gives back: parsed standards, or the reason why not.

A parsed standard is the document's own wording in the outline's blocks, plus the facts that its text
states plainly. What the text does not state stays empty and is named in ``problems``.
"""

from dataclasses import dataclass, field
from typing import Any

from catalog.rules.outline import Block
from catalog.rules.risk import LicenceKind, RiskLevel


class AnnexError(Exception):
    """A document that cannot be taken over. ``str()`` is an Indonesian sentence with file and line."""

    def __init__(self, file: str, line: int | None, message: str) -> None:
        self.file, self.line, self.message = file, line, message
        place = f"{file}:{line}" if line else file
        super().__init__(f"{place}: {message}")


@dataclass(frozen=True, slots=True)
class ParsedComponent:
    """One of the 14 components. ``blocks`` hold inline outline text (``*italic*``)."""

    number: int
    name: str
    group: str
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class ParsedStandard:
    """One standard of a document. Days are hari kerja unless the name says otherwise."""

    file: str
    line: int
    heading: str
    annex_number: int
    licence_kind: LicenceKind
    risk_level: RiskLevel
    kbli_code: str
    kbli_title: str
    components: list[ParsedComponent] = field(default_factory=list)
    classification_numbers: list[int] = field(default_factory=list)
    classification_conjunction: str = ""
    processing_days: int | None = None
    fee: str = ""
    fee_rupiah: int | None = None
    product: str = ""
    executor_count: int | None = None
    filing_calendar_days: int | None = None
    response_working_days: int | None = None
    channels: list[dict[str, str]] = field(default_factory=list)  # {"marker", "text"} of component 6, item 2
    issue_categories: list[str] = field(default_factory=list)  # component 6, item 5.c.2
    regulations: list[str] = field(default_factory=list)  # the items of component 7
    problems: list[str] = field(default_factory=list)

    def text_of(self, number: int) -> str:
        """A component as outline text, ready for the draft's column."""
        raise NotImplementedError

    def as_json(self) -> dict[str, Any]:
        """The form that ``import_annex --json`` prints."""
        raise NotImplementedError
