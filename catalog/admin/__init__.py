"""The catalogue in Django admin. It edits drafts and records; editions come from publishing.py alone.

One file for each subject; importing it registers its pages.
"""

from catalog.admin import (
    codes,
    editions,
    findings,
    importing,
    regulations,
    searching,
    shared_texts,
    standards,
    submissions,
)

__all__ = [
    "codes",
    "editions",
    "findings",
    "importing",
    "regulations",
    "searching",
    "shared_texts",
    "standards",
    "submissions",
]
