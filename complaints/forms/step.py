"""What every step on a case has in common, and the kinds of fields they are made of."""

from collections.abc import Callable

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone

from complaints.actions import ERASED
from complaints.forms.fields import DayField, PlainTextField, PublicForm
from complaints.roles import name_of
from complaints.rules.deadlines import FIRST_DAY
from complaints.rules.workflow import TRANSITIONS, Action, Role

LONGEST = 10_000
CHOOSE = "Pilih salah satu."
NOT_LISTED = "Pilih dari daftar ini."


class StepForm(PublicForm):
    """One step: its words, who may take it when, what it asks, and the action it calls.

    ``case`` is what complaints/presentation/handling.py knows of the complaint.
    """

    do_not_call_in_templates = True

    step = ""  # in the address
    title = ""  # a verb
    button = ""  # when it says something else than the title
    part = ""  # the section of the case page that offers it
    hint = ""
    action: Action | None = None  # of the table in rules/workflow.py
    deed: Callable | None = None  # of complaints/actions, with the complaint and what the form asks
    takes_files = False
    drafts_to = ""  # the step of its second button, which is then not offered besides
    is_stale_after_change = True  # False: it adds something, whatever the others have done meanwhile
    fields_template = "complaints/desk/steps/fields.html"

    def __init__(self, *args, case, **options):
        self.case = case
        super().__init__(*args, **{"initial": self.initial_of(case), **options})

    @classmethod
    def initial_of(cls, case) -> dict[str, object]:
        return {}

    @classmethod
    def able(cls, case) -> frozenset[Role]:
        """Those who may take it now; none while it is not open."""
        return TRANSITIONS.get((case.state, cls.action), (None, frozenset()))[1]

    @classmethod
    def refusal(cls, case) -> str:
        """What to tell one to whom it is not offered."""
        if case.complaint.erased_on:
            return ERASED
        if able := cls.able(case):
            who = ", ".join(role.label for role in Role if role in able)
            return f"Langkah “{cls.title}” bukan wewenang Anda. Yang berwenang: {who}."
        return f"Langkah “{cls.title}” tidak tersedia untuk laporan berstatus “{case.state.label}” seperti sekarang."

    def reconsidered(self) -> "StepForm | None":
        """The form again, unchecked, when another of its buttons was pressed than the one that takes the step."""
        return None

    def act(self, *, by, role: Role, now) -> None:
        """Do it. Raises Refused, Conflict."""
        type(self).deed(self.case.complaint, **self.cleaned_data, by=by, role=role, now=now)


def words(label: str, *, missing: str = "", rows: int = 4, longest: int = LONGEST, hint: str = "") -> PlainTextField:
    """Some lines of text; with ``missing``, what is said when there are none."""
    area = forms.Textarea(attrs={"rows": rows})
    return _text(label, longest, missing, hint, widget=area)


def line(label: str, *, missing: str = "", longest: int = 200, hint: str = "") -> PlainTextField:
    return _text(label, longest, missing, hint)


def one_of(label: str, term, *, hint: str = "", required: bool = True) -> forms.TypedChoiceField:
    """Radio buttons for the values of a Term; None when it may be left open and is."""
    return forms.TypedChoiceField(
        label=label,
        choices=[(each.value, each.label) for each in term],
        coerce=term,
        empty_value=None,
        required=required,
        help_text=hint,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


def past_day(label: str, *, missing: str = "Isi tanggalnya.", required: bool = True) -> DayField:
    """A day up to today."""
    return DayField(
        label=label,
        first=lambda: FIRST_DAY,
        last=timezone.localdate,
        outside="Tanggal harus antara 1 Januari 2000 dan hari ini.",
        missing=missing,
        required=required,
    )


class StaffField(forms.ModelChoiceField):
    """One member of staff; the form says among whom."""

    def __init__(self, label: str, *, missing: str = "", nobody: str | None = "Pilih…"):
        super().__init__(
            get_user_model().objects.none(),
            label=label,
            required=bool(missing),
            empty_label=nobody,
            error_messages={"required": missing, "invalid_choice": NOT_LISTED},
        )

    def label_from_instance(self, user):
        return name_of(user)


class SeveralStaffField(forms.ModelMultipleChoiceField):
    def __init__(self, label: str, *, hint: str = ""):
        super().__init__(
            get_user_model().objects.none(),
            label=label,
            required=False,
            help_text=hint,
            widget=forms.CheckboxSelectMultiple,
            error_messages=dict.fromkeys(("invalid_choice", "invalid_pk_value", "list"), NOT_LISTED),
        )

    def label_from_instance(self, user):
        return name_of(user)


def _text(label: str, longest: int, missing: str, hint: str, **options) -> PlainTextField:
    return PlainTextField(
        label=label,
        longest=longest,
        required=bool(missing),
        help_text=hint,
        error_messages={"required": missing},
        **options,
    )
