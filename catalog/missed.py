"""Counts the words that nothing was found for, so that editors can add them as everyday names.

Kept are stems, how often, and the day of the last time: nothing about who asked. What could be a name with
a number, an address or a text pasted by mistake is not counted.
"""

import datetime as dt
import re

from django.db.models import F

from catalog.models import MAX_MISSED, MissedSearch
from catalog.rules.words import query

MOST = 5_000  # different searches kept; anyone can ask for anything
PLAIN = re.compile(rf"[\w\s,.'/()&!?-]{{1,{MAX_MISSED}}}")
MANY_DIGITS = re.compile(r"(?:\d[\s.-]*){6,}")


def count_missed(words: str, *, on: dt.date) -> None:
    """Count one search that found nothing; not if it may hold personal data."""
    asked = query(words).words
    if not asked or not PLAIN.fullmatch(words) or MANY_DIGITS.search(words):
        return
    stems = " ".join(word.stem for word in asked)[:MAX_MISSED]
    counted = MissedSearch.objects.filter(words=stems).update(count=F("count") + 1, last_on=on)
    if not counted and MissedSearch.objects.count() < MOST:
        MissedSearch.objects.bulk_create([MissedSearch(words=stems, last_on=on)], ignore_conflicts=True)
