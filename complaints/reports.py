"""The office's report on a month, a quarter or a year: numbers, and no person in them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from catalog.models import Standard
from catalog.rules.components import COMPONENTS
from complaints.forms.fields import grouped
from complaints.models import Complaint
from complaints.rules.channels import Channel
from complaints.rules.figures import median, percentile
from complaints.rules.intake import FilingKind
from complaints.rules.periods import Period
from complaints.rules.workflow import Outcome, Verdict
from complaints.tally import COMPLAINT, added, tallies

SUGGESTION = FilingKind.SUGGESTION.value
MOST_SERVICES = 20  # on the page and on paper; the files hold them all
HEAD = ("Uraian", "Pengaduan", "Saran", "Jumlah")


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    complaints: int
    suggestions: int

    @property
    def total(self) -> int:
        return self.complaints + self.suggestions


@dataclass(frozen=True, slots=True)
class Table:
    """How many of each, by one way to divide them."""

    name: str  # "kanal"
    title: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    note: str = ""


class Report:
    """The numbers of one period, by the day of receipt. The same for everybody: restricted cases are in them."""

    def __init__(self, period: Period, today: dt.date):
        self.period = period
        self.today = today
        self.tally = added(tallies(period), period)

    @property
    def is_running(self) -> bool:
        return self.period.first_day <= self.today <= self.period.last_day

    @property
    def is_empty(self) -> bool:
        return not self.tally.total

    @cached_property
    def open_at_end(self) -> int:
        """Reports received until the last day of the period and not closed on it, as far as is known today."""
        until = self.period.last_day
        received = Complaint.objects.filter(received_on__lte=until)
        return received.filter(closed_on__isnull=True).count() + received.filter(closed_on__gt=until).count()

    @cached_property
    def facts(self) -> list[Fact]:
        """What stands first: counts and days as text."""
        tally, overdue = self.tally, self.tally.overdue(self.today)
        on_time, late = tally.days_on_time.total(), tally.days_late.total()
        return [
            Fact("Laporan diterima", grouped(tally.total), f"{tally.complaints} pengaduan, {tally.suggestions} saran"),
            Fact("Dijawab tepat waktu", grouped(on_time), "pengaduan"),
            Fact("Dijawab terlambat", grouped(late), "pengaduan"),
            Fact("Belum dijawab, masih dalam batas", grouped(tally.waiting.total() - overdue), "pengaduan"),
            Fact("Belum dijawab, lewat batas", grouped(overdue), "pengaduan"),
            Fact("Tidak perlu dijawab lagi", grouped(tally.complaints - on_time - late - tally.waiting.total()),
                 "bukan kewenangan, atau dicabut pelapor"),
            Fact("Median waktu menjawab", in_days(median(tally.days)), "separuhnya dijawab dalam waktu ini"),
            Fact("Persentil ke-90", in_days(percentile(tally.days, 90)), "9 dari 10 dijawab dalam waktu ini"),
            Fact("Dicatat terlambat", grouped(tally.logged_late.total()), "sehari kerja atau lebih setelah diterima"),
            Fact(self.open_label, grouped(self.open_at_end), "semua laporan, kapan pun diterima"),
        ]  # fmt: skip

    @property
    def open_label(self) -> str:
        return "Belum ditutup hari ini" if self.period.last_day >= self.today else "Belum ditutup pada akhir periode"

    @cached_property
    def tables(self) -> list[Table]:
        tally = self.tally
        return [
            Table("kanal", "Menurut kanal", lines(tally.channel, [(each.value, each.label) for each in Channel])),
            Table("sektor", "Menurut sektor", self.sector_lines),
            Table("layanan", "Menurut layanan", self.service_lines),
            Table("komponen", "Menurut komponen standar pelayanan", lines(tally.component, COMPONENT_NAMES)),
            Table("penelaahan", "Menurut hasil penelaahan", lines(tally.outcome, OUTCOME_NAMES)),
            Table("hasil", "Menurut hasil akhir", lines(tally.verdict, VERDICT_NAMES)),
        ]

    @property
    def short_tables(self) -> list[Table]:
        """The same, of services no more than fit on paper."""
        return [
            Table(each.name, each.title, shortened(each.lines)) if each.name == "layanan" else each
            for each in self.tables
        ]

    @cached_property
    def services(self) -> dict[int, tuple[str, str]]:
        """Title and sector of each service that reports are about. One query."""
        keys = {key for key, _ in self.tally.standard if key}
        rows = Standard.objects.filter(pk__in=keys) if len(keys) < 500 else Standard.objects.all()
        found = rows.order_by("kbli_title", "pk").values_list("pk", "kbli_code", "kbli_title", "sector__name")
        return {pk: (f"{code} {title}", sector or "Tanpa sektor") for pk, code, title, sector in found if pk in keys}

    @property
    def service_lines(self) -> list[Line]:
        """Those with the most reports first."""
        names = [(pk, title) for pk, (title, _) in self.services.items()]
        told = lines(self.tally.standard, [*names, (None, "Layanan belum ditentukan")])
        return sorted(told, key=lambda line: -line.total)

    @property
    def sector_lines(self) -> list[Line]:
        by_sector: Counter = Counter()
        for (pk, kind), count in self.tally.standard.items():
            by_sector[self.services[pk][1] if pk else None, kind] += count
        names = sorted({sector for _, sector in self.services.values()})
        return lines(by_sector, [*((name, name) for name in names), (None, "Layanan belum ditentukan")])


COMPONENT_NAMES = [*((each.number, f"{each.number}. {each.name}") for each in COMPONENTS), (None, "Belum ditentukan")]
OUTCOME_NAMES = [*((each.value, each.label) for each in Outcome), (None, "Belum ditetapkan")]
VERDICT_NAMES = [*((each.value, each.label) for each in Verdict), (None, "Belum atau tidak ada jawaban")]


def lines(counts: Counter, names: Iterable[tuple[object, str]]) -> list[Line]:
    """One line for each name of which there is any."""
    told = (Line(name, counts[value, COMPLAINT], counts[value, SUGGESTION]) for value, name in names)
    return [line for line in told if line.total]


def shortened(told: list[Line]) -> list[Line]:
    rest = told[MOST_SERVICES:]
    if not rest:
        return told
    others = Line(
        f"{len(rest)} layanan lain, masing-masing lebih sedikit",
        sum(line.complaints for line in rest),
        sum(line.suggestions for line in rest),
    )
    return [*told[:MOST_SERVICES], others]


def decimal(value: float | None) -> str:
    """ "6,5"; "–" of nothing."""
    return "–" if value is None else f"{value:g}".replace(".", ",")


def in_days(value: float | None) -> str:
    """ "6,5 hari kerja"; "–" of nothing."""
    return decimal(value) if value is None else f"{decimal(value)} hari kerja"


def figure_rows(report: Report) -> Iterator[tuple]:
    """The numbers for a spreadsheet, the head first: part, what, pengaduan, saran, together."""
    yield ("Bagian", *HEAD)
    tally, overdue = report.tally, report.tally.overdue(report.today)
    suggestions = tally.suggestions
    yield ("ringkasan", "Laporan diterima", tally.complaints, suggestions, tally.total)
    for label, value in [
        ("Dijawab tepat waktu", tally.days_on_time.total()),
        ("Dijawab terlambat", tally.days_late.total()),
        ("Belum dijawab, masih dalam batas", tally.waiting.total() - overdue),
        ("Belum dijawab, lewat batas", overdue),
        ("Median hari kerja sampai dijawab", median(tally.days)),
        ("Persentil ke-90 hari kerja sampai dijawab", percentile(tally.days, 90)),
    ]:
        yield ("ringkasan", label, value, None, None)
    late = tally.logged_late
    yield ("ringkasan", "Dicatat terlambat", late[COMPLAINT], late[SUGGESTION], late.total())
    yield ("ringkasan", report.open_label, None, None, report.open_at_end)
    for table in report.tables:
        for line in table.lines:
            yield (table.name, line.label, line.complaints, line.suggestions, line.total)
