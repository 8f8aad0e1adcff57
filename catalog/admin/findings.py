"""Findings of the quality checks (temuan) in Django admin: beside their field, all in one list, and answered.

Their pages stand at /admin/catalog/temuan/ (``addresses``, taken up by config/admin_site.py).
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.views.decorators.http import require_GET, require_http_methods

from catalog import quality
from catalog.admin.base import ReadOnlyAdmin
from catalog.models import Finding, FindingAnswer, SharedText, Standard
from catalog.quality.answering import LONGEST, AnswerError
from catalog.quality.listing import PER_DOCUMENT, STATES, FindingList, as_json
from catalog.rules.components import BY_NUMBER
from catalog.rules.keys import key_of
from catalog.rules.quality import Grade

SUBJECTS = {"standar": (Standard, "standard"), "teks-baku": (SharedText, "shared_text")}
AROUND = 160  # characters shown on either side of the words


class AnswerForm(forms.Form):
    reason = forms.CharField(
        label="Jawaban",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "aria-describedby": "bantuan-jawaban"}),
        error_messages={"required": "Tuliskan jawabannya: mengapa teks ini tetap seperti ini?"},
    )


class FindingsBesideFields:
    """For a ModelAdmin of drafts or shared texts: each field's help says what was found in it."""

    def findings_of(self, request, obj) -> list[Finding]:
        """The stored findings to show beside the fields of ``obj``, in printed order; read once a request."""
        if getattr(request, "findings_read", None) is None:
            about = (
                Finding.objects.on_form(obj) if isinstance(obj, Standard) else Finding.objects.filter(shared_text=obj)
            )
            request.findings_read = list(about.select_related("shared_text", "answer__answered_by").in_order())
        return request.findings_read

    def get_form(self, request, obj=None, change=False, **options):
        if obj is not None:
            beside: dict[str, list[Finding]] = {}
            for finding in self.findings_of(request, obj):
                field = "text" if isinstance(obj, SharedText) else finding.field or "kbli_code"
                beside.setdefault(field, []).append(finding)
            helps = {name: help_of(findings) for name, findings in beside.items()}
            options["help_texts"] = {**options.get("help_texts", {}), **helps}
        return super().get_form(request, obj, change=change, **options)

    def render_change_form(self, request, context, *args, obj=None, **options):
        if obj is not None:
            findings = self.findings_of(request, obj)
            context["findings_counted"] = counted(findings)
            context["findings_weighty"] = split(findings)["weighty"]
        return super().render_change_form(request, context, *args, obj=obj, **options)


def help_of(findings: list[Finding]):
    """What was found in one field, as the help below it; screen readers read it with the field."""
    return render_to_string("admin/catalog/findings_of_field.html", split(findings))


def split(findings: list[Finding]) -> dict[str, list[Finding]]:
    """Those to act on, those that only hint, and those that were answered."""
    waiting = [finding for finding in findings if finding.is_open]
    return {
        "weighty": [finding for finding in waiting if finding.grade != Grade.HINT],
        "hints": [finding for finding in waiting if finding.grade == Grade.HINT],
        "answered": [finding for finding in findings if not finding.is_open],
    }


def counted(findings: list[Finding]) -> str:
    """How many are open, in words: "1 menghalangi penerbitan, 3 wajib dijawab"."""
    counts = [(grade, sum(each.is_open and each.grade == grade for each in findings)) for grade in Grade]
    return ", ".join(f"{number} {grade.label.lower()}" for grade, number in counts if number) or "tidak ada temuan"


@admin.register(Finding)
class FindingAdmin(ReadOnlyAdmin):
    """Its list is the page of all findings."""

    def changelist_view(self, request, extra_context=None):
        return redirect("admin:findings")


def addresses(site) -> list:
    """The pages of findings, behind the admin's login."""

    def behind(view):
        return site.admin_view(view)

    return [
        path("catalog/temuan/", behind(finding_list), name="findings"),
        path("catalog/temuan.json", behind(finding_data), name="findings_data"),
        path("catalog/temuan/<str:kind>/<int:key>/<str:fingerprint>/", behind(finding_page), name="finding_answer"),
    ]


def _may_see(request):
    if not request.user.has_perm("catalog.view_finding"):
        raise PermissionDenied


