"""Telephone numbers, addresses and accounts that are not the office's own.

Source: teks baku komponen 6 butir 2 – the list of channels is what the office says of itself.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from catalog.rules.channels import EMAIL, PHONE
from catalog.rules.quality.doubts import Doubt
from catalog.rules.quality.lines import Line, Text, read
from catalog.rules.slips import slips

CHANNELS = 6  # the component that lists them
NEAR = 2  # letters by which a slip of the office's own address may differ, wherever it stands

_ACCOUNT = re.compile(
    r"(?:(?<=Twitter)|(?<=Instagram)|(?<=Facebook)|(?<=TikTok)|(?<=YouTube)|(?<=Telegram))\*?:\s*\*?(@?[\w.]{3,60})"
)
_HOST = re.compile(r"(?:https?://)?\b(?:www\.)?(?:[a-z0-9-]+\.){1,4}(?:go\.id|co\.id|or\.id|id|com|net|org)\b(?![\w@])")
_STREET = re.compile(r"(?:Jalan|Jl\.)\s+[A-Z]\w*(?:\s+[A-Z]\w*){0,3}?(?:\s+(?:Nomor|No\.)\s*\d+|(?=,|\s+Kel))")
_POSTCODE = re.compile(r"(?<=Jawa Barat )\d{5}\b")
_KINDS = (EMAIL, PHONE, _HOST, _ACCOUNT, _STREET, _POSTCODE)
_ENDING = re.compile(r"\.(?:id|com|net|org)\Z")


def contacts(text: Text, shared: str) -> Iterator[Doubt]:
    """Contacts that the office's own text does not give: in component 6 any, elsewhere those a slip away from one."""
    own = _own(shared)
    if not own:
        return
    for line in text.lines:
        for start, end in _places(line):
            printed = line.text[start:end]
            if _plain(printed) in own:
                continue
            near = next((known for plain, known in own.items() if slips(_plain(printed), plain, NEAR) <= NEAR), "")
            if near or text.component == CHANNELS:
                yield text.doubt("kontak", line, start, end, _message(printed, near))


def accounts(text: Text) -> Iterator[Doubt]:
    """Account names that look like a web address cut short."""
    for line in text.lines:
        for found in _ACCOUNT.finditer(line.text):
            name = found[1].rstrip(".")
            if "." in name and not _ENDING.search(name):
                message = f"Nama akun “{name}” memuat titik seperti alamat web. Buka akunnya untuk memastikan namanya."
                yield text.doubt("akun", line, found.start(1), found.start(1) + len(name), message)


def _message(printed: str, near: str) -> str:
    own = f"teks baku menulis “{near}”" if near else "teks baku komponen 6 tidak memuatnya"
    return f"“{printed}” bukan kontak kantor: {own}. Betulkan, atau jelaskan mengapa berbeda."


@lru_cache(maxsize=8)
def _own(shared: str) -> dict[str, str]:
    """The contacts in the office's text: how they are compared → as printed."""
    printed = (line.text[start:end] for line in read(CHANNELS, shared).lines for start, end in _places(line))
    return {_plain(each): each for each in printed}


def _places(line: Line) -> Iterator[tuple[int, int]]:
    """Where contacts stand in a line, none inside another."""
    taken: list[tuple[int, int]] = []
    for kind in _KINDS:
        for found in kind.finditer(line.text):
            start, end = found.span(found.lastindex or 0)
            if not any(start < other_end and other_start < end for other_start, other_end in taken):
                taken.append((start, end))
    yield from taken


def _plain(contact: str) -> str:
    if PHONE.fullmatch(contact):
        return re.sub(r"[^0-9]", "", contact)
    return " ".join(contact.casefold().replace("jl.", "jalan").replace("no.", "nomor ").split())
