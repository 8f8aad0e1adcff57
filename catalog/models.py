"""The catalogue's data: the working draft of each standard, its published editions, and what they refer to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from catalog.querysets import (
    EditionQuerySet,
    KbliCodeQuerySet,
    KeyedQuerySet,
    RegulationQuerySet,
    StandardQuerySet,
)
from catalog.rules import kbli
from catalog.rules.components import BY_NUMBER, COMPONENTS, Component
from catalog.rules.risk import LicenceKind, RiskLevel


class Keyed(models.Model):
    """What fixtures name by a key of its own meaning, so that loading them again adds nothing."""

    natural_key_fields: tuple[str, ...]

    class Meta:
        abstract = True

    def natural_key(self):
        return tuple(getattr(self, name) for name in self.natural_key_fields)


class Sector(Keyed):
    """Sektor: the field of government whose annex section a standard is printed in."""

    natural_key_fields = ("slug",)

    slug = models.SlugField("alamat", unique=True)
    name = models.CharField("nama", max_length=100, unique=True)

    objects = KeyedQuerySet.as_manager()

    class Meta:
        verbose_name = "sektor"
        verbose_name_plural = "sektor"
        ordering = ["name"]

    def __str__(self):
        return self.name


class KbliCode(Keyed):
    """Kode KBLI of one edition, from section (kategori) down to group of activities (kelompok)."""

    natural_key_fields = ("edition", "code")

    edition = models.PositiveSmallIntegerField("edisi KBLI", choices=[(year, str(year)) for year in kbli.EDITIONS])
    code = models.CharField("kode", max_length=5)
    title = models.CharField("judul", max_length=255)
    level = models.CharField("tingkat", max_length=20, choices=[(name, name) for name in kbli.LEVELS])
    parent_code = models.CharField("kode induk", max_length=4, blank=True)
    section = models.CharField("kategori", max_length=1)
    description = models.TextField("uraian", blank=True)

    objects = KbliCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "kode KBLI"
        verbose_name_plural = "kode KBLI"
        ordering = ["edition", "section", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="kbli_code_once_per_edition",
                violation_error_message="Kode ini sudah ada dalam edisi KBLI yang sama.",
            ),
            models.CheckConstraint(
                condition=Q(level__in=list(kbli.LEVELS)) & ~Q(title=""),
                name="kbli_code_complete",
                violation_error_message="Kode KBLI harus memiliki judul dan tingkat yang dikenal.",
            ),
        ]

    def __str__(self):
        return f"KBLI {self.edition} {self.code} {self.title}"


class Regulation(Keyed):
    """Peraturan that standards cite as their legal basis, with what is known of its status."""

    natural_key_fields = ("slug",)

    STATUSES = [
        ("berlaku", "berlaku"),
        ("diubah", "diubah"),
        ("dicabut", "dicabut"),
        ("perlu diperiksa", "perlu diperiksa"),
    ]
    CERTAINTIES = [("tinggi", "tinggi"), ("sedang", "sedang"), ("rendah", "rendah")]

    slug = models.SlugField("alamat", max_length=150, unique=True)
    kind = models.CharField("jenis", max_length=120)
    number = models.PositiveIntegerField("nomor")
    year = models.PositiveSmallIntegerField("tahun")
    title = models.TextField("tentang", blank=True)
    status = models.CharField("status", max_length=20, choices=STATUSES)
    status_since = models.DateField("status sejak", null=True, blank=True)
    replaced_by = models.CharField("digantikan oleh", max_length=255, blank=True)
    checked_on = models.DateField("terakhir diperiksa", null=True, blank=True)
    certainty = models.CharField("kepastian", max_length=10, choices=CERTAINTIES, blank=True)
    note = models.TextField("catatan", blank=True)

    objects = RegulationQuerySet.as_manager()

    class Meta:
        verbose_name = "peraturan"
        verbose_name_plural = "peraturan"
        ordering = ["year", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number", "year"],
                name="regulation_once",
                violation_error_message="Peraturan dengan jenis, nomor, dan tahun ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["berlaku", "diubah", "dicabut", "perlu diperiksa"]),
                name="regulation_status_known",
                violation_error_message="Status peraturan harus berlaku, diubah, dicabut, atau perlu diperiksa.",
            ),
        ]

    def __str__(self):
        return f"{self.kind} Nomor {self.number} Tahun {self.year}"


class SharedText(Keyed):
    """Teks baku: the office's own text of a component, used wherever a draft leaves it blank.

    Change one through ``publishing.change_shared_text`` only: editions depend on it.
    """

    natural_key_fields = ("component",)

    component = models.PositiveSmallIntegerField(
        "komponen", unique=True, choices=[(component.number, component.name) for component in COMPONENTS]
    )
    text = models.TextField("teks")
    updated_at = models.DateTimeField("diubah pada", auto_now=True)

    objects = KeyedQuerySet.as_manager()

    class Meta:
        verbose_name = "teks baku"
        verbose_name_plural = "teks baku"
        ordering = ["component"]
        constraints = [
            models.CheckConstraint(
                condition=Q(component__range=(1, 14)) & ~Q(text=""),
                name="shared_text_of_a_component",
                violation_error_message="Teks baku harus berisi teks untuk komponen 1 sampai 14.",
            ),
        ]

    def __str__(self):
        return f"Teks baku komponen {self.component} – {BY_NUMBER[self.component].name}"


class StandardContent(models.Model):
    """What a draft and an edition both hold: identity, header facts and the 14 component texts.

    The texts are in the outline grammar (catalog/rules/outline.py). Facts derived from a text keep
    its wording: ``fee`` is what component 4 says, ``fee_rupiah`` the amount in rupiah or null.
    """

    annex_number = models.PositiveSmallIntegerField("nomor dalam lampiran", null=True, blank=True)
    sector = models.ForeignKey(Sector, models.PROTECT, verbose_name="sektor", null=True, blank=True)
    kbli_edition = models.PositiveSmallIntegerField(
        "edisi KBLI", choices=[(year, str(year)) for year in kbli.EDITIONS], default=kbli.CURRENT_EDITION
    )
    kbli_code = models.CharField("kode KBLI", max_length=5)
    kbli_title = models.CharField("judul KBLI", max_length=255)
    licence_kind = models.CharField("jenis perizinan", max_length=20, choices=LicenceKind.choices())
    risk_level = models.CharField("tingkat risiko", max_length=20, choices=RiskLevel.choices())
    business_scale = models.CharField("skala usaha", max_length=100, blank=True)
    processing_days = models.PositiveSmallIntegerField("hari kerja penyelesaian", null=True, blank=True)
    fee = models.CharField("biaya", max_length=255, blank=True)
    fee_rupiah = models.PositiveBigIntegerField("biaya dalam rupiah", null=True, blank=True)
    product = models.CharField("produk", max_length=255, blank=True)
    executor_count = models.PositiveSmallIntegerField("jumlah pelaksana", null=True, blank=True)

    requirements = models.TextField("1. Persyaratan", blank=True)
    procedure = models.TextField("2. Sistem, Mekanisme dan Prosedur", blank=True)
    processing_time = models.TextField("3. Jangka Waktu Penyelesaian", blank=True)
    fees = models.TextField("4. Biaya/Tarif", blank=True)
    products = models.TextField("5. Produk Layanan", blank=True)
    complaint_handling = models.TextField("6. Penanganan Pengaduan, Saran dan Masukan", blank=True)
    legal_basis = models.TextField("7. Dasar Hukum", blank=True)
    facilities = models.TextField("8. Sarana, Prasarana, dan Fasilitas", blank=True)
    competence = models.TextField("9. Kompetensi Pelaksana", blank=True)
    supervision = models.TextField("10. Pengawasan Internal", blank=True)
    staffing = models.TextField("11. Jumlah Pelaksana", blank=True)
    service_guarantee = models.TextField("12. Jaminan Pelayanan", blank=True)
    safety_guarantee = models.TextField("13. Jaminan Keamanan dan Keselamatan Pelayanan", blank=True)
    evaluation = models.TextField("14. Evaluasi Kinerja Pelaksana", blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(kbli_code__regex=kbli.CODE_PATTERN),
                name="%(class)s_kbli_code_five_digits",
                violation_error_message="Kode KBLI harus terdiri atas lima angka 0–9, mis. 14120.",
            ),
            models.CheckConstraint(
                condition=Q(kbli_edition__in=kbli.EDITIONS),
                name="%(class)s_kbli_edition_known",
                violation_error_message="Edisi KBLI harus 2020 atau 2025.",
            ),
            models.CheckConstraint(
                condition=Q(licence_kind__in=[kind.value for kind in LicenceKind])
                & Q(risk_level__in=[level.value for level in RiskLevel]),
                name="%(class)s_kind_and_risk_known",
                violation_error_message="Jenis perizinan atau tingkat risiko tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(processing_days__isnull=True) | Q(processing_days__gte=0),
                name="%(class)s_days_not_negative",
                violation_error_message="Jumlah hari kerja tidak boleh kurang dari 0.",
            ),
        ]

    def __str__(self):
        return f"{self.kbli_code} {self.kbli_title}"

    def text_of(self, component: Component) -> str:
        """The component's own text, as stored; blank in a draft means the shared text."""
        return getattr(self, component.key)

    def content(self) -> dict[str, object]:
        """All columns that a draft and an edition share, by column name: ``Edition(**draft.content())``."""
        return {field.attname: getattr(self, field.attname) for field in StandardContent._meta.local_fields}

    def get_risk(self) -> RiskLevel:
        return RiskLevel(self.risk_level)


class Standard(Keyed, StandardContent):
    """Standar pelayanan: the working draft. The public never sees it, only its editions."""

    natural_key_fields = ("slug",)

    slug = models.SlugField("alamat", max_length=120, unique=True)
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


from catalog.search_models import MissedSearch, SearchEntry, SearchWord, Synonym  # noqa: E402, F401  Django looks for models here
