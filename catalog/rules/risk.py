"""Risk levels and licence kinds (tingkat risiko, jenis perizinan berusaha).

Source: the headings of the annexes, e.g. "Sertifikat Standar (Risiko Menengah Tinggi)".
"""

from enum import StrEnum
from typing import Self


class Printed(StrEnum):
    """A stored value with the label that documents print for it."""

    @property
    def label(self) -> str:
        return self.value.replace("-", " ").title()

    @classmethod
    def printed_as(cls, text: str) -> Self | None:
        """The member whose label is ``text``, case apart; None when there is none."""
        wanted = " ".join(text.split()).casefold()
        return next((member for member in cls if member.label.casefold() == wanted), None)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """For a model field: plain strings, so that migrations name no class of ours."""
        return [(member.value, member.label) for member in cls]


class RiskLevel(Printed):
    LOW = "rendah"
    MEDIUM_LOW = "menengah-rendah"
    MEDIUM_HIGH = "menengah-tinggi"
    HIGH = "tinggi"

    @property
    def step(self) -> int:
        """1 for the lowest risk to 4 for the highest: as many bars as the risk mark shows."""
        return list(RiskLevel).index(self) + 1


class LicenceKind(Printed):
    NIB = "nib"
    STANDARD_CERTIFICATE = "sertifikat-standar"
    LICENCE = "izin"

    @property
    def label(self) -> str:
        return "NIB" if self is LicenceKind.NIB else super().label
