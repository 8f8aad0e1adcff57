"""Files for a spreadsheet. Whatever was typed stays text: nothing in them is ever calculated (threat 53)."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from catalog.rules.spreadsheet import cell as shielded

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767  # characters that a cell of XLSX can hold
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
WIDTHS = (12, 60)  # of a column, in characters

Value = str | int | float | dt.date | bool | None


def csv_lines(rows: Iterable[Iterable[Value]]) -> Iterator[str]:
    """The rows as lines of CSV, after the mark by which Excel knows UTF-8.

    Text that might be calculated has an apostrophe in front.
    """
    line = io.StringIO()
    writer = csv.writer(line)
    line.write("\ufeff")
    for row in rows:
        writer.writerow([shielded(value) if isinstance(value, str) else as_text(value) for value in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def workbook(sheets: Mapping[str, Iterable[Iterable[Value]]]) -> bytes:
    """An XLSX file with these sheets, the first row of each its head. Cells are text or numbers, nothing else."""
    # Only whoever asks for such a file pays for the library's memory.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook(write_only=True)
    head_font = Font(bold=True)

    def cells(sheet, row: Iterable[Value], *, is_head: bool):
        for value in row:
            if value is None:
                yield None
                continue
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            told = WriteOnlyCell(sheet, value=value if is_number else 0)
            if not is_number:
                _make_text(told, as_text(value))
            if is_head:
                told.font = head_font
            yield told

    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        told = iter(rows)
        head = list(next(told))
        for place, name in enumerate(head):
            width = min(max(len(str(name)) + 2, WIDTHS[0]), WIDTHS[1])
            sheet.column_dimensions[chr(ord("A") + place)].width = width
        sheet.freeze_panes = "A2"
        for number, row in enumerate(chain([head], told)):
            sheet.append(cells(sheet, row, is_head=number == 0))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _make_text(told, text: str) -> None:
    """Past the guessing of openpyxl, which takes "=…" for a formula and "#N/A" for an error."""
    told._value, told.data_type = text, "s"
    if shielded(text) != text:
        told.quotePrefix = True  # text in Excel even after somebody edits the cell


def as_text(value: Value) -> str | int | float:
    """A day as 2026-11-20, yes and no in words; text without what a file cannot hold. Numbers stay."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return NOT_IN_XML.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]
    return "" if value is None else value
