"""What a draft and an edition have in common."""

from django.db import models
from django.db.models import Q

from catalog.models.records import Sector
from catalog.rules import kbli
from catalog.rules.components import COMPONENTS, Component
from catalog.rules.risk import LicenceKind, RiskLevel


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

    def blank_components(self) -> list[int]:
        """The numbers of the components that have no text of their own."""
        return [each.number for each in COMPONENTS if not self.text_of(each).strip()]

    def content(self) -> dict[str, object]:
        """All columns that a draft and an edition share, by column name: ``Edition(**draft.content())``."""
        return {field.attname: getattr(self, field.attname) for field in StandardContent._meta.local_fields}

    def get_risk(self) -> RiskLevel:
        return RiskLevel(self.risk_level)
