"""What publishing asks: may this draft, or this shared text, go out as it is?

Asked of the texts themselves and not of the stored findings, so that nothing slips through that was stored without a
check. Rules that only hint are left out, and so is what only they need to know.
"""

import datetime as dt

from django.db.models import Q

from catalog.models import FindingAnswer, Standard
from catalog.quality.known import known, subject_of
from catalog.rules.gambling import gambling_words
from catalog.rules.quality import Doubt, Grade, Known, review, review_text

NAMED = 5  # findings that a refusal names


def refusal(draft: Standard, shared: dict[int, str], *, today: dt.date) -> str:
    """Why this draft may not be published yet, in Indonesian sentences; "" when it may.

    ``shared`` are the shared texts by component number. Findings that block must be mended, those that must be
    answered need an answer, whether they are of the draft or of a shared text that it uses.
    """
    told = known([draft.kbli_code], today=today, shared=shared, with_usual=False)
    own = _weighty(review(subject_of(draft), told, hints=False))
    used = {number: text for number, text in shared.items() if number in draft.blank_components()}
    others = [(number, _weighty(review_text(number, text, told, hints=False))) for number, text in used.items()]
    if not own and not any(doubts for _, doubts in others):
        return ""
    answered = _answered(draft, used)
    waiting = [doubt for doubt in own if (0, doubt.fingerprint) not in answered]
    waiting += [doubt for number, doubts in others for doubt in doubts if (number, doubt.fingerprint) not in answered]
    blocking = [doubt for doubt in [*own, *(doubt for _, doubts in others for doubt in doubts)] if _blocks(doubt)]
    if blocking:
        return f"Standar belum dapat diterbitkan. Perbaiki dulu: {_named(blocking)}"
    if waiting:
        return f"Masih ada temuan yang wajib dijawab. Perbaiki atau jawab dulu: {_named(waiting)}"
    return ""


def refusal_of_shared_text(component: int, text: str, *, today: dt.date) -> str:
    """Why this may not become a shared text: what blocks in it would block every standard. "" when it may.

    Words of online gambling are refused outright: a shared text would bring them into every standard at once.
    """
    if words := gambling_words(text):
        listed = ", ".join(f"“{word}”" for word in words[:NAMED])
        return f"Teks baku ini memuat kata yang biasa dipakai iklan judi: {listed}. Hapus kata itu dulu."
    doubts = review_text(component, text, Known(today=today), hints=False)
    blocking = [doubt for doubt in doubts if _blocks(doubt)]
    return f"Teks baku ini belum dapat dipakai. Perbaiki dulu: {_named(blocking)}" if blocking else ""


def _weighty(doubts: list[Doubt]) -> list[Doubt]:
    return [doubt for doubt in doubts if doubt.rule.grade is not Grade.HINT]


def _blocks(doubt: Doubt) -> bool:
    return doubt.rule.grade is Grade.BLOCKS


def _answered(draft: Standard, used: dict[int, str]) -> set[tuple[int, str]]:
    """The questions answered: 0 for the draft's own, or the component of the shared text, with the fingerprint."""
    given = FindingAnswer.objects.filter(Q(standard=draft) | Q(shared_text__component__in=used))
    return {
        (component or 0, question) for component, question in given.values_list("shared_text__component", "fingerprint")
    }


def _named(doubts: list[Doubt]) -> str:
    named = [f"{_place(doubt)}{doubt.message}" for doubt in doubts[:NAMED]]
    more = len(doubts) - NAMED
    return " ".join([*named, f"Dan {more} temuan lain."] if more > 0 else named)


def _place(doubt: Doubt) -> str:
    where = doubt.path.removesuffix("¶")
    return f"Komponen {doubt.component}{f' butir {where}' if where else ''}: " if doubt.component else ""
