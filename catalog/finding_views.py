"""The ways to a standard for those who do not know its name: the tree of codes, the finder, the comparison."""

from django.http import Http404
from django.shortcuts import render

from catalog.code_tree import code_page, tree_page
from catalog.comparison import Comparison
from catalog.documents import document
from catalog.finder import Finder
from catalog.forms import TreeForm


@document
def kbli_tree(request):
    form = TreeForm(request.GET)
    return render(request, "catalog/kbli_tree.html", {**tree_page(form.edition), "ignored": form.ignored})


@document
def kbli_code(request, code):
    form = TreeForm(request.GET)
    page = code_page(code, form.edition)
    if page is None:
        raise Http404
    return render(request, "catalog/kbli_code.html", {**page, "ignored": form.ignored})


@document
def finder(request):
    return unindexed(render(request, "catalog/finder.html", {"finder": Finder(request.GET)}), bool(request.GET))


@document
def compare(request):
    comparison = Comparison(request.GET)
    template = "catalog/compare.html" if comparison.is_ready else "catalog/compare_choice.html"
    return unindexed(render(request, template, {"comparison": comparison}))


def unindexed(response, is_so: bool = True):
    """Answers to one person's questions are no pages for search engines."""
    if is_so:
        response["X-Robots-Tag"] = "noindex"
    return response
