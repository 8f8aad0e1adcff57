"""Text pasted from a word processor or a PDF → outline text."""

import re

from catalog.rules import outline
from catalog.rules.inference import infer_text

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")  # soft hyphens, zero-width marks
_NESTED = re.compile(r"^ {2,}\S", re.MULTILINE)


def tidied(raw: str) -> str:
    """The pasted text as the outline grammar writes it: nested by its markers, broken lines joined, no word dropped.

    What is nested already, as text copied from another form is, keeps its own nesting.
    """
    text = _UNSEEN.sub("", raw.replace("\u00a0", " ").replace("\r\n", "\n"))
    return outline.canonical(text) if _is_outline(text) else outline.to_text(infer_text(text))


def _is_outline(text: str) -> bool:
    """Whether the indentation says what the grammar means by it: lines below an item, two spaces in."""
    return bool(_NESTED.search(text)) and "\t" not in text and outline.canonical(text) == text.strip("\n").rstrip()
