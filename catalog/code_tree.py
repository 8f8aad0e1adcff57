"""The KBLI tree as pages show it: a code of one edition, the way down to it, what stands under it, its standards."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from catalog.comparison import compare_address
from catalog.crosswalks import Counterpart, counterparts
from catalog.entries import ORDERS
from catalog.models import ActivityCount, Edition, KbliCode, ListEntry, Standard
from catalog.rows import Line, in_order_of, rows
from catalog.rules import kbli

SECTION, DIVISION, *_, ACTIVITY = kbli.LEVELS
LONGEST = 20  # standards that a code's page lists


@dataclass(frozen=True, slots=True)
class Branch:
    """A code as a line of the tree, with the number of standards in force under it."""

    code: str
    title: str
    href: str  # "" where nothing more is known of it
    count: int = 0


def code_address(code: str, edition: int) -> str:
    """The page of a code. The number alone means the current edition; another one is always named."""
    return reverse("catalog:kbli_code", args=[code]) + edition_query(edition)


def tree_address(edition: int) -> str:
    return reverse("catalog:kbli_tree") + edition_query(edition)


def edition_query(edition: int) -> str:
    return "" if edition == kbli.CURRENT_EDITION else f"?edisi={edition}"


# The whole tree


def tree_page(edition: int) -> dict:
    """The context of catalog/kbli_tree.html: the sections of this edition."""
    codes = KbliCode.objects.of_edition(edition).filter(level__in=[SECTION, DIVISION]).defer("description")
    sections = {row.code: row for row in codes if row.level == SECTION}
    section_of = {row.code: row.section for row in codes if row.level == DIVISION}
    counts: Counter[str | None] = Counter()
    for division, count in counted(edition, 2).items():
        counts[section_of.get(division)] += count
    known = set(section_of.values())
    branches = [branch(row, row.code in known, counts[row.code]) for row in sections.values()]
    return {
        "edition": edition,
        "title": f"Kode KBLI {edition}",
        "summary": f"Kode KBLI {edition} dan standar pelayanan DPMPTSP Kabupaten Purwakarta untuk tiap kode.",
        "path": tree_address(edition),
        "branches": branches,
        "has_closed": not all(each.href for each in branches),
        "others": [(other, tree_address(other)) for other in loaded_editions() if other != edition],
    }


def loaded_editions() -> list[int]:
    return list(KbliCode.objects.order_by("edition").values_list("edition", flat=True).distinct())


# One code


def code_page(code: str, edition: int) -> dict | None:
    """The context of catalog/kbli_code.html; None for a code of which nothing is known in this edition."""
    meanings = {row.edition: row for row in KbliCode.objects.filter(code=code)}
    joined = counterparts(code, edition) if kbli.is_code(code) else []
    shown = meanings.pop(edition, None) or as_printed(code, edition) or as_joined(code, edition, joined)
    if shown is None:
        return None
    above, children = family(shown)
    counts = under(shown, children)
    total = sum(counts.values())
    listed = first(shown.edition, counts)
    return {
        "code": shown,
        "title": f"{shown.title} (KBLI {edition} {code})",
        "summary": f"KBLI {edition} {code} {shown.title}: apa yang termasuk, dan standar pelayanannya di Purwakarta.",
        "path": code_address(code, edition),
        "tree": tree_address(edition),
        "is_activity": shown.level == ACTIVITY,
        "level": shown.get_level_display().replace("_", " ").capitalize(),
        "above": [branch(row, has_children=True) for row in above],
        "children": [branch(row, row.has_children, counts[row.code]) for row in children],
        "standards": listed,
        "rows": rows(listed),
        "comparable": compare_address([line.slug for line in listed]),
        "total": total,
        "more": total - LONGEST,
        "withdrawn": withdrawn(shown),
        "counterparts": [(each, each.title and code_address(each.code, each.edition)) for each in joined],
        "elsewhere": [(row, code_address(row.code, row.edition)) for row in meanings.values()],
    }


def as_printed(code: str, edition: int) -> KbliCode | None:
    """A code that stands on a standard although the list of codes has not been loaded: as that standard prints it."""
    titles = Edition.objects.public(timezone.localdate()).filter(kbli_edition=edition, kbli_code=code)
    title = titles.order_by("-pk").values_list("kbli_title", flat=True).first()
    return title and KbliCode(edition=edition, code=code, title=title, level=ACTIVITY, parent_code=code[:4])


def as_joined(code: str, edition: int, joined: list[Counterpart]) -> KbliCode | None:
    """A code of which only the table between the editions is known: it keeps answering, and points on."""
    title = f"Kode {code} dalam KBLI {edition}"
    return KbliCode(edition=edition, code=code, title=title, level=ACTIVITY, parent_code=code[:4]) if joined else None


def family(code: KbliCode) -> tuple[list[KbliCode], list[KbliCode]]:
    """The codes above, from the section down, and those right below."""
    related = KbliCode.objects.of_edition(code.edition)
    below = related.filter(parent_code=OuterRef("code"))
    found = related.filter(Q(code__in=[code.section, *kbli.prefixes(code.code)]) | Q(parent_code=code.code)).annotate(
        has_children=Exists(below)
    )
    above = [row for row in found if code.code not in (row.parent_code, row.code)]
    children = [row for row in found if row.parent_code == code.code]
    return sorted(above, key=lambda row: len(row.code)), children


def under(code: KbliCode, children: list[KbliCode]) -> Counter[str]:
    """The number of standards in force right under this code, by the code below it; or of the activity itself."""
    if code.level == SECTION:
        divisions = {row.code for row in children}
        found = counted(code.edition, 2)
        return Counter({division: found[division] for division in divisions if division in found})
    return counted(code.edition, len(code.code) + 1, beginning=code.code)


def first(edition: int, counts: Counter[str]) -> list[Line]:
    """The first standards of these codes, by their codes."""
    if not counts:
        return []
    entries = ListEntry.objects.filter(
        kbli_code__range=(min(counts).ljust(5, "0"), max(counts).ljust(5, "9")),
        facets__kbli_edition=edition,
        facets__division__in={code[:2] for code in counts},
    )
    return in_order_of(list(entries.order_by(*ORDERS["kode"]).values_list("edition_id", flat=True)[:LONGEST]))


def withdrawn(code: KbliCode) -> list[Standard]:
    """The standards of an activity that are no longer in force; their reason may say who is in charge now."""
    if code.level != ACTIVITY:
        return []
    former = Standard.objects.published().filter(withdrawn_on__isnull=False)
    return former.filter(current__kbli_edition=code.edition, current__kbli_code=code.code).select_related("current")


# Both


def counted(edition: int, length: int, beginning: str = "") -> Counter[str]:
    """The number of standards in force under each code of this length that begins so."""
    activities = ActivityCount.objects.filter(kbli_edition=edition, kbli_code__startswith=beginning, count__gt=0)
    found: Counter[str] = Counter()
    for code, count in activities.values_list("kbli_code", "count"):
        found[code[:length]] += count
    return found


def branch(code: KbliCode, has_children: bool = False, count: int = 0) -> Branch:
    is_open = has_children or count or code.level == ACTIVITY
    return Branch(code.code, code.title, code_address(code.code, code.edition) if is_open else "", count)
