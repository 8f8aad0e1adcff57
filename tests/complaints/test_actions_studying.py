"""Komponen 6 butir 6: what the office studies and writes for itself."""

import datetime as dt

import pytest

from complaints import actions
from complaints.actions.studying import MOST_POINTS
from complaints.models import Complaint, Event, LinkKind, Message, Note, Study
from complaints.rules.workflow import HANDLERS, LEVELS, Role
from tests.catalog.pages_factory import published
from tests.complaints.factories import (
    NOW,
    TODAY,
    events_of,
    make_answered,
    make_complaint,
    make_reviewed,
    make_studied,
    officer,
)

pytestmark = pytest.mark.django_db

OTHERS = sorted(set(Role) - set(LEVELS))


def clarification(**values):
    told = {"held_on": TODAY, "with_whom": "Loket OSS", "is_outside": False, "result": "Berkas sudah lengkap."}
    return {**told, **values}


def test_a_study_is_kept_with_its_points_and_rewritten():
    complaint = make_reviewed()

    actions.study(complaint, core="Izin terlambat.", plan=" Tanya loket. ", points=["Lama", " "], **officer())
    actions.study(complaint, core="Izin belum terbit.", points=["Mahal", "Lama"], **officer())

    study = Study.objects.get()
    assert (study.core, study.plan) == ("Izin belum terbit.", "")
    assert list(complaint.points.values_list("position", "text")) == [(1, "Mahal"), (2, "Lama")]
    assert events_of(complaint)[-2:] == [Event.STUDIED, Event.STUDIED]
    assert complaint.events.last().data == {"points": 2}


def test_a_point_that_stays_keeps_the_answer_drafted_for_it():
    complaint = make_studied(points=["Lama", "Mahal"])
    actions.draft_answer(complaint, text="", points={2: "Gratis."}, **officer())

    actions.study(complaint, core="Biaya.", points=["Mahal"], **officer())

    assert list(complaint.points.values_list("position", "text", "answer")) == [(1, "Mahal", "Gratis.")]


def test_there_is_an_end_to_points():
    complaint = make_reviewed()

    with pytest.raises(actions.Refused, match="paling banyak 20"):
        actions.study(complaint, core="a", points=["x"] * (MOST_POINTS + 1), **officer())

    assert not Study.objects.exists()


def test_what_is_answered_is_not_studied_any_more():
    with pytest.raises(actions.Refused, match="sudah dijawab"):
        actions.study(make_answered(), core="a", **officer())


def test_two_officers_do_not_overwrite_each_others_study():
    complaint = make_reviewed()
    same = Complaint.objects.get()
    actions.study(complaint, core="Yang pertama.", **officer())

    with pytest.raises(actions.Conflict):
        actions.study(same, core="Yang kedua.", **officer(Role.MANAGER))

    assert Study.objects.get().core == "Yang pertama."


def test_a_clarification_says_when_with_whom_and_what_came_of_it():
    complaint = make_reviewed()
    version = complaint.version

    row = actions.clarify(complaint, **clarification(is_outside=True), **officer())

    assert (row.with_whom, row.is_outside, row.result) == ("Loket OSS", True, "Berkas sudah lengkap.")
    assert complaint.events.last().data == {"clarification": row.pk}
    assert Complaint.objects.get().version == version


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"with_whom": " "}, "dengan siapa"),
        ({"result": ""}, "hasil klarifikasi"),
        ({"held_on": TODAY + dt.timedelta(days=1)}, "belum tiba"),
    ],
)
def test_half_a_clarification_is_refused(values, why):
    complaint = make_reviewed()

    with pytest.raises(actions.Refused, match=why):
        actions.clarify(complaint, **clarification(**values), **officer())

    assert not complaint.clarifications.exists()


def test_notes_are_the_offices_alone():
    complaint = make_reviewed()
    before = complaint.version

    actions.add_note(complaint, text=" Perlu ditanyakan ke loket. ", **officer(Role.TECHNICAL_TEAM))

    assert Note.objects.get().text == "Perlu ditanyakan ke loket."
    assert not Message.objects.exists()
    assert Complaint.objects.get().version == before


def test_two_reports_are_linked_once_and_both_say_so():
    one, two = make_complaint(), make_complaint()

    actions.link(two, other=one, kind=LinkKind.DUPLICATE, **officer())

    assert one.events.last().data == {"other": two.pk, "kind": "laporan-ganda"}
    assert two.events.last().data == {"other": one.pk, "kind": "laporan-ganda"}
    for first, second in [(two, one), (one, two)]:
        with pytest.raises(actions.Refused, match="sudah ditautkan"):
            actions.link(first, other=second, kind=LinkKind.RELATED, **officer())
    with pytest.raises(actions.Refused, match="dirinya sendiri"):
        actions.link(one, other=one, kind=LinkKind.RELATED, **officer())


def test_a_look_at_an_identity_is_recorded_with_its_reason():
    """Threat 57."""
    complaint = make_complaint()

    actions.show_identity(complaint, reason=actions.IdentityReason.CONTACT, **officer(Role.HEAD))

    event = complaint.events.last()
    assert (event.name, event.role, event.data) == (
        Event.IDENTITY_SHOWN,
        "kepala-dinas",
        {"reason": "menghubungi-pelapor"},
    )


@pytest.mark.parametrize("role", sorted(set(Role) - HANDLERS))
def test_who_asked_for_secrecy_is_shown_to_those_alone_who_handle_the_case(role):
    complaint = make_complaint(conceals_identity=True)

    with pytest.raises(actions.Refused, match="tidak berwenang melihat identitas"):
        actions.show_identity(complaint, reason=actions.IdentityReason.CONTACT, **officer(role))

    assert events_of(complaint) == [Event.FILED]


@pytest.mark.parametrize("role", OTHERS)
def test_others_do_not_study_assign_or_group(role):
    complaint = make_reviewed()
    tried = [
        lambda: actions.study(complaint, core="a", **officer(role)),
        lambda: actions.assign(complaint, to=None, **officer(role)),
        lambda: actions.group(complaint, standard=None, component=None, **officer(role)),
        lambda: actions.link(complaint, other=make_complaint(), kind=LinkKind.RELATED, **officer(role)),
    ]
    before = events_of(complaint)

    for attempt in tried:
        with pytest.raises(actions.Refused, match="tidak berwenang"):
            attempt()

    assert events_of(complaint) == before


def test_grouping_links_the_edition_of_the_day_of_service():
    """Butir 5.c and 6.b."""
    standard = published(slug="jahit")
    complaint = make_complaint()

    actions.group(complaint, standard=standard, component=4, service_note="izin jahit", **officer())

    stored = Complaint.objects.get()
    assert (stored.standard, stored.edition, stored.component) == (standard, standard.current, 4)
    assert complaint.events.last().data == {"standard": standard.pk, "component": 4}


def test_a_case_is_assigned_handed_over_and_taken_back():
    complaint = make_complaint()
    first, second = officer()["by"], officer(Role.MANAGER)["by"]

    for assignee in (first, second, None):
        actions.assign(complaint, to=assignee, **officer(Role.MANAGER))

    assert Complaint.objects.get().assignee is None
    told = [event.data["to"] for event in complaint.events.filter(name=Event.ASSIGNED)]
    assert told == [first.pk, second.pk, None]


def test_what_is_closed_is_not_assigned():
    complaint = actions.withdraw(make_complaint(), now=NOW)

    with pytest.raises(actions.Refused, match="sudah ditutup"):
        actions.assign(complaint, to=None, **officer())
