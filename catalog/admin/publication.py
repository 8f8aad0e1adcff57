"""From a draft to an edition: the page that shows what would change, and every step on the way (terbit/)."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from catalog import editing, publishing
from catalog.admin.findings import split
from catalog.admin.steps import ReasonForm, StepPage
from catalog.history import changed_components, changed_facts
from catalog.models import Edition, Finding, SharedText, Standard, Submission

SHOWN = 10  # past submissions


class SubmitForm(forms.Form):
    """What is said of a change when it is handed in."""

    change_note = forms.CharField(
        label="Catatan perubahan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang berubah dan mengapa. Tampil di halaman umum.",
    )
    minor = forms.BooleanField(label="Perubahan kecil (ejaan, tata letak): boleh tanpa catatan", required=False)
    effective_on = forms.DateField(
        label="Berlaku sejak",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Kosongkan bila berlaku begitu disetujui.",
    )
    reinstate = forms.BooleanField(label="Berlakukan kembali standar yang sudah dicabut ini", required=False)

    def __init__(self, standard: Standard, data=None):
        super().__init__(data)
        if not standard.withdrawn_on:
            del self.fields["reinstate"]


class WithdrawForm(ReasonForm):
    replaced_by = forms.CharField(
        label="Alamat standar pengganti",
        required=False,
        help_text="Salin dari halaman penggantinya di situs ini, bila ada.",
    )

    def __init__(self, data=None, *, prefix: str):
        super().__init__("Alasan pencabutan", data, prefix=prefix)

    def clean_replaced_by(self):
        """The standard at this address, which may be given whole or as its last part; None for no address."""
        given = self.cleaned_data["replaced_by"].rstrip("/").rpartition("/")[2]
        found = Standard.objects.in_force().filter(slug=given).first() if given else None
        if given and found is None:
            raise ValidationError("Tidak ada standar yang berlaku di alamat ini. Salin alamatnya dari peramban.")
        return found


class PublicationPages:
    """For the ModelAdmin of drafts."""

    def publication_urls(self) -> list:
        def behind(view):
            return self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(view))

        return [
            path("<int:pk>/terbit/", behind(self.publication_view), name="catalog_standard_publication"),
            path("<int:pk>/kembali/<int:number>/", behind(self.revert_view), name="catalog_standard_revert"),
        ]

    # The page of a standard's publication

    def publication_view(self, request, pk):
        standard = self._standard(request, pk)
        page = PublicationPage(self, request, standard)
        if request.method == "POST" and page.act():
            return redirect("admin:catalog_standard_publication", pk)
        return TemplateResponse(request, "admin/catalog/standard/publication.html", page.context())

    def revert_view(self, request, pk, number):
        """An old edition beside the draft that it would replace; then the deed."""
        standard = self._standard(request, pk)
        if not self.has_change_permission(request, standard):
            raise PermissionDenied
        edition = get_object_or_404(standard.editions.select_related("sector"), number=number)
        shared = SharedText.objects.by_component()
        if request.method == "POST":
            try:
                editing.copy_edition(standard, edition, by=request.user, seen=request.POST.get("seen", ""))
            except publishing.PublishingError as error:
                self.message_user(request, " ".join(error.messages), messages.ERROR)
                return redirect("admin:catalog_standard_revert", pk, number)
            self.log_change(request, standard, f"Naskah dikembalikan ke edisi {number}.")
            told = f"Naskah sekarang sama dengan edisi {number}. Ajukan supaya terbit sebagai edisi baru."
            self.message_user(request, told, messages.SUCCESS)
            return redirect("admin:catalog_standard_publication", pk)
        context = {
            **self.admin_site.each_context(request),
            **compared(editing.resolved(standard, shared), edition),
            "opts": self.opts,
            "original": standard,
            "edition": edition,
            "title": f"Mengembalikan naskah ke edisi {number}",
            "seen": editing.digest(standard, shared),
        }
        return TemplateResponse(request, "admin/catalog/standard/revert.html", context)

    def _standard(self, request, pk) -> Standard:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = editing.with_standing(Standard.objects.all(), timezone.localdate())
        return get_object_or_404(found.select_related("sector", "current__sector", "owner"), pk=pk)


class PublicationPage(StepPage):
    """What stands on the page, and what its buttons do. ``act`` is true when something was done."""

    def __init__(self, admin, request, standard: Standard):
        super().__init__(admin, request)
        self.standard, self.today = standard, timezone.localdate()
        self.may_edit = admin.has_change_permission(request, standard)
        self.may_publish = self.user.has_perm("catalog.add_edition")
        self.may_cancel = self.user.has_perm("catalog.add_cancellededition")
        self.waiting = standard.submissions.select_related("submitted_by").filter(state=Submission.WAITING).first()
        if self.waiting:
            self.waiting.standard = standard
        self.scheduled = standard.editions.scheduled(self.today).order_by("number").first()
        self.shared = SharedText.objects.by_component()
        self.forms = {
            "ajukan": SubmitForm(standard, self.given("ajukan")),
            "kembalikan": self.reason("Yang perlu diperbaiki", "kembalikan"),
            "paksa": self.reason("Alasan terbit tanpa orang kedua", "paksa"),
            "batalkan": self.reason("Alasan pembatalan", "batalkan"),
            "cabut": WithdrawForm(self.given("cabut"), prefix="cabut"),
        }

    # What the buttons do

    def steps(self) -> dict:
        return {
            "ajukan": (self.may_edit, self._submit),
            "setujui": (self.may_publish, self._approve),
            "paksa": (self.may_publish and self.user.has_perm(editing.FORCE), self._force),
            "kembalikan": (self.may_publish, self._send_back),
            "tarik": (self.may_edit, self._take_back),
            "batalkan": (self.may_cancel, self._cancel),
            "cabut": (self.may_publish, self._withdraw),
        }

    def act(self) -> bool:
        done = super().act()
        if done:
            self.admin.log_change(self.request, self.standard, done)
            self.admin.message_user(self.request, done, messages.SUCCESS)
        return bool(done)

    def _submit(self, given) -> str:
        editing.submit(self.standard, by=self.user, seen=self.request.POST.get("seen", ""), **given)
        return "Naskah diajukan dan menunggu pemeriksaan orang kedua."

    def _submission(self) -> Submission:
        """The one that was on the page, if it still waits."""
        if self.waiting is None or str(self.waiting.pk) != self.request.POST.get("pengajuan"):
            raise publishing.PublishingError(editing.DECIDED)
        return self.waiting

    def _approve(self, given) -> str:
        return self._published(editing.approve(self._submission(), by=self.user))

    def _force(self, given) -> str:
        edition = editing.approve(self._submission(), by=self.user, forced_reason=given["reason"])
        return f"{self._published(edition)} Tanpa orang kedua: {given['reason']}"

    def _published(self, edition: Edition) -> str:
        if edition.effective_on > self.today:
            return f"Edisi {edition.number} dijadwalkan berlaku {publishing.printed(edition.effective_on)}."
        return f"Edisi {edition.number} sudah terbit."

    def _send_back(self, given) -> str:
        editing.send_back(self._submission(), by=self.user, remarks=given["reason"])
        return "Naskah dikembalikan kepada penyunting."

    def _take_back(self, given) -> str:
        editing.take_back(self._submission(), by=self.user)
        return "Pengajuan ditarik kembali."

    def _cancel(self, given) -> str:
        if self.scheduled is None:
            raise publishing.PublishingError("Tidak ada edisi terjadwal yang dapat dibatalkan.")
        publishing.cancel_scheduled(self.scheduled, by=self.user, reason=given["reason"])
        return f"Jadwal edisi {self.scheduled.number} dibatalkan."

    def _withdraw(self, given) -> str:
        publishing.withdraw(self.standard, by=self.user, reason=given["reason"], replaced_by=given["replaced_by"])
        return "Standar dicabut. Halamannya tetap ada dengan tanda dicabut."

    # What the page shows

    def context(self) -> dict:
        draft = editing.resolved(self.standard, self.shared)
        waiting = self.waiting
        hindrance = "" if waiting else self._hindrance()
        past = self.standard.submissions.exclude(state=Submission.WAITING)
        return {
            **self.admin.admin_site.each_context(self.request),
            **(compared(self.standard.current, draft) if self.standard.current else {}),
            "opts": self.admin.opts,
            "original": self.standard,
            "title": f"Penerbitan {self.standard}",
            "standing": editing.standing(self.standard).value,
            "editors": editing.editors(self.standard),
            "waiting": waiting,
            "begins_on": waiting and editing.begins_on(waiting, self.today),
            "today": self.today,
            "objection": waiting and editing.objection(waiting, self.user),
            "suspicious": editing.suspicious_words(waiting or Submission(standard=self.standard)),
            "may_force": waiting and self.may_publish and editing.may_force(waiting, self.user),
            "may_edit": self.may_edit,
            "may_publish": self.may_publish,
            "may_cancel": self.may_cancel,
            "scheduled": self.scheduled,
            "hindrance": hindrance,
            "findings": self._findings() if hindrance else [],
            "past": past.select_related("submitted_by", "decided_by", "edition")[:SHOWN],
            "forced": past.exclude(forced_reason="").count(),
            "editions": self.standard.editions.uncancelled().only(
                "number", "effective_on", "change_note", "standard_id"
            ),
            "forms": self.forms,
            "seen": editing.digest(self.standard, self.shared),
        }

    def _hindrance(self) -> str:
        """What would keep the draft from being published today, whatever is said of it; "" for nothing."""
        try:
            publishing.rehearse(self.standard, change_note="–", minor=False, effective_on=self._day(), reinstate=True)
        except publishing.PublishingError as error:
            return " ".join(error.messages)
        return ""

    def _findings(self) -> list[Finding]:
        """Those that keep the draft from being published."""
        about = Finding.objects.on_form(self.standard).select_related("shared_text", "answer__answered_by")
        return split(about.in_order())["weighty"]

    def _day(self):
        """A day that no scheduled edition stands in the way of."""
        last = self.standard.editions.uncancelled().order_by("number").last()
        return last and max(self.today, last.effective_on + dt.timedelta(days=1))


def compared(old, new) -> dict:
    """From one text of a standard to another: facts, changed components, and how many stayed."""
    groups = changed_components(old, new)
    changed = [each for _, components in groups for each in components if each.is_changed]
    facts = changed_facts(old, new)
    return {"facts": facts, "changed": changed, "unchanged": 14 - len(changed), "is_same": not changed and not facts}
