"""From KBLI 2020 to KBLI 2025: what became of a code, told by the table of both that staff load.

KBLI 2025 reuses numbers of KBLI 2020 for other activities, so a number that stands in both proves nothing. What the
table does not say is not guessed from titles.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How an old code and a new one belong together; the value stands in the table."""

    SAME = "sama"
    MOVED = "pindah"
    SPLIT = "pecah"
    MERGED = "gabung"
    GONE = "hapus"

    @property
    def words(self) -> str:
        return WORDS[self]


WORDS = {
    Relation.SAME: "kode dan kegiatan sama",
    Relation.MOVED: "kegiatan sama, kode berganti",
    Relation.SPLIT: "dipecah menjadi beberapa kode",
    Relation.MERGED: "digabung dengan kode lain",
    Relation.GONE: "tidak ada lagi",
}


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the table; ``new`` is "" for a code that is gone."""

    old: str
    new: str
    relation: Relation
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a code of KBLI 2020. ``sentence`` tells an editor, in Indonesian."""

    code: str
    new_codes: tuple[str, ...]
    is_gone: bool
    means_something_else: bool  # the number stands in KBLI 2025, for another activity
    sentence: str


def verdict(code: str, links: Iterable[Link]) -> Verdict | None:
    """What is to be said of a code of KBLI 2020; None where it stays what it is or the table does not name it.

    ``links`` are the lines of the table in which the code stands, on either side.
    """
    links = list(links)
    own = [link for link in links if link.old == code]
    if not own or all(link.relation is Relation.SAME and link.new == code for link in own):
        return None
    new_codes = tuple(sorted({link.new for link in own if link.new}))
    is_gone = not new_codes
    taken_by = sorted({link.old for link in links if link.new == code and link.old != code})
    means_something_else = bool(taken_by) and code not in new_codes
    parts = [_what_became(code, own, new_codes)]
    if means_something_else:
        parts.append(f"Nomor {code} dalam KBLI 2025 dipakai untuk kegiatan lain (KBLI 2020 {_listed(taken_by)}).")
    return Verdict(code, new_codes, is_gone, means_something_else, " ".join(parts))


def _what_became(code: str, own: list[Link], new_codes: tuple[str, ...]) -> str:
    if not new_codes:
        return f"Kode {code} tidak ada lagi dalam KBLI 2025."
    relation = own[0].relation if len(own) == 1 else Relation.SPLIT
    return {
        Relation.SPLIT: f"Kode {code} dipecah dalam KBLI 2025 menjadi {_listed(new_codes)}.",
        Relation.MERGED: f"Kode {code} digabung dalam KBLI 2025 ke {_listed(new_codes)}.",
    }.get(relation, f"Kode {code} menjadi {_listed(new_codes)} dalam KBLI 2025.")


def _listed(codes: Iterable[str]) -> str:
    *first, last = codes
    return f"{', '.join(first)} dan {last}" if first else last
