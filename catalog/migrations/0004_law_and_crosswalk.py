"""Citations, the crosswalk of KBLI, and who watches over what; with the guards lifted, as going back makes tables anew."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from catalog.append_only import unguarded

OPERATIONS = [
    migrations.AlterField(
        model_name="regulation",
        name="kind",
        field=models.CharField(max_length=255, verbose_name="jenis"),
    ),
    migrations.CreateModel(
        name="Citation",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "component",
                models.PositiveSmallIntegerField(
                    choices=[
                        (1, "Persyaratan"),
                        (2, "Sistem, Mekanisme dan Prosedur"),
                        (3, "Jangka Waktu Penyelesaian"),
                        (4, "Biaya/Tarif"),
                        (5, "Produk Layanan"),
                        (6, "Penanganan Pengaduan, Saran dan Masukan"),
                        (7, "Dasar Hukum"),
                        (8, "Sarana, Prasarana, dan Fasilitas"),
                        (9, "Kompetensi Pelaksana"),
                        (10, "Pengawasan Internal"),
                        (11, "Jumlah Pelaksana"),
                        (12, "Jaminan Pelayanan"),
                        (13, "Jaminan Keamanan dan Keselamatan Pelayanan"),
                        (14, "Evaluasi Kinerja Pelaksana"),
                    ],
                    verbose_name="komponen",
                ),
            ),
            ("start", models.PositiveIntegerField(verbose_name="letak dalam teks")),
            ("kind", models.CharField(max_length=700, verbose_name="jenis")),
            ("number", models.PositiveIntegerField(verbose_name="nomor")),
            ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
            ("title", models.TextField(blank=True, verbose_name="tentang")),
            ("article", models.CharField(blank=True, max_length=100, verbose_name="pasal")),
            ("raw", models.TextField(verbose_name="bunyi sitiran")),
        ],
        options={
            "verbose_name": "sitiran peraturan",
            "verbose_name_plural": "sitiran peraturan",
            "ordering": ["component", "start"],
        },
    ),
    migrations.CreateModel(
        name="KbliCrosswalk",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("old_code", models.CharField(max_length=5, verbose_name="kode KBLI 2020")),
            ("new_code", models.CharField(blank=True, max_length=5, verbose_name="kode KBLI 2025")),
            (
                "relation",
                models.CharField(
                    choices=[
                        ("sama", "kode dan kegiatan sama"),
                        ("pindah", "kegiatan sama, kode berganti"),
                        ("pecah", "dipecah menjadi beberapa kode"),
                        ("gabung", "digabung dengan kode lain"),
                        ("hapus", "tidak ada lagi"),
                    ],
                    max_length=10,
                    verbose_name="hubungan",
                ),
            ),
            ("note", models.CharField(blank=True, max_length=255, verbose_name="catatan")),
        ],
        options={
            "verbose_name": "padanan KBLI 2020–2025",
            "verbose_name_plural": "padanan KBLI 2020–2025",
            "ordering": ["old_code", "new_code"],
        },
    ),
    migrations.AddField(
        model_name="regulation",
        name="owner",
        field=models.ForeignKey(
            blank=True,
            help_text="Petugas yang memantau status peraturan ini.",
            null=True,
            on_delete=django.db.models.deletion.SET_NULL,
            related_name="+",
            to=settings.AUTH_USER_MODEL,
            verbose_name="penanggung jawab",
        ),
    ),
    migrations.AddField(
        model_name="regulation",
        name="review_on",
        field=models.DateField(blank=True, null=True, verbose_name="diperiksa lagi pada"),
    ),
    migrations.AddField(
        model_name="regulation",
        name="source",
        field=models.CharField(
            blank=True,
            help_text="Tempat status ini dibaca, mis. “Lembaran Negara 2025 Nomor 98” atau pasal yang mencabutnya.",
            max_length=255,
            verbose_name="sumber status",
        ),
    ),
    migrations.AddField(
        model_name="regulation",
        name="successor",
        field=models.ForeignKey(
            blank=True,
            help_text="Bila penggantinya sudah tercatat di sini; halaman umum lalu menautkannya.",
            null=True,
            on_delete=django.db.models.deletion.SET_NULL,
            related_name="predecessors",
            to="catalog.regulation",
            verbose_name="peraturan pengganti yang tercatat",
        ),
    ),
    migrations.AddField(
        model_name="standard",
        name="owner",
        field=models.ForeignKey(
            blank=True,
            help_text="Petugas yang menjaga standar ini tetap benar.",
            null=True,
            on_delete=django.db.models.deletion.SET_NULL,
            related_name="+",
            to=settings.AUTH_USER_MODEL,
            verbose_name="penanggung jawab",
        ),
    ),
    migrations.AddField(
        model_name="standard",
        name="review_on",
        field=models.DateField(blank=True, null=True, verbose_name="ditinjau lagi pada"),
    ),
    migrations.AddConstraint(
        model_name="regulation",
        constraint=models.CheckConstraint(
            condition=models.Q(
                ("successor__isnull", True), models.Q(("successor", models.F("pk")), _negated=True), _connector="OR"
            ),
            name="regulation_not_its_own_successor",
            violation_error_message="Peraturan tidak dapat digantikan oleh dirinya sendiri.",
        ),
    ),
    migrations.AddField(
        model_name="citation",
        name="edition",
        field=models.ForeignKey(
            blank=True,
            null=True,
            on_delete=django.db.models.deletion.CASCADE,
            related_name="citations",
            to="catalog.edition",
            verbose_name="edisi",
        ),
    ),
    migrations.AddField(
        model_name="citation",
        name="regulation",
        field=models.ForeignKey(
            blank=True,
            null=True,
            on_delete=django.db.models.deletion.SET_NULL,
            related_name="citations",
            to="catalog.regulation",
            verbose_name="peraturan",
        ),
    ),
    migrations.AddField(
        model_name="citation",
        name="standard",
        field=models.ForeignKey(
            blank=True,
            null=True,
            on_delete=django.db.models.deletion.CASCADE,
            related_name="citations",
            to="catalog.standard",
            verbose_name="naskah",
        ),
    ),
    migrations.AddIndex(
        model_name="kblicrosswalk",
        index=models.Index(fields=["new_code"], name="crosswalk_new_code"),
    ),
    migrations.AddConstraint(
        model_name="kblicrosswalk",
        constraint=models.UniqueConstraint(
            fields=("old_code", "new_code"),
            name="crosswalk_once",
            violation_error_message="Padanan kode ini sudah ada.",
        ),
    ),
    migrations.AddConstraint(
        model_name="kblicrosswalk",
        constraint=models.CheckConstraint(
            condition=models.Q(
                ("old_code__regex", "\\A[0-9]{5}\\Z"),
                models.Q(
                    models.Q(("new_code", ""), ("relation", "hapus")),
                    models.Q(models.Q(("relation", "hapus"), _negated=True), ("new_code__regex", "\\A[0-9]{5}\\Z")),
                    _connector="OR",
                ),
            ),
            name="crosswalk_complete",
            violation_error_message="Kode harus lima angka; kode baru kosong hanya bila hubungannya “hapus”.",
        ),
    ),
    migrations.AddIndex(
        model_name="citation",
        index=models.Index(fields=["number", "year"], name="citation_place"),
    ),
    migrations.AddConstraint(
        model_name="citation",
        constraint=models.CheckConstraint(
            condition=models.Q(
                models.Q(("edition__isnull", False), ("standard__isnull", True)),
                models.Q(("edition__isnull", True), ("standard__isnull", False)),
                _connector="OR",
            ),
            name="citation_of_a_draft_or_an_edition",
            violation_error_message="Sitiran harus milik satu naskah atau satu edisi.",
        ),
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0003_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = unguarded(*OPERATIONS)
