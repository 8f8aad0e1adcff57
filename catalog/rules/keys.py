"""Keys of rows as they come from a browser: text that anyone may have made up."""

MOST_DIGITS = 17  # fits the columns of both databases


def key_of(text: str, most_digits: int = MOST_DIGITS) -> int:
    """The key that the text names; 0, which no row has, where it names none or one of more digits than that."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= most_digits else 0
