"""Komponen 6 butir 4 and 8: the answer, and what is owed after it."""

import datetime as dt
from functools import partial

import pytest

from complaints import actions
from complaints.models import AnswerDraft, Complaint, Event, Message
from complaints.rules.channels import Channel
from complaints.rules.workflow import Role, State, Verdict
from tests.complaints.factories import (
    NOW,
    TODAY,
    events_of,
    make_answered,
    make_complaint,
    make_followed_up,
    make_studied,
    make_told,
    officer,
)

pytestmark = pytest.mark.django_db

answer = partial(actions.answer, verdict=Verdict.FIXED)


def test_each_point_is_answered_in_the_letter():
    complaint = make_followed_up(points=["Terlalu lama", "Diminta bayar"])

    answer(complaint, text="Terima kasih.", points={1: "Terbit hari ini.", 2: " Layanan ini gratis. "}, **officer())

    assert Message.objects.get().text == (
        "Terima kasih.\n\n1. Terlalu lama\n  Terbit hari ini.\n\n2. Diminta bayar\n  Layanan ini gratis."
    )


def test_a_point_without_an_answer_holds_the_letter_back():
    complaint = make_followed_up(points=["Terlalu lama", "Diminta bayar"])

    with pytest.raises(actions.Refused, match="nomor 2 belum dijawab"):
        answer(complaint, text="Terima kasih.", points={1: "Terbit hari ini."}, **officer())

    assert Complaint.objects.get().state == State.FOLLOWED_UP.value
    assert list(complaint.points.values_list("answer", flat=True)) == ["", ""]


def test_with_points_no_other_text_is_needed():
    complaint = make_followed_up(points=["Terlalu lama"])

    answer(complaint, text="", points={1: "Terbit hari ini."}, **officer())

    assert Message.objects.get().text == "1. Terlalu lama\n  Terbit hari ini."


def test_an_answer_says_whether_something_was_mended():
    complaint = make_followed_up()

    actions.answer(complaint, text="Sesuai aturan.", verdict=Verdict.REJECTED, **officer())

    assert Complaint.objects.get().verdict == "ditolak-dengan-alasan"


def test_a_draft_is_kept_until_it_is_sent():
    complaint = make_followed_up(points=["Lama"])
    actions.draft_answer(complaint, text="Konsep.", points={1: "Terbit."}, verdict=Verdict.FIXED, **officer())
    draft = AnswerDraft.objects.get()
    assert (draft.text, draft.verdict, complaint.state) == ("Konsep.", "diperbaiki", State.FOLLOWED_UP.value)

    answer(complaint, text=draft.text, **officer())

    assert Message.objects.get().text == "Konsep.\n\n1. Lama\n  Terbit."
    assert not AnswerDraft.objects.exists()


def test_a_second_pair_of_eyes_where_its_writer_asks_for_it():
    complaint = make_followed_up()
    actions.draft_answer(complaint, text="Konsep.", needs_check=True, **officer())

    with pytest.raises(actions.Refused, match="diperiksa dan dikirim oleh rekan"):
        answer(complaint, text="Konsep.", **officer())
    answer(complaint, text="Konsep.", **officer(Role.MANAGER))

    assert complaint.state == State.ANSWERED.value


def test_a_second_pair_of_eyes_where_the_office_asks_for_it(settings):
    settings.ANSWERS_NEED_CHECK = True
    complaint = make_followed_up()
    with pytest.raises(actions.Refused, match="sebagai konsep"):
        answer(complaint, text="Sudah.", **officer())
    actions.draft_answer(complaint, text="Sudah.", **officer())

    with pytest.raises(actions.Refused, match="oleh rekan"):
        answer(complaint, text="Sudah.", **officer())
    answer(complaint, text="Sudah.", **officer(Role.HEAD))

    assert complaint.state == State.ANSWERED.value


