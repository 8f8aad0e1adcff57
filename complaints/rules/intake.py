"""Complaint or suggestion (pengaduan atau saran/masukan): what component 6 makes of a filing.

A proposal, not a verdict: item 3 says "dapat", so an officer may still accept a late filing as a complaint, with a
reason; what item 5.b misses can be completed.
"""

from dataclasses import dataclass
from datetime import date

from complaints.rules.deadlines import FILING_DAYS, last_filing_day, within_bounds
from complaints.rules.terms import Term, in_words


class FiledBeforeService(ValueError):
    """A filing dated before the day on which the service was received."""

    def __init__(self) -> None:
        super().__init__(
            "Tanggal layanan diterima tidak boleh sesudah tanggal pengaduan disampaikan. "
            "Bila layanan belum diterima, pilih “masih menunggu”."
        )


class FilingKind(Term):
    """Jenis laporan."""

    COMPLAINT = "pengaduan"
    SUGGESTION = "saran"

    @property
    def label(self) -> str:
        return "Saran/masukan" if self is FilingKind.SUGGESTION else super().label


class ReasonCode(Term):
    """Why a filing counts as a suggestion."""

    LATE = "lewat-batas-waktu"
    NO_IDENTITY = "tanpa-identitas"
    NO_OBJECT = "tanpa-objek"


@dataclass(frozen=True, slots=True)
class Filing:
    """What is asked before anything is decided."""

    service_received_on: date | None  # None: masih menunggu pelayanan
    filed_on: date  # the day it reached the office
    has_identity: bool  # who complains (identitas pelapor)
    has_object: bool  # what is complained of (objek/materi pengaduan)
    days: int = FILING_DAYS  # hari kalender


@dataclass(frozen=True, slots=True)
class Reason:
    code: ReasonCode
    source: str  # the item that says so: "komponen 6 butir 5.b"
    meaning: str  # an Indonesian sentence for the reporter
    remedy: str  # what to add or to explain so that it counts as a complaint


@dataclass(frozen=True, slots=True)
class Proposal:
    kind: FilingKind
    reasons: tuple[Reason, ...]  # empty for a complaint


NO_IDENTITY = Reason(
    ReasonCode.NO_IDENTITY,
    "komponen 6 butir 5.b",
    "Laporan tanpa identitas pelapor diperlakukan sebagai saran atau masukan.",
    "Tambahkan nama dan satu cara menghubungi Anda; identitas Anda dapat dirahasiakan.",
)
NO_OBJECT = Reason(
    ReasonCode.NO_OBJECT,
    "komponen 6 butir 5.b",
    "Laporan tanpa objek atau materi pengaduan diperlakukan sebagai saran atau masukan.",
    "Tambahkan apa yang Anda adukan: layanannya, kejadiannya, dan bagian yang tidak sesuai.",
)


def propose(filing: Filing) -> Proposal:
    """Pengaduan, or saran with every reason that makes it one (komponen 6 butir 3 and 5.b).

    While the reporter still waits for the service the filing is in time.
    Raises FiledBeforeService, DateOutOfRange, and ValueError for a negative number of days.
    """
    within_bounds(filing.filed_on)
    found = (
        _late(filing),
        None if filing.has_identity else NO_IDENTITY,
        None if filing.has_object else NO_OBJECT,
    )
    reasons = tuple(reason for reason in found if reason)
    return Proposal(FilingKind.SUGGESTION if reasons else FilingKind.COMPLAINT, reasons)


def _late(filing: Filing) -> Reason | None:
    """The reason of komponen 6 butir 3 when the last filing day has passed, else None."""
    if filing.service_received_on is None:
        return None
    if filing.filed_on < within_bounds(filing.service_received_on):
        raise FiledBeforeService
    last_day = last_filing_day(filing.service_received_on, filing.days)
    if filing.filed_on <= last_day:
        return None
    passed = (filing.filed_on - filing.service_received_on).days
    return Reason(
        ReasonCode.LATE,
        "komponen 6 butir 3",
        f"Laporan disampaikan {passed} hari kalender sejak layanan diterima; batasnya {filing.days} hari kalender, "
        f"yaitu {in_words(last_day)}. Sesudah itu laporan dapat diperlakukan sebagai saran atau masukan.",
        "Periksa tanggal layanan diterima. Bila memang terlambat, jelaskan sebabnya; "
        "petugas dapat tetap menerimanya sebagai pengaduan.",
    )
