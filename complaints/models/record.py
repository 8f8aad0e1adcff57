"""What belongs to a complaint as it goes: its files, the letters, and everything that happened."""

from django.conf import settings
from django.db import models

from complaints.models.complaint import Complaint
from complaints.rules.workflow import Action, Role, State


class Attachment(models.Model):
    """Lampiran, kept in the database: no folder that the web server can write to, no orphan after a crash."""

    TYPES = [("application/pdf", "PDF"), ("image/jpeg", "JPEG"), ("image/png", "PNG")]

    complaint = models.ForeignKey(Complaint, models.CASCADE, verbose_name="laporan", related_name="attachments")
    label = models.CharField("nama berkas", max_length=100)
    content_type = models.CharField("jenis isi", max_length=20, choices=TYPES)
    size = models.PositiveIntegerField("ukuran (bita)")
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField("isi")
    added_at = models.DateTimeField("ditambahkan pada")
    is_from_reporter = models.BooleanField("dari pelapor", default=True)

    class Meta:
        verbose_name = "lampiran"
        verbose_name_plural = "lampiran"
        ordering = ["pk"]

    def __str__(self):
        return self.label


class Message(models.Model):
    """Surat-menyurat: what the office and the complainant wrote to each other. The complainant reads it all."""

    QUESTION, REPLY, ANSWER, REASON = "pertanyaan", "tanggapan", "jawaban", "alasan"
    KINDS = [
        (QUESTION, "pertanyaan kantor"),
        (REPLY, "tanggapan pelapor"),
        (ANSWER, "jawaban kantor"),
        (REASON, "alasan keputusan kantor"),
    ]

    complaint = models.ForeignKey(Complaint, models.CASCADE, verbose_name="laporan", related_name="messages")
    kind = models.CharField("jenis", max_length=20, choices=KINDS)
    text = models.TextField("teks")
    written_at = models.DateTimeField("ditulis pada")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="ditulis oleh", null=True, blank=True
    )

    class Meta:
        verbose_name = "surat"
        verbose_name_plural = "surat"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.complaint}"


class Event(models.Model):
    """Peristiwa: one thing that happened to a complaint. Never changed, never deleted (triggers). Holds no identity."""

    FILED = "disampaikan"
    REPLIED = "ditanggapi"
    RATED = "dinilai"
    DUE_MOVED = "batas-berubah"
    ACCEPTED = "diterima-sebagai-pengaduan"
    # The office's own; the complainant is not shown them.
    ASSIGNED = "ditugaskan"
    GROUPED = "dikelompokkan"
    STUDIED = "penelaahan-dicatat"
    CLARIFIED = "klarifikasi-dicatat"
    HANDED_UP = "dilaporkan-berjenjang"
    REFERRED = "tim-teknis-dilibatkan"
    REFERRAL_ANSWERED = "tim-teknis-melapor"
    APIP_REQUESTED = "persetujuan-apip-diminta"
    APIP_DECIDED = "persetujuan-apip-diputuskan"
    ACCESS_GIVEN = "akses-diberikan"
    DRAFTED = "konsep-jawaban-disimpan"
    INFORMED = "hasil-diinformasikan"
    REPORTED = "hasil-dilaporkan-ke-atasan"
    NOTED = "catatan-ditambahkan"
    LINKED = "laporan-ditautkan"
    IDENTITY_SHOWN = "identitas-dilihat"
    EXPORTED = "diekspor-dengan-identitas"
    REMINDED = "pengingat-dikirim"
    HELD = "data-pribadi-ditahan"
    RELEASED = "penahanan-dicabut"
    DISCLOSED = "data-pribadi-diserahkan"
    ERASED = "data-pribadi-dihapus"
    PUBLIC_NAMES = [
        (FILED, "Laporan diterima"),
        (REPLIED, "Pelapor menambahkan keterangan"),
        (RATED, "Pelapor menilai jawaban"),
        (DUE_MOVED, "Batas jawaban berubah"),
        (ACCEPTED, "Saran diterima sebagai pengaduan"),
        *((action.value, action.label) for action in Action),
    ]
    NAMES = [
        *PUBLIC_NAMES,
        (ASSIGNED, "Ditugaskan"),
        (GROUPED, "Dikelompokkan menurut layanan dan komponen"),
        (STUDIED, "Penelaahan dicatat"),
        (CLARIFIED, "Klarifikasi dicatat"),
        (HANDED_UP, "Dilaporkan ke pejabat di atasnya"),
        (REFERRED, "Tim teknis/perangkat daerah dilibatkan"),
        (REFERRAL_ANSWERED, "Tim teknis/perangkat daerah melapor"),
        (APIP_REQUESTED, "Persetujuan pelibatan APIP diminta"),
        (APIP_DECIDED, "Persetujuan pelibatan APIP diputuskan"),
        (ACCESS_GIVEN, "Akses diberikan"),
        (DRAFTED, "Konsep jawaban disimpan"),
        (INFORMED, "Hasil diinformasikan kepada pelapor"),
        (REPORTED, "Hasil dilaporkan kepada atasan"),
        (NOTED, "Catatan internal ditambahkan"),
        (LINKED, "Ditautkan dengan laporan lain"),
        (IDENTITY_SHOWN, "Identitas pelapor dilihat"),
        (EXPORTED, "Diekspor beserta identitas"),
        (REMINDED, "Pengingat dikirim"),
        (HELD, "Data pribadi ditahan dari penghapusan"),
        (RELEASED, "Penahanan data pribadi dicabut"),
        (DISCLOSED, "Data pribadi diserahkan kepada orangnya"),
        (ERASED, "Data pribadi dihapus"),
    ]

    complaint = models.ForeignKey(Complaint, models.PROTECT, verbose_name="laporan", related_name="events")
    name = models.CharField("peristiwa", max_length=40, choices=NAMES)
    at = models.DateTimeField("pada")
    role = models.CharField("peran", max_length=30, choices=Role.choices())
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="oleh", null=True, blank=True)
    state = models.CharField("status sesudahnya", max_length=30, choices=State.choices())
    data = models.JSONField("keterangan", default=dict, blank=True)
    # The chain of one complaint: each digest seals the event and all that came before it (complaints/chain.py).
    sequence = models.PositiveIntegerField("urutan", default=1, editable=False)
    digest = models.CharField("sidik", max_length=64, default="", editable=False)

    class Meta:
        verbose_name = "peristiwa"
        verbose_name_plural = "peristiwa"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["complaint", "sequence"], name="event_sequence_once")]

    def __str__(self):
        return f"{self.get_name_display()} {self.complaint}"


class Seal(models.Model):
    """Segel: one digest over the events since the seal before it, chained to it. Never changed (triggers).

    The chain of a complaint shows a changed event; the seals show that a complaint, or the last of its events, is gone.
    """

    last_event = models.PositiveBigIntegerField("sampai peristiwa", unique=True)
    events = models.PositiveBigIntegerField("banyaknya peristiwa")
    digest = models.CharField("sidik", max_length=64)
    made_at = models.DateTimeField("dibuat pada")

    class Meta:
        verbose_name = "segel"
        verbose_name_plural = "segel"
        ordering = ["last_event"]

    def __str__(self):
        return f"Segel sampai peristiwa {self.last_event}"
