"""The catalogue's data: the working draft of each standard, its published editions, and what they refer to."""

from catalog.models.content import StandardContent
from catalog.models.keyed import Keyed
from catalog.models.law import Regulation
from catalog.models.records import KbliCode, Sector, SharedText
from catalog.models.searching import MAX_MISSED, MissedSearch, SearchEntry, SearchWord, Synonym
from catalog.models.standards import CancelledEdition, Edition, Standard

__all__ = [
    "MAX_MISSED",
    "CancelledEdition",
    "Edition",
    "KbliCode",
    "Keyed",
    "MissedSearch",
    "Regulation",
    "SearchEntry",
    "SearchWord",
    "Sector",
    "SharedText",
    "Standard",
    "StandardContent",
    "Synonym",
]
