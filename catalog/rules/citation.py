"""Names of regulations in Indonesian legal text (sitiran peraturan): "Pasal 65 PP Nomor 5 Tahun 2021".

A citation has a number and a year; "Peraturan Bupati ini" and "ketentuan peraturan perundang-undangan" are none.
Numbers that are no plain number ("15/M-IND/PER/2/2010") are not read.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 1945, 2100

SHORT_KINDS = {
    "peraturan": "Peraturan",
    "uu": "Undang-Undang",
    "pp": "Peraturan Pemerintah",
    "perpu": "Peraturan Pemerintah Pengganti Undang-Undang",
    "perppu": "Peraturan Pemerintah Pengganti Undang-Undang",
    "perpres": "Peraturan Presiden",
    "perda": "Peraturan Daerah",
    "pergub": "Peraturan Gubernur",
    "perbup": "Peraturan Bupati",
}

# What follows "Permen" or "Peraturan Menteri", its letters only → the name of the ministry as it stands on record.
MINISTRIES = {
    "aker": "Ketenagakerjaan",  # Permenaker
    "dag": "Perdagangan",
    "dagri": "Dalam Negeri",
    "esdm": "Energi dan Sumber Daya Mineral",
    "hub": "Perhubungan",
    "kes": "Kesehatan",
    "kominfo": "Komunikasi dan Informatika",
    "kp": "Kelautan dan Perikanan",
    "lhk": "Lingkungan Hidup dan Kehutanan",
    "naker": "Ketenagakerjaan",
    "panrb": "PANRB",
    "parekraf": "Pariwisata dan Ekonomi Kreatif",
    "pendayagunaanaparaturnegaradanreformasibirokrasi": "PANRB",
    "perin": "Perindustrian",
    "pupr": "Pekerjaan Umum dan Perumahan Rakyat",
    "tan": "Pertanian",
    "investasidanhilirisasikepalabadankoordinasipenanamanmodal": "Investasi dan Hilirisasi/Kepala BKPM",
}
MINISTRY = "Peraturan Menteri "
SHORT_BKPM, BKPM = "peraturan bkpm", "Peraturan Badan Koordinasi Penanaman Modal"

# Every repetition is bounded, what a space matches no word does, and a word is of one sort only: so a failed try at one
# place costs a bounded number of steps, and the whole text linear time. A space is never a line break: an item stands
# on one line.
_S = r"[^\S\r\n]{1,4}"
_NEXT_KIND = r"(?:Peraturan|Undang|Nomor|Tahun|Pasal|UU|PP|Perp?pu|Perpres|Perda|Pergub|Perbup|Permen)\b"
_NAME_WORDS = (rf"(?!{_NEXT_KIND})(?-i:[A-Z])[\w/&-]{{0,40}},?", r"(?-i:dan(?:/atau)?)", r"(?:Kab|Prov)\.")
_NAME_WORD = f"(?:{'|'.join(_NAME_WORDS)})"
_HEAD = re.compile(
    rf"""
    (?<![\w-])
    (?: (?P<article>
        Pasal{_S}[0-9]{{1,3}}[A-Z]?\b
        (?:{_S}ayat{_S}\([0-9]{{1,2}}[a-z]?\))? (?:{_S}huruf{_S}[a-z]\b)? (?:{_S}angka{_S}[0-9]{{1,2}}\b)?
    ){_S} )?
    (?P<kind>
        Undang[-–\ ]Undang (?:{_S}Republik{_S}Indonesia)?
        | UU | PP | Perp?pu
        | Peraturan{_S}Pemerintah{_S}Pengganti{_S}Undang[-–\ ]Undang
        | Peraturan (?:{_S}{_NAME_WORD}){{1,14}}
        | (?:Perpres | Perda | Pergub | Perbup | Permen[\w-]{{0,20}}) (?:{_S}{_NAME_WORD}){{0,14}}
    ){_S}
    (?:(?:Nomor|No)[.:]?[^\S\r\n]{{0,4}})?
    0{{0,3}}(?P<number>[1-9][0-9]{{0,3}}) (?:[ ]?/[ ]?|{_S}Tahun{_S}) (?P<year>[0-9]{{4}})(?![\w/])
    (?P<about>{_S}tentang\b)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TITLE_END = re.compile(
    r"[;\r\n]|(?<!\bjo)\.(?=\s|\Z)|\s(?=sebagaimana\b|\((?:Lembaran|Berita|Tambahan)\b)", re.IGNORECASE
)
_JOIN = re.compile(r"(?:,\s?(?:dan|serta)?|\s(?:dan|serta|jo\.?|juncto))\s*\Z")
_LONGEST_JOIN = 12  # characters


