"""Published pages as they are sent."""

from django.db import models


class StoredPage(models.Model):
    """Halaman tersimpan: the answer to one address, as Django gave it, compressed.

    Written by catalog/pages.py alone, and read by it before Django is asked. Without a row Django answers.
    """

    path = models.CharField("alamat", max_length=200, primary_key=True)
    # Of whose draft and editions it is; empty for pages of the whole site. No constraint in the database:
    # it would lock a standard's row while its page is stored, and whoever publishes locks in the other order.
    standard = models.ForeignKey(
        "Standard", models.CASCADE, verbose_name="standar", related_name="+", null=True, blank=True, db_constraint=False
    )
    release = models.CharField("rilis", max_length=32)  # of what code, templates and settings it was made
    headers = models.TextField("kepala jawaban")  # one a line, without ETag and Content-Length
    etag = models.CharField("ETag", max_length=40)
    body = models.BinaryField("isi (gzip)")

    class Meta:
        verbose_name = "halaman tersimpan"
        verbose_name_plural = "halaman tersimpan"

    def __str__(self):
        return self.path


class PageVersion(models.Model):
    """Versi halaman: one row, counted up whenever pages are taken away because what they show changes."""

    number = models.PositiveBigIntegerField("nomor", default=0)

    class Meta:
        verbose_name = "versi halaman"
        verbose_name_plural = "versi halaman"

    def __str__(self):
        return str(self.number)
