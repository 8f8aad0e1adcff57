"""What the rules are told of the database, in a few queries for any number of standards."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Count, F, Q, Value
from django.utils import timezone

from catalog.models import KbliCode, KbliCrosswalk, Regulation, SharedText, Standard
from catalog.rules import crosswalk
from catalog.rules.components import COMPONENTS
from catalog.rules.quality import Known, Law, Subject
from catalog.rules.risk import LicenceKind, RiskLevel

WHOLE_TABLE = 1_000  # codes of five digits, from which on an edition of KBLI counts as loaded: it has some 1,800
COMPARED = 500  # the newest drafts, among which a text that several have is looked for
COMMONEST = 5  # such texts of a component


def subject_of(standard: Standard) -> Subject:
    """A draft as the rules read it. Its sector must be at hand: ``select_related("sector")``."""
    return Subject(
        kbli_edition=standard.kbli_edition,
        kbli_code=standard.kbli_code,
        kbli_title=standard.kbli_title,
        licence_kind=LicenceKind(standard.licence_kind),
        risk_level=RiskLevel(standard.risk_level),
        sector=standard.sector.name if standard.sector else "",
        processing_days=standard.processing_days,
        fee=standard.fee,
        fee_rupiah=standard.fee_rupiah,
        texts={component.number: standard.text_of(component) for component in COMPONENTS},
        checked_on=timezone.localdate(standard.updated_at),
    )


def known(
    codes: Collection[str], *, today: dt.date, shared: dict[int, str] | None = None, with_usual: bool = True
) -> Known:
    """All that rules about standards of these KBLI codes may ask for. ``shared``: the shared texts, already read."""
    if shared is None:
        shared = SharedText.objects.by_component()
    of_five = KbliCode.objects.filter(level="kelompok")
    titles = of_five.filter(code__in=codes).values_list("edition", "code", "title")
    loaded = of_five.order_by().values("edition").annotate(codes=Count("pk")).filter(codes__gte=WHOLE_TABLE)
    return Known(
        today=today,
        shared=shared,
        laws=laws(),
        kbli_titles={(edition, code): title for edition, code, title in titles},
        kbli_loaded=frozenset(loaded.values_list("edition", flat=True)),
        usual=usual_texts(shared) if with_usual else {},
        moved_codes=moved_codes(codes),
    )


def laws() -> dict[tuple[str, int, int], Law]:
    rows = list(Regulation.objects.all())
    by_key = {row.pk: row for row in rows}
    for row in rows:
        row.successor = by_key.get(row.successor_id)
    return {
        (row.kind.casefold(), row.number, row.year): Law(
            row.title, row.status, row.status_since, row.replacement, row.checked_on
        )
        for row in rows
    }


def usual_texts(shared: Iterable[int]) -> dict[int, list[str]]:
    """By component that has no shared text: the texts that several drafts have in common, the commonest first."""
    newest = Standard.objects.filter(pk__in=Standard.objects.order_by("-pk").values("pk")[:COMPARED]).order_by()
    several = [
        newest.exclude(**{component.key: ""})
        .values(number=Value(component.number), text=F(component.key))
        .annotate(times=Count("pk"))
        .filter(times__gt=1)
        for component in COMPONENTS
        if component.number not in shared and component.number > 1  # no two need the same requirements
    ]
    found: dict[int, list[str]] = defaultdict(list)
    if several:
        for row in several[0].union(*several[1:], all=True).order_by("-times"):
            if len(found[row["number"]]) < COMMONEST:
                found[row["number"]].append(row["text"])
    return found


def moved_codes(codes: Collection[str]) -> dict[tuple[int, str], str]:
    """The codes of KBLI 2020 that are gone from KBLI 2025 or mean something else there, each with the sentence."""
    rows = KbliCrosswalk.objects.filter(Q(old_code__in=codes) | Q(new_code__in=codes))
    links: dict[str, list[crosswalk.Link]] = defaultdict(list)
    for row in rows:
        link = crosswalk.Link(row.old_code, row.new_code, crosswalk.Relation(row.relation), row.note)
        for code in {row.old_code, row.new_code}:
            links[code].append(link)
    verdicts = ((code, crosswalk.verdict(code, links[code])) for code in links)
    return {(2020, code): verdict.sentence for code, verdict in verdicts if verdict}