@dataclass(frozen=True, slots=True)
class Citation:
    """One regulation as a text names it; ``text[start:end] == raw``."""

    kind: str  # in full and as on record: "Peraturan Menteri Ketenagakerjaan" for "Permenaker"
    number: int
    year: int
    title: str  # what follows "tentang", without the mark that ends the item; "" when the text gives none
    article: str  # "Pasal 65", with ayat, huruf and angka when named; "" when none stands before the name
    start: int
    end: int
    raw: str


def citations(text: str) -> list[Citation]:
    """The regulations that the text names, in order; never raises.

    A title reaches to the end of its item (";", ".", the line, "sebagaimana telah diubah", "(Lembaran Negara") or to
    the next regulation joined by "dan", "serta", "jo." or a comma. A regulation inside a title ("Perubahan atas
    Undang-Undang Nomor …") belongs to the title.
    """
    heads = [head for head in _HEAD.finditer(text) if FIRST_YEAR <= int(head["year"]) <= LAST_YEAR]
    ends = [mark.start() for mark in _TITLE_END.finditer(text)] + [len(text)]
    found: list[Citation] = []
    for place, head in enumerate(heads):
        if not found or head.start() >= found[-1].end:  # else it belongs to the title before it
            found.append(_citation(text, head, _reach(text, heads, place, ends)))
    return found


def _citation(text: str, head: re.Match[str], reach: int) -> Citation:
    name_end = head.end("year")
    title = text[head.end() : reach].rstrip(" \t;.,")
    end = head.end() + len(title) if title.strip() else name_end
    return Citation(
        kind=kind_in_full(head["kind"]),
        number=int(head["number"]),
        year=int(head["year"]),
        title=_one_spaced(title),
        article=_one_spaced(head["article"] or ""),
        start=head.start(),
        end=end,
        raw=text[head.start() : end],
    )


def _reach(text: str, heads: list[re.Match[str]], place: int, ends: list[int]) -> int:
    """Where the title of this head stops: at the end of the item, or where another regulation is joined to it.

    The heads that it looks at and passes over lie in the title, so ``citations`` looks at each head at most twice.
    """
    head = heads[place]
    if not head["about"]:
        return head.end()
    stop = ends[bisect_left(ends, head.end())]
    for later in range(place + 1, len(heads)):
        start = heads[later].start()
        if start >= stop:
            break
        if join := _JOIN.search(text, max(head.end(), start - _LONGEST_JOIN), start):
            return join.start()
    return stop


def kind_in_full(printed: str) -> str:
    """The kind as it stands on record, from its long, short or upper-case form: "UU" is "Undang-Undang".

    An abbreviation of a ministry that is not known stays as printed: "Permenkumham".
    """
    name = _as_written(printed)
    first, _, rest = name.partition(" ")
    key = first.casefold()
    if key.startswith("undang"):
        return SHORT_KINDS["uu"]
    if "pengganti" in name.casefold():
        return SHORT_KINDS["perpu"]
    if key.startswith("permen"):
        return _of_ministry(first[len("permen") :], rest) or name
    name = f"{SHORT_KINDS[key]} {rest}".rstrip() if key in SHORT_KINDS else name
    if name.startswith(MINISTRY):
        return _of_ministry("", name.removeprefix(MINISTRY))
    return BKPM if name.casefold() == SHORT_BKPM else name


def _of_ministry(abbreviation: str, rest: str) -> str:
    """ "Peraturan Menteri …" with the ministry's name in full; "" when its abbreviation is not known."""
    key = "".join(filter(str.isalpha, abbreviation + rest)).casefold()
    ministry = MINISTRIES.get(key, "" if abbreviation else rest)
    return f"{MINISTRY}{ministry}" if ministry else ""


def _as_written(printed: str) -> str:
    """One-spaced, capitals as in a sentence, "Kab." spelled out, without "Republik Indonesia"."""
    name = _one_spaced(printed).replace("/ ", "/").rstrip(",")
    if name.isupper() and " " in name:
        name = name.title().replace(" Dan ", " dan ")
    return name.replace("Kab. ", "Kabupaten ").replace("Prov. ", "Provinsi ").removesuffix(" Republik Indonesia")


def _one_spaced(text: str) -> str:
    return " ".join(text.split())
