"""What the office wrote about one case, in all its tables, by one query."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import Cast

from complaints.models import (
    Access,
    ApipRequest,
    Clarification,
    Complaint,
    Informing,
    Link,
    Note,
    Point,
    Referral,
    StepReport,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was written; what its columns mean says ``WRITTEN``."""

    kind: type[models.Model]
    key: int  # the row's own; of a point its place
    title: str
    text: str
    more: str
    reference: str  # number of a letter or document
    day: dt.date | None
    until: dt.date | None
    letter_on: dt.date | None
    flag: bool | None
    other: int | None  # the user, or the report, that it is about


COLUMNS: dict[str, models.Field] = {
    "title": models.TextField(),
    "text": models.TextField(),
    "more": models.TextField(),
    "reference": models.TextField(),
    "day": models.DateField(),
    "until": models.DateField(),
    "letter_on": models.DateField(),
    "flag": models.BooleanField(),
    "other": models.BigIntegerField(),
}
# From which of its fields each model fills the columns; what is not named stays empty.
WRITTEN: dict[type[models.Model], dict[str, str]] = {
    Access: {"other": "user"},
    ApipRequest: {"reference": "document", "text": "reason", "more": "decision_reason", "flag": "is_approved"},
    Clarification: {"title": "with_whom", "text": "result", "day": "held_on", "flag": "is_outside"},
    Informing: {"title": "channel", "text": "note", "day": "informed_on"},
    Link: {"title": "kind", "other": "other", "reference": "other__year"},
    Note: {"text": "text", "other": "written_by"},
    Point: {"text": "text", "more": "answer"},
    Referral: {
        "title": "agency",
        "text": "request",
        "more": "report",
        "reference": "letter_number",
        "day": "expected_on",
        "until": "reported_on",
        "letter_on": "letter_on",
        "other": "member",
    },
    StepReport: {"title": "from_level", "text": "text", "more": "to_level", "flag": "is_final"},
}
MODELS = list(WRITTEN)


def written(complaint: Complaint, cases: models.QuerySet) -> dict[type[models.Model], list[Row]]:
    """The rows of each model, in the order in which they were written.

    Of linked reports those alone that stand among ``cases``; a link is a row of both reports.
    """
    own = [_columns(model.objects.filter(complaint=complaint), model) for model in MODELS if model is not Link]
    links = Link.objects.filter(Exists(cases.filter(pk=OuterRef("other"))), complaint=complaint)
    linked_from = Link.objects.filter(Exists(cases.filter(pk=OuterRef("complaint"))), other=complaint)
    parts = [*own, _columns(links, Link), _columns(linked_from, Link, other="complaint", reference="complaint__year")]
    found: dict[type[models.Model], list[Row]] = {model: [] for model in MODELS}
    for number, *values in parts[0].union(*parts[1:], all=True):
        row = Row(MODELS[number], *values)
        found[row.kind].append(row)
    return {model: sorted(rows, key=lambda row: row.key) for model, rows in found.items()}


def _columns(rows: models.QuerySet, model: type[models.Model], **other: str) -> models.QuerySet:
    fields = {**WRITTEN[model], **other}
    key = F("position") if model is Point else F("pk")
    values = [
        Cast(F(fields[name]) if name in fields else Value(_empty(column)), column) for name, column in COLUMNS.items()
    ]
    number = Value(MODELS.index(model), models.IntegerField())
    return rows.order_by().values_list(number, Cast(key, models.BigIntegerField()), *values)


def _empty(column: models.Field) -> str | None:
    return "" if isinstance(column, models.TextField) else None
