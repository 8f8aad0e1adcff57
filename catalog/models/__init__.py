"""The catalogue's data: the working draft of each standard, its published editions, and what they refer to."""

from catalog.models.content import StandardContent
from catalog.models.crosswalk import KbliCrosswalk
from catalog.models.editing import LONGEST_REMARK, DraftEdit, DraftLink, Remark, Submission
from catalog.models.importing import ImportBatch
from catalog.models.keyed import Keyed
from catalog.models.law import Citation, Regulation
from catalog.models.listing import ActivityCount, FacetCount, ListEntry, ListVersion
from catalog.models.pages import PageVersion, StoredPage
from catalog.models.quality import Finding, FindingAnswer
from catalog.models.records import KbliCode, Sector, SharedText
from catalog.models.searching import MAX_MISSED, MissedSearch, SearchEntry, SearchWord, Synonym
from catalog.models.standards import CancelledEdition, Edition, Standard
from catalog.models.version import Version

__all__ = [
    "LONGEST_REMARK",
    "MAX_MISSED",
    "ActivityCount",
    "CancelledEdition",
    "Citation",
    "DraftEdit",
    "DraftLink",
    "Edition",
    "FacetCount",
    "Finding",
    "FindingAnswer",
    "ImportBatch",
    "KbliCode",
    "KbliCrosswalk",
    "Keyed",
    "ListEntry",
    "ListVersion",
    "MissedSearch",
    "PageVersion",
    "Regulation",
    "Remark",
    "SearchEntry",
    "SearchWord",
    "Sector",
    "SharedText",
    "Standard",
    "StandardContent",
    "StoredPage",
    "Submission",
    "Synonym",
    "Version",
]
