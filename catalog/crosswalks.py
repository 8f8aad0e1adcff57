"""The table from KBLI 2020 to KBLI 2025 as it is stored: loading it, and asking it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from catalog import quality
from catalog.models import KbliCode, KbliCrosswalk, Standard
from catalog.rules import kbli

OLD, NEW = kbli.EDITIONS


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a table does, by the number of lines."""

    new: int
    changed: int
    same: int
    gone: int

    def __str__(self) -> str:
        return f"{self.new} baru, {self.changed} berubah, {self.same} sama, {self.gone} dihapus"


@transaction.atomic
def load(rows: list[KbliCrosswalk], *, dry_run: bool = False) -> Loaded:
    """Make these lines the whole table; with ``dry_run`` only say what that would do."""
    stored = {_pair(row): row for row in KbliCrosswalk.objects.all()}
    wanted = {_pair(row): row for row in rows}
    new = [row for pair, row in wanted.items() if pair not in stored]
    changed = [row for pair, row in wanted.items() if pair in stored and _said(row) != _said(stored[pair])]
    gone = [row.pk for pair, row in stored.items() if pair not in wanted]
    loaded = Loaded(len(new), len(changed), len(wanted) - len(new) - len(changed), len(gone))
    if not dry_run and (new or changed or gone):
        KbliCrosswalk.objects.filter(pk__in=[*gone, *(stored[_pair(row)].pk for row in changed)]).delete()
        KbliCrosswalk.objects.bulk_create(new + changed)
        check_codes([*new, *changed, *(row for pair, row in stored.items() if pair not in wanted)])
    return loaded


def check_codes(rows: Iterable[KbliCrosswalk]) -> None:
    """Look again through the drafts whose code stands in these lines."""
    codes = {code for row in rows for code in (row.old_code, row.new_code)}
    used = Standard.objects.filter(kbli_edition=OLD).values_list("kbli_code", flat=True).distinct().order_by()
    for code in codes.intersection(used):
        quality.check_code(OLD, code)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What a code is in the other edition; ``code`` is "" where it is no longer anything."""

    edition: int
    code: str
    title: str  # "" where the other edition's codes are not loaded
    relation: str
    note: str


def counterparts(code: str, edition: int) -> list[Counterpart]:
    """The codes of the other edition that the table joins this one with; none where it does not name it."""
    if edition == OLD:
        other, joined = NEW, [(row.new_code, row) for row in KbliCrosswalk.objects.filter(old_code=code)]
    else:
        other, joined = OLD, [(row.old_code, row) for row in KbliCrosswalk.objects.filter(new_code=code)]
    known = KbliCode.objects.of_edition(other).filter(code__in=[code for code, _ in joined]) if joined else []
    titles = {row.code: row.title for row in known}
    return [
        Counterpart(other, code, titles.get(code, ""), row.get_relation_display(), row.note) for code, row in joined
    ]


def _pair(row: KbliCrosswalk) -> tuple[str, str]:
    return row.old_code, row.new_code


def _said(row: KbliCrosswalk) -> tuple[str, str]:
    return row.relation, row.note
