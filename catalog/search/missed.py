"""Counts the words that nothing was found for, so that editors can add them as everyday names.

Reading a page must change nothing in the database: whoever only searches would wait in line with those who write,
and could fill tables. A script in the page would miss those who have none. So a search notes its words in a file
beside the database, as a server keeps its log, and the daily job counts them and empties it.

Kept are stems and the day: nothing about who asked. What could be a name with a number, an address or a text
pasted by mistake is not noted. File and table have an end, for anyone can ask for anything.
"""

import datetime as dt
import logging
import re
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from catalog.models import MAX_MISSED, KbliCode, MissedSearch, Standard, Synonym
from catalog.rules.words import query
from catalog.search.index import save_synonym

logger = logging.getLogger(__name__)

FULL = 200_000  # bytes of notes between two counts; what comes after is not noted
LOOKED_FOR = "kata yang dicari"  # the source of names that were added from this list
MOST = 5_000  # different searches kept
PLAIN = re.compile(rf"[\w\s,.'/()&!?-]{{1,{MAX_MISSED}}}")
MANY_DIGITS = re.compile(r"(?:\d[\s.-]*){6,}")


def note_missed(words: str, *, on: dt.date) -> None:
    """Note one search that found nothing; not if it may hold personal data. Never fails: a note is not worth a page."""
    asked = query(words).words
    if not asked or not PLAIN.fullmatch(words) or MANY_DIGITS.search(words):
        return
    stems = " ".join(word.stem for word in asked)[:MAX_MISSED]
    try:
        with _notes().open("a", encoding="ascii") as notes:  # short lines at the end of a file never mix
            if notes.tell() < FULL:
                notes.write(f"{on:%Y-%m-%d} {stems}\n")
    except OSError:
        logger.warning("Pencarian tanpa hasil tidak dapat dicatat", exc_info=True)


def count_missed() -> int:
    """Count what was noted since the last time, and empty the file; returns how many searches."""
    taken = _notes().with_suffix(".dihitung")
    if not taken.exists():  # else the last count did not come to its end
        if not _notes().exists():
            return 0
        _notes().rename(taken)
    noted = [line.split(" ", 1) for line in taken.read_text("ascii").splitlines()]
    _add(noted)
    taken.unlink()
    return len(noted)


@transaction.atomic
def _add(noted: list[list[str]]) -> None:
    last = {stems: dt.date.fromisoformat(day) for day, stems in noted}
    room = MOST - MissedSearch.objects.count()
    for stems, count in Counter(stems for _, stems in noted).most_common():
        if MissedSearch.objects.filter(words=stems).update(count=F("count") + count, last_on=last[stems]):
            continue
        if room > 0:
            MissedSearch.objects.create(words=stems, count=count, last_on=last[stems])
            room -= 1


@transaction.atomic
def name_after(missed: MissedSearch, words: str, *, standard: Standard | None = None, code: KbliCode | None = None):
    """Give what was looked for in vain to a standard, or to a code and all below it, and strike it off the list.

    Words that it already has are not repeated. Returns the everyday names. Raises ValidationError.
    """
    about = {"standard": standard} if standard else {"kbli_edition": code.edition, "kbli_code": code.code}
    own = Synonym.objects.select_for_update().filter(**{"standard": None, **about}, source=LOOKED_FOR).order_by("pk")
    synonym = own.first() or Synonym(source=LOOKED_FOR, **about)
    known = {phrase.casefold() for phrase in synonym.phrases()}
    new = [phrase.strip() for phrase in words.split(",") if phrase.strip() and phrase.strip().casefold() not in known]
    synonym.words = ", ".join([*synonym.phrases(), *dict.fromkeys(new)])
    synonym.full_clean()
    save_synonym(synonym)
    missed.delete()
    return synonym


def _notes() -> Path:
    return Path(settings.DATA_DIR) / "pencarian-tanpa-hasil.txt"
