"""A draft as somebody outside reads it by a link, without an account, and what they say about it."""

from functools import wraps

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalog.draft_links import RemarkError, opened, write_remark
from catalog.editing import resolved
from catalog.models import LONGEST_REMARK, SharedText
from catalog.rules.components import BY_NUMBER, GROUPS, of_group


class RemarkForm(forms.Form):
    komponen = forms.TypedChoiceField(
        choices=[(0, "naskah"), *((number, each.name) for number, each in BY_NUMBER.items())],
        coerce=int,
        widget=forms.HiddenInput,
    )
    catatan = forms.CharField(
        label="Catatan Anda",
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_REMARK}),
        error_messages={"required": "Tuliskan catatan Anda."},
    )

    def __init__(self, component: int, data=None):
        super().__init__(data, auto_id=f"catatan-{component}-%s", initial={"komponen": component})
        self.fields["catatan"].label = "Catatan Anda untuk seluruh naskah" if not component else "Catatan Anda"


def secret(view):
    """For an address that is itself the key: not kept anywhere, not indexed."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return login_not_required(never_cache(require_http_methods(["GET", "HEAD", "POST"])(inner)))


@secret
def draft(request, token):
    """/naskah/<token>/: the draft as stored now, with a field for a remark below each component."""
    link = opened(token)
    if link is None:
        raise Http404
    if request.method != "POST":
        return page(request, link)
    asked = request.POST.get("komponen", "")
    form = RemarkForm(int(asked) if asked in {str(number) for number in (0, *BY_NUMBER)} else 0, request.POST)
    if form.is_valid():
        component = form.cleaned_data["komponen"]
        try:
            write_remark(link, component=component, text=form.cleaned_data["catatan"])
        except RemarkError as error:
            form.add_error("catatan", error)
        else:
            address = reverse("catalog:draft", args=[token])
            return redirect(f"{address}#{BY_NUMBER[component].anchor if component else 'catatan-naskah'}")
    return page(request, link, form)


def page(request, link, bound=None):
    remarks: dict[int, list] = {}
    for remark in link.remarks.all():
        remarks.setdefault(remark.component, []).append(remark)
    edition = resolved(link.standard, SharedText.objects.by_component())

    def form_of(number):
        return bound if bound and bound.initial["komponen"] == number else RemarkForm(number)

    def row(component):
        number = component.number
        return component, edition.text_of(component), remarks.get(number, []), form_of(number)

    context = {
        "link": link,
        "edition": edition,
        "groups": [(group, [row(component) for component in of_group(group)]) for group in GROUPS],
        "whole": remarks.get(0, []),
        "whole_form": form_of(0),
        "wrong": bound,
    }
    return render(request, "catalog/draft.html", context)
