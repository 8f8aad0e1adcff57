"""Komponen 6 butir 7: who is involved in settling a complaint, and who may see it then."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model

from complaints import actions
from complaints.models import ApipRequest, Complaint, Event, Referral, StepReport
from complaints.rules.workflow import Outcome, Role
from tests.complaints.factories import (
    NOW,
    TODAY,
    events_of,
    make_answered,
    make_complaint,
    make_followed_up,
    make_reviewed,
    make_studied,
    officer,
)

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + dt.timedelta(days=1)


def someone(name):
    return get_user_model().objects.create_user(name)


def seen_by(user, *roles):
    return list(Complaint.objects.visible_to(user, roles))


def referred(complaint, **values):
    asked = {"agency": "Dinas Peternakan", "request": "Periksa lokasi.", "expected_on": TOMORROW}
    return actions.refer(complaint, **{**asked, **values}, **officer())


def requested(complaint, **values):
    return actions.request_apip(complaint, **{"reason": "Dugaan pungutan.", **values}, **officer())


def decided(request, **values):
    return actions.decide_apip(request, **{"is_approved": True, "reason": "Setuju.", **values}, **officer(Role.HEAD))


# Butir 7.a


def test_a_case_goes_up_level_by_level_each_with_its_report():
    complaint = make_followed_up()

    actions.hand_up(complaint, report="Sudah diperiksa loket.", **officer(Role.OFFICER))
    actions.hand_up(complaint, report="Perlu keputusan.", **officer(Role.MANAGER))

    assert Complaint.objects.get().level == "kepala-dinas"
    assert list(StepReport.objects.values_list("from_level", "to_level", "text")) == [
        ("petugas-pengaduan", "pejabat-pengelola", "Sudah diperiksa loket."),
        ("pejabat-pengelola", "kepala-dinas", "Perlu keputusan."),
    ]
    with pytest.raises(actions.Refused, match="sudah sampai kepada Kepala Dinas"):
        actions.hand_up(complaint, report="Lagi.", **officer(Role.HEAD))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER}))
def test_no_level_is_left_out(role):
    complaint = make_followed_up()

    with pytest.raises(actions.Refused, match="Yang berwenang: Petugas pengaduan"):
        actions.hand_up(complaint, report="Langsung.", **officer(role))

    assert complaint.level == Complaint.objects.get().level == "petugas-pengaduan"


def test_nothing_goes_up_without_a_written_report_or_after_the_end():
    complaint = make_followed_up()

    with pytest.raises(actions.Refused, match="laporan tertulis"):
        actions.hand_up(complaint, report=" ", **officer())
    with pytest.raises(actions.Refused, match="sudah ditutup"):
        actions.hand_up(actions.withdraw(make_complaint(), now=NOW), report="a", **officer())


def test_a_follow_up_needs_the_core_of_the_problem():
    """Butir 6.a."""
    complaint = make_reviewed()

    with pytest.raises(actions.Refused, match="inti masalah"):
        actions.follow_up(complaint, outcome=Outcome.INTERNAL, **officer())


# Butir 7.b


def test_a_technical_team_is_asked_and_reports_once():
    complaint = make_studied()
    member = officer(Role.TECHNICAL_TEAM)["by"]
    referral = referred(complaint, member=member, letter_number="503/12", letter_on=TODAY)

    actions.report_referral(referral, report="Lokasi sesuai.", reported_on=TODAY, **officer(Role.TECHNICAL_TEAM))

    assert (referral.report, referral.reported_on) == ("Lokasi sesuai.", TODAY)
    assert events_of(complaint)[-2:] == [Event.REFERRED, Event.REFERRAL_ANSWERED]
    with pytest.raises(actions.Refused, match="sudah dicatat"):
        actions.report_referral(referral, report="Lagi.", reported_on=TODAY, **officer())


def test_a_team_reports_only_what_it_was_asked():
    referral = referred(make_studied(), member=someone("tim-lain"))

    with pytest.raises(actions.Refused, match="anggota tim teknis yang lain"):
        actions.report_referral(referral, report="a", reported_on=TODAY, **officer(Role.TECHNICAL_TEAM))


@pytest.mark.parametrize(
    ("values", "why"),
    [({"agency": " "}, "perangkat daerah"), ({"expected_on": TODAY - dt.timedelta(days=1)}, "sudah lewat")],
)
def test_a_referral_names_an_agency_and_a_day_to_come(values, why):
    with pytest.raises(actions.Refused, match=why):
        referred(make_studied(), **values)

    assert not Referral.objects.exists()


def test_a_team_sees_only_what_it_was_asked_about():
    asked, other = make_studied(), make_studied()
    member = someone("anggota")
    referred(asked, member=member)

    assert seen_by(member, Role.TECHNICAL_TEAM) == [asked]
    assert seen_by(member, Role.TECHNICAL_TEAM, Role.OFFICER) == [other, asked]
    assert seen_by(someone("anggota lain"), Role.TECHNICAL_TEAM) == []


# Butir 7.c


def test_apip_is_involved_with_the_heads_recorded_approval_only():
    complaint = make_studied()
    with pytest.raises(actions.Refused, match="persetujuan Kepala"):
        actions.follow_up(complaint, outcome=Outcome.APIP, **officer())
    request = requested(complaint)
    with pytest.raises(actions.Refused, match="persetujuan Kepala"):
        actions.follow_up(complaint, outcome=Outcome.APIP, **officer())

    decided(request, document="Nota dinas 12, 20 November 2026")
    complaint.refresh_from_db()
    actions.follow_up(complaint, outcome=Outcome.APIP, **officer())

    assert (request.is_approved, request.decided_by.username) == (True, "kepala-dinas")
    assert Complaint.objects.get().outcome == "apip"


def test_a_refusal_has_its_reason_and_leaves_the_case_open_to_all():
    complaint = make_studied()
    request = decided(requested(complaint), is_approved=False, reason="Cukup di internal.")

    assert (request.is_approved, request.decision_reason) == (False, "Cukup di internal.")
    assert complaint.events.last().data == {"request": request.pk, "approved": False}
    assert not Complaint.objects.get().is_restricted
    with pytest.raises(actions.Refused, match="sudah diputuskan"):
        decided(request)
    assert requested(complaint).pk != request.pk


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.HEAD}))
def test_nobody_else_decides(role):
    request = requested(make_studied())

    with pytest.raises(actions.Refused, match="Yang berwenang: Kepala dinas"):
        actions.decide_apip(request, is_approved=True, reason="Setuju.", **officer(role))

    assert ApipRequest.objects.get().is_approved is None


def test_a_request_and_a_decision_have_reasons_and_there_is_one_request_at_a_time():
    complaint = make_studied()
    with pytest.raises(actions.Refused, match="alasan pelibatan"):
        requested(complaint, reason=" ")
    request = requested(complaint)

    with pytest.raises(actions.Refused, match="alasan keputusan"):
        decided(request, reason="")
    with pytest.raises(actions.Refused, match="sudah ada"):
        requested(complaint)
    with pytest.raises(actions.Refused, match="selagi laporan ditelaah"):
        requested(make_complaint())


def test_from_the_approval_on_only_those_named_see_the_case():
    """Threat 45."""
    complaint, named, colleague, inspector = make_studied(), someone("a"), someone("b"), someone("c")
    request = requested(complaint, named=[named])
    assert seen_by(colleague, Role.OFFICER) == [complaint]

    decided(request)

    head, requester = officer(Role.HEAD)["by"], officer()["by"]
    assert all(seen_by(user, role) == [complaint] for user, role in [
        (named, Role.OFFICER), (head, Role.HEAD), (requester, Role.OFFICER),
    ])  # fmt: skip
    assert seen_by(colleague, Role.OFFICER, Role.MANAGER) == []
    assert seen_by(inspector, Role.INSPECTORATE) == []
    actions.give_access(complaint_now(), user=inspector, **officer(Role.HEAD))
    assert seen_by(inspector, Role.INSPECTORATE) == [complaint]


def complaint_now():
    return Complaint.objects.get()


def test_access_is_given_by_those_who_decide_and_to_restricted_cases_only():
    complaint = make_studied()
    with pytest.raises(actions.Refused, match="tidak terbatas"):
        actions.give_access(complaint, user=someone("a"), **officer(Role.HEAD))
    with pytest.raises(actions.Refused, match="tidak berwenang"):
        actions.give_access(complaint, user=someone("b"), **officer())


def test_a_restricted_case_keeps_its_wall_from_a_technical_team_that_was_asked_before():
    complaint, member = make_studied(), someone("anggota")
    referred(complaint, member=member)

    decided(requested(complaint))

    assert seen_by(member, Role.TECHNICAL_TEAM) == []


def test_without_a_role_nobody_sees_anything():
    make_complaint()

    assert seen_by(get_user_model().objects.create_superuser("admin")) == []


# Butir 8


def test_the_result_goes_to_the_superior_after_the_answer():
    complaint = make_followed_up()
    with pytest.raises(actions.Refused, match="setelah laporan ini dijawab"):
        actions.report_result(complaint, report="Selesai.", **officer())

    answered = actions.report_result(make_answered(), report="Selesai.", **officer())

    row = answered.stepreports.get()
    assert (row.from_level, row.to_level, row.is_final) == ("petugas-pengaduan", "pejabat-pengelola", True)
    assert answered.reported_on == TODAY
