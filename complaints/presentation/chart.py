"""Bars that are drawn on the server: templates/components/chart.html turns them into SVG."""

from collections.abc import Iterator
from dataclasses import dataclass

STEP = 44  # CSS pixels from bar to bar: a line of text, and the bar below it
LONGEST = 32  # letters that stand beside the number on a telephone; the table has the whole name


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: str  # as people read it
    percent: float  # of the width
    most: float | None = None  # when it is certain only that it lies between the two

    @property
    def short_label(self) -> str:
        return self.label if len(self.label) <= LONGEST else f"{self.label[: LONGEST - 1].rstrip()}…"

    @property
    def certain(self) -> str:
        return f"{self.percent:.1f}%"

    @property
    def uncertain(self) -> str:
        """The width up to the upper bound; "" when there is none."""
        return f"{self.most - self.percent:.1f}%" if self.most is not None and self.most > self.percent else ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart; ``name`` is unique on its page."""

    name: str
    title: str
    bars: list[Bar]

    @property
    def height(self) -> int:
        return STEP * len(self.bars)

    @property
    def placed(self) -> Iterator[tuple[int, int, Bar]]:
        """Each bar with the line its text stands on, and its upper edge."""
        return ((STEP * place + 16, STEP * place + 24, bar) for place, bar in enumerate(self.bars))

    @property
    def description(self) -> str:
        """The same in words."""
        return "; ".join(f"{bar.label}: {bar.value}" for bar in self.bars) + "."
