"""The way of a draft to its publication: who changed it, who asked for it to be published, who looked at it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from catalog.models.records import SharedText
from catalog.models.standards import Edition, Standard
from catalog.querysets import DraftEditQuerySet, DraftLinkQuerySet
from catalog.rules.components import BY_NUMBER, COMPONENTS

LONGEST_REMARK = 2000


class DraftEdit(models.Model):
    """Suntingan: somebody changed the contents of a draft. ``edition`` is the one that brought it to the public."""

    standard = models.ForeignKey(Standard, models.CASCADE, verbose_name="standar", related_name="edits")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="oleh", related_name="+", null=True, blank=True
    )
    at = models.DateTimeField("pada")
    edition = models.ForeignKey(
        Edition, models.PROTECT, verbose_name="terbit dalam edisi", related_name="edits", null=True, blank=True
    )

    objects = DraftEditQuerySet.as_manager()

    class Meta:
        verbose_name = "suntingan"
        verbose_name_plural = "suntingan"
        ordering = ["at", "pk"]

    def __str__(self):
        return f"Suntingan {self.standard}"


class Submission(models.Model):
    """Pengajuan: what was handed in to be published, and what became of it.

    A draft as it was then, by ``digest``; or the new ``text`` of a shared text, ``digest`` being that of the old one.
    """

    WAITING, APPROVED, RETURNED, TAKEN_BACK = "menunggu", "disetujui", "dikembalikan", "ditarik"
    STATES = [
        (WAITING, "menunggu pemeriksaan"),
        (APPROVED, "disetujui"),
        (RETURNED, "dikembalikan"),
        (TAKEN_BACK, "ditarik kembali"),
    ]

    standard = models.ForeignKey(
        Standard, models.CASCADE, verbose_name="standar", related_name="submissions", null=True, blank=True
    )
    component = models.PositiveSmallIntegerField(
        "teks baku komponen", choices=[(each.number, each.name) for each in COMPONENTS], null=True, blank=True
    )
    text = models.TextField("teks yang diajukan", blank=True, default="", db_default="")
    digest = models.CharField("sidik naskah", max_length=64)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="diajukan oleh", related_name="+"
    )
    submitted_at = models.DateTimeField("diajukan pada")
    change_note = models.TextField("catatan perubahan", blank=True)
    is_minor = models.BooleanField("perubahan kecil", default=False)
    effective_on = models.DateField("berlaku sejak", null=True, blank=True)  # null: the day of the approval
    reinstate = models.BooleanField("berlakukan kembali", default=False)
    state = models.CharField("keadaan", max_length=20, choices=STATES, default=WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="diputuskan oleh",
        related_name="+",
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField("diputuskan pada", null=True, blank=True)
    remarks = models.TextField("catatan pemeriksa", blank=True)
    forced_reason = models.TextField("alasan terbit tanpa orang kedua", blank=True)
    edition = models.OneToOneField(
        Edition, models.PROTECT, verbose_name="edisi", related_name="submission", null=True, blank=True
    )

    class Meta:
        verbose_name = "pengajuan"
        verbose_name_plural = "pengajuan"
        ordering = ["-submitted_at", "-pk"]
        permissions = [("force_submission", "Dapat menerbitkan tanpa orang kedua, dengan alasan")]
        constraints = [
            models.UniqueConstraint(
                fields=["standard"],
                condition=Q(state="menunggu"),
                name="submission_one_waiting",
                violation_error_message="Naskah ini sudah diajukan dan masih menunggu pemeriksaan.",
            ),
            models.UniqueConstraint(
                fields=["component"],
                condition=Q(state="menunggu"),
                name="submission_one_waiting_of_a_shared_text",
                violation_error_message="Perubahan teks baku ini sudah diajukan dan masih menunggu pemeriksaan.",
            ),
            models.CheckConstraint(
                condition=Q(standard__isnull=False, component__isnull=True, text="")
                | (Q(standard__isnull=True, component__range=(1, 14)) & ~Q(text="")),
                name="submission_about_one_text",
            ),
            models.CheckConstraint(
                condition=Q(state="disetujui", standard__isnull=False, edition__isnull=False)
                | (Q(edition__isnull=True) & (~Q(state="disetujui") | Q(component__isnull=False))),
                name="submission_approved_is_published",
            ),
        ]

    def __str__(self):
        return f"Pengajuan {self.standard or SharedText(component=self.component)}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.WAITING


class DraftLink(models.Model):
    """Tautan pembaca: lets somebody without an account read a draft and remark on it for some days.

    The secret of its address is not stored, only its digest.
    """

    standard = models.ForeignKey(Standard, models.CASCADE, verbose_name="standar", related_name="reader_links")
    reader = models.CharField("untuk", max_length=100)
    token_digest = models.CharField("sidik kunci", max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="dibuat oleh", related_name="+")
    made_at = models.DateTimeField("dibuat pada")
    ends_at = models.DateTimeField("berlaku sampai")
    revoked_at = models.DateTimeField("dicabut pada", null=True, blank=True)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "tautan pembaca naskah"
        verbose_name_plural = "tautan pembaca naskah"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("made_at")), name="draft_link_ends_after_it_was_made")
        ]

    def __str__(self):
        return f"Tautan untuk {self.reader}"


class Remark(models.Model):
    """Catatan pembaca naskah on one component, or (0) on the draft as a whole."""

    link = models.ForeignKey(DraftLink, models.CASCADE, verbose_name="tautan", related_name="remarks")
    component = models.PositiveSmallIntegerField("komponen", default=0)
    text = models.TextField("catatan", max_length=LONGEST_REMARK)
    made_at = models.DateTimeField("ditulis pada")
    settled_at = models.DateTimeField("selesai pada", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="diselesaikan oleh",
        related_name="+",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = "catatan pembaca naskah"
        verbose_name_plural = "catatan pembaca naskah"
        ordering = ["made_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="remark_with_text")]

    def __str__(self):
        return f"Catatan {self.link.reader}"

    @property
    def place(self) -> str:
        return f"komponen {self.component}. {BY_NUMBER[self.component].name}" if self.component else "naskah"
