"""The search's data: what each standard is found by, the words people use, and those that found nothing."""

from django.db import models
from django.db.models import Q

from catalog.querysets import KeyedQuerySet
from catalog.rules import kbli

MAX_MISSED = 60  # characters of a query that is counted


class SearchEntry(models.Model):
    """Entri pencarian: the stems of one standard in force. Written by catalog/search/index.py alone.

    A full-text index hangs on this table (catalog/search/full_text.py): a migration that makes SQLite rebuild
    the table has to make that index again. A space stands before and after every stem; ``everyday`` and
    ``general`` hold phrases, with " , " around each.
    """

    standard = models.OneToOneField("Standard", models.CASCADE, primary_key=True, related_name="+")
    edition = models.OneToOneField("Edition", models.CASCADE, related_name="search_entry")
    name = models.CharField(max_length=255)  # its title as printed, behind the number of its words, for sorting
    code = models.TextField()  # and the beginnings of it
    title = models.TextField()
    everyday = models.TextField()  # words that people use for exactly this
    general = models.TextField()  # words that people use for all of its group
    described = models.TextField()  # the words of KBLI
    needs = models.TextField()  # requirements, product, kind and risk
    rest = models.TextField()  # the other components
    facets = models.TextField()  # what lists are narrowed by

    class Meta:
        verbose_name = "entri pencarian"
        verbose_name_plural = "entri pencarian"

    def __str__(self):
        return self.name


class SearchWord(models.Model):
    """Kosakata pencarian: a word as it is written, to know beginnings and slips by, and what is no slip.

    A word that stands in no entry any more keeps its role until the next ``manage.py reindex``.
    """

    class Role(models.IntegerChoices):
        NAME = 1, "nama"  # of a title or an everyday name of a standard in force
        TEXT = 2, "naskah"  # of its other texts
        LANGUAGE = 3, "bahasa"  # of no standard, but of KBLI or the everyday names of another activity

    word = models.CharField(max_length=40, primary_key=True)
    stem = models.CharField(max_length=40, blank=True, db_index=True)  # blank for another way to write a word
    role = models.PositiveSmallIntegerField(choices=Role.choices)

    class Meta:
        verbose_name = "kata dalam indeks"
        verbose_name_plural = "kata dalam indeks"

    def __str__(self):
        return self.word


class Synonym(models.Model):
    """Kata sehari-hari: what people call a group of activities, or one standard, besides its official title."""

    SOURCES = [(name, name) for name in ("bahasa sehari-hari", "bahasa Sunda", "istilah usaha", "kata yang dicari")]

    kbli_edition = models.PositiveSmallIntegerField(
        "edisi KBLI", choices=[(year, str(year)) for year in kbli.EDITIONS], default=kbli.CURRENT_EDITION
    )
    kbli_code = models.CharField(
        "kode KBLI", max_length=5, blank=True, help_text="2 sampai 5 angka; berlaku untuk semua kode di bawahnya."
    )
    standard = models.ForeignKey(
        "Standard",
        models.CASCADE,
        verbose_name="standar",
        related_name="synonyms",
        null=True,
        blank=True,
        help_text="Bila hanya untuk satu standar; kode KBLI lalu dikosongkan.",
    )
    source = models.CharField("sumber", max_length=20, choices=[*SOURCES], default=SOURCES[0][0])
    words = models.TextField("kata", help_text="Pisahkan dengan koma, mis. jahit baju, tukang jahit.")

    natural_key_fields = ("kbli_edition", "kbli_code", "standard", "source")
    objects = KeyedQuerySet.as_manager()

    class Meta:
        verbose_name = "kata sehari-hari"
        verbose_name_plural = "kata sehari-hari"
        ordering = ["kbli_code", "standard", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["kbli_edition", "kbli_code", "source"],
                condition=Q(standard__isnull=True),
                name="synonyms_of_a_code_once_per_source",
                violation_error_message="Kode ini sudah memiliki kata dari sumber itu; tambahkan di sana.",
            ),
            models.CheckConstraint(
                condition=Q(standard__isnull=True, kbli_code__regex=r"\A[0-9]{2,5}\Z")
                | Q(standard__isnull=False, kbli_code=""),
                name="synonym_of_a_code_or_a_standard",
                violation_error_message="Isi kode KBLI dengan 2 sampai 5 angka, atau pilih satu standar.",
            ),
            models.CheckConstraint(
                condition=Q(kbli_edition__in=kbli.EDITIONS) & ~Q(words=""),
                name="synonym_complete",
                violation_error_message="Isi kata dan edisi KBLI 2020 atau 2025.",
            ),
        ]

    def __str__(self):
        return f"{self.standard or self.kbli_code}: {self.words[:60]}"

    def natural_key(self):
        return (self.kbli_edition, self.kbli_code, self.standard_id, self.source)

    def phrases(self) -> list[str]:
        return phrases(self.words)


def phrases(words: str) -> list[str]:
    """The names in a list with commas."""
    return [phrase.strip() for phrase in words.split(",") if phrase.strip()]


class MissedSearch(models.Model):
    """Pencarian tanpa hasil: words that nothing was found for, as stems; not who looked for them, nor when each did."""

    words = models.CharField("kata dasar", max_length=MAX_MISSED, unique=True)
    count = models.PositiveIntegerField("berapa kali", default=1)
    last_on = models.DateField("terakhir pada")

    class Meta:
        verbose_name = "pencarian tanpa hasil"
        verbose_name_plural = "pencarian tanpa hasil"
        ordering = ["-count", "-last_on", "words"]

    def __str__(self):
        return self.words
