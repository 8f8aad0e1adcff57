"""Holds, and the ledger of erasures, which only grows. The code of before works on: nothing it knows has changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from catalog.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0006_calendar_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="complaint",
            name="erased_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="data pribadi dihapus pada"),
        ),
        migrations.AlterField(
            model_name="event",
            name="name",
            field=models.CharField(
                choices=[
                    ("disampaikan", "Laporan diterima"),
                    ("ditanggapi", "Pelapor menambahkan keterangan"),
                    ("dinilai", "Pelapor menilai jawaban"),
                    ("batas-berubah", "Batas jawaban berubah"),
                    ("diterima-sebagai-pengaduan", "Saran diterima sebagai pengaduan"),
                    ("minta-kelengkapan", "Minta kelengkapan"),
                    ("lengkapi", "Lengkapi"),
                    ("telaah", "Telaah"),
                    ("tindak-lanjuti", "Tindak lanjuti"),
                    ("jawab", "Jawab"),
                    ("tutup", "Tutup"),
                    ("alihkan-menjadi-saran", "Alihkan menjadi saran"),
                    ("nyatakan-bukan-kewenangan", "Nyatakan bukan kewenangan"),
                    ("cabut", "Cabut"),
                    ("buka-kembali", "Buka kembali"),
                    ("ditugaskan", "Ditugaskan"),
                    ("dikelompokkan", "Dikelompokkan menurut layanan dan komponen"),
                    ("penelaahan-dicatat", "Penelaahan dicatat"),
                    ("klarifikasi-dicatat", "Klarifikasi dicatat"),
                    ("dilaporkan-berjenjang", "Dilaporkan ke pejabat di atasnya"),
                    ("tim-teknis-dilibatkan", "Tim teknis/perangkat daerah dilibatkan"),
                    ("tim-teknis-melapor", "Tim teknis/perangkat daerah melapor"),
                    ("persetujuan-apip-diminta", "Persetujuan pelibatan APIP diminta"),
                    ("persetujuan-apip-diputuskan", "Persetujuan pelibatan APIP diputuskan"),
                    ("akses-diberikan", "Akses diberikan"),
                    ("konsep-jawaban-disimpan", "Konsep jawaban disimpan"),
                    ("hasil-diinformasikan", "Hasil diinformasikan kepada pelapor"),
                    ("hasil-dilaporkan-ke-atasan", "Hasil dilaporkan kepada atasan"),
                    ("catatan-ditambahkan", "Catatan internal ditambahkan"),
                    ("laporan-ditautkan", "Ditautkan dengan laporan lain"),
                    ("identitas-dilihat", "Identitas pelapor dilihat"),
                    ("diekspor-dengan-identitas", "Diekspor beserta identitas"),
                    ("pengingat-dikirim", "Pengingat dikirim"),
                    ("data-pribadi-ditahan", "Data pribadi ditahan dari penghapusan"),
                    ("penahanan-dicabut", "Penahanan data pribadi dicabut"),
                    ("data-pribadi-diserahkan", "Data pribadi diserahkan kepada orangnya"),
                    ("data-pribadi-dihapus", "Data pribadi dihapus"),
                ],
                max_length=40,
                verbose_name="peristiwa",
            ),
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("permintaan-orangnya", "Permintaan orangnya"),
                            ("masa-simpan-berakhir", "Masa simpan berakhir"),
                        ],
                        max_length=30,
                        verbose_name="dasar",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="pada")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("pengadu", "Pengadu"),
                            ("petugas-pengaduan", "Petugas pengaduan"),
                            ("pejabat-pengelola", "Pejabat pengelola"),
                            ("kepala-dinas", "Kepala dinas"),
                            ("tim-teknis", "Tim teknis"),
                            ("inspektorat", "Inspektorat"),
                            ("sistem", "Sistem"),
                        ],
                        max_length=30,
                        verbose_name="peran",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oleh",
                    ),
                ),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasure",
                        to="complaints.complaint",
                        verbose_name="laporan",
                    ),
                ),
            ],
            options={
                "verbose_name": "penghapusan data pribadi",
                "verbose_name_plural": "penghapusan data pribadi",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("written_at", models.DateTimeField(verbose_name="ditulis pada")),
                ("reason", models.TextField(verbose_name="alasan")),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="dicabut pada")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="complaints.complaint",
                        verbose_name="laporan",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dicabut oleh",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ditulis oleh",
                    ),
                ),
            ],
            options={
                "verbose_name": "penahanan hukum",
                "verbose_name_plural": "penahanan hukum",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("complaint",),
                        name="hold_lasting_once",
                        violation_error_message="Laporan ini sudah ditahan.",
                    )
                ],
            },
        ),
        AppendOnly(
            "complaints_erasure",
            keys=("id", "complaint_id"),
            message="Catatan penghapusan tidak dapat diubah atau dihapus.",
        ),
    ]
