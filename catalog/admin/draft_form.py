"""The editors' form of a draft: what stands beside each component, and two editors at once."""

import hashlib
import json
from dataclasses import dataclass, field

from django import forms
from django.db.models import Model
from django.forms import BoundField

from catalog.history import Stretch, stretches
from catalog.models import Remark, Standard
from catalog.rules.components import BY_KEY, GROUPS, Component, of_group
from catalog.rules.difference import difference
from catalog.rules.pasting import tidied

OVERTAKEN = (
    "Naskah ini sudah disimpan orang lain sejak Anda membukanya. Tulisan Anda tetap ada di sini, belum disimpan. "
    "Periksa bagian yang ditandai, sesuaikan bila perlu, lalu simpan lagi."
)
MOST_ROWS = 24  # lines of a field; a longer text scrolls


class DraftForm(forms.ModelForm):
    """``base`` is what the editor began with, field by field, as digests: it tells what somebody else saved meanwhile.

    The buttons ``_preview`` and ``_tidy`` show the form again, with nothing saved, for browsers without scripts.
    """

    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        names = [name for name in self.fields if name != "base"]
        self.stored = {name: plain(self.initial.get(name)) for name in names} if self.instance.pk else {}
        self.initial["base"] = marks(self.stored)
        self.theirs: dict[str, str] = {}  # what somebody else saved, of the fields that this editor changed too
        self.taken_over: list[str] = []  # labels of the fields that only somebody else changed
        self.untidied: dict[str, str] = {}
        self.is_shown_again = "_preview" in self.data or "_tidy" in self.data
        self._tidy(self.data.get("_tidy", ""))
        for key in BY_KEY.keys() & self.fields.keys():
            lines = self[key].value().count("\n") + 2 if self[key].value() else 3
            self.fields[key].widget.attrs |= {"rows": min(lines, MOST_ROWS), "class": "outline-editor"}

    def _tidy(self, key: str) -> None:
        if key in BY_KEY and key in self.fields:
            self.untidied[key] = self.data.get(key, "")
            self._set(**{key: tidied(self.untidied[key])})

    def _set(self, **values: str) -> None:
        self.data = self.data.copy()
        for name, value in values.items():
            self.data[self.add_prefix(name)] = value

    def is_valid(self):
        return super().is_valid() and not self.is_shown_again

    def clean(self):
        cleaned = super().clean()
        if not self.is_shown_again:
            self._compare()
        return cleaned

    def _compare(self) -> None:
        """Find what was saved since this form was opened, and what both changed; then the editor decides."""
        base = read_marks(self.cleaned_data.get("base", ""))
        for name, stored in self.stored.items():
            mine = plain(self.cleaned_data.get(name, ""))
            if name not in base or base[name] == mark(stored) or mine == stored:
                continue
            if base[name] == mark(mine):
                self._set(**{name: stored})
                self.taken_over.append(self.fields[name].label)
            else:
                self.theirs[name] = stored
        if self.theirs or self.taken_over:
            self._set(base=marks(self.stored))  # seen now; the next attempt may go on
            self.add_error(None, OVERTAKEN)

    @property
    def facts_of_others(self) -> list[tuple[str, str]]:
        """Header facts that both changed: the label, and what is stored now."""
        names = [name for name in self.theirs if name not in BY_KEY]
        return [(self.fields[name].label, self.shown(name)) for name in names]

    def shown(self, name: str) -> str:
        """What is stored in a field, as its choices call it."""
        choices = dict(getattr(self.fields[name], "choices", []))
        found = [str(label) for value, label in choices.items() if plain(value) == self.theirs[name]]
        return found[0] if found else self.theirs[name]


@dataclass(frozen=True, slots=True)
class Row:
    """One component on the form: its field, or its text where it may only be read, and what stands beside it."""

    component: Component
    field: BoundField | None
    text: str
    shared: str | None
    remarks: list[Remark]
    theirs: list[Stretch] = field(default_factory=list)
    their_text: str = ""
    untidied: str = ""


def rows(form: DraftForm, draft: Standard | None, shared: dict[int, str], remarks: list[Remark]) -> list[tuple]:
    """The groups of components, each with its rows."""
    return [(group, [_row(each, form, draft, shared, remarks) for each in of_group(group)]) for group in GROUPS]


def _row(component: Component, form: DraftForm, draft, shared: dict[int, str], remarks: list[Remark]) -> Row:
    key = component.key
    bound = form[key] if key in form.fields else None
    text = (bound.value() or "") if bound else draft.text_of(component)
    their_text = form.theirs.get(key, "")
    return Row(
        component=component,
        field=bound,
        text=text,
        shared=shared.get(component.number),
        remarks=[remark for remark in remarks if remark.component == component.number],
        theirs=stretches(difference(their_text, text.replace("\r\n", "\n"))) if key in form.theirs else [],
        their_text=their_text,
        untidied=form.untidied.get(key, ""),
    )


def plain(value: object) -> str:
    """A field's value, however it comes: from the row, from the form, or from a choice."""
    if value is None:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    return str(value).replace("\r\n", "\n").strip()


def mark(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:16]


def marks(values: dict[str, str]) -> str:
    return json.dumps({name: mark(value) for name, value in values.items()})


def read_marks(text: str) -> dict[str, str]:
    """The digests that a form sent back; none where it sent something else."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
