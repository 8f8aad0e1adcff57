"""What was filed, and by whom. Identity stands in Reporter and nowhere else."""

import datetime as dt

from django.db import models
from django.db.models import Q

from catalog.models import Edition, Standard
from catalog.rules.components import BY_NUMBER, COMPONENTS
from complaints.querysets import ComplaintQuerySet
from complaints.rules import deadlines
from complaints.rules.channels import Channel
from complaints.rules.intake import FilingKind
from complaints.rules.workflow import INITIAL, State


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
