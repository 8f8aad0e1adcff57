"""The names that standards go by in addresses."""

TAKEN = frozenset({"banding", "saran", "umpan"})  # /layanan/banding/, /layanan/saran.json, /layanan/umpan.atom


def is_taken(slug: str) -> bool:
    """Whether a page of the site stands at this name already, so that a standard of this name could not be reached."""
    return slug in TAKEN
