"""What a check gives: a doubt (temuan) with its place, its sentence, and the rule that it comes from."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How much a doubt weighs: nothing is published with the first, or with the second unanswered."""

    BLOCKS = "menghalangi"
    ANSWER = "wajib-dijawab"
    HINT = "saran"

    @property
    def label(self) -> str:
        return {"menghalangi": "Menghalangi penerbitan", "wajib-dijawab": "Wajib dijawab", "saran": "Saran"}[self]

    @property
    def weight(self) -> int:
        """The heaviest first."""
        return list(Grade).index(self)


@dataclass(frozen=True, slots=True)
class Rule:
    key: str
    name: str
    grade: Grade
    source: str  # the article, the printed component, or the book that it rests on


_EDITING = "ketelitian redaksi"
_SPELLING = "KBBI dan EYD Edisi V"

_ALL = (
    Rule("komponen-kosong", "komponen kosong", Grade.BLOCKS, "UU 25/2009 Pasal 21; PermenPANRB 15/2014"),
    Rule("teks-sementara", "teks sementara", Grade.BLOCKS, _EDITING),
    Rule("kurung-siku", "kurung siku", Grade.ANSWER, _EDITING),
    Rule("hari-berbeda", "hari kerja berbeda", Grade.ANSWER, "komponen 3 dibandingkan dengan fakta utama"),
    Rule("biaya-berbeda", "biaya berbeda", Grade.ANSWER, "komponen 4 dibandingkan dengan fakta utama"),
    Rule("penomoran", "penomoran", Grade.ANSWER, _EDITING),
    Rule("angka-terbilang", "angka dan bilangan berbeda", Grade.ANSWER, _EDITING),
    Rule("produk-risiko", "produk tidak sesuai risiko", Grade.ANSWER, "PP 28/2025 (pasalnya perlu diperiksa)"),
    Rule("kode-kbli", "kode KBLI", Grade.ANSWER, "tabel KBLI yang dimuat di situs ini"),
    Rule("judul-kbli", "judul KBLI", Grade.ANSWER, "tabel KBLI yang dimuat di situs ini"),
    Rule("kbli-belum-dimuat", "KBLI belum dimuat", Grade.HINT, "tabel KBLI yang dimuat di situs ini"),
    Rule("peralihan-kbli", "peralihan KBLI", Grade.HINT, "tabel peralihan KBLI 2020–2025"),
    Rule("peraturan-dicabut", "peraturan dicabut", Grade.ANSWER, "catatan peraturan di situs ini"),
    Rule("peraturan-sektor", "peraturan sektor lain", Grade.ANSWER, "judul peraturan dan sektor standar"),
    Rule("peraturan-diperiksa", "status peraturan", Grade.HINT, "catatan peraturan di situs ini"),
    Rule("peraturan-lama", "peraturan lama tidak diperiksa", Grade.HINT, "catatan peraturan di situs ini"),
    Rule("peraturan-belum-tercatat", "peraturan belum tercatat", Grade.HINT, "catatan peraturan di situs ini"),
    Rule("judul-peraturan", "judul peraturan", Grade.HINT, "catatan peraturan di situs ini"),
    Rule("lampiran", "lampiran yang dirujuk", Grade.HINT, "naskah Peraturan Bupati"),
    Rule("kontak", "kontak berbeda", Grade.ANSWER, "teks baku komponen 6 butir 2"),
    Rule("akun", "nama akun", Grade.HINT, _EDITING),
    Rule("mirip-teks-baku", "mirip teks baku", Grade.ANSWER, "teks baku komponen yang sama"),
    Rule("mirip-standar-lain", "mirip standar lain", Grade.HINT, "komponen yang sama pada standar lain"),
    Rule("ejaan", "ejaan", Grade.HINT, f"{_SPELLING}; daftar salah eja"),
    Rule("kata-depan", "kata depan", Grade.HINT, "EYD Edisi V: kata depan ditulis terpisah"),
    Rule("imbuhan", "imbuhan", Grade.HINT, "EYD Edisi V: kata berakhir -k dengan imbuhan -kan"),
    Rule("salah-ketik", "salah ketik", Grade.HINT, "daftar kata lazim"),
    Rule("tanda-baca", "tanda baca", Grade.HINT, _EDITING),
    Rule("tanda-kurung", "tanda kurung", Grade.HINT, _EDITING),
    Rule("spasi", "spasi", Grade.HINT, _EDITING),
    Rule("lama-diperiksa", "lama tidak diperiksa", Grade.HINT, "komponen 14 butir 1: sekali dalam 1 tahun"),
)
RULES = {rule.key: rule for rule in _ALL}


_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def printed(day: dt.date) -> str:
    """A day as sentences name it: 5 Juni 2025."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Temuan: one doubtful place. ``text[start:end] == words`` in the component's text, unless it is of the whole.

    ``field`` is the column it stands beside; ``path`` the printed markers down to the item ("6" "5.c.2)"), "¶" for
    a paragraph, "" for the whole. ``about`` is what an answer to it is about: the answer holds while that stays.
    """

    rule: Rule
    field: str
    message: str
    component: int = 0  # 0: a header fact
    path: str = ""
    start: int = 0
    end: int = 0
    words: str = ""
    about: str = ""

    @property
    def fingerprint(self) -> str:
        """Names the question for as long as nothing that it is about changes."""
        asked = "\x1f".join((self.rule.key, self.field, self.words, self.about))
        return hashlib.sha256(asked.encode()).hexdigest()[:32]
