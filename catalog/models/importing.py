from django.conf import settings
from django.db import models

from catalog.querysets import ImportBatchQuerySet
from catalog.rules import kbli


class ImportBatch(models.Model):
    """Impor lampiran: documents that somebody handed in and has not decided on yet. Nothing of them is in a draft.

    Seen by its owner alone, and gone after a day; what was accepted stands in the drafts.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="pengunggah", related_name="+")
    made_at = models.DateTimeField("diunggah pada")
    sector = models.ForeignKey(
        "catalog.Sector", models.SET_NULL, verbose_name="sektor", related_name="+", null=True, blank=True
    )
    kbli_edition = models.PositiveSmallIntegerField(
        "edisi KBLI", choices=[(year, str(year)) for year in kbli.EDITIONS], default=kbli.CURRENT_EDITION
    )
    documents = models.JSONField("dokumen")  # a list of {"name", "text", "error"}

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "impor lampiran"
        verbose_name_plural = "impor lampiran"
        ordering = ["-made_at", "-pk"]
        default_permissions = []  # who may add standards may import them

    def __str__(self):
        return ", ".join(document["name"] for document in self.documents[:3])
