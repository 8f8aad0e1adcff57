"""A page that shows what a change would touch and asks before it is made (templates/admin/confirm.html)."""

from django import forms

SEEN = "_seen"  # what was shown, so that nothing else is agreed to
BACK = "_kembali"  # the button that leads back to the form, with all that was typed


class AskedForm(forms.ModelForm):
    """A form that is shown again, with all that was typed and nothing stored, after the way back from the question."""

    @property
    def is_shown_again(self) -> bool:
        return BACK in self.data

    def is_valid(self):
        return super().is_valid() and not self.is_shown_again


def question(request, *, seen: str) -> dict[str, object]:
    """What the page that asks needs: all that was typed, to be sent again, and what is shown."""
    posted = [(name, value) for name, values in request.POST.lists() for value in values]
    kept = [pair for pair in posted if pair[0] not in {"csrfmiddlewaretoken", SEEN}]
    return {"posted": kept, "seen": seen, "back": BACK}
