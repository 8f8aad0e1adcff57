"""What waits for the editors, on the admin's first page: a sentence, and the list that it is about."""

from typing import NamedTuple

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from catalog.models import Finding, MissedSearch, Regulation, Remark, Submission
from catalog.rules.quality import Grade


class Waiting(NamedTuple):
    number: int
    what: str
    address: str


def waiting_for(user) -> list[Waiting]:
    """Of the kinds of work that the user may see, those with something to do. A query for each kind, at most."""
    kinds = (
        ("catalog.view_submission", _submissions),
        ("catalog.view_finding", _findings),
        ("catalog.view_remark", _remarks),
        ("catalog.view_regulation", _regulations),
        ("catalog.view_missedsearch", _missed_searches),
    )
    found = (kind() for needed, kind in kinds if user.has_perm(needed))
    return [waiting for group in found for waiting in group if waiting.number]


def _list(model: str, **narrowed: str) -> str:
    return reverse(f"admin:catalog_{model}_changelist") + (f"?{urlencode(narrowed)}" if narrowed else "")


def _submissions():
    handed_in = Submission.objects.filter(state=Submission.WAITING).order_by()
    number = handed_in.aggregate(drafts=Count("standard"), texts=Count("component"))
    yield Waiting(number["drafts"], "naskah menunggu pemeriksaan", _list("standard", keadaan="menunggu pemeriksaan"))
    texts = _list("submission", state__exact=Submission.WAITING, tentang="teks-baku")
    yield Waiting(number["texts"], "perubahan teks baku menunggu pemeriksaan", texts)


def _findings():
    weighty = Finding.objects.unresolved().exclude(grade=Grade.HINT.value).order_by()
    counts = dict(weighty.values_list("grade").annotate(Count("pk")))
    for grade, what in ((Grade.BLOCKS, "temuan menghalangi penerbitan"), (Grade.ANSWER, "temuan wajib dijawab")):
        yield Waiting(
            counts.get(grade.value, 0), what, f"{reverse('admin:findings')}?{urlencode({'tingkat': grade.value})}"
        )


def _remarks():
    """By standard, for there is no list of remarks: they stand on the page of their draft's readers."""
    remarks = Remark.objects.filter(settled_at__isnull=True).order_by("link__standard__kbli_code", "link__standard")
    by_standard = remarks.values_list("link__standard", "link__standard__kbli_code").annotate(Count("pk"))
    for key, code, number in by_standard:
        address = reverse("admin:catalog_standard_readers", args=[key])
        yield Waiting(number, f"catatan pembaca tentang KBLI {code}", address)


def _regulations():
    number = Regulation.objects.filter(status="perlu diperiksa").count()
    yield Waiting(number, "peraturan perlu diperiksa", _list("regulation", status__exact="perlu diperiksa"))


def _missed_searches():
    yield Waiting(MissedSearch.objects.count(), "pencarian tanpa hasil", _list("missedsearch"))
