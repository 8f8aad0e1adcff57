"""Values as the site prints them."""


def number(value: int) -> str:
    """1789 → 1.789"""
    return f"{value:,}".replace(",", ".")


def fee(content) -> str:
    """What a standard costs: the amount where it is known (Rp0 is "Gratis"), else what component 4 says."""
    if content.fee_rupiah is None:
        return content.fee
    return f"Rp{number(content.fee_rupiah)}" if content.fee_rupiah else "Gratis"
