"""The text grammar of components. (being written)"""

from typing import TypeAlias

Block: TypeAlias = object


def to_html(text: str) -> str:
    """Outline text → semantic HTML."""
    raise NotImplementedError
