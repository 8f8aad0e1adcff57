"""Terms (istilah) that citizens meet on a standard's page, in plain words.

A meaning says no more than its source, named above it, does.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    name: str
    meaning: str
    is_name: bool = True  # written with this capital only: "Izin", not the "izin" of "izin usaha"


TERMS = (
    # BPS, Klasifikasi Baku Lapangan Usaha Indonesia
    Term("KBLI", "Klasifikasi Baku Lapangan Usaha Indonesia: kode jenis usaha, lima angka."),
    # Document 002, component 1: "Nomor Induk Berusaha (NIB)"
    Term("NIB", "Nomor Induk Berusaha: nomor tanda pengenal usaha Anda."),
    # The title of Peraturan BKPM 3/2021
    Term("OSS", "Sistem perizinan berusaha berbasis risiko yang terintegrasi secara elektronik, lewat internet."),
    # PP 28/2025
    Term("Sertifikat Standar", "Hasil layanan bagi usaha berisiko Menengah Tinggi, setelah diverifikasi (PP 28/2025)."),
    Term("Izin", "Hasil layanan bagi usaha berisiko Tinggi (PP 28/2025)."),
    # Documents 000 and 004, component 1: "Skala usaha kecil atau menengah"; the limits stand in none of ours
    Term("Skala usaha", "Besar kecilnya usaha, misalnya kecil atau menengah. Batasnya tanyakan kami.", is_name=False),
    # As complaints/rules/deadlines.py counts them
    Term("Hari kerja", "Senin sampai Jumat, tanpa hari libur nasional dan cuti bersama.", is_name=False),
)


def occurring(text: str) -> list[Term]:
    """The terms that the text uses, in the order above."""
    return [term for term in TERMS if _is_used(term, text)]


def _is_used(term: Term, text: str) -> bool:
    name, text = (term.name, text) if term.is_name else (term.name.lower(), text.lower())
    return name in text and re.search(rf"\b{re.escape(name)}\b", text) is not None
