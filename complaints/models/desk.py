"""What the desk keeps besides cases: prepared texts, leave, calendar feeds, saved lists, which reminders went out."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from complaints.models.complaint import Complaint
from complaints.rules.terms import Term


class PreparedText(models.Model):
    """Teks siap pakai, to start an answer from."""

    title = models.CharField("judul", max_length=150, unique=True)
    text = models.TextField("teks")
    is_active = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "teks siap pakai"
        verbose_name_plural = "teks siap pakai"
        ordering = ["title"]

    def __str__(self):
        return self.title


class Cover(models.Model):
    """Pengganti: who does an officer's work while that officer is on leave."""

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="petugas yang cuti", related_name="leaves"
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="pengganti", related_name="covers"
    )
    from_on = models.DateField("mulai")
    until_on = models.DateField("sampai dengan")

    class Meta:
        verbose_name = "pengganti selama cuti"
        verbose_name_plural = "pengganti selama cuti"
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")) & ~Q(officer=F("substitute")),
                name="cover_makes_sense",
                violation_error_message="Pengganti harus orang lain, dan cuti berakhir tidak sebelum mulai.",
            ),
        ]

    def __str__(self):
        return f"{self.officer} digantikan {self.substitute}"


class CalendarFeed(models.Model):
    """Kalender langganan: an officer's due dates at a secret address that can be renewed. Only its digest is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="petugas", related_name="calendar_feed"
    )
    token_digest = models.CharField("sidik kunci", max_length=64, unique=True)
    renewed_at = models.DateTimeField("diperbarui pada")

    class Meta:
        verbose_name = "kalender langganan"
        verbose_name_plural = "kalender langganan"

    def __str__(self):
        return f"Kalender {self.user}"


class SavedView(models.Model):
    """Daftar tersimpan: the address of a filtered list under a name of one's own. Holds filters, never a person."""

    MOST = 20  # of one user

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="milik", related_name="saved_views")
    name = models.CharField("nama", max_length=60)
    query = models.CharField("saringan", max_length=1000)

    class Meta:
        verbose_name = "daftar tersimpan"
        verbose_name_plural = "daftar tersimpan"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="saved_view_once")]

    def __str__(self):
        return self.name


class CountedMonth(models.Model):
    """Hitungan bulan: the numbers of the reports received in one month, so that not every process counts them anew.

    They hold while ``stamp`` is what complaints/tally.py says it is now; nobody needs this table to be whole.
    """

    year = models.PositiveSmallIntegerField("tahun")
    month = models.PositiveSmallIntegerField("bulan")
    stamp = models.CharField("keadaan", max_length=100)
    counts = models.JSONField("hitungan", encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "hitungan bulan"
        verbose_name_plural = "hitungan bulan"
        ordering = ["year", "month"]
        constraints = [models.UniqueConstraint(fields=["year", "month"], name="counted_month_once")]

    def __str__(self):
        return f"{self.year}-{self.month:02}"


class ReminderKind(Term):
    """Jenis pengingat."""

    DUE_SOON = "segera-jatuh-tempo"
    OVERDUE = "terlambat"
    REFERRAL = "tim-teknis-belum-melapor"
    DIGEST = "ringkasan"


class Reminder(models.Model):
    """Pengingat: that one person was told one thing, once. Asked is what is due and not yet told, never a window."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="kepada", related_name="reminders"
    )
    kind = models.CharField("jenis", max_length=30, choices=ReminderKind.choices())
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, verbose_name="laporan", related_name="reminders", null=True, blank=True
    )
    about_on = models.DateField("tentang tanggal")  # the due date told of, or the day of a digest
    made_at = models.DateTimeField("dibuat pada")

    class Meta:
        verbose_name = "pengingat"
        verbose_name_plural = "pengingat"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "kind", "complaint", "about_on"], name="reminder_once"),
            models.UniqueConstraint(
                fields=["recipient", "kind", "about_on"], condition=Q(complaint__isnull=True), name="digest_once"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.recipient}"
