"""What the machine keeps for itself: mails to be sent, and how often something was tried."""

from django.conf import settings
from django.db import models

from complaints.models.complaint import Complaint
from complaints.querysets import OutgoingMailQuerySet


class OutgoingMail(models.Model):
    """Surel keluar: queued in the transaction of what it tells of, delivered by ``deliver_mail``."""

    QUEUED, SENDING, SENT, DEAD, DROPPED = "antre", "dikirim", "terkirim", "gagal", "dilewati"
    STATES = [
        (QUEUED, "antre"),
        (SENDING, "sedang dikirim"),
        (SENT, "terkirim"),
        (DEAD, "gagal"),
        (DROPPED, "dilewati, terlalu banyak hari itu"),
    ]

    complaint = models.ForeignKey(
        Complaint, models.CASCADE, verbose_name="laporan", related_name="mails", null=True, blank=True
    )
    staff = models.ForeignKey(  # None: to the reporter
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="kepada pegawai", related_name="+", null=True, blank=True
    )
    summary = models.TextField("ringkasan", blank=True)  # of a digest: numbers of reports and their days, no person
    notice = models.CharField("pemberitahuan", max_length=30)
    message_id = models.CharField("Message-ID", max_length=100, unique=True)
    state = models.CharField("status", max_length=10, choices=STATES, default=QUEUED)
    queued_at = models.DateTimeField("masuk antrean pada")
    not_before = models.DateTimeField("dikirim paling cepat")
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    last_error = models.CharField("galat terakhir", max_length=255, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = "surel keluar"
        verbose_name_plural = "surel keluar"
        ordering = ["not_before", "pk"]
        indexes = [models.Index(fields=["state", "not_before"], name="mail_to_send")]

    def __str__(self):
        return f"{self.notice} {self.complaint or self.staff}"


class Bucket(models.Model):
    """Takaran: how often something happened from one address within a window (rate limit). Holds no address."""

    key = models.CharField("kunci", max_length=64, primary_key=True)  # HMAC of purpose and address
    window_start = models.DateTimeField("awal jendela")
    count = models.PositiveIntegerField("banyaknya")

    class Meta:
        verbose_name = "takaran"
        verbose_name_plural = "takaran"

    def __str__(self):
        return self.key
