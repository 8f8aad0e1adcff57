"""What the admin exports as JSON or CSV → parsed standards, nested as they were written. Nothing is inferred."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from catalog.annex.errors import AnnexError
from catalog.annex.facts import derive
from catalog.annex.parse import known, refuse_edition, refuse_identity, suspicions
from catalog.annex.reader import MAX_COMPONENT
from catalog.annex.standard import ParsedComponent, ParsedStandard
from catalog.rules import outline
from catalog.rules.components import COMPONENTS, Component
from catalog.rules.risk import LicenceKind, RiskLevel
from catalog.rules.spreadsheet import text_of

SUFFIXES = (".json", ".csv")
WORDS = ("kbli_code", "kbli_title", "licence_kind", "risk_level", "fee", "product")
NUMBERS = ("annex_number", "kbli_edition", "processing_days", "fee_rupiah", "executor_count")
EXPECTED = "diharapkan berkas dari halaman Ekspor, dengan semua kolomnya."


def is_records(file: str) -> bool:
    return file.lower().endswith(SUFFIXES)


def read_records(file: str, text: str) -> list[ParsedStandard]:
    """All standards of an exported file. Raises AnnexError, with file and place, when one cannot be taken over."""
    records = _of_json if file.lower().endswith(".json") else _of_csv
    found = [_standard(file, place, record) for place, record in records(file, text)]
    if not found:
        raise AnnexError(file, None, f"tidak ada standar di dalamnya; {EXPECTED}")
    return found


def _of_json(file: str, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each record with its place in the list."""
    try:
        results = json.loads(text)["results"]
        for place, each in enumerate(results, 1):
            texts = {f"component_{one['number']}": one["text"] for one in each["components"]}
            yield place, {**each, **texts}
    except (ValueError, TypeError, KeyError, RecursionError):
        raise AnnexError(file, None, f"bukan JSON yang dikenal; {EXPECTED}") from None


def _of_csv(file: str, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each record with the line that it begins on."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in rows:
            yield line + 1, {name: text_of(value) for name, value in row.items() if name and value is not None}
            line = rows.line_num
    except csv.Error:
        raise AnnexError(file, line + 1, f"bukan CSV yang dikenal; {EXPECTED}") from None


def _standard(file: str, place: int, record: dict[str, Any]) -> ParsedStandard:
    words = {name: _word(file, place, record, name) for name in WORDS}
    numbers = {name: _number(file, place, record, name) for name in NUMBERS}
    annex_number = numbers["annex_number"] or 0
    refuse_identity(file, place, annex_number, words["kbli_code"], words["kbli_title"])
    refuse_edition(file, place, numbers["kbli_edition"])
    components = [_component(file, place, record, component) for component in COMPONENTS]
    facts, _ = derive({component.number: component.blocks for component in components})
    facts.fee, facts.product = words["fee"], words["product"]
    facts.completion_working_days = numbers["processing_days"]
    facts.fee_rupiah, facts.executor_count = numbers["fee_rupiah"], numbers["executor_count"]
    licence_kind = known(LicenceKind, words["licence_kind"], "jenis perizinan", file, place)
    risk_level = known(RiskLevel, words["risk_level"], "tingkat risiko", file, place)
    return ParsedStandard(
        file=PurePath(file).name,
        line=place,
        heading=f"{annex_number}. {licence_kind.label} (Risiko {risk_level.label}) KBLI {words['kbli_code']}",
        annex_number=annex_number,
        licence_kind=licence_kind,
        risk_level=risk_level,
        kbli_code=words["kbli_code"],
        kbli_title=words["kbli_title"],
        components=components,
        facts=facts,
        problems=suspicions(components),
        kbli_edition=numbers["kbli_edition"],
    )


def _component(file: str, place: int, record: dict[str, Any], component: Component) -> ParsedComponent:
    text = _word(file, place, record, f"component_{component.number}")
    if len(text) > MAX_COMPONENT:
        raise AnnexError(file, place, f"komponen {component.number} lebih dari {MAX_COMPONENT} karakter.")
    return ParsedComponent(component.number, component.name, component.group.letter, outline.parse(text))


def _word(file: str, place: int, record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str) or "\0" in value:
        raise AnnexError(file, place, f"kolom {name} tidak ada atau bukan teks; {EXPECTED}")
    return value


def _number(file: str, place: int, record: dict[str, Any], name: str) -> int | None:
    """A whole number, None for an empty one; as JSON or as CSV has it."""
    value = record.get(name)
    if name in record and (value is None or value == ""):
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12:
        return int(value)
    if type(value) is int and 0 <= value < 10**11:
        return value
    raise AnnexError(file, place, f"kolom {name} tidak ada atau bukan bilangan; {EXPECTED}")
