"""The office's own texts in Django admin: what a change touches is shown first, then handed in for a second person.

Where the setting lets one person publish, it is published at once (catalog/admin/republishing.py).
"""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from catalog import proposals, publishing, quality
from catalog.admin import republishing
from catalog.admin.asking import SEEN, AskedForm, question
from catalog.admin.base import OutlineField
from catalog.admin.findings import FindingsBesideFields
from catalog.admin.proposals import ProposalPages, told, touched
from catalog.admin.republishing import Republishing
from catalog.history import stretches
from catalog.models import SharedText, Submission
from catalog.refusals import PublishingError
from catalog.rules.difference import difference
from catalog.rules.keys import key_of

OVERTAKEN = (
    "Teks baku ini sudah diubah orang lain sejak Anda membukanya. Tulisan Anda tetap ada di sini, belum disimpan. "
    "Bandingkan dengan teks yang sekarang tersimpan, sesuaikan bila perlu, lalu simpan lagi."
)


class SharedTextForm(AskedForm):
    change_note = forms.CharField(
        label="Catatan perubahan",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Tampil pada setiap edisi yang diterbitkan ulang.",
    )
    # The text that the editor began with, as a digest: it tells whether someone else was first.
    base = forms.CharField(required=False, widget=forms.HiddenInput)
    user = None  # who fills it in; set by get_form

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.stored = self.instance.text  # before the form's own values are put on the instance
        self.is_overtaken = False
        self.fields["base"].initial = proposals.digest(self.stored)

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
        if self.instance.pk and base and base != proposals.digest(self.stored):
            self.is_overtaken = True
            self.data = {**self.data.dict(), "base": proposals.digest(self.stored)}  # seen now; the next may go on
            self.add_error("text", OVERTAKEN)
        component = self.cleaned_data.get("component") or self.instance.component
        former = proposals.waiting(component) if component else None
        if former and (reason := proposals.others_wait(former, self.user)):
            self.add_error("text", reason)
        return super().clean()

    def difference(self):
        """From the stored text to the one in the form, for the page to show."""
        return stretches(difference(self.stored, self.data.get("text", "").replace("\r\n", "\n")))


@admin.register(SharedText)
class SharedTextAdmin(FindingsBesideFields, ProposalPages, admin.ModelAdmin):
    """A changed shared text becomes a new edition of every standard it touches."""

    form = SharedTextForm
    change_form_template = "admin/catalog/sharedtext/change_form.html"
    fields = ["component", "text", "change_note", "touched"]
    list_display = ["__str__", "touched", "standing", "updated_at"]
    formfield_overrides = {models.TextField: {"form_class": OutlineField}}

    def get_urls(self):
        return [*self.proposal_urls(), *super().get_urls()]

    def get_queryset(self, request):
        own = proposals.proposals().filter(component=OuterRef("component"), state=Submission.WAITING)
        return super().get_queryset(request).annotate(waiting=Subquery(own.order_by().values("pk")[:1]))

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change=change, **options)
        form.user = request.user  # the class was made for this request
        return form

    def get_readonly_fields(self, request, obj=None):
        return ["component", "touched"] if obj else ["touched"]

    def has_delete_permission(self, request, obj=None):
        return False  # drafts that leave the component blank would be incomplete

    @admin.display(description="standar yang ikut diterbitkan ulang", empty_value="–")
    def touched(self, shared):
        return publishing.touched_by_shared_text(shared.component).count() if shared.pk else None

    @admin.display(description="pengajuan", empty_value="–")
    def standing(self, shared):
        if not shared.waiting:
            return None
        address = reverse("admin:catalog_sharedtext_submission", args=[shared.waiting])
        return format_html('<a href="{}">menunggu pemeriksaan</a>', address)

    # First what it touches, then the deed

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        only_save = {"show_save_and_continue": False, "show_save_and_add_another": False}
        rest = (object_id, form_url, {**only_save, **(extra_context or {})})
        if request.method != "POST":
            return super().changeform_view(request, *rest)
        with transaction.atomic():  # what is looked at here is what is changed
            return self._answer(request, object_id) or super().changeform_view(request, *rest)

    def _answer(self, request, object_id):
        """The page that shows what would be published, or the deed after it; None when the form must be shown."""
        stored = None
        if object_id:
            stored = SharedText.objects.select_for_update().filter(pk=key_of(unquote(object_id))).first()
            if stored is None:
                return None
        if not (self.has_change_permission(request, stored) if stored else self.has_add_permission(request)):
            return None
        form = self.get_form(request, stored, change=bool(stored))(request.POST, instance=stored)
        if not form.is_valid():
            return None
        shown = touched(form.stored, form.cleaned_data["text"], proposals.replaced_editions(form.instance.component))
        if request.POST.get(SEEN) == shown["seen"]:
            return self._deed(request, form, shown) or self._question(request, form, shown)
        return self._question(request, form, shown)

    def _question(self, request, form, shown):
        context = {
            **self.admin_site.each_context(request),
            **shown,
            **question(request, seen=shown["seen"]),
            "opts": self.opts,
            "original": form.instance,
            "title": f"Mengubah {form.instance}",
            "change_note": form.cleaned_data["change_note"],
            "is_alone": alone(request.user),
        }
        return TemplateResponse(request, "admin/catalog/sharedtext/preview.html", context)

    def _deed(self, request, form, shown):
        """The answer after it; None when it was refused, which is told."""
        component, note = form.instance.component, form.cleaned_data["change_note"]
        change = {"text": form.cleaned_data["text"], "by": request.user, "change_note": note}
        if not alone(request.user):
            proposal = proposals.propose(component, **change)
            self.log_proposal(request, proposal, f"Perubahan teks baku diajukan. Catatan: {note}")
            done = "Perubahan diajukan dan menunggu pemeriksaan orang kedua."
            self.message_user(request, done, messages.SUCCESS)
            return redirect("admin:catalog_sharedtext_submission", proposal.pk)
        steps = proposals.alone(component, **change, seen=shown["seen"])
        deed = Republishing(self, request, steps, component=component, told=told(note))
        if len(shown["editions"]) > republishing.MANY:
            return deed.watched()
        try:
            deed.at_once()
        except PublishingError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return None
        return redirect("admin:catalog_sharedtext_changelist")

    def save_model(self, request, obj, form, change):
        raise PermissionDenied  # a text is changed by _deed alone, after it was shown what that touches

    def render_change_form(self, request, context, *args, obj=None, **options):
        context["latest"] = proposals.proposals().filter(component=obj.component).first() if obj else None
        return super().render_change_form(request, context, *args, obj=obj, **options)


def alone(user) -> bool:
    """Whether this person publishes a shared text without a second one."""
    return not settings.EDITORS_NEED_SECOND_PERSON and user.has_perm("catalog.add_edition")
