"""The search: from what a person types to editions. ``find`` and ``search`` are all that most callers need.

lookup (what is found) → vocabulary (slips and beginnings) and full_text (the databases' index); index writes
what is found; narrowed, suggestions, reasons, counting, missed and unserved are what the pages show and count.
"""

from catalog.search.lookup import COUNTED, MOST, Found, beginning_with, find, how_many, near, search

__all__ = ["COUNTED", "MOST", "Found", "beginning_with", "find", "how_many", "near", "search"]
