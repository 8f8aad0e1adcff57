"""The law that standards rest on, what is known of it, and where it is cited."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalog.models.keyed import Keyed
from catalog.models.standards import Edition, Standard
from catalog.querysets import CitationQuerySet, RegulationQuerySet
from catalog.rules.components import BY_NUMBER, COMPONENTS


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
    kind = models.CharField("jenis", max_length=255)
    number = models.PositiveIntegerField("nomor")
    year = models.PositiveSmallIntegerField("tahun")
    title = models.TextField("tentang", blank=True)
    status = models.CharField("status", max_length=20, choices=STATUSES)
    status_since = models.DateField("status sejak", null=True, blank=True)
    replaced_by = models.CharField("digantikan oleh", max_length=255, blank=True)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name="peraturan pengganti yang tercatat",
        related_name="predecessors",
        null=True,
        blank=True,
        help_text="Bila penggantinya sudah tercatat di sini; halaman umum lalu menautkannya.",
    )
    checked_on = models.DateField("terakhir diperiksa", null=True, blank=True)
    source = models.CharField(
        "sumber status",
        max_length=255,
        blank=True,
        help_text="Tempat status ini dibaca, mis. “Lembaran Negara 2025 Nomor 98” atau pasal yang mencabutnya.",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name="penanggung jawab",
        related_name="+",
        null=True,
        blank=True,
        help_text="Petugas yang memantau status peraturan ini.",
    )
    review_on = models.DateField("diperiksa lagi pada", null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("pk")),
                name="regulation_not_its_own_successor",
                violation_error_message="Peraturan tidak dapat digantikan oleh dirinya sendiri.",
            ),
        ]

    def __str__(self):
        return f"{self.kind} Nomor {self.number} Tahun {self.year}"

    @property
    def place(self) -> tuple[str, int, int]:
        """By what a text that names it means it."""
        return self.kind.casefold(), self.number, self.year

    def get_absolute_url(self):
        return reverse("catalog:regulation", args=[self.slug])

    @property
    def summary(self) -> str:
        """What it is about and whether it is in force, in one line."""
        about = f" tentang {self.title}" if self.title else ""
        return f"{self}{about}. Status: {self.get_status_display()}."

    @property
    def replacing(self) -> str:
        """The word between it and what replaces it, no surer than its status is."""
        return {"dicabut": "diganti", "diubah": "diubah oleh"}.get(self.status, "mungkin diganti")

    @property
    def replacement(self) -> str:
        """What replaces it, in words; "" where nothing is known to."""
        return self.replaced_by or (str(self.successor) if self.successor_id else "")


class Citation(models.Model):
    """Sitiran: one place where a draft or an edition names a regulation. Read from the texts by catalog/citations.py.

    A regulation that is not on record is kept by its kind, number and year, ready to be added.
    """

    standard = models.ForeignKey(
        Standard, models.CASCADE, verbose_name="naskah", related_name="citations", null=True, blank=True
    )
    edition = models.ForeignKey(
        Edition, models.CASCADE, verbose_name="edisi", related_name="citations", null=True, blank=True
    )
    component = models.PositiveSmallIntegerField(
        "komponen", choices=[(component.number, component.name) for component in COMPONENTS]
    )
    start = models.PositiveIntegerField("letak dalam teks")
    regulation = models.ForeignKey(
        Regulation, models.SET_NULL, verbose_name="peraturan", related_name="citations", null=True, blank=True
    )
    kind = models.CharField("jenis", max_length=700)
    number = models.PositiveIntegerField("nomor")
    year = models.PositiveSmallIntegerField("tahun")
    title = models.TextField("tentang", blank=True)
    article = models.CharField("pasal", max_length=100, blank=True)
    raw = models.TextField("bunyi sitiran")

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = "sitiran peraturan"
        verbose_name_plural = "sitiran peraturan"
        ordering = ["component", "start"]
        indexes = [models.Index(fields=["number", "year"], name="citation_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(standard__isnull=True, edition__isnull=False)
                | Q(standard__isnull=False, edition__isnull=True),
                name="citation_of_a_draft_or_an_edition",
                violation_error_message="Sitiran harus milik satu naskah atau satu edisi.",
            ),
        ]

    def __str__(self):
        return f"{self.article} {self.kind} Nomor {self.number} Tahun {self.year}".strip()

    @property
    def component_name(self) -> str:
        return BY_NUMBER[self.component].name
