"""The page of a case, for the one who holds its code: what happened, and the complainant's own steps."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from complaints import actions
from complaints.files import read_uploads
from complaints.forms.tracking import RateForm, ReopenForm, ReplyForm, WithdrawForm
from complaints.presentation.case import Case
from complaints.quota import take_room
from complaints.views.downloads import as_download
from complaints.views.uploads import to_choose_again, uploaded
from complaints.views.visit import of_visit, or_not_found

CHANGED = (
    "Laporan ini baru saja berubah, mungkin oleh kiriman Anda sendiri. Lihat perjalanannya di bawah; "
    "tulisan Anda masih ada, kirim lagi bila masih perlu."
)


@login_not_required
@require_safe
@never_cache
@of_visit
def case(request, complaint):
    return case_page(request, complaint)


def step(view):
    """A step of the complainant: sent by POST, from the page of a visit, with the version it was made from."""
    return login_not_required(require_POST(never_cache(sensitive_post_parameters()(of_visit(view)))))


@step
def reply(request, complaint):
    form = ReplyForm(request.POST, missing=Case(complaint, timezone.localdate()).missing)
    try:
        files = read_uploads(uploaded(request))
    except ValidationError as error:
        return case_page(request, complaint, reply_form=form, file_errors=error.messages)

    def act(*, now, **typed):
        take_room(files, now=now)
        actions.reply(complaint, files=files, now=now, **typed)

    return take(request, complaint, form, act, reply_form=form)


@step
def rate(request, complaint):
    form = RateForm(request.POST)

    def act(*, is_settled, **typed):
        actions.rate(complaint, is_settled=is_settled == RateForm.SETTLED, **typed)

    return take(request, complaint, form, act, rate_form=form)


@step
def reopen(request, complaint):
    form = ReopenForm(request.POST)
    return take(request, complaint, form, lambda **typed: actions.reopen(complaint, **typed), reopen_form=form)


@step
def withdraw(request, complaint):
    form = WithdrawForm(request.POST)
    return take(request, complaint, form, lambda **typed: actions.withdraw(complaint, **typed), withdraw_form=form)


def take(request, complaint, form, act, **shown):
    """Take the step that the form describes, or show the page again with what was typed and what is wrong with it."""
    if not form.is_valid():
        return case_page(request, complaint, **shown)
    try:
        actions.refuse_stale(complaint, version=version_of(request))
        act(**form.cleaned_data, now=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return case_page(request, complaint, **shown)
    except actions.Conflict:
        complaint.refresh_from_db()
        form.add_error(None, CHANGED)
        return case_page(request, complaint, status=409, **shown)
    return redirect("complaints:case")


def version_of(request) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def case_page(request, complaint, *, status=200, file_errors=(), **bound):
    case = Case(complaint, timezone.localdate())
    context = {
        "case": case,
        "complaint": complaint,
        "reply_form": ReplyForm(missing=case.missing) if case.can_reply else None,
        "rate_form": RateForm() if case.can_rate else None,
        "reopen_form": ReopenForm() if case.reopen_until else None,
        "withdraw_form": WithdrawForm() if case.can_withdraw else None,
    }
    wrong = next((form for form in bound.values() if form.errors), None)
    context |= {**bound, "wrong": wrong, "file_errors": file_errors or to_choose_again(request)}
    return render(request, "complaints/case.html", context, status=status)


@login_not_required
@require_safe
@never_cache
@or_not_found
def attachment(request, complaint, pk):
    """A file of this case, only ever as a download: it may be anything that its sender wanted it to be."""
    return as_download(request, complaint, pk)
