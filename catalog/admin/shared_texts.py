"""The office's own texts in Django admin: what a change touches is shown first, then published in one transaction."""

import hashlib
from itertools import dropwhile, groupby
from operator import attrgetter

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import models, transaction
from django.db.models import Q
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone

from catalog import publishing, quality
from catalog.admin.base import OutlineField
from catalog.admin.findings import FindingsBesideFields
from catalog.history import stretches
from catalog.models import Edition, SharedText
from catalog.rules.difference import difference
from catalog.rules.keys import key_of

MANY = 100  # editions, from which on a page shows that work is under way
OUTCOME = "<!-- hasil -->"  # where the page of that work goes on when it is done
OVERTAKEN = (
    "Teks baku ini sudah diubah orang lain sejak Anda membukanya. Tulisan Anda tetap ada di sini, belum disimpan. "
    "Bandingkan dengan teks yang sekarang tersimpan, sesuaikan bila perlu, lalu simpan lagi."
)


class SharedTextForm(forms.ModelForm):
    change_note = forms.CharField(
        label="Catatan perubahan",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Tampil pada setiap edisi yang diterbitkan ulang.",
    )
    # The text that the editor began with, as a digest: it tells whether someone else was first.
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.stored = self.instance.text  # before the form's own values are put on the instance
        self.is_overtaken = False
        self.fields["base"].initial = digest(self.stored)

    def clean_text(self):
        text = self.cleaned_data["text"]
        if self.instance.pk and text == self.stored:
            raise forms.ValidationError("Teks baku tidak berubah, jadi tidak ada yang perlu diterbitkan.")
        component = self.cleaned_data.get("component") or self.instance.component
        if component and (reason := quality.refusal_of_shared_text(component, text, today=timezone.localdate())):
            raise forms.ValidationError(reason)
        return text

    def clean(self):
        base = self.cleaned_data.get("base")
        if self.instance.pk and base and base != digest(self.stored):
            self.is_overtaken = True
            self.data = {**self.data.dict(), "base": digest(self.stored)}  # seen now; the next attempt may go on
            self.add_error("text", OVERTAKEN)
        return super().clean()

    def difference(self):
        """From the stored text to the one in the form, for the page to show."""
        return stretches(difference(self.stored, self.data.get("text", "").replace("\r\n", "\n")))


@admin.register(SharedText)
class SharedTextAdmin(FindingsBesideFields, admin.ModelAdmin):
    """Saving a shared text publishes a new edition of every standard it touches."""

    form = SharedTextForm
    change_form_template = "admin/catalog/sharedtext/change_form.html"
    fields = ["component", "text", "change_note", "touched"]
    list_display = ["__str__", "touched", "updated_at"]
    formfield_overrides = {models.TextField: {"form_class": OutlineField}}

    def get_readonly_fields(self, request, obj=None):
        return ["component", "touched"] if obj else ["touched"]

    def has_delete_permission(self, request, obj=None):
        return False  # drafts that leave the component blank would be incomplete

    @admin.display(description="standar yang ikut diterbitkan ulang", empty_value="–")
    def touched(self, shared):
        return publishing.touched_by_shared_text(shared.component).count() if shared.pk else None

    # First what it touches, then the deed

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST" or not object_id:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():  # what is looked at here is what is changed
            preview = self._preview(request, object_id)
            return preview or super().changeform_view(request, object_id, form_url, extra_context)

    def _preview(self, request, object_id):
        """The page that shows what would be published; None when it was seen already, or the form must object."""
        stored = SharedText.objects.select_for_update().filter(pk=key_of(unquote(object_id))).first()
        if stored is None or not self.has_change_permission(request, stored):
            return None
        form = self.get_form(request, stored, change=True)(request.POST, instance=stored)
        if not form.is_valid():
            return None
        editions = reissued(stored.component)
        seen = fingerprint(form.stored, form.cleaned_data["text"], editions)
        if request.POST.get("_seen") == seen:
            return self._watched(request, stored.pk, form, seen) if len(editions) > MANY else None
        posted = [(name, value) for name, values in request.POST.lists() for value in values]
        return TemplateResponse(
            request,
            "admin/catalog/sharedtext/preview.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "original": stored,
                "title": f"Mengubah {stored}",
                "form": form,
                "editions": editions,
                "standards": len({edition.standard_id for edition in editions}),
                "change_note": form.cleaned_data["change_note"],
                "posted": [pair for pair in posted if pair[0] not in {"csrfmiddlewaretoken", "_seen"}],
                "seen": seen,
            },
        )

    def _watched(self, request, key, form, seen) -> StreamingHttpResponse:
        """The deed, with a page that is sent at once and says at its end what became of it: no script, no polling."""
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": "Menerbitkan ulang"}
        page = render_to_string("admin/catalog/sharedtext/publishing.html", context, request)
        begun, ended = page.split(OUTCOME)
        text, note = form.cleaned_data["text"], form.cleaned_data["change_note"]

        def parts():
            yield begun
            outcome = self._publish(request, key, text, note, seen)
            yield render_to_string("admin/catalog/sharedtext/published.html", {"opts": self.opts, **outcome})
            yield ended

        return StreamingHttpResponse(parts())

    def _publish(self, request, key, text: str, note: str, seen: str) -> dict[str, object]:
        """Publish what was shown, if it still is what would be published. Returns the outcome for the page."""
        try:
            with transaction.atomic():
                shared = SharedText.objects.select_for_update().get(pk=key)
                if fingerprint(shared.text, text, reissued(shared.component)) != seen:
                    return {"refusal": "Sementara itu ada perubahan lain. Tidak ada yang diterbitkan; ulangi."}
                component = shared.component
                made = publishing.change_shared_text(component, text=text, by=request.user, change_note=note)
                self.log_change(request, shared, told(note))
        except publishing.PublishingError as error:
            return {"refusal": " ".join(error.messages)}
        return {"count": len(made)}

    def save_model(self, request, obj, form, change):
        editions = publishing.change_shared_text(
            obj.component, text=obj.text, by=request.user, change_note=form.cleaned_data["change_note"]
        )
        obj.pk = SharedText.objects.get(component=obj.component).pk
        self.message_user(request, f"Edisi baru yang diterbitkan: {len(editions)}.", messages.SUCCESS)

    def construct_change_message(self, request, form, formsets, add=False):
        return told(form.cleaned_data["change_note"])


def reissued(component: int) -> list[Edition]:
    """The editions that a change of this shared text publishes anew, those in force and those to come.

    A scheduled edition after one with the text is issued again too, whatever its own text: it must come later.
    """
    today = timezone.localdate()
    shown = Q(current_of__isnull=False, current_of__withdrawn_on__isnull=True) | Q(
        pk__in=Edition.objects.scheduled(today).values("pk")
    )
    columns = ("number", "effective_on", "kbli_code", "kbli_title", "inherited", "standard__current", "standard__slug")
    editions = (
        Edition.objects.filter(shown, standard__in=publishing.touched_by_shared_text(component, today=today))
        .select_related("standard")
        .only(*columns)
        .order_by("kbli_code", "standard", "number")
    )
    found: list[Edition] = []
    for _, own in groupby(editions, key=attrgetter("standard_id")):
        found += dropwhile(lambda edition: component not in edition.inherited, own)
    return found


def told(note: str) -> str:
    """What the history says of a change."""
    return f"Teks baku diubah. Catatan: {note}"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(old: str, new: str, editions) -> str:
    """What was shown, so that nothing else is published."""
    return digest(repr((old, new, [edition.pk for edition in editions])))
