"""Words of online gambling (judol), which break-ins on government sites usually leave behind.

A text with one of them is not wrong for that (a regulation may forbid "perjudian"), but it takes two people to publish.
"""

import re
import unicodedata

# A word that begins like one of these counts: "slot88", "gacornya".
STEMS = (
    "slot",
    "gacor",
    "togel",
    "maxwin",
    "judol",
    "judi",
    "casino",
    "kasino",
    "sbobet",
    "jackpot",
    "jekpot",
    "scatter",
    "pragmatic play",
    "bandar bola",
    "bandarq",
    "dominoqq",
    "parlay",
    "mahjong ways",
    "zeus slot",
    "olympus slot",
)
WORDS = ("rtp", "rtp live")  # only as whole words
HARMLESS = (
    r"slot (?:waktu|jadwal|antrean|antrian|kartu|memori|parkir|kedatangan|keberangkatan|layanan|kunjungan)",
    r"(?:diagram|grafik|plot) scatter|scatter (?:plot|diagram)",
    r"judicial\w*",
    r"yudisial",
    r"(?:izin|larangan|tindak pidana|bebas|mencegah|melarang|pemberantasan) (?:dari )?perjudian(?: dilarang)?",
    r"perjudian (?:dilarang|adalah dilarang)",
    r"penertiban perjudian",  # the law against it has this title
    r"kata yang biasa dipakai judi daring",  # our own warning
    r"ruang terbuka publik \(rtp\)|rtp \(ruang terbuka publik\)",
)

_HARMLESS = re.compile("|".join(HARMLESS))
_FOUND = re.compile(rf"\b(?:(?:{'|'.join(STEMS)})\w*|(?:{'|'.join(WORDS)})\b|(?:per|ber|men)judi\w*)")
_LETTERS = str.maketrans("013457@$", "oieastas")  # as in "g4c0r"
_SPACED = re.compile(r"\b(?:\w[ .\-_*]){3,}\w\b")  # as in "s l o t"
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")


def gambling_words(text: str) -> list[str]:
    """The words of gambling in a text, each once, in lower case and spelt out ("g4c0r" → "gacor"); mostly none."""
    plain = _plain(text)
    spelt = plain.translate(_LETTERS)
    joined = " ".join(re.sub(r"[ .\-_*]", "", match[0]) for match in _SPACED.finditer(spelt))
    found = [match[0] for each in (plain, spelt, joined) for match in _FOUND.finditer(_HARMLESS.sub(" ", each))]
    return list(dict.fromkeys(found))


def _plain(text: str) -> str:
    """Lower case, without marks that only change how a letter looks."""
    folded = unicodedata.normalize("NFKD", _UNSEEN.sub("", text)).casefold()
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(bare.split())
