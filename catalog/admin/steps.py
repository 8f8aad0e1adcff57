"""What the pages of publication share: buttons that each do one step, and the sentence that some of them need."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError


class ReasonForm(forms.Form):
    """A sentence that a step needs; its words come with it."""

    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, label: str, data=None, *, prefix: str):
        super().__init__(data, prefix=prefix)
        self.fields["reason"].label = label
        self.fields["reason"].error_messages["required"] = f"Isi dulu: {label.lower()}."


class StepPage:
    """``forms`` are those of the steps that have one; each step's name is what its button posts as ``langkah``."""

    def __init__(self, admin, request):
        self.admin, self.request, self.user = admin, request, request.user
        self.step = request.POST.get("langkah", "")
        self.forms: dict[str, forms.Form] = {}

    def steps(self) -> dict:
        """For each step whether this person may take it, and the function that does it with the form's data."""
        raise NotImplementedError

    def given(self, name: str):
        """What was posted for this step; None where another one, or none, was taken."""
        return self.request.POST if self.step == name else None

    def reason(self, label: str, name: str) -> ReasonForm:
        return ReasonForm(label, self.given(name), prefix=name)

    def act(self):
        """Do what the button asks for; returns what the step gave, or None where nothing was done."""
        allowed, step = self.steps().get(self.step, (True, None))
        if not allowed:
            raise PermissionDenied
        form = self.forms.get(self.step)
        if step is None or (form and not form.is_valid()):
            return None
        try:
            return step(form.cleaned_data if form else {})
        except ValidationError as error:
            self._refused(form, error)
            return None

    def _refused(self, form, error) -> None:
        if form:
            form.add_error(None, error)
        else:
            self.admin.message_user(self.request, " ".join(error.messages), messages.ERROR)
