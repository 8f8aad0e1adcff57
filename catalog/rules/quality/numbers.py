"""Numbers written in Indonesian words: "empat belas" → 14."""

_UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9
}  # fmt: skip
_ONES = {"sepuluh": (1, "puluh"), "sebelas": (1, "belas"), "seratus": (1, "ratus"), "seribu": (1, "ribu")}


def from_words(words: str) -> int | None:
    """The number below a million that the words say; None when they say none."""
    total = part = digit = 0
    has_digit = False
    tokens = words.casefold().split()
    if not tokens:
        return None
    for token in tokens:
        if token in _UNITS:
            if has_digit:
                return None
            digit, has_digit = _UNITS[token], True
            continue
        digit, scale = _ONES.get(token, (digit, token))
        match scale:
            case "belas":
                part += 10 + digit
            case "puluh":
                part += 10 * digit
            case "ratus":
                part += 100 * digit
            case "ribu":
                total += 1000 * (part + digit)
                part = 0
            case _:
                return None
        digit, has_digit = 0, False
    return total + part + digit
