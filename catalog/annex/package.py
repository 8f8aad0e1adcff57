"""What is handed in for import, annex documents or ZIP files of them → documents with their texts.

A ZIP file is opened in memory and bounded by what is really unpacked; the folders it names are ignored.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from catalog.annex import records
from catalog.annex.errors import AnnexError
from catalog.annex.reader import decoded

SUFFIXES = (".txt", ".html", ".htm", ".md", *records.SUFFIXES)
MOST_DOCUMENTS = 50
LARGEST = 8 * 1024 * 1024  # bytes unpacked, of all together
LONGEST_NAME = 100  # characters
_UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Document:
    """One document by its bare name; ``error`` says why its text could not be taken."""

    name: str
    text: str = ""
    error: str = ""


def documents(files: Iterable[tuple[str, bytes]]) -> list[Document]:
    """The documents of the files, in order. Raises AnnexError when they are too many or too large together."""
    found: list[Document] = []
    size = 0
    for name, data in _unpacked(files):
        size += len(data) if data else 0
        if size > LARGEST:
            raise AnnexError(name, None, f"bersama yang lain lebih dari {LARGEST // 1024 // 1024} MB; bagi dahulu.")
        if len(found) == MOST_DOCUMENTS:
            raise AnnexError(name, None, f"lebih dari {MOST_DOCUMENTS} dokumen; bagi dahulu.")
        found.append(_document(name, data))
    return found


def _unpacked(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes | None]]:
    for name, data in files:
        if data.startswith(b"PK\x03\x04") or name.lower().endswith(".zip"):
            yield from _members(bare(name), data)
        else:
            yield bare(name), data


def _members(name: str, data: bytes) -> Iterator[tuple[str, bytes | None]]:
    """The files in a ZIP file, each read no further than the bound; None for one that cannot be read."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = [member for member in archive.infolist() if not member.is_dir()]
    except _UNREADABLE:
        raise AnnexError(name, None, "berkas ZIP rusak; diharapkan ZIP biasa berisi dokumen lampiran.") from None
    if len(members) > MOST_DOCUMENTS:
        raise AnnexError(name, None, f"berisi {len(members)} berkas; paling banyak {MOST_DOCUMENTS}.")
    for member in members:
        try:
            with archive.open(member) as file:
                yield bare(member.filename), file.read(LARGEST + 1)
        except _UNREADABLE:
            yield bare(member.filename), None


def bare(name: str) -> str:
    """The name without its folders and without what cannot be seen."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(letter for letter in last if letter.isprintable())[-LONGEST_NAME:] or "tanpa nama"


def _document(name: str, data: bytes | None) -> Document:
    if data is None:
        return Document(
            name, error=f"{name}: tidak dapat dibuka; ZIP yang rusak atau berkata sandi tidak dapat dibaca."
        )
    if not name.lower().endswith(SUFFIXES):
        return Document(name, error=f"{name}: jenis berkas tidak dikenal; diharapkan {', '.join(SUFFIXES)}.")
    try:
        return Document(name, decoded(name, data))
    except AnnexError as error:
        return Document(name, error=str(error))
