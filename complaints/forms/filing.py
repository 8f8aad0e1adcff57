"""What is asked of someone who files a complaint or a suggestion (komponen 6 butir 5.a)."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.functional import cached_property

from catalog.models import Edition, Standard
from catalog.rules.components import BY_NUMBER
from catalog.search import search
from complaints.actions import NewFiling
from complaints.forms.fields import HIDDEN, DayField, EmailField, PhoneField, PlainTextField, PublicForm
from complaints.rules.deadlines import FIRST_DAY

UNKNOWN = "tidak-tahu"  # the answer of someone who does not know the service
OTHER = "lainnya"  # … or the subject
SLUG = re.compile(r"[A-Za-z0-9_-]{1,120}")
MOST_FOUND = 6  # services to choose from
SHOWN = ("kbli_title", "kbli_code", "licence_kind", "risk_level", "processing_days")  # of a service: no long text
# By hand: putting this together takes Django longer than all else that a form is asked.
READ = f"""
    SELECT standard.id, standard.slug, standard.current_id, edition.id, {", ".join(f"edition.{name}" for name in SHOWN)}
    FROM {Standard._meta.db_table} AS standard JOIN {Edition._meta.db_table} AS edition
        ON edition.id = standard.current_id
    WHERE standard.slug = %s
"""  # noqa: S608  names of tables and columns
OF_STANDARD = ("id", "slug", "current_id")
# The subjects of komponen 6 butir 5.c.2, as components, and what people mean by them.
SUBJECTS = {
    1: "diminta syarat yang tidak tertulis, atau syaratnya tidak jelas",
    2: "alurnya berbelit, atau tidak ada yang menjelaskan",
    3: "lewat dari hari yang dijanjikan",
    4: "diminta biaya yang tidak tertulis",
    5: "hasilnya salah, atau tidak sesuai",
    8: "ruang, alat, atau situsnya bermasalah",
    9: "sikap atau kemampuan petugas",
}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    meaning: str = ""


class FilingForm(PublicForm):
    """One page of questions. Whoever answers with "tidak tahu" or leaves a blank can still send it."""

    service_words = PlainTextField(
        label="Nama layanan",
        help_text="Misalnya penjahitan atau 14120. KBLI adalah kode jenis usaha, lima angka.",
        longest=255,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    service = forms.CharField(label="Layanan", required=False)
    received_on = DayField(
        label="Tanggal",
        first=lambda: FIRST_DAY,
        last=timezone.localdate,
        outside="Tanggal harus antara 1 Januari 2000 dan hari ini. Bila layanan belum Anda terima, "
        "pilih “masih menunggu”.",
        missing="Isi tanggalnya, atau pilih “masih menunggu”.",
    )
    is_waiting = forms.BooleanField(label="Belum, saya masih menunggu", required=False)
    component = forms.CharField(label="Bagian yang tidak sesuai", required=False)
    story = PlainTextField(
        label="Ceritakan yang terjadi",
        help_text="Apa yang tidak sesuai, kapan, dan di mana.",
        longest=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    wish = PlainTextField(
        label="Apa yang Anda harapkan?", longest=5_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    name = PlainTextField(
        label="Nama", longest=150, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = PhoneField(label="Nomor telepon atau WA", required=False)
    email = EmailField(label="Alamat email", required=False)
    conceals_identity = forms.BooleanField(
        label="Rahasiakan identitas saya",
        help_text="Nama dan kontak Anda tidak kami sebut kepada pihak yang diadukan.",
        required=False,
    )

    def clean_service(self):
        if self.cleaned_data["service"] == UNKNOWN:
            return None
        if self.chosen:
            return self.chosen
        if self.found:
            raise ValidationError("Pilih salah satu layanan di bawah ini, atau “Tidak tahu”.")
        raise ValidationError("Cari dan pilih layanannya, atau pilih “Tidak tahu”.")

    def clean_component(self):
        number = self.cleaned_data["component"]
        if number in ("", OTHER):
            return None
        if component := component_of(number):
            return component.number
        raise ValidationError("Pilih salah satu bagian ini, atau “Lainnya”.")

    def clean(self):
        if self.cleaned_data.get("is_waiting"):
            self.errors.pop("received_on", None)
            self.cleaned_data["received_on"] = None
        if not self.says_anything:
            self.add_error(
                "story", "Ceritakan yang terjadi, atau tulis apa yang Anda harapkan. Satu kalimat pun cukup."
            )

    @property
    def says_anything(self) -> bool:
        """A story, a wish, or at least which part of which service; also while something is wrong with them."""
        told = {name for name, value in self.cleaned_data.items() if value} | self.errors.keys()
        return bool(told & {"story", "wish"} or ("component" in told and told & {"service", "service_words"}))

    @property
    def filing(self) -> NewFiling:
        """What was told, once it is valid."""
        told = self.cleaned_data
        return NewFiling(
            standard=told["service"],
            service_note="" if told["service"] else told["service_words"],
            service_received_on=told["received_on"],
            **{
                name: told[name]
                for name in ("story", "wish", "component", "name", "email", "phone", "conceals_identity")
            },
        )

    # What the page offers to choose from

    @cached_property
    def chosen(self) -> Standard | None:
        return published(self["service"].value() or "")

    @cached_property
    def found(self) -> list[Edition]:
        """Editions in force that fit the words, the chosen service first."""
        words = HIDDEN.sub("", self["service_words"].value() or "")[:255].strip()
        fitting = Edition.objects.current().select_related("standard").only("standard__slug", *SHOWN)
        fitting = search(fitting, words).order_by("rank", "kbli_title", "pk")[:MOST_FOUND] if words else []
        others = [edition for edition in fitting if edition.standard != self.chosen]
        return [self.chosen.current, *others] if self.chosen else others

    @property
    def finds_nothing(self) -> bool:
        return bool(self["service_words"].value()) and not self.found

    @property
    def services(self) -> list[Option]:
        found = [Option(edition.standard.slug, edition.kbli_title, in_short(edition)) for edition in self.found]
        return [*found, Option(UNKNOWN, "Tidak tahu, atau tidak ada di daftar")]

    @property
    def subjects(self) -> list[Option]:
        """A component chosen elsewhere is one of them."""
        chosen = component_of(self["component"].value() or "")
        numbers = sorted({*SUBJECTS, chosen.number} if chosen else SUBJECTS)
        known = [Option(str(number), BY_NUMBER[number].name, SUBJECTS.get(number, "")) for number in numbers]
        return [*known, Option(OTHER, "Lainnya")]

    @property
    def only_searches(self) -> bool:
        """Whether nothing but words to search for has been typed so far."""
        return [name for name, _ in self.typed] == ["service_words"]


def published(slug: str) -> Standard | None:
    """The standard of this address with its current edition; a withdrawn one too, for what happened before."""
    if not SLUG.fullmatch(slug):
        return None
    with connection.cursor() as cursor:
        cursor.execute(READ, [slug])
        row = cursor.fetchone()
    if row is None:
        return None
    known = len(OF_STANDARD)
    standard = Standard.from_db(connection.alias, OF_STANDARD, row[:known])
    standard.current = Edition.from_db(connection.alias, ("id", *SHOWN), row[known:])
    standard.current.standard = standard
    return standard


def in_short(edition: Edition) -> str:
    """What tells services of one name apart, and what was promised."""
    kind = f"{edition.get_licence_kind_display()}, KBLI {edition.kbli_code}, risiko {edition.get_risk_level_display()}"
    days = edition.processing_days
    return kind if days is None else f"{kind}. Dijanjikan: {days} hari kerja."


def component_of(number: str):
    return BY_NUMBER.get(int(number)) if number.isascii() and number.isdigit() and len(number) < 3 else None
