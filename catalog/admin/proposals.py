"""A changed shared text that was handed in: the page where a second person looks at it and decides (pengajuan/)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from catalog import editing, proposals
from catalog.admin import republishing
from catalog.admin.republishing import Republishing
from catalog.admin.steps import StepPage
from catalog.history import stretches
from catalog.models import Edition, SharedText, Submission
from catalog.refusals import PublishingError
from catalog.rules.components import BY_NUMBER
from catalog.rules.difference import difference

SHOWN = 10  # past submissions


class ProposalPages:
    """For the ModelAdmin of shared texts."""

    def proposal_urls(self) -> list:
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.proposal_view))
        return [path("pengajuan/<int:pk>/", view, name="catalog_sharedtext_submission")]

    def proposal_view(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = ProposalPage(self, request, get_object_or_404(proposals.proposals(), pk=pk))
        answer = page.act() if request.method == "POST" else None
        return answer or TemplateResponse(request, "admin/catalog/sharedtext/submission.html", page.context())

    def log_proposal(self, request, proposal: Submission, told: str) -> None:
        """In the history of the shared text; of the submission where there is no such text yet."""
        shared = SharedText.objects.filter(component=proposal.component).first()
        self.log_change(request, shared or proposal, told)


class ProposalPage(StepPage):
    """What stands on the page, and what its buttons do. ``act`` gives the answer when something was done."""

    def __init__(self, admin, request, proposal: Submission):
        super().__init__(admin, request)
        self.proposal = proposal
        self.may_edit = admin.has_change_permission(request)
        self.may_publish = self.user.has_perm("catalog.add_edition")
        self.is_own = proposal.submitted_by_id == self.user.pk
        self.forms = {
            "kembalikan": self.reason("Yang perlu diperbaiki", "kembalikan"),
            "paksa": self.reason("Alasan terbit tanpa orang kedua", "paksa"),
        }

    # What the buttons do

    def steps(self) -> dict:
        return {
            "setujui": (self.may_publish, self._approve),
            "paksa": (self.may_publish and self.user.has_perm(editing.FORCE), self._force),
            "kembalikan": (self.may_publish, self._send_back),
            "tarik": (self.may_edit and self.is_own, self._take_back),
        }

    def _approve(self, given):
        return self._published(told(self.proposal.change_note))

    def _force(self, given):
        reason = given["reason"]
        return self._published(f"{told(self.proposal.change_note)} Tanpa orang kedua: {reason}", forced_reason=reason)

    def _published(self, told: str, **how):
        if not self.proposal.is_waiting:
            raise PublishingError(editing.DECIDED)
        steps = proposals.approving(self.proposal, by=self.user, seen=self.request.POST.get("seen", ""), **how)
        deed = Republishing(self.admin, self.request, steps, component=self.proposal.component, told=told)
        if len(proposals.replaced_editions(self.proposal.component)) > republishing.MANY:
            return deed.watched()
        deed.at_once()
        return self._again()

    def _send_back(self, given):
        editing.send_back(self.proposal, by=self.user, remarks=given["reason"])
        return self._done(f"Perubahan dikembalikan kepada penyunting. Catatan: {given['reason']}")

    def _take_back(self, given):
        editing.take_back(self.proposal, by=self.user)
        return self._done("Pengajuan ditarik kembali.")

    def _done(self, told: str):
        self.admin.log_proposal(self.request, self.proposal, told)
        self.admin.message_user(self.request, told, messages.SUCCESS)
        return self._again()

    def _again(self):
        return redirect("admin:catalog_sharedtext_submission", self.proposal.pk)

    # What the page shows

    def context(self) -> dict:
        self.proposal.refresh_from_db()  # a refused step may have found it decided
        proposal, component = self.proposal, self.proposal.component
        past = proposals.proposals().filter(component=component).exclude(pk=proposal.pk)
        return {
            **self.admin.admin_site.each_context(self.request),
            "opts": self.admin.opts,
            "title": f"Perubahan teks baku komponen {component} – {BY_NUMBER[component].name}",
            "proposal": proposal,
            "waiting": proposal if proposal.is_waiting else None,
            "may_publish": self.may_publish,
            "may_edit": self.may_edit,
            "is_own": self.is_own,
            "form_address": form_address(component),
            "kept": self._kept(),
            "past": past[:SHOWN],
            "forced": proposals.proposals().filter(component=component).exclude(forced_reason="").count(),
            "forms": self.forms,
            **({} if proposal.state == Submission.APPROVED else self._shown()),
        }

    def _shown(self) -> dict:
        """What publishing it would do now, and whether this person may."""
        old = proposals.stored_text(self.proposal.component)
        editions = proposals.replaced_editions(self.proposal.component) if self.proposal.is_waiting else []
        return {
            **touched(old, self.proposal.text, editions),
            "change_note": self.proposal.change_note,
            "overtaken": proposals.overtaken(self.proposal, old),
            "objection": editing.objection(self.proposal, self.user),
            "may_force": editing.may_force(self.proposal, self.user),
        }

    def _kept(self) -> list[tuple[str, str | int]]:
        """What goes back into the form, with the digest of the text that the change was made from."""
        proposal = self.proposal
        return [
            ("text", proposal.text),
            ("change_note", proposal.change_note),
            ("base", proposal.digest),
            ("component", proposal.component),
        ]


def touched(old: str, new: str, editions: list[Edition]) -> dict:
    """What a changed shared text leads to, for a page to show, and the mark of having shown it."""
    return {
        "stretches": stretches(difference(old, new)),
        "editions": editions,
        "standards": len({edition.standard_id for edition in editions}),
        "seen": proposals.fingerprint(old, new, editions),
    }


def form_address(component: int) -> str:
    """Where this shared text is changed, or added where there is none."""
    key = SharedText.objects.filter(component=component).values_list("pk", flat=True).first()
    if key is None:
        return reverse("admin:catalog_sharedtext_add")
    return reverse("admin:catalog_sharedtext_change", args=[key])


def told(note: str) -> str:
    """What the history says of a change."""
    return f"Teks baku diubah. Catatan: {note}"
