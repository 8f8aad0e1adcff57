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
    return [parse_standard(file, raw) for raw in read_standards(file, text)]
