"""The days the office is closed, and the years for which that is certain."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalog.models import Keyed, Version
from catalog.querysets import KeyedQuerySet
from complaints.rules import deadlines


class Holiday(Keyed):
    """Hari libur: a day without service, and the decree that says so.

    Change holidays and confirmed years through ``actions.change_calendar`` only: due dates depend on them.
    """

    natural_key_fields = ("date", "kind")

    date = models.DateField("tanggal")
    name = models.CharField("nama", max_length=150)
    kind = models.CharField("jenis", max_length=20, choices=deadlines.HolidayKind.choices())
    decree = models.CharField("dasar (SKB, keputusan)", max_length=255, blank=True)

    objects = KeyedQuerySet.as_manager()

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        ordering = ["date", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["date", "kind"],
                name="holiday_once",
                violation_error_message="Hari libur dengan tanggal dan jenis ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(date__range=(deadlines.FIRST_DAY, deadlines.LAST_DAY)),
                name="holiday_within_bounds",
                violation_error_message="Tanggal hari libur harus antara tahun 2000 dan 2100.",
            ),
        ]

    def __str__(self):
        return f"{self.date:%Y-%m-%d} {self.name}"


class ConfirmedYear(Keyed):
    """Tahun pasti: a year whose list of holidays a person has checked against the decree."""

    natural_key_fields = ("year",)

    year = models.PositiveSmallIntegerField("tahun", unique=True)
    decree = models.CharField("dasar (SKB, keputusan)", max_length=255, blank=True)
    confirmed_at = models.DateTimeField("dipastikan pada", auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="dipastikan oleh", null=True, blank=True
    )

    objects = KeyedQuerySet.as_manager()

    class Meta:
        verbose_name = "tahun dengan hari libur pasti"
        verbose_name_plural = "tahun dengan hari libur pasti"
        ordering = ["year"]

    def __str__(self):
        return str(self.year)


class CalendarVersion(Version):
    """Versi kalender: changes with every change of the calendar, which is kept in memory."""

    class Meta:
        verbose_name = "versi kalender"
        verbose_name_plural = "versi kalender"
