"""A changed shared text: handed in by one, published by another, never other than what was seen."""

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError

from catalog import editing, proposals
from catalog.models import Edition, SharedText, Submission
from catalog.publishing import change_shared_text
from catalog.refusals import PublishingError
from tests.catalog.factories import make_published, make_shared_text

pytestmark = pytest.mark.django_db

OLD, NEW, NOTE = "1. Inspektorat.", "1. Inspektorat Daerah.", "Nama resmi."


@pytest.fixture(autouse=True)
def standard():
    make_shared_text(10, OLD)
    return make_published(inherits=[10])


def proposed(by, text=NEW) -> Submission:
    return proposals.propose(10, text=text, by=by, change_note=NOTE)


def seen(proposal) -> str:
    """The mark of what somebody looking at the proposal now sees."""
    editions = proposals.replaced_editions(proposal.component)
    return proposals.fingerprint(proposals.stored_text(proposal.component), proposal.text, editions)


def approve(proposal, by, **how):
    return proposals.approve(proposal, by=by, **{"seen": seen(proposal), **how})


def forcing(user):
    user.user_permissions.add(Permission.objects.get(codename="force_submission"))
    return type(user).objects.get(pk=user.pk)  # rights are kept on the object


def stored() -> tuple[str, int]:
    return SharedText.objects.get(component=10).text, Edition.objects.count()


def test_what_one_proposes_is_public_when_another_has_published_it(editor, publisher, standard):
    proposal = proposed(editor)
    assert stored() == (OLD, 1)

    (edition,) = approve(proposal, publisher)

    standard.refresh_from_db()
    assert standard.current == edition
    assert (edition.supervision, edition.change_note, edition.published_by) == (NEW, NOTE, publisher)
    assert (proposal.state, proposal.decided_by, proposal.forced_reason) == ("disetujui", publisher, "")
    assert stored() == (NEW, 2)


def test_who_proposed_a_change_does_not_publish_it(publisher):
    proposal = proposed(publisher)

    with pytest.raises(PublishingError, match="Anda sendiri yang mengajukan"):
        approve(proposal, publisher)

    assert stored() == (OLD, 1)
    assert Submission.objects.get().state == "menunggu"


def test_a_change_can_be_forced_with_the_right_and_a_reason_and_is_counted(publisher):
    chief = forcing(publisher)
    proposal = proposed(chief)

    approve(proposal, chief, forced_reason="Semua petugas lain cuti.")

    assert Submission.objects.exclude(forced_reason="").get() == proposal
    assert stored() == (NEW, 2)


@pytest.mark.parametrize(
    ("has_right", "reason", "message"),
    [(False, "Mendesak.", "tidak berwenang"), (True, " ", "Orang lain yang memeriksa")],
)
def test_without_the_right_or_a_reason_nothing_is_forced(publisher, has_right, reason, message):
    user = forcing(publisher) if has_right else publisher
    proposal = proposed(user)

    with pytest.raises(PublishingError, match=message):
        approve(proposal, user, forced_reason=reason)

    assert stored() == (OLD, 1)


def test_a_reason_given_by_a_true_second_person_is_not_counted_as_forced(editor, publisher):
    proposal = proposed(editor)

    approve(proposal, forcing(publisher), forced_reason="Tidak perlu.")

    assert proposal.forced_reason == ""


def test_where_the_setting_says_so_one_person_is_enough(publisher, settings):
    settings.EDITORS_NEED_SECOND_PERSON = False

    approve(proposed(publisher), publisher)

    assert stored() == (NEW, 2)


def test_a_standard_that_came_to_it_meanwhile_is_seen_before_anything_is_published(editor, publisher):
    proposal = proposed(editor)
    before = seen(proposal)
    make_published(inherits=[10])

    with pytest.raises(PublishingError, match="Sementara itu ada perubahan lain"):
        approve(proposal, publisher, seen=before)
    assert stored() == (OLD, 2)

    assert len(approve(proposal, publisher)) == 2


def test_a_text_that_changed_since_is_not_overwritten_even_by_who_looks_again(editor, publisher):
    proposal = proposed(editor)
    change_shared_text(10, text="1. Bupati.", by=None, change_note="Orang lain.")

    with pytest.raises(PublishingError, match="sudah berubah sejak perubahan diajukan"):
        approve(proposal, publisher)

    assert stored() == ("1. Bupati.", 2)
    assert Submission.objects.get().state == "menunggu"


def test_a_shared_text_has_one_open_proposal_and_only_its_author_replaces_it(editor, publisher):
    first = proposed(editor)

    with pytest.raises(PublishingError, match="sudah diajukan oleh penyunting"):
        proposed(publisher, "1. Lain.")
    second = proposed(editor, "1. Lebih baik.")

    first.refresh_from_db()
    assert (first.state, first.remarks, second.state) == ("ditarik", proposals.REPLACED, "menunggu")
    second.pk = None
    with pytest.raises(IntegrityError):
        second.save(force_insert=True)


@pytest.mark.parametrize("second", ["approve", "send_back", "take_back"])
def test_only_the_first_decision_counts(editor, publisher, second):
    proposal = proposed(editor)
    stale = Submission.objects.get()
    editing.take_back(proposal, by=editor)
    decide = {
        "approve": lambda: approve(stale, publisher),
        "send_back": lambda: editing.send_back(stale, by=publisher, remarks="Kurang."),
        "take_back": lambda: editing.take_back(stale, by=editor),
    }

    with pytest.raises(PublishingError, match="sudah diputuskan"):
        decide[second]()

    assert stored() == (OLD, 1)


@pytest.mark.parametrize(
    ("text", "note", "message"),
    [
        (OLD, NOTE, "tidak berubah"),
        (" ", NOTE, "tidak boleh kosong"),
        (NEW, " ", "catatan perubahan"),
        ("1. Telepon: [XX]", NOTE, "Perbaiki dulu"),
        ("1. slot g4cor", NOTE, "iklan judi"),
    ],
)
def test_what_cannot_be_published_cannot_be_proposed(editor, text, note, message):
    with pytest.raises(PublishingError, match=message):
        proposals.propose(10, text=text, by=editor, change_note=note)

    assert not Submission.objects.exists()


def test_a_submission_is_about_a_draft_or_a_shared_text(editor, standard):
    proposal = proposed(editor)
    proposal.pk, proposal.state, proposal.standard = None, "ditarik", standard

    with pytest.raises(IntegrityError, match="about_one_text"):
        proposal.save(force_insert=True)
