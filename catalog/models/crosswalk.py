"""How the codes of KBLI 2020 continue in KBLI 2025."""

from django.db import models
from django.db.models import Q

from catalog.rules import crosswalk, kbli


class KbliCrosswalk(models.Model):
    """Padanan kode: one line of the table that leads from KBLI 2020 to KBLI 2025."""

    old_code = models.CharField("kode KBLI 2020", max_length=5)
    new_code = models.CharField("kode KBLI 2025", max_length=5, blank=True)
    relation = models.CharField(
        "hubungan", max_length=10, choices=[(relation.value, relation.words) for relation in crosswalk.Relation]
    )
    note = models.CharField("catatan", max_length=255, blank=True)

    class Meta:
        verbose_name = "padanan KBLI 2020–2025"
        verbose_name_plural = "padanan KBLI 2020–2025"
        ordering = ["old_code", "new_code"]
        indexes = [models.Index(fields=["new_code"], name="crosswalk_new_code")]
        constraints = [
            models.UniqueConstraint(
                fields=["old_code", "new_code"],
                name="crosswalk_once",
                violation_error_message="Padanan kode ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(old_code__regex=kbli.CODE_PATTERN)
                & (
                    Q(relation=crosswalk.Relation.GONE.value, new_code="")
                    | ~Q(relation=crosswalk.Relation.GONE.value) & Q(new_code__regex=kbli.CODE_PATTERN)
                ),
                name="crosswalk_complete",
                violation_error_message=("Kode harus lima angka; kode baru kosong hanya bila hubungannya “hapus”."),
            ),
        ]

    def __str__(self):
        return f"{self.old_code} → {self.new_code or 'tidak ada lagi'}"
