"""Text pasted from a word processor or a PDF → outline text."""

import re

from catalog.rules import outline
from catalog.rules.inference import infer_text

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")  # soft hyphens, zero-width marks
_WRITTEN = re.compile(r"^(?: {2,}\S|\\)", re.MULTILINE)  # nested, or a paragraph that must not be read as an item


def tidied(raw: str) -> str:
    """The pasted text as the outline grammar writes it: nested by its markers, broken lines joined, no word dropped.

    What is an outline already, as text copied from another form is, keeps its own nesting.
    """
    text = _UNSEEN.sub("", raw.replace("\u00a0", " ").replace("\r\n", "\n"))
    return outline.canonical(text) if _is_outline(text) else outline.to_text(infer_text(text))


def _is_outline(text: str) -> bool:
    """Whether indentation or backslashes say what the grammar means by them, and everything else does too."""
    return bool(_WRITTEN.search(text)) and "\t" not in text and outline.canonical(text) == text.strip("\n").rstrip()
