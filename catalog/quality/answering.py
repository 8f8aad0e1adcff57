"""Answers to findings: why the text stays as it is. Each is a row of its own and is never changed."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from catalog.batches import batches
from catalog.models import Finding, FindingAnswer, Standard
from catalog.quality.checking import check_many
from catalog.rules.quality import Grade

BATCH = 500  # answers a statement
LONGEST = 2_000  # characters of an answer


class AnswerError(ValidationError):
    """The answer cannot be taken; ``message`` is an Indonesian sentence saying what to do instead."""


@transaction.atomic
def answer(findings: Iterable[Finding], *, by, reason: str) -> int:
    """Answer these findings with one reason; returns how many. Those that block are left out: they can only be mended.

    The answer also holds for other places of the same text that the same question is about. Raises AnswerError.
    """
    reason = reason.strip()
    if not reason:
        raise AnswerError("Tuliskan jawabannya: mengapa teks ini tetap seperti ini?")
    if len(reason) > LONGEST:
        raise AnswerError(f"Jawaban terlalu panjang. Ringkas sampai {LONGEST} huruf.")
    findings = list(findings)
    if not findings:
        raise AnswerError("Pilih dulu temuan yang dijawab.")
    asked = {
        (each.standard_id, each.shared_text_id, each.rule, each.fingerprint): None
        for each in findings
        if each.grade != Grade.BLOCKS
    }
    if not asked:
        raise AnswerError("Temuan yang menghalangi penerbitan tidak dapat dijawab. Perbaiki teksnya.")
    now = timezone.now()
    given = FindingAnswer.objects.bulk_create(
        FindingAnswer(
            standard_id=standard,
            shared_text_id=shared,
            rule=rule,
            fingerprint=fingerprint,
            reason=reason,
            answered_at=now,
            answered_by=by,
        )
        for standard, shared, rule, fingerprint in asked
    )
    for some in batches(given, BATCH):
        _point_to_answers(some)
    return len(given)


def _point_to_answers(given: list[FindingAnswer]) -> None:
    """Let the findings that these answers are about name the last answer to their question."""
    owner = Q(standard=OuterRef("standard")) | Q(shared_text=OuterRef("shared_text"))
    last = FindingAnswer.objects.filter(owner, fingerprint=OuterRef("fingerprint")).order_by("-pk").values("pk")[:1]
    owners = Q(standard__in={each.standard_id for each in given if each.standard_id})
    owners |= Q(shared_text__in={each.shared_text_id for each in given if each.shared_text_id})
    about = Finding.objects.filter(owners, fingerprint__in={each.fingerprint for each in given})
    about.exclude(grade=Grade.BLOCKS).update(answer=Subquery(last))


@transaction.atomic
def answer_as_printed(standards: QuerySet[Standard], *, by, reason: str) -> int:
    """Check these drafts and the shared texts, and answer what must be answered in them with one reason.

    For texts taken over as a decree prints them: its errors are kept, and known. Returns how many were answered.
    """
    check_many(standards)
    waiting = Finding.objects.unresolved().filter(grade=Grade.ANSWER)
    asked = [*waiting.filter(standard__in=standards), *waiting.filter(shared_text__isnull=False)]
    return answer(asked, by=by, reason=reason) if asked else 0
