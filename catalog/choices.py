"""The pages of a list, and the steps from one state of it to those next to it."""

from dataclasses import dataclass

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from catalog.formats import number
from catalog.rules.facets import NO_DAYS
from catalog.stencils import filled, joined

MOST_PAGES = 100  # nobody turns that many; a page further down would cost more and more


@dataclass(slots=True)
class Choice:
    """A step to a neighbouring state: as a link (``href``) or as a button (``name``, ``value``)."""

    label: str
    name: str
    value: str  # empty takes the parameter away
    href: str
    count: int | None = None
    is_more: bool = False  # than the count says
    is_active: bool = False
    is_below: bool = False  # stands under the choice before it
    is_button: bool = False  # of the search form, which keeps the words
    does: str = ""  # said before the label to who cannot see where the choice stands

    @property
    def as_html(self) -> SafeString:
        return self._as("choice")

    @property
    def as_line(self) -> SafeString:
        """As one of a list, with its count."""
        return self._as("choice_line")

    def _as(self, component: str) -> SafeString:
        way = {"name": self.name, "value": self.value} if self.is_button else {"href": self.href}
        count = "" if self.count is None else number(self.count)
        return filled(
            f"components/{component}.html",
            {"label": self.label, "does": self.does, "count": count, **way},
            is_active=self.is_active,
            is_below=self.is_below,
            is_button=self.is_button,
            is_more=self.is_more,
        )


class Pages(Paginator):
    @cached_property
    def num_pages(self):
        return min(super().num_pages, MOST_PAGES)

    def number_shown(self, asked: str | None) -> int:
        """The number of the page that get_page shows."""
        try:
            return self.validate_number(asked)
        except PageNotAnInteger:
            return 1
        except EmptyPage:
            return self.num_pages

    @property
    def is_bounded(self) -> bool:
        return self.count > MOST_PAGES * self.per_page


class Paged:
    """The steps to the pages before and after, as components/pager.html wants them. ``page`` is the one shown."""

    def choice(self, label: str, name: str, value: str) -> Choice:
        """The step to the state that differs in this parameter alone."""
        raise NotImplementedError

    @property
    def previous(self) -> Choice | None:
        return self._turned("Halaman sebelumnya", -1) if self.page.has_previous() else None

    @property
    def next(self) -> Choice | None:
        return self._turned("Halaman berikutnya", 1) if self.page.has_next() else None

    def _turned(self, label: str, by: int) -> Choice:
        return self.choice(label, "hal", str(self.page.number + by))


@dataclass(slots=True)
class Facet:
    name: str
    title: str
    choices: list[Choice]
    is_folded: bool = False

    @property
    def as_html(self) -> SafeString:
        gaps = {"title": self.title, "choices": lines(self.choices)}
        return filled("components/facet.html", gaps, is_folded=self.is_folded)


def lines(choices: list[Choice]) -> SafeString:
    return joined([choice.as_line for choice in choices])


def in_order(kinds, counts):
    """The counted values in the order of the enumeration, with the labels that documents print."""
    return [(kind.value, kind.label, counts[kind.value]) for kind in kinds if counts[kind.value]]


def cumulated(counts):
    """For each number of working days on offer, how many standards take no longer."""
    options, total = [], 0
    for days, count in sorted(counts.items()):
        total += count
        options.append((str(days), f"paling lama {days} hari kerja", total))
    return [option for option in options if option[0] != str(NO_DAYS)]


def by_edition(counts):
    return [(str(year), f"KBLI {year}", count) for year, count in sorted(counts.items())]
