"""Reads a list of holidays from a CSV file (date,name,kind and optionally decree), or names every row that is wrong."""

import csv
import datetime as dt
import io
import re
from pathlib import Path

from complaints.models import Holiday as HolidayRow
from complaints.rules.deadlines import KIND_IN_CSV, Holiday, HolidayKind

COLUMNS = ["date", "name", "kind"]
KINDS = KIND_IN_CSV | {kind.value: kind for kind in HolidayKind}
LONGEST = {column: HolidayRow._meta.get_field(column).max_length for column in ("name", "decree")}
DECREE_IN_NAME = re.compile(r"(.+) \((SKB [^()]+)\)")


class HolidayFileError(Exception):
    """A file that cannot be loaded. ``messages`` are Indonesian sentences, one for each broken row."""

    def __init__(self, *messages: str) -> None:
        super().__init__(*messages)
        self.messages = messages


def read_holidays(path: Path, *, decree: str = "") -> tuple[Holiday, ...]:
    """The holidays of the file; ``decree`` is that of the rows that name none. Raises HolidayFileError."""
    found: dict[tuple[dt.date, HolidayKind], Holiday] = {}
    wrong = []
    for line, row in _rows(path):
        try:
            holiday = _holiday(row, decree)
        except ValueError as error:
            wrong.append(f"{path}:{line}: {error}")
            continue
        if found.setdefault((holiday.date, holiday.kind), holiday) is not holiday:
            wrong.append(f"{path}:{line}: {row['date']} dengan jenis {row['kind']} sudah ada di baris sebelumnya.")
    if wrong or not found:
        raise HolidayFileError(*(wrong or [f"{path}: tidak ada satu hari libur pun di dalamnya."]))
    return tuple(found.values())


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Each row by column, with its line in the file."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        columns = next(reader, [])
        if columns not in (COLUMNS, [*COLUMNS, "decree"]):
            raise HolidayFileError(f"{path}:1: baris pertama harus berisi kolom {','.join(COLUMNS)} atau …,decree.")
        rows = [(reader.line_num, values) for values in reader if values]
    except csv.Error as error:
        raise HolidayFileError(f"{path}:{reader.line_num}: bukan baris CSV yang benar ({error}).") from error
    return [(line, dict(zip(columns, values + [""] * len(columns), strict=False))) for line, values in rows]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise HolidayFileError(f"{path}: berkas tidak dapat dibaca ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise HolidayFileError(f"{path}: berkas harus berupa teks UTF-8.") from error


def _holiday(row: dict[str, str], decree: str) -> Holiday:
    """Raises ValueError with an Indonesian sentence."""
    name, decree = row["name"].strip(), row.get("decree", "").strip() or decree
    if named := DECREE_IN_NAME.fullmatch(name):
        name, decree = named[1], decree or named[2]
    _refuse_text("nama", name, LONGEST["name"])
    _refuse_text("dasar", decree or "-", LONGEST["decree"])
    if row["kind"] not in KINDS:
        raise ValueError(f"jenis {row['kind']!r} tidak dikenal; harus {', '.join(KINDS)}.")
    return Holiday(_date(row["date"]), name, KINDS[row["kind"]], decree)


def _date(text: str) -> dt.date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(f"tanggal {text!r} harus ditulis seperti 2027-01-31.")
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"tanggal {text!r} tidak ada dalam kalender.") from None
    return day


def _refuse_text(what: str, text: str, longest: int) -> None:
    if not text:
        raise ValueError(f"{what} kosong.")
    if len(text) > longest:
        raise ValueError(f"{what} paling panjang {longest} karakter, ditemukan {len(text)}.")
    if not text.isprintable():
        raise ValueError(f"{what} memuat karakter yang tidak tampak; hapus karakter itu.")
