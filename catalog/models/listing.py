"""What lists are made of: one narrow row for each standard in force, and how many there are of each kind."""

from django.db import models

from catalog.models.version import Version
from catalog.rules.facets import NO_DAYS


class FacetCount(models.Model):
    """Hitungan saringan: how many standards in force are alike in all that lists are narrowed by.

    Written by catalog/list_index.py alone, as are the three below. A row stays when its count falls to 0.
    """

    kbli_edition = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=1, blank=True)
    division = models.CharField(max_length=2)
    sector = models.PositiveIntegerField(default=0)  # its key; 0 for none, because two nulls are never equal
    licence_kind = models.CharField(max_length=20)
    risk_level = models.CharField(max_length=20)
    days = models.PositiveSmallIntegerField(default=NO_DAYS)
    cost = models.CharField(max_length=20)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "hitungan saringan"
        verbose_name_plural = "hitungan saringan"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "kbli_edition",
                    "section",
                    "division",
                    "sector",
                    "licence_kind",
                    "risk_level",
                    "days",
                    "cost",
                ],
                name="facet_count_once",
            )
        ]

    def __str__(self):
        return f"{self.division} {self.licence_kind} {self.risk_level}: {self.count}"


class ActivityCount(models.Model):
    """Hitungan kegiatan: how many standards in force there are of an activity, by its title as printed."""

    kbli_edition = models.PositiveSmallIntegerField()
    kbli_code = models.CharField(max_length=5)
    kbli_title = models.CharField(max_length=255)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "hitungan kegiatan"
        verbose_name_plural = "hitungan kegiatan"
        constraints = [
            models.UniqueConstraint(fields=["kbli_edition", "kbli_code", "kbli_title"], name="activity_count_once")
        ]

    def __str__(self):
        return f"KBLI {self.kbli_edition} {self.kbli_code} {self.kbli_title}: {self.count}"


class ListEntry(models.Model):
    """Entri daftar: what one standard in force is sorted and narrowed by. Each index answers a sort by itself."""

    standard = models.OneToOneField("Standard", models.CASCADE, primary_key=True, related_name="+")
    edition = models.OneToOneField("Edition", models.CASCADE, related_name="list_entry")
    facets = models.ForeignKey(FacetCount, models.PROTECT, related_name="+", db_index=False)
    activity = models.ForeignKey(ActivityCount, models.PROTECT, related_name="+", db_index=False)
    kbli_title = models.CharField(max_length=255)
    kbli_code = models.CharField(max_length=5)
    annex_number = models.PositiveSmallIntegerField(default=0)
    days = models.PositiveSmallIntegerField(default=NO_DAYS)
    effective_on = models.DateField()
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = "entri daftar"
        verbose_name_plural = "entri daftar"
        indexes = [
            models.Index(fields=["kbli_title", "kbli_code", "edition", "facets"], name="list_by_title"),
            models.Index(fields=["kbli_code", "annex_number", "edition", "facets"], name="list_by_code"),
            models.Index(fields=["days", "kbli_title", "edition", "facets"], name="list_by_days"),
            models.Index(fields=["-effective_on", "-published_at", "-edition", "facets"], name="list_by_date"),
            models.Index(fields=["facets", "kbli_title", "kbli_code", "edition"], name="list_by_facets"),
        ]

    def __str__(self):
        return self.kbli_title


class ListVersion(Version):
    """Versi daftar: changes with every change of the list."""

    class Meta:
        verbose_name = "versi daftar"
        verbose_name_plural = "versi daftar"
