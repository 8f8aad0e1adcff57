"""What an officer writes down of a report that came by any channel (komponen 6 butir 2 and 5.a)."""

import datetime as dt
from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalog.rules.components import COMPONENTS
from complaints.actions import Arrival, NewFiling
from complaints.forms.fields import DayField, PlainTextField
from complaints.forms.filing import UNKNOWN, FilingForm, Option
from complaints.rules.channels import Channel
from complaints.rules.deadlines import FIRST_DAY

# What stays the same when the next letter comes out of the same box, or the next person to the same counter.
KEPT = ("channel", "arrived_on", "arrived_at", "received_by", "witnessed_by")
LABELS = {
    "service_words": "Layanan: jenis usaha atau kode KBLI",
    "received_on": "Layanan diterima pelapor pada",
    "is_waiting": "Masih menunggu, atau tidak disebutkan",
    "story": "Yang terjadi, menurut pelapor",
    "wish": "Yang diharapkan pelapor",
    "name": "Nama pelapor",
    "phone": "Telepon atau WA",
    "email": "Email",
    "conceals_identity": "Pelapor meminta identitasnya dirahasiakan",
}


class LogForm(FilingForm):
    """The citizen's questions, and how the report reached the office. Whatever was not told stays blank."""

    channel = forms.ChoiceField(label="Kanal", error_messages={"required": "Pilih kanalnya."})
    arrived_on = DayField(
        label="Diterima kantor pada",
        first=lambda: FIRST_DAY,
        last=timezone.localdate,
        outside="Tanggal harus antara 1 Januari 2000 dan hari ini.",
        missing="Isi hari laporan ini sampai di kantor.",
    )
    arrived_at = forms.TimeField(
        label="Pukul",
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages={"invalid": "Tulis jamnya seperti 09:30."},
    )
    received_by = PlainTextField(label="Diterima oleh", longest=150, required=False)
    witnessed_by = PlainTextField(label="Saksi pembukaan kotak", longest=150, required=False)
    external_number = PlainTextField(label="Nomor pada kanal asal", longest=60, required=False)
    handle = PlainTextField(label="Akun atau nomor pada kanal", longest=100, required=False)
    address = PlainTextField(label="Alamat surat", longest=255, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["channel"].choices = [("", "Pilih kanal"), *channel_choices()]
        for name, label in LABELS.items():
            self.fields[name].label = label
        for name in ("service_words", "received_on"):
            self.fields[name].help_text = ""
        for name in ("name", "phone", "email"):  # of somebody else than who types
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["story"].help_text = ""
        self.fields["story"].widget.attrs["rows"] = 5
        self.fields["wish"].widget.attrs["rows"] = 2
        self.fields["conceals_identity"].help_text = ""

    def clean_service(self):
        """A service that cannot be found is no reason to stop: the officer's words are kept instead."""
        asked = self["service"].value() or ""
        if asked in ("", UNKNOWN) and not self.found:
            return None
        return super().clean_service()

    def clean_witnessed_by(self):
        witness, opener = self.cleaned_data["witnessed_by"], self.cleaned_data.get("received_by", "")
        if self.cleaned_data.get("channel") != Channel.BOX.value:
            return witness
        if not witness or not opener or witness.casefold() == opener.casefold():
            raise ValidationError("Kotak dibuka oleh dua orang: tuliskan nama pembuka dan nama saksinya.")
        return witness

    def clean(self):
        super().clean()
        told = self.cleaned_data
        service_on, arrived_on = told.get("received_on"), told.get("arrived_on")
        if service_on and arrived_on and service_on > arrived_on:
            self.add_error(
                "received_on",
                "Layanan tidak mungkin diterima sesudah laporan ini sampai di kantor. Periksa kedua tanggalnya.",
            )

    @property
    def only_searches(self) -> bool:
        """Whether nothing but words to search for has been added to what stands in a fresh form."""
        return {name for name, _ in self.typed} <= {"service_words", *KEPT}

    @property
    def filing(self) -> NewFiling:
        told = self.cleaned_data
        return replace(super().filing, handle=told["handle"], address=told["address"])

    @property
    def arrival(self) -> Arrival:
        told = self.cleaned_data
        return Arrival(
            at=told["arrived_at"],
            received_by=told["received_by"],
            witnessed_by=told["witnessed_by"] if self.came_by is Channel.BOX else "",
            external_number=told["external_number"],
        )

    @property
    def came_by(self) -> Channel:
        return Channel(self.cleaned_data["channel"])

    @property
    def came_on(self) -> dt.date:
        return self.cleaned_data["arrived_on"]

    @property
    def components(self) -> list[Option]:
        """All 14, by number, so that one key chooses."""
        return [Option(str(each.number), f"{each.number}. {each.name}") for each in COMPONENTS]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the next form begins with."""
        return [(name, value) for name, value in self.typed if name in KEPT]


def channel_choices() -> list[tuple[str, str]]:
    """By the letter printed in komponen 6 butir 2, so that one key chooses; SP4N-LAPOR! has no letter there."""
    return [(channel.value, f"{channel.marker or 's'}. {channel.label}") for channel in Channel]
