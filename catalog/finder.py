"""The finder (pemandu): one state of it, told by the answers in its address.

The words searched for stand in form fields only, never in a link (see listing.py): so every step is a form.
"""

from dataclasses import dataclass

from django.db.models import Min, Q
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from catalog.code_tree import SECTION
from catalog.comparison import compare_address
from catalog.filters import SORTS
from catalog.forms import NOTHING_FITS, FinderForm
from catalog.models import ActivityCount, Edition, KbliCode
from catalog.rows import Line, lean, rows
from catalog.rules import finder, kbli
from catalog.rules.risk import RiskLevel
from catalog.search import Found, find
from catalog.snapshot import snapshot

SEARCHED = 50  # editions among which the activities that fit the words are looked for
ASKED = {"kegiatan": "Kegiatan", "skala": "Skala usaha", "risiko": "Tingkat risiko"}
OPENING = "Kelompok ini mencakup "  # of nearly every description
NONE_OF_THESE = "Tidak ada yang sesuai"
NOT_KNOWN = "Belum tahu"


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question answered, and the answers before it: what remains when it is asked again."""

    question: str
    label: str
    earlier: dict[str, str]


class Finder:
    def __init__(self, parameters):
        self.form = FinderForm(parameters)
        self.given = self.form.given
        self.words = self.form.words  # they may stand in a form field and nowhere else

    # Which activity

    @cached_property
    def tree(self) -> "Activities":
        return snapshot().kept("activities", Activities)

    @cached_property
    def place(self) -> str:
        """The group or activity that was chosen; "" for none, or one that no standard stands under."""
        key = self.given.get("kegiatan", "")
        return key if key == NOTHING_FITS or key in self.tree.titles else ""

    @cached_property
    def found(self) -> Found:
        return find(self.words)

    @cached_property
    def by_words(self) -> list[str]:
        """The activities whose standards fit the words, the best first."""
        found = self.found.of(Edition.objects.current()).order_by(*SORTS["relevansi"])
        codes = found.values_list("kbli_edition", "kbli_code")[:SEARCHED]
        return list(dict.fromkeys(key_of(*code) for code in codes))[: finder.FEW]

    @cached_property
    def is_lost(self) -> bool:
        """Whether words were given and nothing fits them."""
        return bool(self.words) and not self.place and not self.by_words

    @cached_property
    def offered(self) -> list[str]:
        if self.place == NOTHING_FITS:
            return []
        if self.words and not self.place and self.by_words:
            return self.by_words
        return finder.choices(self.tree.ways, self.place)

    @cached_property
    def activity(self) -> str:
        """The one activity that is left, once something has been said that leaves no doubt."""
        is_told = self.place or (self.by_words and not self.found.is_partial)
        return self.offered[0] if is_told and len(self.offered) == 1 else ""

    # Which of its standards

    @cached_property
    def editions(self) -> dict[str, Edition]:
        edition, code = self.activity.split("-")
        found = Edition.objects.current().filter(kbli_edition=edition, list_entry__kbli_code=code)
        return {each.standard.slug: each for each in lean(found).order_by("risk_level", "licence_kind", "pk")}

    @cached_property
    def step(self) -> finder.Step:
        candidates = [
            finder.Candidate(slug, each.business_scale, each.get_risk()) for slug, each in self.editions.items()
        ]
        return finder.step(candidates, self.given)

    # What the page shows

    @cached_property
    def question(self) -> str:
        """The field that is asked for now; "" when everything has been said."""
        if self.place == NOTHING_FITS:
            return ""
        return self.step.question if self.activity else "kegiatan"

    @cached_property
    def results(self) -> list[Edition]:
        return [self.editions[each.slug] for each in self.step.left] if self.activity and not self.question else []

    @cached_property
    def comparable(self) -> str:
        return compare_address([edition.standard.slug for edition in self.results])

    @property
    def rows(self) -> SafeString:
        return rows(map(Line.of, self.results))

    @cached_property
    def options(self) -> list[Option]:
        match self.question:
            case "kegiatan":
                return [*self.activity_options(), Option(NOTHING_FITS, NONE_OF_THESE)] if self.offered else []
            case "skala":
                answers = [Option(scale, scale) for scale in self.step.options]
            case "risiko":
                answers = [Option(risk, RiskLevel(risk).label, self.licences(risk)) for risk in self.step.options]
            case _:
                return []
        return [*answers, Option(finder.UNKNOWN, NOT_KNOWN)]

    def activity_options(self) -> list[Option]:
        hints = described(self.offered)
        return [Option(key, self.tree.titles[key], hints.get(key, "")) for key in self.offered]

    def licences(self, risk: str) -> str:
        """What standards of this risk lead to: "Izin"."""
        kinds = {each.get_licence_kind_display() for each in self.editions.values() if each.risk_level == risk}
        return " atau ".join(sorted(kinds))

    @cached_property
    def answers(self) -> list[Answer]:
        """What has been answered, each with the way back to its question."""
        answers: list[Answer] = []
        earlier = {"q": self.words} if self.words and self.place else {}
        for key in self.chosen:
            answers.append(Answer(ASKED["kegiatan"], self.tree.titles.get(key, NONE_OF_THESE), dict(earlier)))
            earlier["kegiatan"] = key
        for name, value in self.step.given.items() if self.activity else ():
            answers.append(Answer(ASKED[name], self.in_words(name, value), dict(earlier)))
            earlier[name] = value
        return answers

    @cached_property
    def chosen(self) -> list[str]:
        """The groups and the activity chosen, one after another; or the one activity that the words found."""
        if not self.place:
            return [self.activity] if self.activity else []
        return [self.place] if self.words or self.place == NOTHING_FITS else finder.trail(self.tree.ways, self.place)

    def in_words(self, question: str, value: str) -> str:
        if value == finder.UNKNOWN:
            return NOT_KNOWN
        return RiskLevel(value).label if question == "risiko" else value

    @cached_property
    def so_far(self) -> dict[str, str]:
        """The answers that counted: what the next one is added to."""
        given = {"q": self.words, "kegiatan": self.place, **(self.step.given if self.activity else {})}
        return {name: value for name, value in given.items() if value}

    @cached_property
    def ignored(self) -> list[str]:
        """Names of the parameters whose value made no sense, or no longer does."""
        unheard = [name for name in ("kegiatan", self.question) if self.given.get(name) and name not in self.so_far]
        return self.form.ignored + [self.form.fields[name].label for name in dict.fromkeys(unheard)]


class Activities:
    """The activities that have standards in force, and the groups above them, by key."""

    def __init__(self):
        self.titles: dict[str, str] = {}
        self.ways: list[finder.Way] = []
        found = ActivityCount.objects.filter(count__gt=0).order_by("kbli_edition", "kbli_code")
        activities = list(found.values_list("kbli_edition", "kbli_code").annotate(title=Min("kbli_title")))
        groups = groups_above({code for _, code, _ in activities})
        for edition, code, title in activities:
            way = [groups[key] for key in (key_of(edition, each) for each in kbli.prefixes(code)) if key in groups]
            section = groups.get(key_of(edition, way[0].section)) if way else None
            self.add([section, *way] if section else way, key_of(edition, code), title)

    def add(self, above: list[KbliCode], activity: str, title: str) -> None:
        titles = {key_of(row.edition, row.code): row.title for row in above} | {activity: title}
        self.titles |= titles
        self.ways.append(tuple(titles))


def groups_above(codes: set[str]) -> dict[str, KbliCode]:
    """The sections, and the groups above these codes, by key."""
    wanted = {prefix for code in codes for prefix in kbli.prefixes(code)}
    rows = KbliCode.objects.filter(Q(level=SECTION) | Q(code__in=wanted)).defer("description")
    return {key_of(row.edition, row.code): row for row in rows}


def described(keys: list[str]) -> dict[str, str]:
    """Of the activities among these keys: code, and in short what KBLI says of them."""
    codes = {key: tuple(key.split("-")) for key in keys}
    activities = {key: code for key, (_, code) in codes.items() if kbli.is_code(code)}
    on_record = KbliCode.objects.filter(code__in=activities.values()).values_list("edition", "code", "description")
    words = {key_of(edition, code): in_short(description) for edition, code, description in on_record}
    return {key: f"KBLI {' '.join(codes[key])}. {words.get(key, '')}" for key in activities}


def in_short(description: str) -> str:
    """ "Kelompok ini mencakup usaha …" → "Usaha …"."""
    return capfirst(description.removeprefix(OPENING))


def key_of(edition: int, code: str) -> str:
    return f"{edition}-{code}"
