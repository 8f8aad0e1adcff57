"""What one rule says of a text, or of a draft; for the tests of the quality checks."""

import datetime as dt

from catalog.rules.components import COMPONENTS
from catalog.rules.quality import Known, Subject, review, review_text
from catalog.rules.risk import LicenceKind, RiskLevel

TODAY = dt.date(2026, 11, 20)
SHARED = {component.number: f"Isi baku komponen {component.number}." for component in COMPONENTS}


def found(text, rule, component=1, **known):
    """What this rule says of a text: the words it points at, with the place."""
    doubts = review_text(component, text, Known(TODAY, **known))
    assert all(text[doubt.start : doubt.end] == doubt.words for doubt in doubts)
    return [(doubt.path, doubt.words) for doubt in doubts if doubt.rule.key == rule]


def of_draft(rule, known=None, texts=None, **facts):
    """What this rule says of a draft that takes all but ``texts`` from the shared texts."""
    plain = {
        "kbli_edition": 2020,
        "kbli_code": "14120",
        "kbli_title": "Penjahitan",
        "licence_kind": LicenceKind.LICENCE,
        "risk_level": RiskLevel.HIGH,
        "sector": "",
        "processing_days": None,
        "fee": "",
        "fee_rupiah": None,
        "checked_on": TODAY,
    }
    subject = Subject(**{**plain, **facts}, texts=texts or {})
    doubts = review(subject, Known(**{"today": TODAY, "shared": SHARED, **(known or {})}))
    return [(doubt.field, doubt.path, doubt.words) for doubt in doubts if doubt.rule.key == rule]
