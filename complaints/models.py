"""Complaints: what was filed, by whom, what happened to it, and the days the office is closed.

Identity stands in Reporter and nowhere else. Only actions.py changes a complaint; each action writes its Event.
"""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalog.models import Edition, Keyed, Standard
from catalog.querysets import KeyedQuerySet
from catalog.rules.components import BY_NUMBER, COMPONENTS
from complaints.querysets import ComplaintQuerySet, OutgoingMailQuerySet
from complaints.rules import deadlines
from complaints.rules.channels import Channel
from complaints.rules.intake import FilingKind
from complaints.rules.workflow import INITIAL, Action, Role, State


class Holiday(Keyed):
    """Hari libur: a day without service, and the decree that says so.

    Change holidays and confirmed years through ``actions.change_calendar`` only: due dates depend on them.
    """

    natural_key_fields = ("date", "kind")

    date = models.DateField("tanggal")
    name = models.CharField("nama", max_length=150)
    kind = models.CharField("jenis", max_length=20, choices=deadlines.HolidayKind.choices())
    decree = models.CharField("dasar (SKB, keputusan)", max_length=255, blank=True)

    objects = KeyedQuerySet.as_manager()

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        ordering = ["date", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["date", "kind"],
                name="holiday_once",
                violation_error_message="Hari libur dengan tanggal dan jenis ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(date__range=(deadlines.FIRST_DAY, deadlines.LAST_DAY)),
                name="holiday_within_bounds",
                violation_error_message="Tanggal hari libur harus antara tahun 2000 dan 2100.",
            ),
        ]

    def __str__(self):
        return f"{self.date:%Y-%m-%d} {self.name}"


class ConfirmedYear(Keyed):
    """Tahun pasti: a year whose list of holidays a person has checked against the decree."""

    natural_key_fields = ("year",)

    year = models.PositiveSmallIntegerField("tahun", unique=True)
    decree = models.CharField("dasar (SKB, keputusan)", max_length=255, blank=True)
    confirmed_at = models.DateTimeField("dipastikan pada", auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="dipastikan oleh", null=True, blank=True
    )

    objects = KeyedQuerySet.as_manager()

    class Meta:
        verbose_name = "tahun dengan hari libur pasti"
        verbose_name_plural = "tahun dengan hari libur pasti"
        ordering = ["year"]

    def __str__(self):
        return str(self.year)


class Complaint(models.Model):
    """Pengaduan, or saran/masukan, with its two clocks (komponen 6)."""

    form_digest = models.CharField("sidik formulir", max_length=64, unique=True, editable=False)
    year = models.PositiveSmallIntegerField("tahun", editable=False)
    code_digest = models.CharField("sidik kode", max_length=64, editable=False)
    version = models.PositiveIntegerField("versi", default=1, editable=False)

    kind = models.CharField("jenis laporan", max_length=20, choices=FilingKind.choices())
    state = models.CharField("status", max_length=30, choices=State.choices(), default=INITIAL.value)
    channel = models.CharField("kanal", max_length=30, choices=Channel.choices())
    received_on = models.DateField("diterima pada")
    logged_at = models.DateTimeField("dicatat pada")
    response_days = models.PositiveSmallIntegerField("hari kerja untuk menjawab", default=deadlines.RESPONSE_DAYS)
    response_due_on = models.DateField("batas jawaban")
    due_is_provisional = models.BooleanField("batas sementara", default=False)
    answered_on = models.DateField("dijawab pada", null=True, blank=True)
    closed_on = models.DateField("ditutup pada", null=True, blank=True)
    reopened_on = models.DateField("dibuka kembali pada", null=True, blank=True)

    standard = models.ForeignKey(Standard, models.PROTECT, verbose_name="layanan", null=True, blank=True)
    edition = models.ForeignKey(Edition, models.PROTECT, verbose_name="edisi", null=True, blank=True)
    service_note = models.CharField("layanan menurut pelapor", max_length=255, blank=True)
    service_received_on = models.DateField("layanan diterima pada", null=True, blank=True)
    component = models.PositiveSmallIntegerField(
        "komponen", null=True, blank=True, choices=[(each.number, each.name) for each in COMPONENTS]
    )
    story = models.TextField("yang terjadi", blank=True)
    wish = models.TextField("yang diharapkan", blank=True)
    conceals_identity = models.BooleanField("identitas dirahasiakan", default=False)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = "pengaduan"
        verbose_name_plural = "pengaduan"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in FilingKind]) & Q(state__in=[each.value for each in State]),
                name="complaint_kind_and_state_known",
                violation_error_message="Jenis laporan atau status tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(response_due_on__gte=models.F("received_on")),
                name="complaint_due_after_receipt",
                violation_error_message="Batas jawaban tidak boleh mendahului hari diterima.",
            ),
            models.CheckConstraint(
                condition=Q(service_received_on__isnull=True) | Q(service_received_on__lte=models.F("received_on")),
                name="complaint_after_service",
                violation_error_message="Tanggal layanan diterima tidak boleh sesudah hari laporan diterima.",
            ),
        ]
        indexes = [models.Index(fields=["state", "response_due_on"], name="complaint_due")]

    def __str__(self):
        return self.number

    @property
    def number(self) -> str:
        """Nomor laporan, public; it opens nothing. It grows with every filing, whatever the clock says."""
        return f"PGD-{self.year}-{self.pk:06d}"

    @property
    def clock_started_on(self) -> dt.date:
        """Day 0 of the clock that runs: the day of receipt, or that of reopening."""
        return self.reopened_on or self.received_on

    @property
    def was_reopened(self) -> bool:
        return self.reopened_on is not None

    @property
    def is_complaint(self) -> bool:
        return self.kind == FilingKind.COMPLAINT

    @property
    def component_name(self) -> str:
        return BY_NUMBER[self.component].name if self.component else ""

    def get_state(self) -> State:
        return State(self.state)


