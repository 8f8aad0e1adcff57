"""The way of a shared text to the public: by two people, as editing.py has it for drafts.

A change is a ``Submission`` with the new text. What is published is what the second person saw: the text, and the list
of editions that it replaces. Sending back and taking back are those of editing.py.
"""

import hashlib
from collections.abc import Generator
from itertools import dropwhile, groupby
from operator import attrgetter

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from catalog import editing, publishing, quality
from catalog.models import Edition, SharedText, Submission
from catalog.refusals import PublishingError, refuse, refuse_shared_text
from catalog.reissues import Step, finished

REPLACED = "Diganti pengajuan yang baru."
OVERTAKEN = "Teks baku ini sudah berubah sejak perubahan diajukan. Kembalikan, lalu minta diajukan lagi."
SEEN_OTHERWISE = "Sementara itu ada perubahan lain. Tidak ada yang diterbitkan; periksa sekali lagi."


def proposals() -> QuerySet[Submission]:
    """All changes of shared texts that were handed in."""
    return Submission.objects.filter(component__isnull=False).select_related("submitted_by", "decided_by")


def waiting(component: int) -> Submission | None:
    """The change of this shared text that waits for its check, if any."""
    return proposals().filter(component=component, state=Submission.WAITING).first()


def stored_text(component: int) -> str:
    """The shared text of a component as it stands; "" where there is none yet."""
    return SharedText.objects.filter(component=component).values_list("text", flat=True).first() or ""


def replaced_editions(component: int) -> list[Edition]:
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


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(old: str, new: str, editions: list[Edition]) -> str:
    """What was shown, so that nothing else is published."""
    return digest(repr((old, new, [edition.pk for edition in editions])))


# Handing in, and what becomes of it


@transaction.atomic
def propose(component: int, *, text: str, by, change_note: str) -> Submission:
    """Hand a new text in to be looked at by somebody else; an own one that still waits is replaced by it.

    Refused like a publication; raises PublishingError.
    """
    stored = _locked().get(component)
    refuse_shared_text(stored, text, change_note)
    refuse(quality.refusal_of_shared_text(component, text, today=timezone.localdate()))
    if former := waiting(component):
        refuse(others_wait(former, by))
        editing.decide(former, Submission.TAKEN_BACK, by, remarks=REPLACED)
    return Submission.objects.create(
        component=component,
        text=text,
        digest=digest(stored.text if stored else ""),
        change_note=change_note.strip(),
        submitted_by=by,
        submitted_at=timezone.now(),
    )


@transaction.atomic
def approve(proposal: Submission, *, by, seen: str, forced_reason: str = "") -> list[Edition]:
    """Publish what was handed in, if ``seen`` is the fingerprint of what that means now; returns the new editions.

    Raises PublishingError: for whoever handed it in, unless ``forced_reason`` is given by one who may.
    """
    return finished(approving(proposal, by=by, seen=seen, forced_reason=forced_reason))


def approving(proposal: Submission, *, by, seen: str, forced_reason: str = "") -> Generator[Step, None, list[Edition]]:
    """The same in steps, for who shows how far it is; to be run to its end, and all of it in one transaction."""
    stored = _locked().get(proposal.component)
    refuse(_decided(proposal) or overtaken(proposal, stored.text if stored else ""))
    forced_reason = editing.recorded_reason(proposal, by, forced_reason)
    if fingerprint(stored.text if stored else "", proposal.text, replaced_editions(proposal.component)) != seen:
        raise PublishingError(SEEN_OTHERWISE)
    editing.decide(proposal, Submission.APPROVED, by, forced_reason=forced_reason)
    return (
        yield from publishing.changing_shared_text(
            proposal.component, text=proposal.text, by=by, change_note=proposal.change_note
        )
    )


def alone(component: int, *, text: str, by, change_note: str, seen: str) -> Generator[Step, None, list[Edition]]:
    """Hand in and publish in one go, in steps, where the setting lets one person do it."""
    proposal = propose(component, text=text, by=by, change_note=change_note)
    return (yield from approving(proposal, by=by, seen=seen))


# Who may


def overtaken(proposal: Submission, stored: str) -> str:
    """Why it may not be published as it is, by anybody: what it was to replace is no longer there."""
    return "" if proposal.digest == digest(stored) else OVERTAKEN


def others_wait(proposal: Submission, user) -> str:
    """Why this person may not hand in another change of the same text, or take this one back; "" when he may."""
    if proposal.submitted_by_id == user.pk:
        return ""
    return (
        f"Perubahan lain atas teks baku ini sudah diajukan oleh {proposal.submitted_by} dan masih menunggu "
        "pemeriksaan. Tunggu putusannya dulu."
    )


def _decided(proposal: Submission) -> str:
    is_waiting = Submission.objects.filter(pk=proposal.pk, state=Submission.WAITING).exists()
    return "" if is_waiting else editing.DECIDED


def _locked() -> dict[int, SharedText]:
    """The shared texts as stored, nobody else's until the transaction ends; locked as publishing does."""
    return {each.component: each for each in SharedText.objects.select_for_update()}
