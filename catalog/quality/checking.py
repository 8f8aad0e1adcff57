"""Finds what is doubtful and keeps it as rows, so that a page over all standards is a few queries.

The rows follow from texts and records: checked again, they are the same. Whoever changes a draft, a shared text, a
KBLI code or a regulation calls the function here that is about it.
"""

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from catalog.batches import batches
from catalog.models import Finding, FindingAnswer, Regulation, SharedText, Standard
from catalog.models.quality import LONGEST_PATH
from catalog.quality.known import known, laws, subject_of
from catalog.rules.components import BY_NUMBER
from catalog.rules.quality import Doubt, Known, review, review_text

BATCH = 200  # standards whose texts are held at a time
CHANNELS = 6  # the component whose shared text gives the office's contacts
OF_FACTS = (3, 4, 5)  # components that a header fact is compared with, shared or not


@transaction.atomic
def check(standard: Standard, *, today: dt.date | None = None) -> list[Finding]:
    """Look through the stored draft, and keep what is found in place of what was; returns it in printed order."""
    _check_standards(Standard.objects.filter(pk=standard.pk), today)
    return list(Finding.objects.filter(standard=standard).in_order())


@transaction.atomic
def check_shared_text(component: int, *, today: dt.date | None = None) -> None:
    """Look through a shared text, and through the drafts whose findings depend on it."""
    _check_shared_texts(SharedText.objects.filter(component=component), today)
    key = BY_NUMBER[component].key
    blank = Q(**{f"{key}__regex": r"\A\s*\Z"})
    complaining = ~Q(complaint_handling="") if component == CHANNELS else Q(pk__in=[])
    incomplete = Finding.objects.filter(rule="komponen-kosong", component=component).values("standard")
    depends = ~blank | complaining | Q(pk__in=incomplete)
    _check_standards(Standard.objects.all() if component in OF_FACTS else Standard.objects.filter(depends), today)


@transaction.atomic
def check_citing(regulation: Regulation, *, today: dt.date | None = None) -> None:
    """Look again through all texts that name this number and year."""
    named = (f"{regulation.number} Tahun {regulation.year}", f"{regulation.number}/{regulation.year}")
    citing = Q(pk__in=[])
    for component in BY_NUMBER.values():
        for name in named:
            citing |= Q(**{f"{component.key}__contains": name})
    _check_standards(Standard.objects.filter(citing), today)
    shared = Q(text__contains=named[0]) | Q(text__contains=named[1])
    _check_shared_texts(SharedText.objects.filter(shared), today)


@transaction.atomic
def check_code(edition: int, code: str, *, today: dt.date | None = None) -> None:
    """Look again through the drafts of this KBLI code."""
    _check_standards(Standard.objects.filter(kbli_edition=edition, kbli_code=code), today)


def is_checked() -> bool:
    """Whether there are findings at all: not so after an update that brought the checks."""
    return Finding.objects.exists() or not Standard.objects.exists()


def check_all(*, today: dt.date | None = None) -> int:
    """Look through everything, a batch in a transaction; returns how many standards were looked through."""
    return check_many(Standard.objects.all(), today=today)


def check_many(standards: QuerySet[Standard], *, today: dt.date | None = None) -> int:
    """Look through the shared texts and these drafts; returns how many drafts."""
    _check_shared_texts(SharedText.objects.all(), today)
    return _check_standards(standards, today)


def _check_standards(standards: QuerySet[Standard], today: dt.date | None) -> int:
    today = today or timezone.localdate()
    keys = list(standards.order_by("pk").values_list("pk", flat=True))
    told: Known | None = None
    for some in batches(keys, BATCH):
        with transaction.atomic():
            list(Standard.objects.filter(pk__in=some).select_for_update().order_by("pk").values("pk"))
            drafts = list(Standard.objects.filter(pk__in=some).select_related("sector").order_by("pk"))
            told = told or known(_codes(keys), today=today)
            _keep("standard", {draft.pk: review(subject_of(draft), told) for draft in drafts})
    return len(keys)


def _codes(keys: list[int]) -> list[str]:
    """The KBLI codes of these drafts; of all when they are many."""
    drafts = Standard.objects.filter(pk__in=keys) if len(keys) <= BATCH else Standard.objects.all()
    return list(drafts.order_by().values_list("kbli_code", flat=True).distinct())


def _check_shared_texts(texts: QuerySet[SharedText], today: dt.date | None) -> None:
    shared = list(texts.order_by("component"))
    if shared:
        told = Known(today=today or timezone.localdate(), laws=laws())
        _keep("shared_text", {each.pk: review_text(each.component, each.text, told) for each in shared})


def _keep(owner: str, doubts: dict[int, list[Doubt]]) -> None:
    """Make the rows of these owners say what was found; those that are right already are not written again."""
    stored: dict[int, list[Finding]] = defaultdict(list)
    for finding in Finding.objects.filter(**{f"{owner}__in": doubts}).order_by("pk"):
        stored[getattr(finding, f"{owner}_id")].append(finding)
    answers = _answers(owner, doubts)
    outdated, found = [], []
    for key, some in doubts.items():
        rows = {_values(row): row for row in (_row(owner, key, doubt, answers) for doubt in some)}
        outdated += [row.pk for row in stored[key] if rows.pop(_values(row), None) is None]
        found += rows.values()
    if outdated:
        Finding.objects.filter(pk__in=outdated).delete()
    if found:
        Finding.objects.bulk_create(found, batch_size=500)


def _answers(owner: str, doubts: dict[int, list[Doubt]]) -> dict[tuple[int, str], int]:
    """The last answer to each question, by owner and fingerprint."""
    given = FindingAnswer.objects.filter(**{f"{owner}__in": doubts}).order_by("pk")
    return {(key, question): pk for pk, key, question in given.values_list("pk", f"{owner}_id", "fingerprint")}


def _row(owner: str, key: int, doubt: Doubt, answers: dict[tuple[int, str], int]) -> Finding:
    return Finding(
        **{f"{owner}_id": key},
        rule=doubt.rule.key,
        grade=doubt.rule.grade.value,
        component=doubt.component,
        field=doubt.field,
        path=doubt.path[:LONGEST_PATH],
        start=doubt.start,
        end=doubt.end,
        words=doubt.words,
        message=doubt.message,
        fingerprint=doubt.fingerprint,
        answer_id=answers.get((key, doubt.fingerprint)),
    )


def _values(row: Finding) -> tuple:
    return tuple(getattr(row, field.attname) for field in Finding._meta.concrete_fields if not field.primary_key)
