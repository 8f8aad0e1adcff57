"""Markup of a table cell: which tags there are, what they mean to us, and text without them.

Tags are not structure in these documents (lists are opened and never closed, closed too early, wrapped
round numbers); all they tell is that the text began anew here, and which words are italic.
"""

import html
import re

INLINE_TAGS = ("i", "em", "b", "strong", "u", "span", "font", "sup", "sub", "small", "a")
ITALIC_TAGS = ("i", "em")
_BLOCK_TAGS = "p|ol|ul|li|br|div|table|thead|tbody|tr|td|th|h[1-6]|hr|center|blockquote"

TAG = re.compile(rf"<(/?)({'|'.join(INLINE_TAGS)}|{_BLOCK_TAGS})(?:\s[^<>]*)?/?>", re.I)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,20}[0-9]{0,2});", re.I)
_BOLD = re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*")


def readable(text: str) -> str:
    """Text between tags as a reader sees it: entities resolved, ``**bold**`` marks gone."""
    resolved = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
    return _BOLD.sub(r"\1", resolved)


def stripped(cell: str) -> str:
    """A short cell or a heading as one line of plain text."""
    return " ".join(readable(TAG.sub(" ", cell)).split()).strip("* ")


def printed_lines(cell: str) -> list[str]:
    """A cell as printed: a line for each stretch of text between block tags and line breaks."""
    parted = TAG.sub(lambda tag: "" if tag[2].lower() in INLINE_TAGS else "\n", cell)
    return [" ".join(line.split()) for line in readable(parted).split("\n") if line.strip()]
