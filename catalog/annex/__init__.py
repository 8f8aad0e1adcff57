"""Reads annex documents (reader → markup, cells → outline → standard), and what the admin exported as JSON or CSV.

Pure: no database, no Django.
"""

from pathlib import Path

from catalog.annex.errors import AnnexError
from catalog.annex.parse import parse_standard
from catalog.annex.reader import read_standards, read_text
from catalog.annex.records import is_records, read_records
from catalog.annex.standard import ParsedStandard

__all__ = ["AnnexError", "ParsedStandard", "read_document", "read_file"]


def read_file(path: Path) -> list[ParsedStandard]:
    """All standards of a document. Raises AnnexError, with file and line, when one cannot be taken over."""
    return read_document(str(path), read_text(path))


def read_document(file: str, text: str) -> list[ParsedStandard]:
    """The same for text at hand; ``file`` is the name that messages show."""
    if is_records(file):
        return read_records(file, text)
    standards = [parse_standard(file, raw) for raw in read_standards(file, text)]
    _note_repeated(standards)
    return standards


def _note_repeated(standards: list[ParsedStandard]) -> None:
    """A standard that the document holds twice: both would become one draft, and the later one would be kept."""
    first: dict[tuple[object, ...], ParsedStandard] = {}
    for each in standards:
        identity = (each.annex_number, each.kbli_edition, each.kbli_code, each.licence_kind, each.risk_level)
        before = first.setdefault(identity, each)
        if before is not each:
            each.problems.insert(0, f"Standar ini sudah ada pada baris {before.line} dokumen yang sama.")
