"""The law that standards rest on, and what is known of it."""

from django.db import models
from django.db.models import Q

from catalog.models.keyed import Keyed
from catalog.querysets import RegulationQuerySet


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
