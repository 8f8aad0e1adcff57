"""The way of a draft to the public: by two people, never half, and nothing that nobody saw."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError

from catalog import editing
from catalog.models import Edition, Standard, Submission
from catalog.publishing import cancel_scheduled, change_shared_text
from catalog.refusals import PublishingError
from tests.catalog.editing_factories import NOTE, edited, seen, submitted
from tests.catalog.factories import make_draft, make_published, make_shared_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 20, 3, 0, tzinfo=dt.UTC))
    return dt.date(2026, 11, 20)


def forcing(user):
    user.user_permissions.add(Permission.objects.get(codename="force_submission"))
    return type(user).objects.get(pk=user.pk)  # rights are kept on the object


def state(submission) -> str:
    return Submission.objects.get(pk=submission.pk).state


# Two people


def test_what_one_edits_and_hands_in_another_publishes(editor, publisher):
    standard = edited(make_published(), editor)
    submission = submitted(standard, editor)

    edition = editing.approve(submission, by=publisher)

    standard.refresh_from_db()
    assert standard.current == edition
    assert (edition.number, edition.requirements, edition.change_note) == (2, "1. Syarat baru.", NOTE)
    assert (edition.published_by, submission.state, submission.edition) == (publisher, "disetujui", edition)


def test_nothing_is_public_before_the_second_person(editor):
    standard = edited(make_published(), editor)

    submitted(standard, editor)

    assert Edition.objects.count() == 1


@pytest.mark.parametrize("who", ["editor", "submitter"])
def test_whoever_edited_or_handed_it_in_does_not_publish_it(editor, publisher, who):
    standard = edited(make_published(), editor)
    submission = submitted(standard, editor if who == "submitter" else publisher)

    with pytest.raises(PublishingError, match="Orang lain yang memeriksa"):
        editing.approve(submission, by=editor)

    assert Edition.objects.count() == 1
    assert state(submission) == "menunggu"


def test_an_editor_of_the_edition_before_may_publish_the_next_change_of_somebody_else(editor, publisher):
    standard = edited(make_published(), editor)
    editing.approve(submitted(standard, editor), by=publisher)
    submission = submitted(edited(standard, publisher, requirements="1. Lagi."), publisher)

    edition = editing.approve(submission, by=editor)

    assert edition.number == 3


def test_a_new_edition_for_a_shared_text_does_not_forget_who_edited_the_draft(editor, publisher):
    make_shared_text(4, "Gratis")
    standard = edited(make_published(inherits=[4]), editor)
    change_shared_text(4, text="Tidak dipungut biaya.", by=None, change_note="Istilah.")
    submission = submitted(standard, publisher)

    with pytest.raises(PublishingError, match="ikut menyunting"):
        editing.approve(submission, by=editor)


def test_who_edited_for_a_schedule_that_was_cancelled_still_counts(editor, publisher, today):
    standard = edited(make_published(), editor)
    later = editing.approve(submitted(standard, editor, effective_on=today + dt.timedelta(3)), by=publisher)
    cancel_scheduled(later, by=publisher, reason="Ditunda.")

    assert editing.editors(standard) == [editor]


def test_where_the_setting_says_so_one_person_is_enough(editor, settings):
    settings.EDITORS_NEED_SECOND_PERSON = False
    submission = submitted(edited(make_published(), editor), editor)

    assert editing.approve(submission, by=editor).number == 2
    assert not submission.forced_reason


# Forcing


def test_publication_can_be_forced_with_the_right_and_a_reason_and_is_counted(editor):
    chief = forcing(editor)
    submission = submitted(edited(make_published(), chief), chief)

    editing.approve(submission, by=chief, forced_reason="Semua petugas lain cuti.")

    assert Submission.objects.exclude(forced_reason="").count() == 1


@pytest.mark.parametrize(
    ("has_right", "reason", "message"),
    [(False, "Mendesak.", "tidak berwenang"), (True, " ", "Orang lain yang memeriksa")],
)
def test_without_the_right_or_a_reason_nothing_is_forced(editor, has_right, reason, message):
    user = forcing(editor) if has_right else editor
    submission = submitted(edited(make_published(), user), user)

    with pytest.raises(PublishingError, match=message):
        editing.approve(submission, by=user, forced_reason=reason)

    assert Edition.objects.count() == 1


def test_a_reason_given_by_a_true_second_person_is_not_counted_as_forced(editor, publisher):
    submission = submitted(edited(make_published(), editor), editor)

    editing.approve(submission, by=forcing(publisher), forced_reason="Tidak perlu.")

    assert not submission.forced_reason


@pytest.mark.parametrize("needs_second", [True, False])
def test_words_of_gambling_always_take_a_second_person(editor, publisher, settings, needs_second):
    settings.EDITORS_NEED_SECOND_PERSON = needs_second
    chief = forcing(editor)
    submission = submitted(edited(make_published(), chief, requirements="1. Main slot gacor di sini."), chief)

    with pytest.raises(PublishingError, match="slot, gacor"):
        editing.approve(submission, by=chief, forced_reason="Mendesak.")
    assert Edition.objects.count() == 1

    assert editing.approve(submission, by=publisher).number == 2


def test_harmless_words_can_be_forced(editor):
    chief = forcing(editor)
    submission = submitted(edited(make_published(), chief, requirements="1. Memilih slot waktu."), chief)

    assert editing.approve(submission, by=chief, forced_reason="Mendesak.").number == 2


# Exactly what was seen


def test_a_draft_that_is_changed_while_it_waits_has_to_be_handed_in_again(editor, publisher):
    standard = edited(make_published(), editor)
    submission = submitted(standard, editor)

    edited(standard, editor, requirements="1. Diubah lagi.")

    submission.refresh_from_db()
    assert (submission.state, submission.remarks) == ("ditarik", editing.EDITED_AGAIN)
    with pytest.raises(PublishingError, match="berubah sejak diajukan"):
        editing.approve(submission, by=publisher)


def test_saving_without_a_change_leaves_the_submission_and_names_nobody(editor, publisher):
    standard = edited(make_published(), editor)
    submission = submitted(standard, editor)

    assert editing.save_draft(standard, by=publisher) is False

    assert state(submission) == "menunggu"
    assert editing.editors(standard) == [editor]


@pytest.mark.parametrize("change", ["draft", "shared"])
def test_what_changed_past_the_form_is_not_published_unseen(editor, publisher, change):
    shared = make_shared_text(4, "Gratis")
    standard = edited(make_published(inherits=[4]), editor)
    submission = submitted(standard, editor)
    if change == "draft":
        Standard.objects.filter(pk=standard.pk).update(fees="Rp10.000")
    else:
        type(shared).objects.filter(pk=shared.pk).update(text="Rp10.000")

    with pytest.raises(PublishingError, match="berubah sejak diajukan"):
        editing.approve(submission, by=publisher)

    assert Edition.objects.count() == 1


def test_a_draft_is_handed_in_as_it_was_seen(editor):
    standard = edited(make_published(), editor)
    before = seen(standard)
    edited(standard, editor, requirements="1. Lain.")

    with pytest.raises(PublishingError, match="diubah orang lain"):
        editing.submit(standard, by=editor, seen=before, change_note=NOTE)


def test_what_cannot_be_published_cannot_be_handed_in(editor):
    standard = edited(make_draft(fees="", inherits=[4]), editor, product="NIB")

    with pytest.raises(PublishingError, match="belum lengkap"):
        submitted(standard, editor)
    with pytest.raises(PublishingError, match="catatan perubahan"):
        submitted(edited(make_published(), editor), editor, change_note=" ")


# One decision


def test_a_draft_waits_once(editor):
    standard = edited(make_published(), editor)
    submission = submitted(standard, editor)

    with pytest.raises(PublishingError, match="sudah diajukan"):
        submitted(standard, editor)
    submission.pk = None
    with pytest.raises(IntegrityError):
        submission.save(force_insert=True)


def test_a_draft_is_returned_with_what_is_to_be_mended(editor, publisher):
    submission = submitted(edited(make_published(), editor), editor)

    with pytest.raises(PublishingError, match="perlu diperbaiki"):
        editing.send_back(submission, by=publisher, remarks=" ")
    editing.send_back(submission, by=publisher, remarks="Butir 2 kurang.")

    assert (submission.state, submission.remarks, submission.decided_by) == (
        "dikembalikan",
        "Butir 2 kurang.",
        publisher,
    )
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("second", ["approve", "send_back", "take_back"])
def test_only_the_first_decision_counts(editor, publisher, second):
    submission = submitted(edited(make_published(), editor), editor)
    stale = Submission.objects.get(pk=submission.pk)
    editing.take_back(submission, by=editor)
    facts = {"remarks": "Kurang."} if second == "send_back" else {}

    with pytest.raises(PublishingError, match="sudah diputuskan"):
        getattr(editing, second)(stale, by=publisher, **facts)

    assert state(submission) == "ditarik"
    assert Edition.objects.count() == 1


# Back to an earlier edition


def test_a_revert_makes_a_new_edition_equal_to_the_old_one(editor, publisher):
    make_shared_text(4, "Gratis")
    standard = make_published(inherits=[4])
    first = standard.current
    editing.approve(submitted(edited(standard, editor, fees="Rp5"), editor), by=publisher)

    draft = editing.copy_edition(standard, first, by=editor, seen=seen(standard))
    edition = editing.approve(submitted(draft, editor), by=publisher)

    assert edition.number == 3
    assert (edition.content(), edition.inherited) == (first.content(), first.inherited)
    assert draft.fees == ""


def test_a_revert_does_not_overwrite_what_was_saved_meanwhile(editor, publisher):
    standard = make_published()
    before = seen(standard)
    edited(standard, publisher, requirements="1. Sementara itu.")

    with pytest.raises(PublishingError, match="diubah orang lain"):
        editing.copy_edition(standard, standard.current, by=editor, seen=before)

    assert Standard.objects.get().requirements == "1. Sementara itu."


def test_a_revert_to_an_identity_that_is_taken_is_refused_in_words(editor, publisher):
    standard = make_published()
    first = standard.current
    editing.approve(submitted(edited(standard, editor, annex_number=99), editor), by=publisher)
    make_draft(annex_number=first.annex_number)

    with pytest.raises(PublishingError, match="sudah ada"):
        editing.copy_edition(standard, first, by=editor, seen=seen(standard))
