"""What the complainant types to find a case, and on the page of it."""

from django import forms

from complaints.forms.fields import EmailField, PhoneField, PlainTextField, PublicForm

LONGEST = 5_000


class TrackForm(PublicForm):
    """Rendered only: what was typed is never shown again, so that every wrong answer is the same page."""

    number = forms.CharField(label="Nomor laporan", help_text="Misalnya PGD-2026-000123.")
    code = forms.CharField(
        label="Kode lacak", help_text="17 huruf dan angka pada tanda terima Anda, dengan atau tanpa tanda hubung."
    )

    def __init__(self):
        super().__init__()
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class ReplyForm(PublicForm):
    """``missing`` names what of the identity is still unknown and may be added."""

    text = PlainTextField(
        label="Keterangan Anda", longest=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    name = PlainTextField(label="Nama", longest=150, required=False)
    phone = PhoneField(label="Nomor telepon atau WA", required=False)
    email = EmailField(label="Alamat email", required=False)

    def __init__(self, *args, missing=(), **options):
        super().__init__(*args, auto_id="tanggapan_%s", **options)
        for name in {"name", "phone", "email"} - set(missing):
            del self.fields[name]


class RateForm(PublicForm):
    SETTLED, UNSETTLED = "ya", "tidak"

    is_settled = forms.ChoiceField(
        label="Apakah jawaban ini menyelesaikan laporan Anda?",
        choices=[(SETTLED, "Ya, sudah selesai"), (UNSETTLED, "Belum")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu.", "invalid_choice": "Pilih salah satu."},
    )
    reason = PlainTextField(
        label="Alasan Anda",
        help_text="Bila belum, tuliskan apa yang belum selesai.",
        longest=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, auto_id="nilai_%s", **options)

    def clean(self):
        if self.cleaned_data.get("is_settled") == self.UNSETTLED and not self.cleaned_data.get("reason"):
            self.add_error("reason", "Tuliskan apa yang belum selesai, agar kami dapat memperbaikinya.")


class ReopenForm(PublicForm):
    reason = PlainTextField(
        label="Mengapa perlu dibuka kembali?",
        longest=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tuliskan alasannya."},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, auto_id="buka_%s", **options)


class WithdrawForm(PublicForm):
    reason = PlainTextField(label="Alasan", longest=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **options):
        super().__init__(*args, auto_id="cabut_%s", **options)
