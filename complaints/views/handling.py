"""The page of a case at the desk, and every step on it."""

import time

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from complaints import actions
from complaints.files import read_uploads
from complaints.forms.case import STEPS
from complaints.forms.studying import IdentityForm
from complaints.presentation.handling import Handling
from complaints.views.case import version_of
from complaints.views.downloads import as_download
from complaints.views.entrance import case_or_404, cases_of, for_staff
from complaints.views.uploads import to_choose_again, uploaded

SHOWN = ("edition", "study__written_by", "answer_draft__written_by")
IDENTITY = "identitas"  # in the session: until when which identity is shown
IDENTITY_SECONDS = 15 * 60
CHANGED = (
    "Rekan Anda baru saja mengubah laporan ini; tulisan Anda belum tersimpan. Bandingkan keduanya di bawah. "
    "Tulisan Anda masih ada di formulir: sesuaikan, lalu kirim lagi."
)
CHANGED_AND_OVER = (
    "Rekan Anda baru saja mengubah laporan ini; tulisan Anda belum tersimpan. Tulisan Anda masih ada di bawah "
    "untuk disalin."
)
FILES_LATER = "Langkah ini tidak menyimpan berkas. Simpan tanpa berkas, lalu lampirkan saat mengirim jawaban."


@for_staff()
@require_safe
def case(request, pk):
    return render(request, "complaints/desk/handling.html", {"case": handling(request, pk)})


@for_staff()
@require_safe
def history(request, pk):
    """Everything that ever happened to the case, to be read and printed."""
    return render(request, "complaints/desk/history.html", {"case": handling(request, pk, is_whole=True)})


@for_staff()
@require_safe
def letter(request, pk):
    """The answer, or its draft, on the office's paper."""
    case = handling(request, pk)
    if case.paper is None:
        raise Http404
    return render(request, "complaints/desk/letter.html", {"case": case})


@for_staff()
@require_safe
def attachment(request, pk, file):
    return as_download(request, case_or_404(request, pk), file)


@for_staff()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def step(request, pk, name):
    """One step of forms/case.py: its form, or what came of sending it."""
    if name not in STEPS:
        raise Http404
    case, form_class = handling(request, pk), STEPS[name]
    if request.method == "POST":
        return take(request, case, form_class(request.POST, case=case))
    if not case.role_for(form_class):
        return step_page(request, case, None, problem=form_class.refusal(case), status=409)
    return step_page(request, case, form_class(case=case))


def take(request, case, form):
    """Take the step that the form describes, or show it again with what was typed and what is wrong with it."""
    if again := form.reconsidered():
        return step_page(request, case, again)
    try:
        act(request, case, form)
    except actions.Conflict:
        return conflict(request, case, type(form))
    except FormRefused as refused:
        return step_page(request, case, form, **refused.shown)
    if isinstance(form, IdentityForm):
        show_identity(request, case.complaint)
    messages.success(request, f"Tersimpan: {form.title}.")
    return redirect("desk:case", pk=case.complaint.pk)


class FormRefused(Exception):
    """The form is to be shown again, with what is ``shown`` beside it."""

    def __init__(self, **shown):
        super().__init__()
        self.shown = shown


def act(request, case, form) -> None:
    """Raises Conflict, FormRefused."""
    role, version = case.role_for(type(form)), version_of(request)
    is_stale = form.is_stale_after_change and 0 < version < case.complaint.version
    if role is None and not is_stale:
        raise FormRefused(problem=form.refusal(case), status=409)
    if form.is_stale_after_change:
        actions.refuse_stale(case.complaint, version=version)
    files = files_of(request, form)
    if not form.is_valid():
        raise FormRefused
    try:
        form.act(by=request.user, role=role, now=timezone.now(), **files)
    except ValidationError as error:
        form.add_error(None, error)
        raise FormRefused from error


def files_of(request, form) -> dict[str, object]:
    """The files that go with the step, checked. Raises FormRefused."""
    if not form.takes_files:
        if request.FILES:
            raise FormRefused(file_errors=[FILES_LATER])
        return {}
    try:
        return {"files": read_uploads(uploaded(request))}
    except ValidationError as error:
        raise FormRefused(file_errors=error.messages) from error


def conflict(request, stale, form_class):
    """Both texts: what a colleague has just stored, and the own one in its form, on the version of now."""
    case = handling(request, stale.complaint.pk, is_whole=True)
    form = form_class(request.POST, case=case)
    told = {"problem": CHANGED if case.role_for(form_class) else CHANGED_AND_OVER, "status": 409}
    return step_page(request, case, form, changes=case.changes_since(version_of(request)), **told)


def step_page(request, case, form, *, status=200, file_errors=(), **context):
    context |= {
        "case": case,
        "form": form,
        "may_send": form is not None and case.role_for(type(form)) is not None,
        "file_errors": file_errors or to_choose_again(request),
        "wrong": form if form is not None and (form.errors or file_errors) else None,
    }
    return render(request, "complaints/desk/step.html", context, status=status)


def handling(request, pk, *, is_whole: bool = False) -> Handling:
    """The case as this reader may see it, ``is_whole``: with its whole history; else 404."""
    complaint = case_or_404(request, pk, *SHOWN)
    until = request.session.get(IDENTITY, {}).get(str(pk), 0)
    sees_identity = time.time() < until
    today = timezone.localdate()
    case = Handling(complaint, user=request.user, cases=cases_of(request), today=today, sees_identity=sees_identity)
    case.is_whole = is_whole
    return case


def show_identity(request, complaint) -> None:
    """For some minutes, in this session, for this case."""
    now = int(time.time())
    shown = {pk: until for pk, until in request.session.get(IDENTITY, {}).items() if until > now}
    request.session[IDENTITY] = {**shown, str(complaint.pk): now + IDENTITY_SECONDS}
