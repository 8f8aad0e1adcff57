"""Rows of a document → parsed standards: heading, component texts as blocks, derived facts.

Nothing is lost and nothing invented: apart from white space, markup and the colon that leads a cell,
every character of the table is in the parsed standard, in order. ``_verify`` checks it on every run.
"""

import re
from pathlib import PurePath
from typing import TypeVar

from catalog.annex.cells import pieces_of
from catalog.annex.errors import AnnexError
from catalog.annex.facts import derive
from catalog.annex.markup import TAG, readable
from catalog.annex.reader import RawComponent, RawStandard
from catalog.annex.standard import ParsedComponent, ParsedStandard
from catalog.rules import kbli
from catalog.rules.inference import infer
from catalog.rules.markers import PRINTED, readings
from catalog.rules.outline import Block, Paragraph, plain, walk
from catalog.rules.risk import LicenceKind, Printed, RiskLevel

Kind = TypeVar("Kind", bound=Printed)

MAX_TITLE = 255  # characters
MAX_ANNEX_NUMBER = 9_999

_HEADING = re.compile(
    r"(?P<number>[0-9]{1,6})\.\s*(?P<kind>[^()]{1,100}?)\s*\(\s*Risiko\s+(?P<risk>[^()]{1,60}?)\s*\)"
    r"\s*KBLI\s+(?:(?P<edition>20[0-9]{2})\s+)?(?P<code>\S{1,20})\s+(?P<title>\S.*)\Z",
    re.I | re.S,
)
_SPACE_BEFORE = re.compile(r"\s+([;,.:)])")
_SPACE_AFTER = re.compile(r"\(\s+")
# "B. Persyaratan Khusus: Dalam hal …": the head of a group of requirements, then a paragraph in it.
_GROUP_HEAD = re.compile(r"(Persyaratan \w+:)\s+(?=\S)")
_NUMBERED = re.compile(rf"({PRINTED})\s")
_MARKUP = re.compile(r"</?[a-z!][^<>]{0,80}>", re.I)


def parse_standard(file: str, raw: RawStandard) -> ParsedStandard:
    """A raw standard → a parsed one. Raises AnnexError for a heading or a text that cannot be taken over."""
    match = _HEADING.match(raw.heading)
    if match is None:
        message = f"judul “{raw.heading[:120]}” tidak dikenal; diharapkan “17. Izin (Risiko Tinggi) KBLI 71204 Judul”."
        raise AnnexError(file, raw.line, message)
    edition = int(match["edition"]) if match["edition"] else None
    refuse_identity(file, raw.line, int(match["number"]), match["code"], match["title"])
    if edition:
        refuse_edition(file, raw.line, edition)
    components = [_parse_component(file, component) for component in raw.components]
    facts, underivable = derive({component.number: component.blocks for component in components})
    return ParsedStandard(
        file=PurePath(file).name,
        line=raw.line,
        heading=raw.heading,
        annex_number=int(match["number"]),
        licence_kind=known(LicenceKind, match["kind"], "jenis perizinan", file, raw.line),
        risk_level=known(RiskLevel, match["risk"], "tingkat risiko", file, raw.line),
        kbli_code=match["code"],
        kbli_title=match["title"],
        components=components,
        facts=facts,
        problems=raw.problems + suspicions(components) + underivable,
        kbli_edition=edition,
    )


def refuse_identity(file: str, line: int, number: int, code: str, title: str) -> None:
    """Raises AnnexError for a code, a number or a title that no standard can have."""
    if not kbli.is_code(code):
        raise AnnexError(file, line, f"kode KBLI “{code[:20]}” bukan lima angka 0–9, mis. 14120.")
    if number > MAX_ANNEX_NUMBER or len(title) > MAX_TITLE:
        message = f"nomor lampiran paling besar {MAX_ANNEX_NUMBER}, judul paling panjang {MAX_TITLE} karakter."
        raise AnnexError(file, line, message)


def refuse_edition(file: str, line: int, edition: int | None) -> None:
    if edition not in kbli.EDITIONS:
        known_ones = " atau ".join(map(str, kbli.EDITIONS))
        raise AnnexError(file, line, f"edisi KBLI “{edition or ''}” tidak dikenal; diharapkan {known_ones}.")


def known(kinds: type[Kind], text: str, what: str, file: str, line: int) -> Kind:
    found = kinds.printed_as(text)
    if found is None:
        choices = ", ".join(kind.label for kind in kinds)
        raise AnnexError(file, line, f"{what} “{text[:60]}” tidak dikenal; diharapkan salah satu dari: {choices}.")
    return found


def _parse_component(file: str, raw: RawComponent) -> ParsedComponent:
    blocks = infer(pieces_of(raw.cells))
    tidy(blocks)
    _verify(file, raw, blocks)
    return ParsedComponent(raw.number, raw.name, raw.group, blocks)


def tidy(blocks: list[Block]) -> None:
    """Mends spacing that only the layout caused, and parts the head of a group from its paragraph."""
    for block in blocks:
        if isinstance(block, Paragraph):
            block.text = _spaced(block.text)
            continue
        for item in block.items:
            item.text = _spaced(item.text)
            tidy(item.blocks)
            if block.style == "A." and (head := _GROUP_HEAD.match(item.text)):
                item.blocks.insert(0, Paragraph(item.text[head.end() :]))
                item.text = head[1]


def _spaced(text: str) -> str:
    return _SPACE_AFTER.sub("(", _SPACE_BEFORE.sub(r"\1", text))


def _verify(file: str, raw: RawComponent, blocks: list[Block]) -> None:
    """Refuses a component whose blocks do not hold exactly the characters of its cells."""
    printed = "".join(_without_space(readable(TAG.sub("", cell))) for cell in raw.cells).removeprefix(":")
    taken = _without_space(_everything(blocks))
    if printed != taken:
        same = next((at for at, (a, b) in enumerate(zip(printed, taken, strict=False)) if a != b), len(taken))
        message = (
            f"komponen {raw.number} tidak terbaca utuh, mulai “{printed[same : same + 40]}”; periksa penulisannya."
        )
        raise AnnexError(file, raw.line, message)


def _without_space(text: str) -> str:
    return "".join(text.split())


def _everything(blocks: list[Block]) -> str:
    """Markers and texts in printed order."""
    return "".join(marker + plain(text) for marker, text in walk(blocks))


def suspicions(components: list[ParsedComponent]) -> list[str]:
    """What a person should look at: empty components, unknown markup, and lines that are numbered out of order."""
    problems = []
    for component in components:
        if not component.blocks:
            problems.append(f"Komponen {component.number}: tidak ada isinya.")
        if markup := _MARKUP.search(_everything(component.blocks)):
            problems.append(f"Komponen {component.number}: “{markup[0]}” tampak markup; dibaca sebagai teks.")
        for text in (plain(inline) for marker, inline in walk(component.blocks) if not marker):
            match = _NUMBERED.match(text)
            if match and readings(match[1]):
                what = f"Komponen {component.number}: “{text[:60]}” tampak bernomor, tetapi tidak urut"
                problems.append(f"{what}; dibaca sebagai paragraf.")
    return problems
