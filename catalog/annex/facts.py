"""Facts that the texts of a standard state plainly, derived without guessing."""

import re
from collections.abc import Iterator

from catalog.annex.standard import Facts
from catalog.rules.outline import Block, Item, ListBlock, Paragraph, plain, walk

MAX_FACT = 255  # characters a header fact may have

_NUMBER = r"([0-9]{1,4})(?:\s*\([^()]{1,40}\))?"  # "14 (empat belas)"
_WORKING_DAYS = re.compile(rf"{_NUMBER}\s+hari\s+kerja\b", re.I)
_PEOPLE = re.compile(rf"{_NUMBER}\s+orang\b", re.I)
_FILING_DAYS = re.compile(rf"paling\s+lambat\s+{_NUMBER}\s+hari\s+k[ae]lender\b", re.I)
_RESPONSE_DAYS = re.compile(rf"paling\s+lambat\s+{_NUMBER}\s+hari\s+kerja\b", re.I)
_CLASSES = re.compile(r"\bKlasifikasi\s+([0-9]{1,3}(?:\s*,\s*[0-9]{1,3})*)(?:\s*,?\s*(atau|dan)\s+([0-9]{1,3}))?", re.I)
_FREE = re.compile(r"(?:gratis|tidak dipungut biaya|rp\.?\s*0(?:,[-0]*)?)\.?\Z", re.I)
_RUPIAH = re.compile(r"rp\.?\s*([0-9]{1,3}(?:\.[0-9]{3})*|[0-9]{1,12})(?:,(?:-|00))?\.?\Z", re.I)


def derive(texts: dict[int, list[Block]]) -> tuple[Facts, list[str]]:
    """Component number → blocks; gives the facts, and a sentence for each that could not be derived."""
    facts, problems = Facts(), []

    def note(component: int, what: str) -> None:
        problems.append(f"Komponen {component}: {what} tidak dapat ditentukan dari teksnya.")

    facts.classification_numbers, facts.classification_conjunction = _classifications(_all_text(texts[2]))
    facts.completion_working_days = _only_number(_WORKING_DAYS, _all_text(texts[3]))
    facts.fee, facts.product = _only_paragraph(texts[4]), _only_paragraph(texts[5])
    facts.fee_rupiah = _rupiah(facts.fee)
    facts.executor_count = _only_number(_PEOPLE, _all_text(texts[11]))
    complaint_text = _all_text(texts[6])
    facts.complaint_filing_calendar_days = _only_number(_FILING_DAYS, complaint_text)
    facts.complaint_response_working_days = _only_number(_RESPONSE_DAYS, complaint_text)
    facts.complaint_channels = _channels(texts[6])
    facts.complaint_issue_categories = _issue_categories(texts[6])
    facts.regulations = [plain(item.text) for item in _top_items(texts[7])]

    for component, what, is_known in (
        (2, "klasifikasi prosedur", facts.classification_numbers),
        (3, "jumlah hari kerja", facts.completion_working_days is not None),
        (4, "biaya", facts.fee),
        (4, "jumlah biaya dalam rupiah", facts.fee_rupiah is not None),
        (5, "produk layanan", facts.product),
        (6, "batas penyampaian pengaduan (hari kalender)", facts.complaint_filing_calendar_days is not None),
        (6, "batas jawaban pengaduan (hari kerja)", facts.complaint_response_working_days is not None),
        (6, "saluran pengaduan", facts.complaint_channels),
        (6, "pengelompokan masalah", facts.complaint_issue_categories),
        (7, "daftar peraturan", facts.regulations),
        (11, "jumlah pelaksana", facts.executor_count is not None),
    ):
        if not is_known:
            note(component, what)
    return facts, problems


def _only_number(pattern: re.Pattern[str], text: str) -> int | None:
    """The number, when the text states exactly one."""
    found = {int(number) for number in pattern.findall(text)}
    return found.pop() if len(found) == 1 else None


def _only_paragraph(blocks: list[Block]) -> str:
    """The text of a component that is a single short paragraph, else empty."""
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return ""
    text = plain(blocks[0].text)
    return text if len(text) <= MAX_FACT else ""


def _classifications(text: str) -> tuple[list[int], str]:
    """The procedure classes of "Klasifikasi 3, 7, 12, atau 16", and the word that joins the last."""
    match = _CLASSES.search(text)
    if match is None:
        return [], ""
    numbers = [int(number) for number in match[1].split(",")] + ([int(match[3])] if match[3] else [])
    return numbers, (match[2] or "").lower()


def _rupiah(fee: str) -> int | None:
    """0 for a free service, the amount of a single price, None for anything else."""
    if _FREE.match(fee):
        return 0
    match = _RUPIAH.match(fee)
    return int(match[1].replace(".", "")) if match else None


def _channels(blocks: list[Block]) -> list[dict[str, str]]:
    """The list under the item that ends with "melalui:" (component 6 item 2)."""
    for item in _top_items(blocks):
        lists = [block for block in item.blocks if isinstance(block, ListBlock)]
        if lists and plain(item.text).endswith("melalui:"):
            return [{"marker": channel.marker, "text": plain(channel.text)} for channel in lists[0].items]
    return []


def _issue_categories(blocks: list[Block]) -> list[str]:
    """The list inside a sentence, parted by ";", that groups complaints (component 6 item 5.c.2)."""
    for _, text in walk(blocks):
        _, colon, listed = plain(text).partition("diantaranya:")
        if colon and ";" in listed:
            return [name.strip() for name in listed.split(";") if name.strip()]
    return []


def _top_items(blocks: list[Block]) -> Iterator[Item]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield from block.items


def _all_text(blocks: list[Block]) -> str:
    """Every word of the blocks in order, markers left out."""
    return " ".join(plain(text) for _, text in walk(blocks) if text)
