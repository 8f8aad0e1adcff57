"""Numbering and the marks that end the items of a list."""

import re
from collections.abc import Iterator
from itertools import pairwise

from catalog.rules.markers import Marker, readings
from catalog.rules.quality.doubts import Doubt
from catalog.rules.quality.lines import Line, Listing, Text

_JOINED = re.compile(r";\s*(?:dan/atau|dan|atau)\Z", re.IGNORECASE)


def numbering(text: Text) -> Iterator[Doubt]:
    """Items that do not follow the one before, and lists that do not begin at their beginning."""
    for listing in text.listings:
        yield from _beginning(text, listing)
        for before, after in pairwise(listing.lines):
            if not _follows(after, before, listing.style):
                message = f"Nomor “{after.marker}” tidak berurutan sesudah “{before.marker}”. Periksa urutannya."
                yield _at_marker(text, after, message)


def _beginning(text: Text, listing: Listing) -> Iterator[Doubt]:
    first = listing.lines[0]
    if listing.goes_on:
        yield _at_marker(text, first, f"Penomoran mulai lagi dari “{first.marker}” tanpa kalimat pengantar. Periksa.")
    elif not any(marker.is_first for marker in _in_style(first, listing.style)):
        yield _at_marker(text, first, f"Daftar dimulai dari “{first.marker}”. Periksa apakah ada butir yang hilang.")


def _follows(line: Line, before: Line, style: str) -> bool:
    return any(after.follows(marker) for marker in _in_style(before, style) for after in _in_style(line, style))


def _in_style(line: Line, style: str) -> list[Marker]:
    return [marker for marker in readings(line.marker) if marker.style == style]


def _at_marker(text: Text, line: Line, message: str) -> Doubt:
    return text.doubt("penomoran", line, 0, len(line.text), message)


def endings(text: Text) -> Iterator[Doubt]:
    """In a list whose items end with ";": one that ends otherwise, and a last one with nothing after it that does."""
    for listing in text.listings:
        ends = [_end(line) for line in listing.lines if not line.has_children]
        if len(listing.lines) > 1 and ends.count(";") * 2 > len(listing.lines):
            yield from _odd_endings(text, listing)


def _odd_endings(text: Text, listing: Listing) -> Iterator[Doubt]:
    *others, last = listing.lines
    for line in others:
        if not line.has_children and _end(line) == ".":
            yield _at_end(text, line, "Butir ini diakhiri titik, butir lain titik koma. Periksa tanda akhirnya.")
        elif not line.has_children and not _end(line):
            yield _at_end(text, line, "Butir ini tidak diakhiri titik koma seperti butir lain. Periksa tanda akhirnya.")
    if listing.is_tail and not last.has_children and _end(last) == ";":
        yield _at_end(text, last, "Butir terakhir diakhiri titik koma. Akhiri dengan titik bila tidak ada lanjutannya.")


def _end(line: Line) -> str:
    """The mark that an item ends with: ";" also for "; dan"; "" for none."""
    text = line.text.rstrip("* ")
    if _JOINED.search(text):
        return ";"
    return text[-1] if text[-1:] in (";", ".", ":", ",") else ""


def _at_end(text: Text, line: Line, message: str) -> Doubt:
    start = max(line.text.rstrip().rfind(" "), 0)
    start += line.text[start] == " "
    return text.doubt("tanda-baca", line, start, len(line.text.rstrip()), message)
