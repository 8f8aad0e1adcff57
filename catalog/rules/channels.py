"""The channels (kanal) that the text of component 6 names, read out of its printed words.

Source: komponen 6 butir 2: "Pengaduan dapat disampaikan … melalui:", items a to m in the office's text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.rules.outline import Block, Item, ListBlock, parse, plain

# "Telepon: (0264) 8224794", "Surat ke DPMPTSP …", "Petugas Pengaduan pada Loker …": what it is, and where.
LABELLED = re.compile(r"(?P<label>[^:]{2,30}):\s*(?P<place>.+)|(?P<what>.{2,60}?)\s+(?P<where>(?:pada|ke)\s.+)")
PHONE = re.compile(r"\(?0[0-9][0-9() -]{6,16}[0-9]")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class PrintedChannel:
    """Kanal: every word of it is printed in component 6."""

    marker: str
    label: str
    place: str
    href: str  # "" unless the text gives a number to call or write to, or an e-mail address


def printed_channels(text: str) -> list[PrintedChannel]:
    """The channels in order of print; none where the text has no such list."""
    return [printed_channel(item) for item in listed_channels(text)]


def listed_channels(text: str) -> list[Item]:
    """The items of the list under the item that ends in "melalui:"."""
    for item in _items(parse(text)):
        lists = [block for block in item.blocks if isinstance(block, ListBlock)]
        if item.text.endswith("melalui:") and lists:
            return lists[0].items
    return []


def _items(blocks: list[Block]) -> Iterator[Item]:
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield item
                yield from _items(item.blocks)


def printed_channel(item: Item) -> PrintedChannel:
    text = plain(item.text)
    found = LABELLED.fullmatch(text)
    if not found:
        return PrintedChannel(item.marker, text, "", "")
    label, place = found["label"] or found["what"], found["place"] or found["where"]
    return PrintedChannel(item.marker, label, place, link(label, place))


def link(label: str, place: str) -> str:
    """Made of the printed number or address alone; no web address is ever made a link."""
    if email := EMAIL.fullmatch(place):
        return f"mailto:{email[0]}"
    number = PHONE.match(place)
    if not number:
        return ""
    international = "62" + re.sub(r"[^0-9]", "", number[0])[1:]
    match label.lower():
        case "telepon":
            return f"tel:+{international}"
        case "sms":
            return f"sms:+{international}"
        case "wa" | "whatsapp":
            return f"https://wa.me/{international}"
    return ""