@pytest.mark.parametrize("role", sorted({Role.COMPLAINANT, Role.TECHNICAL_TEAM, Role.INSPECTORATE, Role.SYSTEM}))
def test_others_draft_and_report_nothing(role):
    complaint = make_answered()
    with pytest.raises(actions.Refused, match="tidak berwenang"):
        actions.draft_answer(complaint, text="a", **officer(role))
    with pytest.raises(actions.Refused, match="tidak berwenang"):
        actions.report_result(complaint, report="a", **officer(role))
    with pytest.raises(actions.Refused, match="tidak berwenang"):
        actions.inform(complaint, channel=Channel.PHONE, informed_on=TODAY, **officer(role))


def test_what_is_answered_is_not_drafted_any_more():
    with pytest.raises(actions.Refused, match="sudah dijawab"):
        actions.draft_answer(make_answered(), text="a", **officer())


def test_the_complainant_is_told_by_a_channel_on_a_day():
    complaint = make_answered()

    actions.inform(complaint, channel=Channel.PHONE, informed_on=TODAY, note="Diterima sendiri", **officer())

    row = complaint.informings.get()
    assert (row.channel, row.informed_on, row.note) == ("telepon", TODAY, "Diterima sendiri")
    assert complaint.events.last().data == {"informing": row.pk, "channel": "telepon"}
    assert Complaint.objects.get().informed_on == TODAY


def test_nobody_is_told_before_the_answer_or_on_a_day_to_come():
    with pytest.raises(actions.Refused, match="setelah laporan ini dijawab"):
        actions.inform(make_studied(), channel=Channel.PHONE, informed_on=TODAY, **officer())
    with pytest.raises(actions.Refused, match="belum tiba"):
        actions.inform(make_answered(), channel=Channel.PHONE, informed_on=TODAY + dt.timedelta(days=1), **officer())


def test_the_office_closes_when_both_were_told():
    """Butir 8."""
    complaint = make_answered()
    with pytest.raises(actions.Refused, match="disampaikan kepada pelapor dan laporkan dulu"):
        actions.close(complaint, **officer())
    actions.inform(complaint, channel=Channel.PHONE, informed_on=TODAY, **officer())
    with pytest.raises(actions.Refused, match="laporkan dulu hasilnya kepada atasan"):
        actions.close(complaint, **officer())
    actions.report_result(complaint, report="Selesai.", **officer())

    actions.close(complaint, **officer())

    assert complaint.state == State.CLOSED.value


def test_what_the_complainant_thinks_of_it_is_kept_and_reopening_starts_afresh():
    complaint = make_told()
    actions.rate(complaint, is_settled=False, reason="Belum.", now=NOW)
    assert Complaint.objects.get().is_settled is False

    actions.reopen(complaint, reason="Belum.", now=NOW)

    stored = Complaint.objects.get()
    assert (stored.informed_on, stored.reported_on, stored.is_settled, stored.verdict, stored.outcome) == (
        None, None, None, "", "",
    )  # fmt: skip
    assert (stored.assignee, stored.level) == (None, "petugas-pengaduan")


def test_a_forgotten_version_keeps_a_draft_from_being_overwritten():
    complaint = make_followed_up()
    same = Complaint.objects.get()
    actions.draft_answer(complaint, text="Yang pertama.", **officer())

    with pytest.raises(actions.Conflict):
        actions.draft_answer(same, text="Yang kedua.", **officer(Role.MANAGER))

    assert AnswerDraft.objects.get().text == "Yang pertama."


def test_a_report_from_lapor_has_its_own_shorter_clocks():
    complaint = make_complaint(channel=Channel.SP4N_LAPOR, arrival=actions.Arrival(external_number="1234567"))

    assert (complaint.response_days, complaint.response_due_on) == (5, dt.date(2026, 11, 27))
    assert complaint.verify_due_on == dt.date(2026, 11, 25)
    assert make_complaint().verify_due_on is None
    assert events_of(complaint) == [Event.FILED]
