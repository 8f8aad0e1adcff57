"""One state of the list of cases: what was asked for, what was found, and the states next to it."""

from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from complaints.calendar import kept_calendar
from complaints.filters import LONGEST_SEARCH, SORT_LABELS, CaseFilterSet
from complaints.forms.fields import grouped
from complaints.models import SavedView
from complaints.presentation.desk import address
from complaints.presentation.rows import Row, by_key
from complaints.rules.workflow import HANDLERS, Role
from complaints.tasks import Task, Worker

PAGE_SIZE = 40
MOST_PAGES = 100  # a page further down would cost more and more
MOST = PAGE_SIZE * MOST_PAGES


class Pages(Paginator):
    """Of the keys of the cases found: read once, they are the count too, which costs no more than MOST of them."""

    @cached_property
    def num_pages(self):
        return min(super().num_pages, MOST_PAGES)

    @property
    def total(self) -> str:
        return f"lebih dari {grouped(MOST)}" if self.count > MOST else grouped(self.count)


class CaseList:
    def __init__(self, user, cases, parameters: QueryDict):
        self.cases = cases
        self.parameters = parameters
        self.today = timezone.localdate()
        self.calendar = kept_calendar()
        self.worker = Worker(user, self.today, self.calendar)

    @cached_property
    def filters(self) -> CaseFilterSet:
        filters = CaseFilterSet(self.parameters, queryset=self.cases, worker=self.worker)
        filters.form.is_valid()
        return filters

    @cached_property
    def state(self) -> dict[str, str]:
        """The parameters that make sense, as they stand in an address; without the page."""
        told = self.filters.form.cleaned_data
        return {name: str(self.parameters[name]).strip() for name in self.filters.filters if told.get(name)}

    @property
    def ignored(self) -> list[str]:
        form = self.filters.form
        return [form.fields[name].label for name in form.errors]

    @cached_property
    def page(self):
        keys = list(self.filters.found().values_list("pk", flat=True)[: MOST + 1])
        return Pages(keys, PAGE_SIZE).get_page(self.parameters.get("hal"))

    @cached_property
    def rows(self) -> list[Row]:
        keys = self.page.object_list
        known = by_key(self.cases, keys, today=self.today, calendar=self.calendar)
        return [known[key] for key in keys if key in known]

    @property
    def title(self) -> str:
        task = self.state.get("tugas")
        return Task(task).label if task else "Semua laporan"

    @property
    def search_note(self) -> str:
        if "q" not in self.state:
            return ""
        return f"Kata dicari dalam cerita dan nama layanan {grouped(LONGEST_SEARCH)} laporan terbaru."

    # The states next to this one

    def href(self, **changes: str) -> str:
        return address(**{**self.state, **changes})

    @property
    def query(self) -> str:
        return urlencode(self.state)

    @property
    def active(self) -> list[tuple[str, str]]:
        """The filters that are set, in words, each with the address that takes it away."""
        return [(self.in_words(name), self.href(**{name: ""})) for name in self.state if name != "urut"]

    def in_words(self, name: str) -> str:
        field, value = self.filters.form.fields[name], self.state[name]
        choices = dict(getattr(field, "choices", ()))
        shown = choices.get(value, f"“{value}”" if name in ("q", "layanan") else value)
        return shown if name in ("tugas", "milik") else f"{field.label}: {shown}"

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        return [(label, self.href(urut=name), name == self.filters.order) for name, label in SORT_LABELS.items()]

    @property
    def previous(self) -> str:
        return self.href(hal=str(self.page.number - 1)) if self.page.has_previous() else ""

    @property
    def next(self) -> str:
        return self.href(hal=str(self.page.number + 1)) if self.page.has_next() else ""

    @cached_property
    def saved(self) -> list[SavedView]:
        return list(SavedView.objects.filter(user=self.worker.user))

    # The form, whose fields the template writes by hand

    @property
    def selects(self) -> list[tuple[str, str, str, list]]:
        """Name, label, chosen value and options of each choice."""
        names = ["status", "kanal", "jenis", "sektor", "komponen", "hasil", "petugas"]
        fields = self.filters.form.fields
        return [
            (
                name,
                fields[name].label.capitalize(),
                self.state.get(name, ""),
                list(self.filters.filters[name].extra["choices"]),
            )
            for name in names
        ]

    @property
    def days(self) -> list[tuple[str, str, str]]:
        names = ["diterima_dari", "diterima_sampai", "batas_dari", "batas_sampai"]
        fields = self.filters.form.fields
        return [(name, fields[name].label.capitalize(), self.state.get(name, "")) for name in names]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the form keeps without a field of its own."""
        return [(name, self.state[name]) for name in ("tugas", "urut") if name in self.state]

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is set that stands folded away."""
        return any(self.state.get(name) for name, *_ in [*self.selects[1:], *self.days]) or "layanan" in self.state

    @property
    def can_own(self) -> bool:
        return bool(self.worker.roles & {*HANDLERS, Role.HEAD})

    @property
    def can_find_reporter(self) -> bool:
        return bool(self.worker.roles & HANDLERS)

    @property
    def here(self) -> str:
        return reverse("desk:list")
