"""What was filed, and by whom. Identity stands in Reporter and nowhere else."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from catalog.models import Edition, Standard
from catalog.rules.components import BY_NUMBER, COMPONENTS
from complaints.querysets import AWAITING_ANSWER, ComplaintQuerySet
from complaints.rules import deadlines
from complaints.rules.channels import Channel
from complaints.rules.intake import FilingKind
from complaints.rules.workflow import INITIAL, OPEN_STATES, Outcome, Role, State, Verdict

COUNTED = ("id", "is_restricted")
FACETS = ("kind", "state", "outcome", "is_restricted")  # what a list is narrowed by, beside channel and component
NOT_CLOSED = Q(open_until__isnull=False)
# Closed by its complainant before the superior had the result, which is owed all the same (butir 8).
UNREPORTED = Q(answered_on__isnull=False, closed_on__isnull=False, reported_on__isnull=True, erased_on__isnull=True)


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
    received_at = models.TimeField("diterima pukul", null=True, blank=True)
    received_by = models.CharField("diterima oleh", max_length=150, blank=True)
    witnessed_by = models.CharField("pembukaan kotak disaksikan oleh", max_length=150, blank=True)
    external_number = models.CharField("nomor pada kanal asal", max_length=60, blank=True)
    logged_at = models.DateTimeField("dicatat pada")
    response_days = models.PositiveSmallIntegerField("hari kerja untuk menjawab", default=deadlines.RESPONSE_DAYS)
    response_due_on = models.DateField("batas jawaban")
    due_is_provisional = models.BooleanField("batas sementara", default=False)
    verify_due_on = models.DateField("batas verifikasi kanal", null=True, blank=True)
    answered_on = models.DateField("dijawab pada", null=True, blank=True)
    informed_on = models.DateField("diinformasikan kepada pelapor pada", null=True, blank=True)
    reported_on = models.DateField("dilaporkan kepada atasan pada", null=True, blank=True)
    closed_on = models.DateField("ditutup pada", null=True, blank=True)
    reopened_on = models.DateField("dibuka kembali pada", null=True, blank=True)
    erased_on = models.DateField("data pribadi dihapus pada", null=True, blank=True, editable=False)

    standard = models.ForeignKey(
        Standard,
        models.PROTECT,
        verbose_name="layanan",
        null=True,
        blank=True,
        db_index=False,  # complaint_about
    )
    edition = models.ForeignKey(Edition, models.PROTECT, verbose_name="edisi", null=True, blank=True)
    service_note = models.CharField("layanan menurut pelapor", max_length=255, blank=True)
    service_received_on = models.DateField("layanan diterima pada", null=True, blank=True)
    component = models.PositiveSmallIntegerField(
        "komponen", null=True, blank=True, choices=[(each.number, each.name) for each in COMPONENTS]
    )
    story = models.TextField("yang terjadi", blank=True)
    wish = models.TextField("yang diharapkan", blank=True)
    conceals_identity = models.BooleanField("identitas dirahasiakan", default=False)

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="ditangani oleh",
        related_name="cases",
        null=True,
        blank=True,
        db_index=False,  # complaint_of_officer
    )
    level = models.CharField("jenjang", max_length=30, choices=Role.choices(), default=Role.OFFICER.value)
    outcome = models.CharField("hasil penelaahan", max_length=40, choices=Outcome.choices(), blank=True)
    verdict = models.CharField("hasil akhir", max_length=30, choices=Verdict.choices(), blank=True)
    is_settled = models.BooleanField("menyelesaikan menurut pelapor", null=True, blank=True)
    is_restricted = models.BooleanField("terbatas bagi yang ditunjuk", default=False)

    # The due day while the clock of butir 4 runs, else null: so few rows among many are found in their order. The
    # database keeps it; nobody sets it.
    runs_until = models.GeneratedField(
        expression=models.Case(
            models.When(
                kind=FilingKind.COMPLAINT.value,
                state__in=AWAITING_ANSWER,
                then=models.F("response_due_on"),
            )
        ),
        output_field=models.DateField("batas jawaban yang berjalan", null=True),
        db_persist=True,
    )
    # The same day while the case is not closed, be it answered or a saran.
    open_until = models.GeneratedField(
        expression=models.Case(
            models.When(
                state__in=[each.value for each in State if each in OPEN_STATES], then=models.F("response_due_on")
            )
        ),
        output_field=models.DateField("batas jawaban selama belum ditutup", null=True),
        db_persist=True,
    )

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
            models.CheckConstraint(
                condition=Q(outcome__in=["", *(each.value for each in Outcome)])
                & Q(verdict__in=["", *(each.value for each in Verdict)]),
                name="complaint_outcome_and_verdict_known",
                violation_error_message="Hasil penelaahan atau hasil akhir tidak dikenal.",
            ),
        ]
        indexes = [
            # The desk and its lists find few rows among many, in their order. With the key and who may see it, what is
            # counted is read from the index alone.
            models.Index(fields=["runs_until", *COUNTED], name="complaint_runs_until"),
            models.Index(fields=["assignee", "runs_until", *COUNTED], name="complaint_of_officer_runs"),
            models.Index(fields=["state", "response_due_on", *COUNTED], name="complaint_due"),
            models.Index(fields=["assignee", "state", "response_due_on", *COUNTED], name="complaint_of_officer"),
            models.Index(fields=["open_until", *COUNTED], name="complaint_open", condition=NOT_CLOSED),
            models.Index(
                fields=["open_until", "id", "state", "is_restricted"],
                name="complaint_unassigned",
                condition=NOT_CLOSED & Q(assignee__isnull=True),
            ),
            models.Index(
                fields=["assignee", "open_until", "id", "state", "is_restricted"],
                name="complaint_open_of_officer",
                condition=NOT_CLOSED,
            ),
            models.Index(
                fields=["level", "open_until", "id", "state", "is_restricted"],
                name="complaint_open_at_level",
                condition=NOT_CLOSED,
            ),
            models.Index(
                fields=["state", "verify_due_on"],
                name="complaint_to_verify",
                condition=Q(verify_due_on__isnull=False),
            ),
            models.Index(fields=["response_due_on", *COUNTED], name="complaint_unreported", condition=UNREPORTED),
            models.Index(fields=["response_due_on", *COUNTED], name="complaint_by_due"),
            models.Index(fields=["channel", "id", "component", *FACETS], name="complaint_by_channel"),
            models.Index(fields=["component", "id", "channel", *FACETS], name="complaint_by_component"),
            # Reports ask what was received and changed, and what was still open, and read nothing but these.
            models.Index(fields=["received_on", "version"], name="complaint_received_changed"),
            models.Index(fields=["closed_on", "received_on"], name="complaint_closed"),
            models.Index(fields=["standard", "component"], name="complaint_about"),
        ]

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
    handle = models.CharField("akun atau nomor pada kanal", max_length=100, blank=True)
    address = models.CharField("alamat surat", max_length=255, blank=True)

    WAYS = ("email", "phone", "handle", "address")  # to reach the person

    class Meta:
        verbose_name = "pelapor"
        verbose_name_plural = "pelapor"
        indexes = [models.Index(Upper(name), name=f"reporter_by_{name}") for name in ("name", "email", "handle")]

    def __str__(self):
        return f"Pelapor {self.complaint}"

    @property
    def is_identified(self) -> bool:
        """Whether the filing carries an identity (komponen 6 butir 5.a): a name and one way to reach the person."""
        return bool(self.name and any(getattr(self, way) for way in self.WAYS))
