"""Steps by which others are involved: colleagues, superiors, the technical team, APIP (komponen 6 butir 7)."""

import datetime as dt

from django import forms
from django.utils import timezone

from complaints import actions
from complaints.forms.fields import DayField
from complaints.forms.step import (
    CHOOSE,
    NOT_LISTED,
    SeveralStaffField,
    StaffField,
    StepForm,
    line,
    one_of,
    past_day,
    words,
)
from complaints.models import Referral
from complaints.roles import STAFF, members
from complaints.rules.workflow import (
    CLOSED_STATES,
    DECIDERS,
    HANDLERS,
    LEVELS,
    RESPONSE_CLOCK_STOPPED,
    Action,
    Outcome,
    Role,
    State,
)


class AssignForm(StepForm):
    step, title, part = "tugaskan", "Tugaskan", "laporan"
    deed = actions.assign

    to = StaffField("Ditangani oleh", nobody="Belum ditugaskan")

    def __init__(self, *args, case, **options):
        super().__init__(*args, case=case, **options)
        able = members(*LEVELS)
        if case.complaint.is_restricted:
            able = able.filter(case_accesses__complaint=case.complaint)
        self.fields["to"].queryset = able

    @classmethod
    def initial_of(cls, case):
        return {"to": case.complaint.assignee_id or case.user.pk}

    @classmethod
    def able(cls, case):
        return frozenset() if case.state in CLOSED_STATES else frozenset(LEVELS)


class FollowUpForm(StepForm):
    step, title, part = "hasil", "Tetapkan hasil penelaahan", "hasil"
    hint = "Satu dari tiga (butir 7). APIP hanya setelah disetujui Kepala DPMPTSP."
    action = Action.FOLLOW_UP
    deed = actions.follow_up

    outcome = one_of("Diselesaikan oleh siapa?", Outcome)


class HandUpForm(StepForm):
    step, title, part = "naikkan", "Laporkan ke pejabat di atasnya", "hasil"
    hint = "Berjenjang, dari pelaksana sampai Kepala DPMPTSP, dengan laporan tertulis (butir 7.a)."
    deed = actions.hand_up

    report = words("Laporan tertulis", missing="Tuliskan laporan tertulis untuk pejabat di atasnya.", rows=7)

    @classmethod
    def able(cls, case):
        level = Role(case.complaint.level)
        is_open = case.state not in CLOSED_STATES and level is not LEVELS[-1]
        return frozenset({level}) if is_open else frozenset()


class ReferForm(StepForm):
    step, title, part = "libatkan", "Libatkan tim teknis", "hasil"
    hint = "Tim teknis atau perangkat daerah terkait (butir 7.b)."
    is_stale_after_change = False
    deed = actions.refer

    agency = line(
        "Perangkat daerah atau tim teknis", missing="Tuliskan perangkat daerah atau tim teknis yang dilibatkan."
    )
    member = StaffField("Anggota yang mempunyai akun", nobody="Tidak ada")
    request = words("Yang diminta")
    letter_number = line("Nomor surat", longest=100)
    letter_on = past_day("Tanggal surat", required=False)
    expected_on = DayField(
        label="Laporan diharapkan paling lambat",
        first=timezone.localdate,
        last=lambda: timezone.localdate() + dt.timedelta(days=366),
        outside="Pilih tanggal antara hari ini dan setahun lagi.",
    )

    def __init__(self, *args, case, **options):
        super().__init__(*args, case=case, **options)
        member = self.fields["member"]
        member.queryset = members(Role.TECHNICAL_TEAM)
        member.help_text = "Ia lalu melihat laporan ini; identitas pelapor hanya dengan alasan, kecuali dirahasiakan."

    @classmethod
    def able(cls, case):
        return frozenset() if case.state in RESPONSE_CLOCK_STOPPED else HANDLERS


class TeamReportForm(StepForm):
    """What the technical team reports: the team itself, or an officer who got it on paper."""

    step, title, part = "laporan-tim", "Catat laporan tim teknis", "hasil"
    is_stale_after_change = False

    referral = forms.ModelChoiceField(
        Referral.objects.none(),
        label="Atas permintaan kepada",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": NOT_LISTED},
    )
    reported_on = past_day("Tanggal laporan")
    report = words("Isi laporan", missing="Tuliskan isi laporan tim teknis atau perangkat daerah.", rows=7)

    def __init__(self, *args, case, **options):
        super().__init__(*args, case=case, **options)
        waiting = case.complaint.referrals.filter(pk__in=[row.key for row in case.waiting_referrals])
        self.fields["referral"].queryset = waiting
        self.fields["referral"].label_from_instance = lambda referral: referral.agency

    @classmethod
    def initial_of(cls, case):
        first = next(iter(case.waiting_referrals), None)
        return {"referral": first.key if first else None, "reported_on": timezone.localdate()}

    @classmethod
    def able(cls, case):
        return HANDLERS | {Role.TECHNICAL_TEAM} if case.waiting_referrals else frozenset()

    def act(self, **who):
        actions.report_referral(**self.cleaned_data, **who)


class AskApipForm(StepForm):
    step, title, part = "minta-apip", "Minta persetujuan APIP", "hasil"
    hint = (
        "Kepala DPMPTSP memutuskan. Setelah disetujui, hanya yang disebut di sini yang melihat laporan ini (butir 7.c)."
    )
    is_stale_after_change = False
    deed = actions.request_apip

    reason = words("Alasan", missing="Tuliskan alasan pelibatan APIP.")
    named = SeveralStaffField("Yang boleh melihat", hint="Selain Anda dan Kepala DPMPTSP.")

    def __init__(self, *args, case, **options):
        super().__init__(*args, case=case, **options)
        self.fields["named"].queryset = members(*STAFF).exclude(pk=case.user.pk)

    @classmethod
    def able(cls, case):
        is_open = case.state is State.UNDER_REVIEW and not any(row.flag is not False for row in case.apip)
        return HANDLERS if is_open else frozenset()


class DecideApipForm(StepForm):
    step, title, part = "putusan-apip", "Putuskan pelibatan APIP", "hasil"
    button = "Simpan keputusan"
    hint = "Alasan Anda dibaca oleh yang meminta."

    APPROVE, REFUSE = "setuju", "tolak"

    is_approved = forms.ChoiceField(
        label="Keputusan",
        choices=[(APPROVE, "Setuju APIP dilibatkan"), (REFUSE, "Tolak")],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    reason = words("Alasan", missing="Tuliskan alasan keputusan; yang meminta akan membacanya.")
    document = line("Nomor dan tanggal naskah")

    @classmethod
    def able(cls, case):
        return frozenset({Role.HEAD}) if case.waiting_apip else frozenset()

    def act(self, **who):
        request = self.case.complaint.apiprequests.get(pk=self.case.waiting_apip.key)
        is_approved = self.cleaned_data.pop("is_approved") == self.APPROVE
        actions.decide_apip(request, is_approved=is_approved, **self.cleaned_data, **who)


class AccessForm(StepForm):
    step, title, part = "akses", "Beri akses", "hasil"
    hint = "Laporan ini terbatas. Yang Anda sebut lalu dapat melihatnya."
    is_stale_after_change = False
    deed = actions.give_access

    user = StaffField("Siapa", missing="Pilih siapa yang boleh melihat.")

    def __init__(self, *args, case, **options):
        super().__init__(*args, case=case, **options)
        self.fields["user"].queryset = members(*STAFF).exclude(case_accesses__complaint=case.complaint)

    @classmethod
    def able(cls, case):
        return DECIDERS if case.complaint.is_restricted else frozenset()
