"""Values as the site prints them."""


def number(value: int) -> str:
    """1789 → 1.789"""
    return f"{value:,}".replace(",", ".")


def fee(content) -> str:
    """What a standard costs: the amount where it is known (Rp0 is "Gratis"), else what component 4 says."""
    if content.fee_rupiah is None:
        return content.fee
    return f"Rp{number(content.fee_rupiah)}" if content.fee_rupiah else "Gratis"


NOT_STATED = "tidak disebut"

# The facts of a standard's head in their order, for a draft as for an edition.
FACTS = {
    "Kode": lambda content: f"KBLI {content.kbli_edition} {content.kbli_code}",
    "Judul": lambda content: content.kbli_title,
    "Jenis perizinan": lambda content: content.get_licence_kind_display(),
    "Tingkat risiko": lambda content: content.get_risk_level_display(),
    "Skala usaha": lambda content: content.business_scale or NOT_STATED,
    "Sektor": lambda content: content.sector.name if content.sector else NOT_STATED,
    "Nomor dalam lampiran": lambda content: str(content.annex_number or NOT_STATED),
    "Waktu": lambda content: NOT_STATED if content.processing_days is None else f"{content.processing_days} hari kerja",
    "Biaya": lambda content: fee(content) or NOT_STATED,
    "Hasil": lambda content: content.product or NOT_STATED,
}
