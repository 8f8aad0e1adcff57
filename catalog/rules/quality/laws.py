"""Regulations that a text cites: revoked, unchecked, not on record, of another sector; and annexes it refers to."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from catalog.rules.citation import Citation, citations
from catalog.rules.quality.doubts import Doubt, printed
from catalog.rules.quality.lines import Text

OLDEST = dt.timedelta(days=365)  # after which a status must be looked up again
LEGAL_BASIS = 7

_SECTOR = re.compile(r"\bSektor\s+([A-Z][\w ,/&-]{2,80})\Z")
_ANNEX = re.compile(r"\bLampiran\s+([IVXL]{1,6}|[0-9]{1,2})\b(?:\s+Peraturan\s+Bupati(?:\s+ini)?)?")

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Law:
    """What is on record of a regulation."""

    title: str
    status: str
    status_since: dt.date | None
    replaced_by: str
    checked_on: dt.date | None


def key_of(citation: Citation) -> Key:
    return citation.kind.casefold(), citation.number, citation.year


@lru_cache(maxsize=2048)
def cited(raw: str) -> tuple[Citation, ...]:
    return tuple(citations(raw))


def regulations(text: Text, laws: Mapping[Key, Law], sector: str, today: dt.date) -> Iterator[Doubt]:
    """Of each regulation the heaviest doubt about its status; and whether it is of another sector."""
    for citation in cited(text.raw):
        law = laws.get(key_of(citation))
        if found := _status(citation, law, today):
            rule, message = found
            yield text.doubt_at(rule, *_named(citation), message)
        if sentence := _title(citation, law):
            yield text.doubt_at("judul-peraturan", *_named(citation), sentence)
        if sentence := _other_sector(citation, law, sector):
            yield text.doubt_at("peraturan-sektor", *_named(citation), sentence)


def _named(citation: Citation) -> tuple[int, int]:
    return citation.start, citation.end


def _status(citation: Citation, law: Law | None, today: dt.date) -> tuple[str, str] | None:
    name = f"{citation.kind} {citation.number}/{citation.year}"
    if law is None:
        return "peraturan-belum-tercatat", f"{name} belum tercatat di situs ini. Catat dulu beserta statusnya."
    if law.status == "dicabut":
        since = f" sejak {printed(law.status_since)}" if law.status_since else ""
        successor = f", digantikan {law.replaced_by}" if law.replaced_by else ""
        return "peraturan-dicabut", f"{name} dicabut{since}{successor}. Ganti, atau jelaskan mengapa tetap dikutip."
    if law.status == "perlu diperiksa":
        return "peraturan-diperiksa", f"Status {name} perlu diperiksa. Pastikan masih berlaku, lalu catat hasilnya."
    if law.checked_on and today - law.checked_on > OLDEST:
        return "peraturan-lama", f"Status {name} terakhir diperiksa {printed(law.checked_on)}. Periksa lagi."
    return None


def _title(citation: Citation, law: Law | None) -> str:
    if law is None or not law.title or not citation.title or _plain(law.title) == _plain(citation.title):
        return ""
    return f"Judul yang tercatat ialah “{law.title}”. Periksa judul yang dikutip."


def _other_sector(citation: Citation, law: Law | None, sector: str) -> str:
    """Told by the sector that ends the title: "… Sektor Pertanian" on a standard of Ketenagakerjaan."""
    found = _SECTOR.search(citation.title or (law.title if law else ""))
    if not sector or found is None or _plain(found[1]) in _plain(sector) or _plain(sector) in _plain(found[1]):
        return ""
    return (
        f"Peraturan ini mengatur sektor {found[1]}, sedangkan standar ini di sektor {sector}. "
        "Periksa apakah peraturan yang dikutip benar."
    )


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def annexes(text: Text, known: frozenset[str]) -> Iterator[Doubt]:
    """Annexes that the text sends its reader to, and that the site does not have."""
    for line in text.lines:
        for found in _ANNEX.finditer(line.text):
            if found[1] not in known:
                message = (
                    f"Lampiran {found[1]} dirujuk, tetapi tidak ada di situs ini. "
                    "Salin bagian yang dirujuk, atau sebutkan di mana warga dapat membacanya."
                )
                yield text.doubt("lampiran", line, *found.span(), message)
