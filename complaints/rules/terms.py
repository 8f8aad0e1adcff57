"""Stored terms of the complaint rules: Indonesian values with labels in sentence case, and dates in words."""

from datetime import date

from catalog.rules.risk import Printed

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


class Term(Printed):
    """A stored value whose label is written as in a sentence: ``libur-nasional`` is "Libur nasional"."""

    @property
    def label(self) -> str:
        return self.value.replace("-", " ").capitalize()


def in_words(day: date) -> str:
    """The day as Indonesian sentences write it, whatever the server's locale: "31 Maret 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
