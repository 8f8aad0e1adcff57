"""What is wrong in any text: left-over placeholders, numbers that contradict themselves, brackets, spaces."""

import re
from collections.abc import Iterator

from catalog.rules.quality.doubts import Doubt
from catalog.rules.quality.lines import Line, Text
from catalog.rules.quality.numbers import from_words

_PLACEHOLDER = re.compile(r"\bX{2,}\b|\bxxx+\b|…|\.{3,}|_{3,}|\blorem\b|\bipsum\b|\bTODO\b|\bTBD\b|\?{2,}")
_SQUARE = re.compile(r"\[[^\]]*\]|\[")
_SPELLED = re.compile(r"(?<![\d.,])(\d{1,6})\s*\(\s*([a-zA-Z ]{3,60}?)\s*\)")
_PAIRS = {")": "(", "”": "“", "}": "{"}
_SPACES = (
    (re.compile(r"\w+\s+/\s*\w+|\w+/\s+\w+"), "Ada spasi di sisi garis miring. Rapatkan bila tidak disengaja."),
    (re.compile(r"\w+\s+[,;.:!](?=\s|\Z)"), "Ada spasi sebelum tanda baca. Hapus spasinya."),
    (re.compile(r"\w+[,;](?=[^\W\d]{2})\w+"), "Tidak ada spasi sesudah tanda baca. Tambahkan spasinya."),
    (re.compile(r"\(\s+\w+|\w+\s+\)"), "Ada spasi di dalam tanda kurung. Hapus spasinya."),
    (re.compile(r"\S+ {2,}\S+"), "Ada spasi ganda. Sisakan satu."),
)


def placeholders(text: Text) -> Iterator[Doubt]:
    """What was never filled in; square brackets may be meant, so they are asked about."""
    for line in text.lines:
        for found in _PLACEHOLDER.finditer(line.text):
            message = f"“{found[0]}” tampak seperti isian sementara. Ganti dengan teks yang sebenarnya."
            yield text.doubt("teks-sementara", line, *found.span(), message)
        for found in _SQUARE.finditer(line.text):
            message = f"“{found[0]}” tampak seperti isian yang belum dilengkapi. Lengkapi, atau jelaskan."
            yield text.doubt("kurung-siku", line, *found.span(), message)


def spelled_numbers(text: Text) -> Iterator[Doubt]:
    """ "14 (empat belas)": the digits and the words say the same."""
    for line in text.lines:
        for found in _SPELLED.finditer(line.text):
            said = from_words(found[2])
            if said is not None and said != int(found[1]):
                message = f"Angka {found[1]} berbeda dari bilangan “{found[2]}” ({said}). Samakan keduanya."
                yield text.doubt("angka-terbilang", line, *found.span(), message)


def brackets(text: Text) -> Iterator[Doubt]:
    """Brackets and quotation marks that are opened and never closed, or closed and never opened."""
    for line in text.lines:
        if place := _unbalanced(line):
            mark = line.text[place[0]]
            message = f"Tanda “{mark}” tidak berpasangan. Lengkapi atau hapus."
            yield text.doubt("tanda-kurung", line, *place, message)


def _unbalanced(line: Line) -> tuple[int, int] | None:
    opened: list[tuple[str, int]] = []
    for place, letter in enumerate(line.text):
        if letter in _PAIRS.values():
            opened.append((letter, place))
        elif letter in _PAIRS:
            if not opened or opened[-1][0] != _PAIRS[letter]:
                return place, place + 1
            opened.pop()
    return (opened[0][1], opened[0][1] + 1) if opened else None


def spaces(text: Text) -> Iterator[Doubt]:
    for line in text.lines:
        for pattern, message in _SPACES:
            for found in pattern.finditer(line.text):
                yield text.doubt("spasi", line, *found.span(), message)
