"""Steps from the record to the study (komponen 6 butir 5 and 6)."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalog.rules.components import COMPONENTS
from complaints import actions
from complaints.forms.fields import EmailField, PhoneField
from complaints.forms.filing import OTHER, UNKNOWN, FilingForm, Option
from complaints.forms.step import StepForm, line, one_of, past_day, words
from complaints.models import LinkKind
from complaints.rules.workflow import CLOSED_STATES, HANDLERS, LEVELS, RESPONSE_CLOCK_STOPPED, WITH_TEAM, Action

NUMBER = re.compile(r"\A\s*(?:PGD-\d{4}-)?0*([1-9]\d{0,8})\s*\Z", re.IGNORECASE | re.ASCII)


class AskForm(StepForm):
    step, title, part = "minta-kelengkapan", "Minta kelengkapan", "laporan"
    hint = "Pelapor membaca pertanyaan ini di halaman lacak. Hitungan hari kerja tetap berjalan."
    action = Action.REQUEST_COMPLETION
    deed = actions.request_completion

    question = words("Pertanyaan untuk pelapor", missing="Tuliskan apa yang perlu dilengkapi oleh pelapor.")


class ToldForm(StepForm):
    """What the complainant told the office by any channel, recorded in the complainant's name."""

    step, title, part = "keterangan-pelapor", "Catat keterangan pelapor", "laporan"
    hint = "Untuk keterangan yang disampaikan pelapor lewat telepon, WA, surat, atau di loket."
    takes_files = True

    text = words("Keterangan pelapor", longest=5_000)
    name = line("Nama", longest=150, hint="Hanya mengisi yang belum diketahui; yang sudah tercatat tidak berubah.")
    phone = PhoneField(label="Nomor telepon atau WA", required=False)
    email = EmailField(label="Alamat email", required=False)
    handle = line("Akun atau nomor pada kanal", longest=100)
    address = line("Alamat surat", longest=255)

    @classmethod
    def able(cls, case):
        return frozenset() if case.state in RESPONSE_CLOCK_STOPPED else HANDLERS

    def act(self, *, files=(), **who):
        actions.reply(self.case.complaint, files=files, **self.cleaned_data, **who)


class GroupForm(StepForm, FilingForm):
    """The service and the component, chosen as the complainant does."""

    step, title, part = "kelompokkan", "Kelompokkan", "laporan"
    hint = "Menurut layanan dan komponen yang diadukan (butir 5.c)."
    fields_template = "complaints/desk/steps/group.html"
    received_on = is_waiting = story = wish = name = phone = email = conceals_identity = None

    @classmethod
    def initial_of(cls, case):
        complaint = case.complaint
        return {
            "service": complaint.standard.slug if complaint.standard else UNKNOWN,
            "service_words": complaint.service_note,
            "component": str(complaint.component or OTHER),
        }

    @classmethod
    def able(cls, case):
        return frozenset() if case.state in CLOSED_STATES else HANDLERS

    def reconsidered(self):
        return type(self)(case=self.case, initial=self.data.dict()) if "cari" in self.data else None

    def clean(self):
        """A grouping needs no story."""

    @property
    def subjects(self):
        return [*(Option(str(each.number), each.name) for each in COMPONENTS), Option(OTHER, "Lainnya")]

    def act(self, **who):
        standard = self.cleaned_data["service"]
        note = "" if standard else self.cleaned_data["service_words"]
        component = self.cleaned_data["component"]
        actions.group(self.case.complaint, standard=standard, component=component, service_note=note, **who)


class ReviewForm(StepForm):
    step, title, part = "telaah", "Mulai menelaah", "penelaahan"
    action = Action.REVIEW
    deed = actions.review


class StudyForm(StepForm):
    step, title, part = "penelaahan", "Tulis penelaahan", "penelaahan"
    button = "Simpan penelaahan"
    hint = "Langkah penelaahan menurut komponen 6 butir 6. Simpan kapan saja; lanjutkan nanti."

    core = words("a. Inti masalah yang diadukan", hint="Rumuskan dalam satu atau dua kalimat.", rows=3)
    rules = words(
        "b. SP/SOP/peraturan yang relevan",
        hint="Hubungkan dengan standar pelayanan (SP), prosedur kerja (SOP), dan peraturannya.",
    )
    documents = words("c. Dokumen dan informasi yang diperiksa", hint="Yang pernah ada tentang hal ini.")
    plan = words("d. Rencana penanganan", hint="Misalnya klarifikasi, konfirmasi, penelitian, atau pemeriksaan.")
    points = words("Pokok aduan", hint="Satu baris satu pokok. Setiap pokok nanti dijawab sendiri.", rows=5)

    @classmethod
    def initial_of(cls, case):
        study = case.study
        written = {name: getattr(study, name) for name in ("core", "rules", "documents", "plan")} if study else {}
        return {**written, "points": "\n".join(point.text for point in case.points)}

    @classmethod
    def able(cls, case):
        return frozenset() if case.state in RESPONSE_CLOCK_STOPPED else frozenset(LEVELS)

    def act(self, **who):
        facts = {**self.cleaned_data, "points": self.cleaned_data["points"].splitlines()}
        actions.study(self.case.complaint, **facts, **who)


