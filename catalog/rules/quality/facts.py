"""Header facts against the texts that they are printed in, and against the risk and the code."""

import datetime as dt
import re
from collections.abc import Iterator

from catalog.rules.quality.doubts import RULES, Doubt, printed
from catalog.rules.quality.lines import Text
from catalog.rules.risk import LicenceKind, RiskLevel

OLDEST = dt.timedelta(days=365)  # komponen 14 butir 1: once a year

_WORKING_DAYS = re.compile(r"(\d{1,4})(?:\s*\([^()]{1,40}\))?\s+hari\s+kerja\b", re.IGNORECASE)
_FREE = re.compile(r"\b(?:gratis|tidak dipungut biaya|tanpa biaya)\b", re.IGNORECASE)
_RUPIAH = re.compile(r"\bRp\.?\s*(\d{1,3}(?:\.\d{3})+|\d{1,12})", re.IGNORECASE)
# What PP 28/2025 gives at these risks: the licence, and the words that name it.
_PRODUCTS = {
    RiskLevel.HIGH: (LicenceKind.LICENCE, "NIB dan Izin"),
    RiskLevel.MEDIUM_HIGH: (LicenceKind.STANDARD_CERTIFICATE, "NIB dan Sertifikat Standar terverifikasi"),
}
_VERIFIED_LICENCE = re.compile(r"\bIzin\s+Terverifikasi\b", re.IGNORECASE)
_LICENCE = re.compile(r"\bIzin\b", re.IGNORECASE)
_CERTIFICATE = re.compile(r"\bSertifikat\s+Standar\b(?:\s+terverifikasi\b)?", re.IGNORECASE)


def header(field: str, rule: str, message: str, about: object) -> Doubt:
    """A doubt about a header fact."""
    return Doubt(RULES[rule], field, message, words=str(about), about=message)


def days(text: Text, processing_days: int | None) -> Iterator[Doubt]:
    """Working days that component 3 states and the header does not."""
    stated = [(line, found) for line in text.lines for found in _WORKING_DAYS.finditer(line.text)]
    if processing_days is None or processing_days in {int(found[1]) for _, found in stated}:
        return
    for line, found in stated[:1]:
        message = f"Teks menyebut {found[1]} hari kerja, fakta utama {processing_days}. Samakan, atau jelaskan bedanya."
        yield text.doubt("hari-berbeda", line, *found.span(), message)


def fees(text: Text, fee: str, fee_rupiah: int | None) -> Iterator[Doubt]:
    """An amount that component 4 states and the header does not."""
    stated = [(line, found, amount) for line in text.lines for found, amount in _amounts(line.text)]
    own = {amount for _, amount in _amounts(fee)} | ({fee_rupiah} if fee_rupiah is not None else set())
    if not own or not stated or own <= {amount for *_, amount in stated}:
        return
    line, found, _ = stated[0]
    shown = fee or f"Rp{fee_rupiah}"
    message = f"Teks menyebut “{found[0]}”, fakta utama “{shown}”. Samakan, atau jelaskan bedanya."
    yield text.doubt("biaya-berbeda", line, *found.span(), message)


def _amounts(text: str) -> Iterator[tuple[re.Match[str], int]]:
    for found in _FREE.finditer(text):
        yield found, 0
    for found in _RUPIAH.finditer(text):
        yield found, int(found[1].replace(".", ""))


def product(text: Text, risk: RiskLevel, kind: LicenceKind) -> Iterator[Doubt]:
    """The product of component 5 against the risk: Tinggi gives an Izin, Menengah Tinggi a verified certificate."""
    if risk not in _PRODUCTS:
        return
    due_kind, due = _PRODUCTS[risk]
    if kind is not due_kind:
        message = f"Risiko {risk.label} menghasilkan {due}, bukan {kind.label}. Periksa jenis dan tingkat risikonya."
        yield header("licence_kind", "produk-risiko", message, kind.label)
        return
    for line in text.lines:
        if found := _wrong_product(line.text, risk):
            message = (
                f"Risiko {risk.label} menghasilkan {due}, sedangkan teks menyebut “{found[0]}”. Periksa produknya."
            )
            yield text.doubt("produk-risiko", line, *found.span(), message)


def _wrong_product(line: str, risk: RiskLevel) -> re.Match[str] | None:
    certificate, licence = _CERTIFICATE.search(line), _LICENCE.search(line)
    if risk is RiskLevel.HIGH:
        return _VERIFIED_LICENCE.search(line) or (None if licence else certificate)
    if certificate:
        return None if "verifikasi" in certificate[0].casefold() else certificate
    return licence


def code(
    kbli_edition: int, kbli_code: str, kbli_title: str, known_title: str | None, is_loaded: bool
) -> Iterator[Doubt]:
    """The code and its title against KBLI, capitals apart. ``known_title`` is None for a code not on record."""
    if known_title is None:
        if is_loaded:
            message = f"Kode {kbli_code} tidak ada dalam KBLI {kbli_edition}. Periksa kode dan edisinya."
            yield header("kbli_code", "kode-kbli", message, kbli_code)
        else:
            message = f"Kode {kbli_code} belum dapat diperiksa: tabel KBLI {kbli_edition} belum dimuat seluruhnya."
            yield header("kbli_code", "kbli-belum-dimuat", message, kbli_code)
    elif _plain(known_title) != _plain(kbli_title):
        message = f"Judul kode {kbli_code} dalam KBLI {kbli_edition} ialah “{known_title}”. Samakan atau jelaskan."
        yield header("kbli_title", "judul-kbli", message, kbli_title)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def age(checked_on: dt.date | None, today: dt.date) -> Iterator[Doubt]:
    """A standard that nobody has looked at for a year."""
    if checked_on and today - checked_on > OLDEST:
        message = (
            f"Naskah ini terakhir disimpan {printed(checked_on)}, lebih dari setahun lalu. Baca ulang, lalu simpan."
        )
        yield Doubt(RULES["lama-diperiksa"], "", message, about=str(checked_on))
