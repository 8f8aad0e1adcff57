"""The reference tables in tests/data, and the office's calendar made of them."""

import csv
from datetime import date
from pathlib import Path

from complaints.rules.deadlines import KIND_IN_CSV, Calendar, Holiday

DATA = Path(__file__).parents[1] / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def real_holidays() -> tuple[Holiday, ...]:
    return tuple(
        Holiday(date.fromisoformat(row["date"]), row["name"], KIND_IN_CSV[row["kind"]])
        for row in rows("holidays_id.csv")
    )


def real_calendar() -> Calendar:
    """2024–2027 as in the table; 2027's two Eids are estimates, so that year is not confirmed."""
    return Calendar(real_holidays(), frozenset({2024, 2025, 2026}))
