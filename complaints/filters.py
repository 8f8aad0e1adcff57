"""What the desk's list of cases can be narrowed by, searched for, and sorted by."""

import re

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import F, Q, Value
from django.db.models.functions import Replace, Upper

from catalog.models import Sector, Standard
from catalog.rules.components import COMPONENTS
from complaints.models import Complaint, Reporter
from complaints.models.complaint import NOT_CLOSED
from complaints.roles import group_name
from complaints.rules.channels import Channel
from complaints.rules.intake import FilingKind
from complaints.rules.similarity import phone_core
from complaints.rules.workflow import LEVELS, Outcome, State
from complaints.tasks import OPEN_ORDER, Task, Worker, tasks_of

LONGEST_WORDS = 100
LONGEST_SEARCH = 1_000  # of the newest cases, in which the words of a story are looked for
OPEN = "berjalan"  # the cases that are not closed, as one status
NUMBER = re.compile(r"(?:PGD-?)?(?:[0-9]{4}-)?0*([0-9]{1,12})", re.IGNORECASE)
# The only ways to sort; each ends in something unique, so that pages neither repeat nor skip a case.
SORTS = {
    "terbaru": ("-pk",),
    "batas": ("response_due_on", "pk"),
    "diterima": ("received_on", "pk"),
}
SORT_LABELS = {"terbaru": "nomor terbaru", "batas": "batas jawaban", "diterima": "paling lama diterima"}
MINE = "saya"


class DayFilter(django_filters.DateFilter):
    def __init__(self, **options):
        super().__init__(input_formats=["%Y-%m-%d"], **options)


def by_field(label: str, field: str, choices) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(label=label, field_name=field, choices=choices)


class CaseFilterSet(django_filters.FilterSet):
    """The list's parameters. A value that makes no sense is an error of the form and narrows nothing."""

    q = django_filters.CharFilter(label="kata pencarian", method="unchanged", max_length=LONGEST_WORDS)
    tugas = django_filters.ChoiceFilter(label="yang perlu dikerjakan", method="to_do")
    milik = django_filters.ChoiceFilter(label="milik", method="owned", choices=[(MINE, "Milik saya")])
    status = django_filters.ChoiceFilter(
        label="status", method="in_state", choices=[(OPEN, "Belum ditutup"), *State.choices()]
    )
    jenis = by_field("jenis laporan", "kind", FilingKind.choices())
    kanal = by_field("kanal", "channel", Channel.choices())
    sektor = by_field("sektor", "standard__sector__slug", [])
    layanan = django_filters.CharFilter(label="layanan", method="about", max_length=LONGEST_WORDS)
    komponen = by_field(
        "komponen", "component", [(str(each.number), f"{each.number}. {each.name}") for each in COMPONENTS]
    )
    hasil = by_field("hasil penelaahan", "outcome", Outcome.choices())
    petugas = by_field("petugas", "assignee__username", [])
    diterima_dari = DayFilter(label="diterima sejak", field_name="received_on", lookup_expr="gte")
    diterima_sampai = DayFilter(label="diterima sampai", field_name="received_on", lookup_expr="lte")
    batas_dari = DayFilter(label="batas jawaban sejak", field_name="response_due_on", lookup_expr="gte")
    batas_sampai = DayFilter(label="batas jawaban sampai", field_name="response_due_on", lookup_expr="lte")
    urut = django_filters.ChoiceFilter(label="urutan", method="unchanged", choices=list(SORT_LABELS.items()))

    class Meta:
        model = Complaint
        fields = []

    def __init__(self, *args, worker: Worker, **options):
        super().__init__(*args, **options)
        self.worker = worker
        for name, choices in [("sektor", sectors()), ("petugas", officers()), ("tugas", tasks(worker))]:
            self.filters[name].extra["choices"] = choices

    def unchanged(self, cases, name, value):
        return cases  # words and sorting come last

    def to_do(self, cases, name, value):
        return cases.filter(self.worker.must(Task(value)))

    def owned(self, cases, name, value):
        """What waits for whoever comes first stays, whoever it belongs to."""
        task = self.form.cleaned_data.get("tugas")
        return cases if task and Task(task).is_of_nobody else cases.filter(self.worker.own)

    def in_state(self, cases, name, value):
        return cases.filter(NOT_CLOSED if value == OPEN else Q(state=value))

    def about(self, cases, name, value):
        """The address of a standard, the digits a KBLI code begins with, or words of its title."""
        named = Q(kbli_code__startswith=value) if value.isdecimal() else Q(kbli_title__icontains=value)
        standards = Standard.objects.filter(named | Q(slug=value))
        return cases.filter(standard__in=standards)

    def found(self):
        """The cases that pass every filter, in the order asked for."""
        cases = self.queryset
        for name, value in self.form.cleaned_data.items():
            cases = self.filters[name].filter(cases, value)
        words = self.form.cleaned_data.get("q")
        return (with_words(cases, words) if words else cases).order_by(*self.columns)

    @property
    def order(self) -> str:
        """The sort asked for, or the usual one: what must be done by its day, all else the newest first."""
        usual = "batas" if self.form.cleaned_data.get("tugas") else "terbaru"
        return self.form.cleaned_data.get("urut") or usual

    @property
    def columns(self) -> tuple[str, ...]:
        """Of the sort, as an index has them for what is asked."""
        task, is_open = self.form.cleaned_data.get("tugas"), self.form.cleaned_data.get("status") == OPEN
        if self.order != "batas" or not (task or is_open):
            return SORTS[self.order]
        return Task(task).order if task else OPEN_ORDER


def with_words(cases, words: str):
    """A number, the number on the channel it came by, or words of story and service among the newest cases."""
    if number := NUMBER.fullmatch(words.strip()):
        return cases.filter(Q(pk=int(number[1])) | Q(external_number=words.strip()))
    everything, newest = cases, cases.order_by("-pk").values("pk")[:LONGEST_SEARCH]
    cases = cases.filter(pk__in=newest).order_by()
    for word in words.split():
        named = Q(story__icontains=word) | Q(service_note__icontains=word) | Q(external_number=word)
        cases = cases.filter(named)
    return everything.filter(pk__in=list(cases.values_list("pk", flat=True)))  # read once, for count and page


def of_reporter(cases, told: str):
    """Cases of the person with exactly this name, e-mail address, telephone number or account."""
    told = " ".join(told.split())
    upper = {f"upper_{name}": Upper(name) for name in ("name", "email", "handle")}  # as the indexes have them
    reporters, same = Reporter.objects.alias(**upper), Q()
    for name in upper:
        same |= Q(**{name: Upper(Value(told))})
    if core := phone_core(told):
        digits = F("phone")
        for sign in " -.()+":
            digits = Replace(digits, Value(sign), Value(""))
        reporters = reporters.annotate(digits=digits)
        same |= Q(digits__in=[core, f"0{core}", f"62{core}"])
    return cases.filter(pk__in=reporters.filter(same).values("complaint"))


def sectors() -> list[tuple[str, str]]:
    return list(Sector.objects.order_by("name").values_list("slug", "name"))


def officers() -> list[tuple[str, str]]:
    """Those who can handle a case, by the names they log in with."""
    groups = [group_name(role) for role in LEVELS]
    users = get_user_model().objects.filter(groups__name__in=groups).distinct().order_by("username")
    return [(user.get_username(), user.get_full_name() or user.get_username()) for user in users]


def tasks(worker: Worker) -> list[tuple[str, str]]:
    return [(task.value, task.label) for task in tasks_of(worker.roles)]
