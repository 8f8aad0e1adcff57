"""Fields that say in Indonesian what is wrong, and keep what was typed."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator
from django.utils.formats import number_format
from django.utils.functional import cached_property

# Control characters but tab and line ends, what turns the direction of writing, and halves of characters.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
HIDDEN_FOUND = "Isian ini memuat karakter tersembunyi. Sudah kami buang; periksa tulisannya, lalu lanjutkan."


class PlainTextField(forms.CharField):
    """Words as a person types them, of at most ``longest`` characters.

    Hidden characters are an error, and are missing from the field shown again, where nobody could find them.
    """

    def __init__(self, *, longest, **options):
        super().__init__(**options)
        self.longest = longest
        self.validators = [refuse_hidden, self.refuse_long]

    def to_python(self, value):
        text = super().to_python(value).replace("\r\n", "\n")
        return text if isinstance(self.widget, forms.Textarea) else re.sub(r"[ \t\r\n]+", " ", text)

    def prepare_value(self, value):
        return HIDDEN.sub("", value) if isinstance(value, str) else value

    def run_validators(self, value):
        """Stops at the first that objects: one thing to mend at a time."""
        if value not in self.empty_values:
            for validator in self.validators:
                validator(value)

    def refuse_long(self, text):
        if len(text) > self.longest:
            most, length = grouped(self.longest), grouped(len(text))
            raise ValidationError(f"Paling panjang {most} huruf; tulisan Anda {length} huruf. Ringkaslah.")


class EmailField(PlainTextField):
    def __init__(self, **options):
        super().__init__(longest=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}), **options)
        self.validators.append(EmailValidator("Alamat email ini belum lengkap. Tulis seperti nama@contoh.id."))


class PhoneField(PlainTextField):
    PATTERN = r"\A\+?(?:[ ().-]*[0-9]){8,15}(?: *(?:ext|psw)\.? *[0-9]{1,5})?\Z"

    def __init__(self, **options):
        super().__init__(longest=30, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}), **options)
        message = "Nomor ini belum lengkap. Tulis dengan angka, misalnya 0812 3456 7890."
        self.validators.append(RegexValidator(self.PATTERN, message))


class DayField(forms.DateField):
    """A day between two others, both included; ``first`` and ``last`` are asked for at each request."""

    def __init__(self, *, first, last, outside, missing="Isi tanggalnya.", **options):
        invalid = "Tanggal ini tidak ada di kalender. Pilih dari kalender, atau tulis tahun-bulan-hari: 2026-11-20."
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": invalid, "required": missing},
            **options,
        )
        self.first, self.last, self.outside = first, last, outside

    def prepare_value(self, value):
        """A field of this type holds a day or nothing; a browser would empty it all the same."""
        return "" if isinstance(value, str) and not ISO_DAY.fullmatch(value) else value

    def validate(self, value):
        super().validate(value)
        if value and not self.first() <= value <= self.last():
            raise ValidationError(self.outside)


class PublicForm(forms.Form):
    """Checked here, not by the browser, whose messages come in its own language."""

    use_required_attribute = False

    @cached_property
    def typed(self) -> list[tuple[str, str]]:
        """Everything that was typed, to travel in hidden fields."""
        return [(name, self.data[name]) for name in self.fields if self.data.get(name)]


def grouped(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)


def refuse_hidden(text):
    if HIDDEN.search(text):
        raise ValidationError(HIDDEN_FOUND)
