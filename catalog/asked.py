"""What a list is asked for: its parameters, as far as they make sense."""

from dataclasses import dataclass

from catalog.entries import DIVISION
from catalog.filters import EditionFilterSet
from catalog.models import Sector
from catalog.rules.facets import Cost

NARROWING = ("risiko", "izin", "sektor", "kbli", "edisi", "hari", "biaya")  # what can be taken away one by one


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a list, without words and page, as far as they make sense."""

    state: dict[str, str]  # as they stand in the address, in a fixed order
    labels: dict[str, str]  # each in words
    given: dict[str, object]  # as catalog/rules/facets.py takes them
    code: str  # a KBLI code that says more than its division
    order: str
    ignored: list[str]  # names of the parameters whose value made no sense


def understood(filters: EditionFilterSet) -> Asked:
    """What the filters make of their parameters."""
    form = filters.form
    found = {name: form.cleaned_data.get(name) for name in (*NARROWING, "urut")}
    values = {name: value for name, value in found.items() if value not in (None, "")}
    state = {name: value.slug if isinstance(value, Sector) else str(value) for name, value in values.items()}
    code = state.get("kbli", "")
    given = {name: getattr(value, "pk", value) for name, value in values.items() if name in NARROWING}
    if code:
        given["kbli"] = code[:DIVISION]
    return Asked(
        state=state,
        labels={name: in_words(name, value, form.fields[name]) for name, value in values.items()},
        given=given,
        code=code if len(code) > DIVISION else "",
        order=filters.order,
        ignored=[form.fields[name].label for name in form.errors],
    )


def in_words(name: str, value, field) -> str:
    match name:
        case "sektor":
            return str(value)
        case "kbli":
            return f"KBLI {value}" if len(value) in (1, 5) else f"KBLI {value}…"
        case "hari":
            return f"paling lama {value} hari kerja"
        case "biaya":
            return "Biaya tidak disebut" if value == Cost.NOT_STATED else dict(field.choices)[value]
        case _:
            return dict(field.choices)[value]