def _may_answer(request) -> bool:
    return request.user.has_perm("catalog.add_findinganswer")


@require_http_methods(["GET", "HEAD", "POST"])
def finding_list(request):
    """All findings, narrowed by the address; those chosen are answered with one reason."""
    _may_see(request)
    listing = FindingList(request.GET)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        if not _may_answer(request):
            raise PermissionDenied
        if form.is_valid() and _answer_chosen(request, listing, form):
            return redirect(f"{reverse('admin:findings')}?{listing.query}")
    page = listing.page()
    context = {
        **admin.site.each_context(request),
        "title": "Temuan pemeriksaan mutu",
        "opts": Finding._meta,
        "listing": listing,
        "page": page,
        "states": STATES,
        "form": form,
        "chosen": set(request.POST.getlist("temuan")),
        "may_answer": _may_answer(request) and listing.state != "dijawab",
    }
    return render(request, "admin/catalog/findings.html", context)


def _answer_chosen(request, listing: FindingList, form: AnswerForm) -> bool:
    """Answer what was ticked, or all that the address leaves; says what became of it."""
    findings = listing.findings()
    if not request.POST.get("semua"):
        findings = findings.filter(pk__in=[key_of(key) for key in request.POST.getlist("temuan")])
    try:
        number = quality.answer(findings, by=request.user, reason=form.cleaned_data["reason"])
    except AnswerError as error:
        form.add_error(None, error)
        return False
    messages.success(request, f"Temuan yang dijawab: {number}.")
    return True


@require_GET
def finding_data(request):
    """The same list for machines, 1,000 at a time."""
    _may_see(request)
    listing = FindingList(request.GET)
    page = listing.page(PER_DOCUMENT)
    data = {
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "results": [as_json(finding) for finding in page],
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


@require_http_methods(["GET", "HEAD", "POST"])
def finding_page(request, kind, key, fingerprint):
    """One question with its place in the text, what was answered before, and the field to answer it."""
    _may_see(request)
    if kind not in SUBJECTS:
        raise Http404
    model, column = SUBJECTS[kind]
    subject = model.objects.filter(pk=key).first()
    if subject is None:
        raise Http404
    findings = list(Finding.objects.filter(**{column: subject}, fingerprint=fingerprint).in_order())
    if not findings:
        messages.info(request, "Temuan ini sudah tidak ada: teksnya sudah berubah.")
        return redirect(form_of(subject))
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        if not _may_answer(request):
            raise PermissionDenied
        if form.is_valid() and _answer(request, findings, form):
            return redirect(findings[0].form_url)
    answers = FindingAnswer.objects.filter(**{column: subject}, fingerprint=fingerprint)
    context = {
        **admin.site.each_context(request),
        "title": f"Temuan: {findings[0].rule_name}",
        "opts": Finding._meta,
        "finding": findings[0],
        "others": findings[1:],
        "subject": subject,
        "context": surroundings(subject, findings[0]),
        "answers": answers.select_related("answered_by").order_by("-pk"),
        "form": form,
        "may_answer": _may_answer(request) and not findings[0].blocks,
    }
    return render(request, "admin/catalog/finding.html", context)


def _answer(request, findings, form) -> bool:
    try:
        quality.answer(findings[:1], by=request.user, reason=form.cleaned_data["reason"])
    except AnswerError as error:
        form.add_error(None, error)
        return False
    messages.success(request, f"Temuan “{findings[0].rule_name}” sudah dijawab.")
    return True


def form_of(subject: Standard | SharedText) -> str:
    return reverse(f"admin:catalog_{subject._meta.model_name}_change", args=[subject.pk])


def surroundings(subject: Standard | SharedText, finding: Finding):
    """The line that the words stand on, with the words marked; "" for what is about a fact or a whole text."""
    if not finding.component or finding.end <= finding.start:
        return ""
    text = subject.text if isinstance(subject, SharedText) else subject.text_of(BY_NUMBER[finding.component])
    begin = max(text.rfind("\n", 0, finding.start) + 1, finding.start - AROUND)
    after = text[finding.end :].partition("\n")[0]
    return format_html(
        "{}<mark>{}</mark>{}",
        text[begin : finding.start].lstrip(),
        text[finding.start : finding.end],
        Truncator(after).chars(AROUND),
    )
