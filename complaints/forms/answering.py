"""Steps of the answer, and of what is owed after it (komponen 6 butir 4 and 8)."""

from django import forms
from django.utils import timezone

from catalog.rules.keys import key_of
from complaints import actions
from complaints.forms.step import NOT_LISTED, StepForm, line, one_of, past_day, words
from complaints.models import PreparedText
from complaints.rules.channels import Channel
from complaints.rules.workflow import (
    DECIDERS,
    HANDLERS,
    LEVELS,
    RESPONSE_CLOCK_STOPPED,
    Action,
    State,
    Verdict,
)


class DraftForm(StepForm):
    """An answer that is not sent yet: one text for each point, and one for all."""

    step, title, part = "konsep", "Tulis konsep jawaban", "jawaban"
    button = "Simpan konsep"
    fields_template = "complaints/desk/steps/answer.html"

    verdict = one_of("Hasil akhir", Verdict, required=False)
    text = words("Jawaban untuk pelapor", rows=10)
    needs_check = forms.BooleanField(
        label="Perlu diperiksa rekan", help_text="Jawaban lalu dikirim oleh rekan Anda.", required=False
    )

    def __init__(self, *args, case, **options):
        super().__init__(*args, case=case, **options)
        for point in case.points:
            hint = f"Pokok aduan: {point.text}"
            self.fields[name_of(point)] = words(f"Jawaban pokok {point.key}", hint=hint, rows=4)
        self.order_fields(["verdict", "text", *map(name_of, case.points)])

    @classmethod
    def initial_of(cls, case):
        draft, answers = case.draft, {name_of(point): point.more for point in case.points}
        if not draft:
            return answers
        return {**answers, "text": draft.text, "verdict": draft.verdict, "needs_check": draft.needs_check}

    @classmethod
    def able(cls, case):
        is_open = case.state in (State.UNDER_REVIEW, State.FOLLOWED_UP)
        return HANDLERS | DECIDERS if is_open else frozenset()

    @property
    def prepared(self):
        return PreparedText.objects.filter(is_active=True)

    def reconsidered(self):
        """With the chosen prepared text below what was typed."""
        if "sisipkan" not in self.data:
            return None
        text = self.prepared.filter(pk=key_of(self.data.get("teks", ""), most_digits=9)).first()
        typed = {name: self[name].value() for name in self.fields}
        if text:
            typed["text"] = "\n\n".join(part for part in (typed["text"], text.text) if part)
        return type(self)(case=self.case, initial=typed)

    @property
    def homeless(self) -> list[str]:
        """What was typed for points that a colleague has taken away meanwhile."""
        names = [name for name in self.data if name.startswith("point_") and name not in self.fields]
        return [self.data[name] for name in names if self.data[name].strip()]

    @property
    def answers(self) -> dict[int, str]:
        return {point.key: self.cleaned_data[name_of(point)] for point in self.case.points}

    def act(self, **who):
        told = {name: self.cleaned_data[name] for name in ("text", "verdict", "needs_check")}
        actions.draft_answer(self.case.complaint, points=self.answers, **told, **who)


class AnswerForm(DraftForm):
    step, title, button = "jawab", "Kirim jawaban", ""
    hint = "Pelapor membacanya di halaman lacak. Hitungan hari kerja berhenti."
    action = Action.ANSWER
    takes_files = True
    drafts_to = DraftForm.step

    verdict = one_of("Hasil akhir", Verdict)

    @classmethod
    def able(cls, case):
        return super(DraftForm, cls).able(case)

    def act(self, *, files=(), **who):
        told = {name: self.cleaned_data[name] for name in ("text", "verdict")}
        actions.answer(self.case.complaint, points=self.answers, files=files, **told, **who)


class InformForm(StepForm):
    step, title, part = "informasikan", "Catat penyampaian hasil", "jawaban"
    hint = "Melalui kanal mana dan kapan pelapor menerima hasilnya (butir 8)."
    deed = actions.inform

    channel = forms.TypedChoiceField(
        label="Melalui",
        choices=[(channel.value, channel.label) for channel in Channel],
        coerce=Channel,
        error_messages={"required": NOT_LISTED, "invalid_choice": NOT_LISTED},
    )
    informed_on = past_day("Tanggal")
    note = line("Keterangan", longest=255)

    @classmethod
    def initial_of(cls, case):
        return {"channel": case.complaint.channel, "informed_on": timezone.localdate()}

    @classmethod
    def able(cls, case):
        return frozenset(LEVELS) if case.state in RESPONSE_CLOCK_STOPPED else frozenset()


class ReportForm(StepForm):
    step, title, part = "lapor-atasan", "Laporkan hasil kepada atasan", "jawaban"
    hint = "Kepada atasan langsung (butir 8)."
    deed = actions.report_result

    report = words("Laporan hasil", missing="Tuliskan laporan hasil untuk atasan langsung.", rows=7)

    @classmethod
    def able(cls, case):
        return frozenset(LEVELS) if case.state in RESPONSE_CLOCK_STOPPED else frozenset()


class CloseForm(StepForm):
    step, title, part = "tutup", "Tutup laporan", "jawaban"
    action = Action.CLOSE
    deed = actions.close

    @classmethod
    def able(cls, case):
        is_told = case.complaint.informed_on and case.complaint.reported_on
        return super().able(case) if is_told else frozenset()


def name_of(point) -> str:
    return f"point_{point.key}"
