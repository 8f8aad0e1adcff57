"""What protects a person's data: the reasons not to erase it yet, and the ledger of what was erased."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from complaints.models.complaint import Complaint
from complaints.models.handling import OfCase, of_user
from complaints.rules.terms import Term
from complaints.rules.workflow import Role


class Hold(OfCase):
    """Penahanan hukum: while it lasts nothing of the case is erased, by nobody and for no reason."""

    reason = models.TextField("alasan")
    lifted_at = models.DateTimeField("dicabut pada", null=True, blank=True)
    lifted_by = of_user("dicabut oleh", related_name="+", null=True, blank=True)

    class Meta(OfCase.Meta):
        verbose_name = "penahanan hukum"
        verbose_name_plural = "penahanan hukum"
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(lifted_at__isnull=True),
                name="hold_lasting_once",
                violation_error_message="Laporan ini sudah ditahan.",
            ),
        ]


class ErasureGround(Term):
    """Dasar penghapusan."""

    REQUEST = "permintaan-orangnya"
    RETENTION = "masa-simpan-berakhir"


class Erasure(models.Model):
    """Penghapusan: that a person's data was erased. Never changed (triggers), and kept in a file besides.

    An older backup still holds the person; this says what must be erased again after it was restored.
    """

    complaint = models.OneToOneField(Complaint, models.PROTECT, verbose_name="laporan", related_name="erasure")
    ground = models.CharField("dasar", max_length=30, choices=ErasureGround.choices())
    at = models.DateTimeField("pada")
    role = models.CharField("peran", max_length=30, choices=Role.choices())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="oleh", null=True, blank=True)

    class Meta:
        verbose_name = "penghapusan data pribadi"
        verbose_name_plural = "penghapusan data pribadi"
        ordering = ["pk"]

    def __str__(self):
        return f"Penghapusan {self.complaint}"
