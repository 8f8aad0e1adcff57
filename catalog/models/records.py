"""What standards refer to: sectors, KBLI codes, and the office's own texts."""

from django.db import models
from django.db.models import Q

from catalog.models.keyed import Keyed
from catalog.querysets import KbliCodeQuerySet, KeyedQuerySet, SharedTextQuerySet
from catalog.rules import kbli
from catalog.rules.components import BY_NUMBER, COMPONENTS


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

    objects = SharedTextQuerySet.as_manager()

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
