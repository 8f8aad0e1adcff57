"""A standard → the annex document that it would be printed as, in the form that the reader reads.

The counterpart of ``parse.py``: a heading, then the tab-separated table NO / KOMPONEN / URAIAN. Nesting is not printed
but inferred, so ``unfaithful`` tells which components the reader would not understand as they are meant.
"""

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog.annex.cells import pieces_of
from catalog.annex.parse import tidy
from catalog.rules import outline
from catalog.rules.components import COMPONENTS
from catalog.rules.inference import infer
from catalog.rules.kbli import CURRENT_EDITION
from catalog.rules.outline import Block
from catalog.rules.risk import LicenceKind, RiskLevel

HEAD = "NO\tKOMPONEN\tURAIAN"


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands in one annex table. ``texts`` are outline texts by component number; the number is 0 for none yet."""

    annex_number: int
    licence_kind: LicenceKind
    risk_level: RiskLevel
    kbli_code: str
    kbli_title: str
    kbli_edition: int
    texts: Mapping[int, str]

    @property
    def heading(self) -> str:
        """As the office prints it; a later edition of the codes is named, or the reader would take it for the usual."""
        kind, risk = self.licence_kind.label, self.risk_level.label
        code = self.kbli_code if self.kbli_edition == CURRENT_EDITION else f"{self.kbli_edition} {self.kbli_code}"
        return f"{self.annex_number}. {kind} (Risiko {risk}) KBLI {code} {_line(self.kbli_title)}"


def write(standard: Printed) -> str:
    """One standard's table with its heading. Several, one after another, are a document."""
    return "\n".join(["", html.escape(standard.heading, quote=False), "", HEAD, *_rows(standard), ""])


def unfaithful(standard: Printed) -> list[int]:
    """The numbers of the components that would be read back otherwise."""
    return [
        component.number
        for component in COMPONENTS
        if understood(cell_of(standard.texts[component.number])) != outline.parse(standard.texts[component.number])
    ]


def _rows(standard: Printed) -> Iterator[str]:
    group = None
    for component in COMPONENTS:
        if component.group is not group:
            group = component.group
            yield f"{group.letter}.\t{group.title}\t"
        yield f"{component.number}\t{component.name}\t{cell_of(standard.texts[component.number])}"


def cell_of(text: str) -> str:
    """The URAIAN of a component: each line in a block tag of its own, which is what tells paragraphs from items."""
    lines = [f"{marker} {_tagged(inline)}".strip() for marker, inline in outline.walk(outline.parse(text))]
    first, *rest = lines or [""]
    return " ".join([f": {first}", *(f"<p>{line}</p>" for line in rest)]).rstrip()


def understood(cell: str) -> list[Block]:
    """What the reader makes of a cell."""
    blocks = infer(pieces_of([cell]))
    tidy(blocks)
    return blocks


def _tagged(inline: str) -> str:
    """Inline outline text as markup."""
    runs = ((html.escape(_line(run, keep_ends=True), quote=False), italic) for run, italic in outline.spans(inline))
    return "".join(f"<i>{run}</i>" if italic else run for run, italic in runs)


def _line(text: str, *, keep_ends: bool = False) -> str:
    """Without what would end the line or the cell."""
    flat = " ".join(text.replace("\t", " ").splitlines())
    return flat if keep_ends else " ".join(flat.split())
