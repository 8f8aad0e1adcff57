"""The working draft of each standard, and its published editions."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from catalog.models.content import StandardContent
from catalog.models.keyed import Keyed
from catalog.querysets import EditionQuerySet, StandardQuerySet
from catalog.rules.slugs import is_taken


def refuse_taken(slug: str) -> None:
    if is_taken(slug):
        raise ValidationError(f"Alamat “{slug}” sudah dipakai halaman lain di situs ini. Pilih alamat lain.")


class Standard(Keyed, StandardContent):
    """Standar pelayanan: the working draft. The public never sees it, only its editions."""

    natural_key_fields = ("slug",)

    slug = models.SlugField("alamat", max_length=120, unique=True, validators=[refuse_taken])
    current = models.OneToOneField(
        "Edition",
        models.PROTECT,
        verbose_name="edisi yang berlaku",
        related_name="current_of",
        null=True,
        blank=True,
        editable=False,
    )
    withdrawn_on = models.DateField("dicabut pada", null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="dicabut oleh",
        null=True,
        blank=True,
        editable=False,
    )
    withdrawn_reason = models.TextField("alasan pencabutan", blank=True, editable=False)
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="digantikan oleh",
        related_name="replaces",
        null=True,
        blank=True,
        editable=False,
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="penanggung jawab",
        related_name="+",
        null=True,
        blank=True,
        help_text="Petugas yang menjaga standar ini tetap benar.",
    )
    review_on = models.DateField("ditinjau lagi pada", null=True, blank=True)
    # Of the draft as the last import left it, and of the document it came from (catalog/drafts.py).
    imported_digest = models.CharField("sidik naskah impor", max_length=64, blank=True, editable=False)
    source_digest = models.CharField("sidik dokumen impor", max_length=64, blank=True, editable=False)
    updated_at = models.DateTimeField("diubah pada", auto_now=True)

    objects = StandardQuerySet.as_manager()

    class Meta(StandardContent.Meta):
        verbose_name = "standar pelayanan"
        verbose_name_plural = "standar pelayanan"
        ordering = ["kbli_code", "annex_number", "pk"]
        constraints = [
            *StandardContent.Meta.constraints,
            models.UniqueConstraint(
                # Coalesce, because two nulls are never equal and SQLite knows no NULLS NOT DISTINCT.
                Coalesce("sector", 0),
                Coalesce("annex_number", 0),
                "kbli_edition",
                "kbli_code",
                "licence_kind",
                "risk_level",
                name="standard_once",
                violation_error_message="Standar dengan sektor, nomor, KBLI, jenis, dan risiko ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""),
                name="standard_withdrawn_with_reason",
                violation_error_message="Pencabutan harus disertai alasan.",
            ),
        ]

    def get_absolute_url(self):
        return reverse("catalog:standard", args=[self.slug])


class Edition(StandardContent):
    """Edisi: a standard as published, all 14 components resolved. Never changed, never deleted (triggers)."""

    standard = models.ForeignKey(Standard, models.PROTECT, verbose_name="standar", related_name="editions")
    number = models.PositiveIntegerField("nomor edisi")
    effective_on = models.DateField("berlaku sejak")
    published_at = models.DateTimeField("diterbitkan pada")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="diterbitkan oleh", null=True, blank=True
    )
    change_note = models.TextField("catatan perubahan", blank=True)
    is_minor = models.BooleanField("perubahan kecil", default=False)
    inherited = models.JSONField("komponen dari teks baku", default=list, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta(StandardContent.Meta):
        verbose_name = "edisi"
        verbose_name_plural = "edisi"
        ordering = ["standard", "number"]
        indexes = [models.Index(fields=["-effective_on", "-published_at", "-id"], name="edition_newest_first")]
        constraints = [
            *StandardContent.Meta.constraints,
            models.UniqueConstraint(
                fields=["standard", "number"],
                name="edition_number_once",
                violation_error_message="Nomor edisi ini sudah dipakai.",
            ),
            models.CheckConstraint(
                condition=Q(is_minor=True) | ~Q(change_note=""),
                name="edition_change_noted",
                violation_error_message="Catatan perubahan wajib diisi, kecuali untuk perubahan kecil.",
            ),
        ]

    def get_absolute_url(self):
        return reverse("catalog:edition", args=[self.standard.slug, self.number])


class CancelledEdition(models.Model):
    """Pembatalan jadwal: a scheduled edition that shall never take effect. The edition itself stays."""

    edition = models.OneToOneField(Edition, models.PROTECT, verbose_name="edisi", related_name="cancellation")
    cancelled_at = models.DateTimeField("dibatalkan pada")
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="dibatalkan oleh", null=True, blank=True
    )
    reason = models.TextField("alasan")

    class Meta:
        verbose_name = "pembatalan edisi terjadwal"
        verbose_name_plural = "pembatalan edisi terjadwal"

    def __str__(self):
        return f"Pembatalan edisi {self.edition.number} {self.edition.standard}"
