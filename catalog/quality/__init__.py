"""Pemeriksaan mutu: what editors are told of a draft before the public reads it.

The rules are pure (catalog/rules/quality). Here is what they are told of the database (``known``), what they found,
kept as rows (``checking``), what staff answered (``answering``), and what publishing asks (``gate``).
"""

from catalog.quality.answering import answer, answer_as_printed
from catalog.quality.checking import check, check_all, check_citing, check_code, check_shared_text, is_checked
from catalog.quality.gate import refusal, refusal_of_shared_text

__all__ = [
    "answer",
    "answer_as_printed",
    "check",
    "check_all",
    "check_citing",
    "check_code",
    "check_shared_text",
    "is_checked",
    "refusal",
    "refusal_of_shared_text",
]
