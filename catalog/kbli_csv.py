"""Reads the whole code tree of a KBLI edition from a CSV file, or names every row that is wrong."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from catalog.models import KbliCode
from catalog.rules import kbli

COLUMNS = ["code", "title", "level", "parent", "section", "description"]
LEVELS = list(kbli.LEVELS)
MAX_TITLE = KbliCode._meta.get_field("title").max_length


class KbliFileError(Exception):
    """A file that cannot be loaded. ``messages`` are Indonesian sentences, one for each broken row."""

    def __init__(self, *messages: str) -> None:
        super().__init__(*messages)
        self.messages = messages


class Row(NamedTuple):
    """One code; ``line`` is where it begins in the file, from 1."""

    line: int
    code: str
    title: str
    level: str
    parent: str
    section: str
    description: str


def read_codes(path: Path, edition: int) -> list[KbliCode]:
    """The codes of the file as unsaved rows of this edition, in the file's order. Raises KbliFileError."""
    rows = _rows(decoded(content_of(path), str(path)), path)
    by_code = {row.code: row for row in rows}
    times = Counter(row.code for row in rows)
    wrong = [f"{path}:{row.line}: {what}" for row in rows for what in _faults(row, by_code, times)]
    if wrong:
        raise KbliFileError(*wrong)
    return [
        KbliCode(
            edition=edition,
            code=row.code,
            title=row.title,
            level=row.level,
            parent_code=row.parent,
            section=row.section,
            description=row.description,
        )
        for row in rows
    ]


def content_of(path: Path) -> bytes:
    """What stands in the file. Raises KbliFileError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise KbliFileError(f"{path}: berkas tidak dapat dibaca ({error.strerror}).") from error


def decoded(content: bytes, name: str) -> str:
    """The same as text; ``name`` is what messages call the file. Raises KbliFileError."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise KbliFileError(f"{name}:{line}: berkas harus berupa teks UTF-8.") from error


def _rows(text: str, path: Path) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, wrong, line = [], [], 1
    try:
        if next(reader, None) != COLUMNS:
            raise KbliFileError(f"{path}:1: baris pertama harus berisi kolom {','.join(COLUMNS)}.")
        line = reader.line_num + 1
        for values in reader:
            if values and len(values) != len(COLUMNS):
                wrong.append(f"{path}:{line}: harus ada {len(COLUMNS)} kolom, ditemukan {len(values)}.")
            elif values:
                rows.append(Row(line, *values))
            line = reader.line_num + 1
    except csv.Error as error:
        raise KbliFileError(*wrong, f"{path}:{line}: bukan baris CSV yang benar ({error}).") from error
    if wrong or not rows:
        raise KbliFileError(*(wrong or [f"{path}: tidak ada satu kode pun di dalamnya."]))
    return rows


def _faults(row: Row, by_code: dict[str, Row], times: Counter[str]) -> Iterator[str]:
    """What is wrong with one row and what was expected instead."""
    if any("\0" in value for value in row[1:]):
        yield "ada karakter NUL; hapus karakter itu."
    if not row.title.strip():
        yield "judul kosong."
    if len(row.title) > MAX_TITLE:
        yield f"judul paling panjang {MAX_TITLE} karakter, ditemukan {len(row.title)}."
    if times[row.code] > 1:
        yield f"kode {row.code!r} muncul {times[row.code]} kali; harus sekali."
    if row.level not in LEVELS:
        yield f"tingkat {row.level!r} tidak dikenal; harus {', '.join(LEVELS)}."
    elif not re.search(kbli.level_form(row.level), row.code):
        yield f"kode {row.code!r} bukan kode {row.level}; harus {_form_in_words(row.level)}."
    else:
        yield from _faults_of_place(row, by_code)


def _faults_of_place(row: Row, by_code: dict[str, Row]) -> Iterator[str]:
    """Whether a well-formed code hangs where it belongs in the tree."""
    if row.level == LEVELS[0]:
        if row.parent:
            yield f"{row.level} tidak memiliki induk, ditemukan {row.parent!r}."
        section = row.code
    else:
        level_above = LEVELS[LEVELS.index(row.level) - 1]
        parent = by_code.get(row.parent)
        is_prefix = level_above == LEVELS[0] or row.code.startswith(row.parent)
        if parent is None:
            yield f"induk {row.parent!r} tidak ada dalam berkas ini."
            return
        if parent.level != level_above or not is_prefix:
            yield f"induk {row.parent!r} salah; induk kode {row.code} harus {level_above} yang menaunginya."
        section = parent.section
    if row.section != section:
        yield f"kategori {row.section!r} salah; harus {section!r}."


def _form_in_words(level: str) -> str:
    length = kbli.LEVELS[level]
    return "satu huruf A–Z" if length == 1 else f"{length} angka 0–9"
