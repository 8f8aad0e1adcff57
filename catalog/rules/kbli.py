"""KBLI codes (Klasifikasi Baku Lapangan Usaha Indonesia): their form and their tree.

A code means something only together with its edition: KBLI 2025 reuses numbers of KBLI 2020.
"""

import re

EDITIONS = (2020, 2025)
CURRENT_EDITION = 2020  # the edition of the office's annexes

# \A and \Z, not ^ and $: a code followed by a line break is not a code.
CODE_PATTERN = r"\A[0-9]{5}\Z"
LEVELS = {"kategori": 1, "golongan_pokok": 2, "golongan": 3, "subgolongan": 4, "kelompok": 5}


def is_code(text: str) -> bool:
    """Whether ``text`` is a code of a group of activities (kelompok): five ASCII digits."""
    return re.search(CODE_PATTERN, text) is not None


def prefixes(code: str) -> list[str]:
    """The codes of digits above ``code``, from the division down: 14120 → 14, 141, 1412. Its section is no prefix."""
    return [code[:length] for length in range(2, len(code))]


def level_form(level: str) -> str:
    """The regular expression that a code of this level must match: a letter, or 2 to 5 digits."""
    length = LEVELS[level]
    return r"\A[A-Z]\Z" if length == 1 else rf"\A[0-9]{{{length}}}\Z"
