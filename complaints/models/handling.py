"""What the office writes while it handles a complaint (komponen 6 butir 5–8). The complainant sees none of it.

Texts stand here and not in events, because they may have to be erased; the event of each names it by its key.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from complaints.models.complaint import Complaint
from complaints.rules.channels import Channel
from complaints.rules.terms import Term
from complaints.rules.workflow import Role, Verdict


def of_user(label: str, **options) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=label, **options)


class OfCase(models.Model):
    """One thing written about a complaint: when, and by whom."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, verbose_name="laporan", related_name="%(class)ss")
    written_at = models.DateTimeField("ditulis pada")
    written_by = of_user("ditulis oleh", related_name="+")

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.complaint}"


class Study(models.Model):
    """Penelaahan materi pengaduan (butir 6.a–d), rewritten as it grows."""

    complaint = models.OneToOneField(Complaint, models.CASCADE, verbose_name="laporan", related_name="study")
    core = models.TextField("inti masalah (butir 6.a)", blank=True)
    rules = models.TextField("SP/SOP/peraturan yang relevan (butir 6.b)", blank=True)
    documents = models.TextField("dokumen dan informasi yang diperiksa (butir 6.c)", blank=True)
    plan = models.TextField("rencana penanganan (butir 6.d)", blank=True)
    written_at = models.DateTimeField("ditulis pada")
    written_by = of_user("ditulis oleh", related_name="+")

    class Meta:
        verbose_name = "penelaahan"
        verbose_name_plural = "penelaahan"

    def __str__(self):
        return f"Penelaahan {self.complaint}"


class Clarification(OfCase):
    """Klarifikasi, konfirmasi, penelitian, pemeriksaan (butir 6.e)."""

    held_on = models.DateField("tanggal")
    with_whom = models.CharField("dengan siapa", max_length=200)
    is_outside = models.BooleanField("pihak di luar DPMPTSP", default=False)
    result = models.TextField("hasil")

    class Meta(OfCase.Meta):
        verbose_name = "klarifikasi"
        verbose_name_plural = "klarifikasi"


class Point(models.Model):
    """Pokok aduan: one point of the complaint, and the answer to it."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, verbose_name="laporan", related_name="points")
    position = models.PositiveSmallIntegerField("urutan")
    text = models.TextField("pokok aduan")
    answer = models.TextField("jawaban", blank=True)

    class Meta:
        verbose_name = "pokok aduan"
        verbose_name_plural = "pokok aduan"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["complaint", "position"], name="point_position_once")]

    def __str__(self):
        return f"Pokok {self.position} {self.complaint}"


class AnswerDraft(models.Model):
    """Konsep jawaban; the answers to the points stand in them."""

    complaint = models.OneToOneField(Complaint, models.CASCADE, verbose_name="laporan", related_name="answer_draft")
    text = models.TextField("jawaban", blank=True)
    verdict = models.CharField("hasil akhir", max_length=30, choices=Verdict.choices(), blank=True)
    needs_check = models.BooleanField("perlu diperiksa rekan", default=False)
    written_at = models.DateTimeField("ditulis pada")
    written_by = of_user("ditulis oleh", related_name="+")

    class Meta:
        verbose_name = "konsep jawaban"
        verbose_name_plural = "konsep jawaban"

    def __str__(self):
        return f"Konsep jawaban {self.complaint}"


class StepReport(OfCase):
    """Laporan tertulis ke pejabat di atasnya (butir 7.a, 7.b and 8)."""

    from_level = models.CharField("dari jenjang", max_length=30, choices=Role.choices())
    to_level = models.CharField("kepada jenjang", max_length=30, choices=Role.choices())
    is_final = models.BooleanField("laporan hasil akhir (butir 8)", default=False)
    text = models.TextField("laporan")

    class Meta(OfCase.Meta):
        verbose_name = "laporan berjenjang"
        verbose_name_plural = "laporan berjenjang"


class Referral(OfCase):
    """Pelibatan tim teknis atau perangkat daerah (butir 7.b)."""

    agency = models.CharField("perangkat daerah atau tim teknis", max_length=200)
    member = of_user("anggota tim teknis dengan akun", related_name="referrals", null=True, blank=True)
    letter_number = models.CharField("nomor surat", max_length=100, blank=True)
    letter_on = models.DateField("tanggal surat", null=True, blank=True)
    request = models.TextField("yang diminta", blank=True)
    expected_on = models.DateField("diharapkan paling lambat")
    report = models.TextField("laporan", blank=True)
    reported_on = models.DateField("dilaporkan pada", null=True, blank=True)

    class Meta(OfCase.Meta):
        verbose_name = "pelibatan tim teknis"
        verbose_name_plural = "pelibatan tim teknis"


class ApipRequest(OfCase):
    """Permintaan persetujuan kepala dinas untuk melibatkan APIP (butir 7.c), and the decision with its reason."""

    reason = models.TextField("alasan permintaan")
    named = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="yang boleh melihat", related_name="+", blank=True
    )
    is_approved = models.BooleanField("disetujui", null=True, blank=True)
    decided_at = models.DateTimeField("diputuskan pada", null=True, blank=True)
    decided_by = of_user("diputuskan oleh", related_name="+", null=True, blank=True)
    decision_reason = models.TextField("alasan keputusan", blank=True)
    document = models.CharField("nomor dan tanggal naskah", max_length=200, blank=True)

    class Meta(OfCase.Meta):
        verbose_name = "permintaan pelibatan APIP"
        verbose_name_plural = "permintaan pelibatan APIP"
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(is_approved__isnull=True),
                name="apip_request_open_once",
                violation_error_message="Permintaan pelibatan APIP yang belum diputuskan sudah ada.",
            ),
        ]


class Access(OfCase):
    """Akses: someone named who may see a restricted case (butir 7.c)."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, verbose_name="laporan", related_name="accesses")
    user = of_user("yang boleh melihat", related_name="case_accesses")

    class Meta(OfCase.Meta):
        verbose_name = "akses"
        verbose_name_plural = "akses"
        constraints = [models.UniqueConstraint(fields=["complaint", "user"], name="access_once")]


class Note(OfCase):
    """Catatan internal."""

    text = models.TextField("catatan")

    class Meta(OfCase.Meta):
        verbose_name = "catatan"
        verbose_name_plural = "catatan"


class Informing(OfCase):
    """Penyampaian hasil kepada pelapor (butir 8): by which channel, and when."""

    channel = models.CharField("melalui", max_length=30, choices=Channel.choices())
    informed_on = models.DateField("tanggal")
    note = models.CharField("keterangan", max_length=255, blank=True)

    class Meta(OfCase.Meta):
        verbose_name = "penyampaian hasil"
        verbose_name_plural = "penyampaian hasil"


class LinkKind(Term):
    """Jenis tautan."""

    DUPLICATE = "laporan-ganda"
    RELATED = "berkaitan"


class Link(OfCase):
    """Tautan between two reports; nothing is merged or deleted."""

    other = models.ForeignKey(Complaint, models.CASCADE, verbose_name="laporan lain", related_name="linked_from")
    kind = models.CharField("jenis", max_length=20, choices=LinkKind.choices())

    class Meta(OfCase.Meta):
        verbose_name = "tautan"
        verbose_name_plural = "tautan"
        constraints = [
            models.UniqueConstraint(fields=["complaint", "other"], name="link_once"),
            models.CheckConstraint(
                condition=~Q(complaint=F("other")),
                name="link_to_another",
                violation_error_message="Laporan tidak dapat ditautkan dengan dirinya sendiri.",
            ),
        ]
