"""What a list is asked for: its parameters, as far as they make sense."""

from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError

from catalog.entries import DIVISION
from catalog.filters import EditionFilterSet, order_of
from catalog.rules.facets import Cost
from catalog.search.facets import NARROWING
from catalog.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a list, without the page, as far as they make sense."""

    words: str  # searched for
    state: dict[str, str]  # as they stand in the address, in a fixed order
    labels: dict[str, str]  # each in words
    given: dict[str, object]  # as catalog/rules/facets.py takes them
    code: str  # a KBLI code that says more than its division
    order: str
    ignored: list[str]  # names of the parameters whose value made no sense


@dataclass(frozen=True, slots=True)
class Parameter:
    """The value of one parameter; ``error`` is the name of a parameter whose value made no sense."""

    value: object = None
    written: str = ""  # in an address
    label: str = ""
    error: str = ""


NOT_GIVEN = Parameter()


def understood(parameters, catalogue: Snapshot) -> Asked:
    """No parameter depends on another, so what each means is remembered value by value."""
    words = parameter("q", parameters.get("q"))
    read = {name: _remembered(catalogue, name, parameters.get(name)) for name in (*NARROWING, "urut")}
    values = {name: each for name, each in read.items() if each.value not in (None, "")}
    code = values["kbli"].written if "kbli" in values else ""
    given = {name: each.value for name, each in values.items() if name in NARROWING}
    if code:
        given["kbli"] = code[:DIVISION]
    return Asked(
        words=words.written,
        state={name: each.written for name, each in values.items()},
        labels={name: each.label for name, each in values.items()},
        given=given,
        code=code if len(code) > DIVISION else "",
        order=order_of(words.value, read["urut"].value),
        ignored=[each.error for each in (words, *read.values()) if each.error],
    )


def _remembered(catalogue: Snapshot, name: str, written: str | None) -> Parameter:
    if not written:
        return NOT_GIVEN
    read = partial(sector, catalogue) if name == "sektor" else partial(parameter, name)
    return catalogue.kept(("parameter", name, written), lambda: read(written))


def sector(catalogue: Snapshot, written: str) -> Parameter:
    """As the filter finds it in the database; a list knows the sectors already."""
    for key, slug, name in catalogue.sectors:
        if slug == written.strip():
            return Parameter(key, slug, name)
    return Parameter(error=EditionFilterSet.base_filters["sektor"].label)


def parameter(name: str, written: str | None) -> Parameter:
    """What the filter makes of what is written for it."""
    field = EditionFilterSet.base_filters[name].field
    try:
        value = field.clean(written)
    except ValidationError:
        return Parameter(error=field.label)
    return Parameter(value, str(value), in_words(name, value, field)) if value not in (None, "") else NOT_GIVEN


def in_words(name: str, value, field) -> str:
    match name:
        case "kbli":
            return f"KBLI {value}" if len(value) in (1, 5) else f"KBLI {value}…"
        case "hari":
            return f"paling lama {value} hari kerja"
        case "biaya":
            return "Biaya tidak disebut" if value == Cost.NOT_STATED else dict(field.choices)[value]
        case "q":
            return ""
        case _:
            return dict(field.choices)[value]