class Reporter(models.Model):
    """Pelapor: the only place of a person's name and of ways to reach them. No NIK is ever asked."""

    complaint = models.OneToOneField(Complaint, models.CASCADE, verbose_name="laporan", related_name="reporter")
    name = models.CharField("nama", max_length=150, blank=True)
    email = models.EmailField("email", blank=True)
    phone = models.CharField("telepon atau WA", max_length=30, blank=True)

    class Meta:
        verbose_name = "pelapor"
        verbose_name_plural = "pelapor"

    def __str__(self):
        return f"Pelapor {self.complaint}"

    @property
    def is_identified(self) -> bool:
        """Whether the filing carries an identity (komponen 6 butir 5.a): a name and one way to reach the person."""
        return bool(self.name and (self.email or self.phone))


class Attachment(models.Model):
    """Lampiran, kept in the database: no folder that the web server can write to, no orphan after a crash."""

    TYPES = [("application/pdf", "PDF"), ("image/jpeg", "JPEG"), ("image/png", "PNG")]

    complaint = models.ForeignKey(Complaint, models.CASCADE, verbose_name="laporan", related_name="attachments")
    label = models.CharField("nama berkas", max_length=100)
    content_type = models.CharField("jenis isi", max_length=20, choices=TYPES)
    size = models.PositiveIntegerField("ukuran (bita)")
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField("isi")
    added_at = models.DateTimeField("ditambahkan pada")
    is_from_reporter = models.BooleanField("dari pelapor", default=True)

    class Meta:
        verbose_name = "lampiran"
        verbose_name_plural = "lampiran"
        ordering = ["pk"]

    def __str__(self):
        return self.label


class Message(models.Model):
    """Surat-menyurat: what the office and the complainant wrote to each other. The complainant reads it all."""

    QUESTION, REPLY, ANSWER, REASON = "pertanyaan", "tanggapan", "jawaban", "alasan"
    KINDS = [
        (QUESTION, "pertanyaan kantor"),
        (REPLY, "tanggapan pelapor"),
        (ANSWER, "jawaban kantor"),
        (REASON, "alasan keputusan kantor"),
    ]

    complaint = models.ForeignKey(Complaint, models.CASCADE, verbose_name="laporan", related_name="messages")
    kind = models.CharField("jenis", max_length=20, choices=KINDS)
    text = models.TextField("teks")
    written_at = models.DateTimeField("ditulis pada")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="ditulis oleh", null=True, blank=True
    )

    class Meta:
        verbose_name = "surat"
        verbose_name_plural = "surat"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.complaint}"


class Event(models.Model):
    """Peristiwa: one thing that happened to a complaint. Never changed, never deleted (triggers). Holds no identity."""

    FILED = "disampaikan"
    REPLIED = "ditanggapi"
    RATED = "dinilai"
    DUE_MOVED = "batas-berubah"
    ACCEPTED = "diterima-sebagai-pengaduan"
    NAMES = [
        (FILED, "Laporan diterima"),
        (REPLIED, "Pelapor menambahkan keterangan"),
        (RATED, "Pelapor menilai jawaban"),
        (DUE_MOVED, "Batas jawaban berubah"),
        (ACCEPTED, "Saran diterima sebagai pengaduan"),
        *((action.value, action.label) for action in Action),
    ]

    complaint = models.ForeignKey(Complaint, models.PROTECT, verbose_name="laporan", related_name="events")
    name = models.CharField("peristiwa", max_length=40, choices=NAMES)
    at = models.DateTimeField("pada")
    role = models.CharField("peran", max_length=30, choices=Role.choices())
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="oleh", null=True, blank=True)
    state = models.CharField("status sesudahnya", max_length=30, choices=State.choices())
    data = models.JSONField("keterangan", default=dict, blank=True)

    class Meta:
        verbose_name = "peristiwa"
        verbose_name_plural = "peristiwa"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_name_display()} {self.complaint}"


class OutgoingMail(models.Model):
    """Surel keluar: queued in the transaction of what it tells of, delivered by ``deliver_mail``."""

    QUEUED, SENDING, SENT, DEAD, DROPPED = "antre", "dikirim", "terkirim", "gagal", "dilewati"
    STATES = [
        (QUEUED, "antre"),
        (SENDING, "sedang dikirim"),
        (SENT, "terkirim"),
        (DEAD, "gagal"),
        (DROPPED, "dilewati, terlalu banyak hari itu"),
    ]

    complaint = models.ForeignKey(Complaint, models.CASCADE, verbose_name="laporan", related_name="mails")
    notice = models.CharField("pemberitahuan", max_length=30)
    message_id = models.CharField("Message-ID", max_length=100, unique=True)
    state = models.CharField("status", max_length=10, choices=STATES, default=QUEUED)
    queued_at = models.DateTimeField("masuk antrean pada")
    not_before = models.DateTimeField("dikirim paling cepat")
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    last_error = models.CharField("galat terakhir", max_length=255, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = "surel keluar"
        verbose_name_plural = "surel keluar"
        ordering = ["not_before", "pk"]
        indexes = [models.Index(fields=["state", "not_before"], name="mail_to_send")]

    def __str__(self):
        return f"{self.notice} {self.complaint}"


class Bucket(models.Model):
    """Takaran: how often something happened from one address within a window (rate limit). Holds no address."""

    key = models.CharField("kunci", max_length=64, primary_key=True)  # HMAC of purpose and address
    window_start = models.DateTimeField("awal jendela")
    count = models.PositiveIntegerField("banyaknya")

    class Meta:
        verbose_name = "takaran"
        verbose_name_plural = "takaran"

    def __str__(self):
        return self.key
