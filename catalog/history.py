"""What changed between two editions of a standard, for /layanan/<slug>/riwayat/ and for whoever checks a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property

from catalog.formats import FACTS
from catalog.forms import ParameterForm
from catalog.models import Edition, Standard
from catalog.models.content import StandardContent
from catalog.presentation import public_editions
from catalog.rules import difference
from catalog.rules.components import GROUPS, Component, Group, of_group
from catalog.rules.difference import Line

LEFT_OUT = 3  # unchanged items in a row, from which on they are folded away


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines in a row that are all changed, or all not; long unchanged ones are folded away."""

    lines: list[Line]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class ChangedComponent:
    component: Component
    lines: list[Line]

    @property
    def is_changed(self) -> bool:
        return bool(self.lines)

    @property
    def stretches(self) -> list[Stretch]:
        return stretches(self.lines)


@dataclass(frozen=True, slots=True)
class ChangedFact:
    label: str
    old: str
    new: str


def stretches(lines: Sequence[Line]) -> list[Stretch]:
    """The lines of a difference in runs, so that what changed is not lost among what did not."""
    runs = [(is_changed, list(run)) for is_changed, run in groupby(lines, key=lambda line: line.is_changed)]
    return [Stretch(run, not is_changed and len(run) >= LEFT_OUT) for is_changed, run in runs]


def changed_components(old: StandardContent, new: StandardContent) -> list[tuple[Group, list[ChangedComponent]]]:
    """All 14 components in their groups, with the lines of those that changed."""
    return [(group, [changed_component(each, old, new) for each in of_group(group)]) for group in GROUPS]


def changed_component(component: Component, old: StandardContent, new: StandardContent) -> ChangedComponent:
    texts = old.text_of(component), new.text_of(component)
    return ChangedComponent(component, [] if difference.is_same(*texts) else difference.difference(*texts))


def changed_facts(old: StandardContent, new: StandardContent) -> list[ChangedFact]:
    """The facts of the head that changed, as the page of a standard prints them."""
    both = ((label, value(old), value(new)) for label, value in FACTS.items())
    return [ChangedFact(*each) for each in both if each[1] != each[2]]


class HistoryForm(ParameterForm):
    """Two editions of a standard, by their numbers."""

    dari = forms.TypedChoiceField(label="dari", coerce=int, required=False)
    ke = forms.TypedChoiceField(label="ke", coerce=int, required=False)

    def __init__(self, parameters, numbers: list[int]):
        super().__init__(parameters)
        for field in self.fields.values():
            field.choices = [(number, f"Edisi {number}") for number in numbers]


class History:
    """The editions of a standard that anyone can read, and two of them beside each other.

    Without a choice these are the current one and the one before it. Chosen the wrong way round, they are turned.
    """

    def __init__(self, standard: Standard, parameters, today):
        self.standard, self.today = standard, today
        self.form = HistoryForm(parameters, [edition.number for edition in self.editions])
        self.is_asked = any(parameters.get(name) for name in self.form.fields)

    @cached_property
    def editions(self) -> list[Edition]:
        """The newest first, without their texts."""
        known = ("number", "effective_on", "change_note", "is_minor", "standard_id")
        return list(self._public().order_by("-number").only(*known))

    @cached_property
    def numbers(self) -> tuple[int, int] | None:
        """The older and the newer of the two; None where there are no two."""
        numbers, given = [edition.number for edition in self.editions], self.form.given
        if len(numbers) < 2:
            return None
        new = given.get("ke", numbers[0])
        earlier = [number for number in numbers if number < new]
        old = given.get("dari", earlier[0] if earlier else numbers[-2])
        return min(old, new), max(old, new)

    @cached_property
    def pair(self) -> tuple[Edition, Edition] | None:
        if self.numbers is None:
            return None
        editions = self._public().filter(number__in=self.numbers).select_related("sector")
        found = {edition.number: edition for edition in editions}
        old, new = (found[number] for number in self.numbers)
        return old, new

    @cached_property
    def is_same_edition(self) -> bool:
        return self.numbers is not None and self.numbers[0] == self.numbers[1]

    @cached_property
    def facts(self) -> list[ChangedFact]:
        return changed_facts(*self.pair) if self.pair else []

    @cached_property
    def groups(self) -> list[tuple[Group, list[ChangedComponent]]]:
        return changed_components(*self.pair) if self.pair else []

    @cached_property
    def changed_count(self) -> int:
        return sum(each.is_changed for _, components in self.groups for each in components)

    def _public(self) -> QuerySet[Edition]:
        return public_editions(self.standard, self.today)
