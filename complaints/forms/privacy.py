"""What the pejabat pengelola does with a person's data: hands them over, keeps them, erases them."""

from django import forms
from django.core.exceptions import ValidationError

from complaints import actions, codes
from complaints.filters import of_reporter
from complaints.forms.fields import PublicForm
from complaints.forms.step import line, one_of, words
from complaints.models import Complaint, ErasureGround
from complaints.rules.terms import Term


class Shape(Term):
    """Bentuk salinan."""

    PRINT = "halaman-untuk-dicetak"
    JSON = "berkas-json"

    @property
    def label(self) -> str:
        return {Shape.PRINT: "Halaman untuk dicetak", Shape.JSON: "Berkas JSON"}[self]


class PrivacyForm(PublicForm):
    step = ""  # in the hidden field ``langkah``
    done = ""  # what is said afterwards

    def __init__(self, *args, complaint, cases, **options):
        self.complaint = complaint
        self.cases = cases  # those that whoever asks may see
        super().__init__(*args, auto_id=f"{self.step}_%s", **options)

    def act(self, **who) -> None:
        """Call the action. Raises Refused, Conflict."""
        raise NotImplementedError


class DiscloseForm(PrivacyForm):
    step = "serahkan"

    proof = one_of("Bagaimana Anda tahu bahwa ini orangnya?", actions.Proof)
    code = line("Kode lacak", longest=codes.LONGEST, hint="Hanya bila orangnya menunjukkan nomor dan kode lacak.")
    shape = one_of("Bentuk salinan", Shape)

    def clean(self):
        if self.cleaned_data.get("proof") is not actions.Proof.CODE:
            return
        if not codes.matches(self.complaint, self.cleaned_data.get("code", "")):
            self.add_error("code", "Kode ini bukan kode lacak laporan ini. Periksa tanda terimanya.")

    def act(self, **who):
        for complaint in self.about:
            actions.disclose(complaint, proof=self.cleaned_data["proof"], **who)

    @property
    def about(self) -> list[Complaint]:
        """By the code that one report; by identity all of the same name and e-mail address or number.

        A number alone may be that of a family, or of somebody who files for many.
        """
        reporter = getattr(self.complaint, "reporter", None)
        if self.cleaned_data["proof"] is actions.Proof.CODE or reporter is None:
            return [self.complaint]
        keys = {self.complaint.pk}
        for told in filter(None, (reporter.email, reporter.phone)):
            found = of_reporter(self.cases, told).filter(reporter__name__iexact=reporter.name)
            keys |= set(found.values_list("pk", flat=True))
        return list(self.cases.filter(pk__in=keys).select_related("reporter", "standard", "edition").order_by("pk"))


class HoldForm(PrivacyForm):
    step, done = "tahan", "Data laporan ini ditahan dari penghapusan."

    reason = words("Alasan hukumnya", missing="Tuliskan alasan data ini harus ditahan.", rows=3, longest=2000)

    def act(self, **who):
        actions.hold(self.complaint, reason=self.cleaned_data["reason"], **who)


class LiftForm(PrivacyForm):
    step, done = "lepas", "Penahanan dicabut."

    def act(self, **who):
        actions.lift_hold(self.complaint, **who)


class EraseForm(PrivacyForm):
    step, done = "hapus", "Data pribadi laporan ini sudah dihapus."

    number = line(
        "Nomor laporan ini",
        missing="Ketik nomor laporannya.",
        longest=30,
        hint="Penghapusan tidak dapat dibatalkan.",
    )
    was_asked = forms.BooleanField(
        label="Orangnya sendiri meminta, dan identitasnya sudah saya periksa",
        error_messages={"required": "Pastikan dulu siapa yang meminta."},
    )

    def clean_number(self):
        number = self.cleaned_data["number"].upper()
        if number != self.complaint.number:
            raise ValidationError(
                f"Nomor laporan ini {self.complaint.number}. Periksa apakah ini laporan yang dimaksud."
            )
        return number

    def act(self, **who):
        actions.erase(self.complaint, ground=ErasureGround.REQUEST, **who)


FORMS: dict[str, type[PrivacyForm]] = {form.step: form for form in (DiscloseForm, HoldForm, LiftForm, EraseForm)}