class ClarifyForm(StepForm):
    step, title, part = "klarifikasi", "Catat klarifikasi", "penelaahan"
    hint = "Klarifikasi, konfirmasi, penelitian, atau pemeriksaan yang sudah dilakukan (butir 6.e)."
    is_stale_after_change = False
    deed = actions.clarify

    held_on = past_day("Tanggal")
    with_whom = line("Dengan siapa", missing="Tuliskan dengan siapa klarifikasi dilakukan.")
    is_outside = forms.BooleanField(label="Pihak di luar DPMPTSP", required=False)
    result = words("Hasil", missing="Tuliskan hasil klarifikasi.")

    @classmethod
    def initial_of(cls, case):
        return {"held_on": timezone.localdate()}

    @classmethod
    def able(cls, case):
        return frozenset() if case.state in CLOSED_STATES else WITH_TEAM


class NoteForm(StepForm):
    step, title, part = "catatan", "Tambah catatan", "catatan"
    hint = "Catatan internal; pelapor tidak pernah melihatnya."
    is_stale_after_change = False
    deed = actions.add_note

    text = words("Catatan", missing="Tuliskan catatannya.")

    @classmethod
    def able(cls, case):
        return WITH_TEAM


class LinkForm(StepForm):
    step, title, part = "tautkan", "Tautkan laporan lain", "catatan"
    hint = "Untuk laporan ganda atau yang berkaitan. Tidak ada yang digabung atau dihapus."
    is_stale_after_change = False

    number = line(
        "Nomor laporan lain", missing="Tuliskan nomor laporannya.", longest=30, hint="Misalnya PGD-2026-000123."
    )
    kind = one_of("Hubungannya", LinkKind)

    @classmethod
    def able(cls, case):
        return HANDLERS

    def clean_number(self):
        found = NUMBER.match(self.cleaned_data["number"])
        other = self.case.cases.filter(pk=found[1]).first() if found else None
        if other is None:
            raise ValidationError("Laporan dengan nomor ini tidak ditemukan. Periksa kembali nomornya.")
        return other

    def act(self, **who):
        actions.link(self.case.complaint, other=self.cleaned_data["number"], kind=self.cleaned_data["kind"], **who)


class IdentityForm(StepForm):
    step, title, part = "identitas", "Tampilkan identitas", "pelapor"
    hint = "Alasan Anda tercatat. Identitas lalu terlihat selama 15 menit, hanya bagi Anda dan hanya di laporan ini."
    is_stale_after_change = False
    deed = actions.show_identity

    reason = one_of("Untuk apa?", actions.IdentityReason)

    @classmethod
    def able(cls, case):
        return actions.who_sees_identity(case.complaint) if case.has_reporter else frozenset()


class ReasonForm(StepForm):
    """A decision that the complainant reads, with its reason."""

    part = "laporan"

    reason = words("Alasan, dibaca pelapor", missing="Tuliskan alasannya; pelapor akan membacanya.")


class SuggestionForm(ReasonForm):
    step, title = "jadikan-saran", "Alihkan menjadi saran"
    hint = "Laporan ditutup sebagai saran atau masukan (butir 3 dan 5.b)."
    action = Action.TURN_INTO_SUGGESTION
    deed = actions.turn_into_suggestion


class AcceptForm(ReasonForm):
    step, title = "terima-sebagai-pengaduan", "Terima sebagai pengaduan"
    hint = "Saran ini lalu berbatas jawaban seperti pengaduan, sejak hari diterima (butir 3)."
    deed = actions.accept_as_complaint

    @classmethod
    def able(cls, case):
        return frozenset() if case.complaint.is_complaint or case.state in CLOSED_STATES else HANDLERS


class NotCompetentForm(ReasonForm):
    step, title = "bukan-kewenangan", "Nyatakan bukan kewenangan"
    hint = "Laporan ditutup. Tuliskan juga ke mana pelapor dapat mengadu."
    action = Action.DECLARE_NOT_COMPETENT
    deed = actions.declare_not_competent


class ReopenForm(ReasonForm):
    step, title = "buka-kembali", "Buka kembali"
    hint = "Atas permintaan pelapor lewat kanal mana pun. Satu kali; hitungan hari kerja mulai lagi hari ini."
    action = Action.REOPEN
    reason = words("Alasan pelapor", missing="Tuliskan alasan pelapor.")
    deed = actions.reopen

    @classmethod
    def able(cls, case):
        until: dt.date | None = actions.reopen_until(case.complaint)
        return HANDLERS if until and case.today <= until else frozenset()
