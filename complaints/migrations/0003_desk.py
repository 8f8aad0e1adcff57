"""What the officers' desk needs; with the guards lifted, since SQLite makes tables anew for it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from catalog.append_only import unguarded

OPERATIONS = [
    migrations.AddField(
        model_name="complaint",
        name="assignee",
        field=models.ForeignKey(
            blank=True,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="cases",
            to=settings.AUTH_USER_MODEL,
            verbose_name="ditangani oleh",
        ),
    ),
    migrations.AddField(
        model_name="complaint",
        name="external_number",
        field=models.CharField(blank=True, max_length=60, verbose_name="nomor pada kanal asal"),
    ),
    migrations.AddField(
        model_name="complaint",
        name="informed_on",
        field=models.DateField(blank=True, null=True, verbose_name="diinformasikan kepada pelapor pada"),
    ),
    migrations.AddField(
        model_name="complaint",
        name="is_restricted",
        field=models.BooleanField(default=False, verbose_name="terbatas bagi yang ditunjuk"),
    ),
    migrations.AddField(
        model_name="complaint",
        name="is_settled",
        field=models.BooleanField(blank=True, null=True, verbose_name="menyelesaikan menurut pelapor"),
    ),
    migrations.AddField(
        model_name="complaint",
        name="level",
        field=models.CharField(
            choices=[
                ("pengadu", "Pengadu"),
                ("petugas-pengaduan", "Petugas pengaduan"),
                ("pejabat-pengelola", "Pejabat pengelola"),
                ("kepala-dinas", "Kepala dinas"),
                ("tim-teknis", "Tim teknis"),
                ("inspektorat", "Inspektorat"),
                ("sistem", "Sistem"),
            ],
            default="petugas-pengaduan",
            max_length=30,
            verbose_name="jenjang",
        ),
    ),
    migrations.AddField(
        model_name="complaint",
        name="outcome",
        field=models.CharField(
            blank=True,
            choices=[
                ("internal-dpmptsp", "Internal DPMPTSP"),
                ("tim-teknis-perangkat-daerah", "Tim Teknis/Perangkat Daerah"),
                ("apip", "Aparat Pengawas Intern Pemerintah (APIP)"),
            ],
            max_length=40,
            verbose_name="hasil penelaahan",
        ),
    ),
    migrations.AddField(
        model_name="complaint",
        name="received_at",
        field=models.TimeField(blank=True, null=True, verbose_name="diterima pukul"),
    ),
    migrations.AddField(
        model_name="complaint",
        name="received_by",
        field=models.CharField(blank=True, max_length=150, verbose_name="diterima oleh"),
    ),
    migrations.AddField(
        model_name="complaint",
        name="reported_on",
        field=models.DateField(blank=True, null=True, verbose_name="dilaporkan kepada atasan pada"),
    ),
    migrations.AddField(
        model_name="complaint",
        name="verdict",
        field=models.CharField(
            blank=True,
            choices=[("diperbaiki", "Diperbaiki"), ("ditolak-dengan-alasan", "Ditolak dengan alasan")],
            max_length=30,
            verbose_name="hasil akhir",
        ),
    ),
    migrations.AddField(
        model_name="complaint",
        name="verify_due_on",
        field=models.DateField(blank=True, null=True, verbose_name="batas verifikasi kanal"),
    ),
    migrations.AddField(
        model_name="complaint",
        name="witnessed_by",
        field=models.CharField(blank=True, max_length=150, verbose_name="pembukaan kotak disaksikan oleh"),
    ),
    migrations.AddField(
        model_name="event",
        name="digest",
        field=models.CharField(default="", editable=False, max_length=64, verbose_name="sidik"),
    ),
    migrations.AddField(
        model_name="event",
        name="sequence",
        field=models.PositiveIntegerField(default=1, editable=False, verbose_name="urutan"),
    ),
    migrations.AddField(
        model_name="outgoingmail",
        name="staff",
        field=models.ForeignKey(
            blank=True,
            null=True,
            on_delete=django.db.models.deletion.CASCADE,
            related_name="+",
            to=settings.AUTH_USER_MODEL,
            verbose_name="kepada pegawai",
        ),
    ),
    migrations.AddField(
        model_name="outgoingmail",
        name="summary",
        field=models.TextField(blank=True, verbose_name="ringkasan"),
    ),
    migrations.AddField(
        model_name="reporter",
        name="address",
        field=models.CharField(blank=True, max_length=255, verbose_name="alamat surat"),
    ),
    migrations.AddField(
        model_name="reporter",
        name="handle",
        field=models.CharField(blank=True, max_length=100, verbose_name="akun atau nomor pada kanal"),
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
            ],
            max_length=40,
            verbose_name="peristiwa",
        ),
    ),
    migrations.AlterField(
        model_name="outgoingmail",
        name="complaint",
        field=models.ForeignKey(
            blank=True,
            null=True,
            on_delete=django.db.models.deletion.CASCADE,
            related_name="mails",
            to="complaints.complaint",
            verbose_name="laporan",
        ),
    ),
    migrations.AddIndex(
        model_name="complaint",
        index=models.Index(fields=["assignee", "state"], name="complaint_of_officer"),
    ),
    migrations.AddIndex(
        model_name="complaint",
        index=models.Index(fields=["received_on"], name="complaint_received"),
    ),
    migrations.AddIndex(
        model_name="complaint",
        index=models.Index(fields=["standard", "component"], name="complaint_about"),
    ),
    migrations.AddConstraint(
        model_name="complaint",
        constraint=models.CheckConstraint(
            condition=models.Q(
                ("outcome__in", ["", "internal-dpmptsp", "tim-teknis-perangkat-daerah", "apip"]),
                ("verdict__in", ["", "diperbaiki", "ditolak-dengan-alasan"]),
            ),
            name="complaint_outcome_and_verdict_known",
            violation_error_message="Hasil penelaahan atau hasil akhir tidak dikenal.",
        ),
    ),
    migrations.CreateModel(
        name="PreparedText",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("title", models.CharField(max_length=150, unique=True, verbose_name="judul")),
            ("text", models.TextField(verbose_name="teks")),
            ("is_active", models.BooleanField(default=True, verbose_name="dipakai")),
        ],
        options={
            "verbose_name": "teks siap pakai",
            "verbose_name_plural": "teks siap pakai",
            "ordering": ["title"],
        },
    ),
    migrations.CreateModel(
        name="Seal",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("last_event", models.PositiveBigIntegerField(unique=True, verbose_name="sampai peristiwa")),
            ("events", models.PositiveBigIntegerField(verbose_name="banyaknya peristiwa")),
            ("digest", models.CharField(max_length=64, verbose_name="sidik")),
            ("made_at", models.DateTimeField(verbose_name="dibuat pada")),
        ],
        options={
            "verbose_name": "segel",
            "verbose_name_plural": "segel",
            "ordering": ["last_event"],
        },
    ),
    migrations.CreateModel(
        name="AnswerDraft",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("text", models.TextField(blank=True, verbose_name="jawaban")),
            (
                "verdict",
                models.CharField(
                    blank=True,
                    choices=[("diperbaiki", "Diperbaiki"), ("ditolak-dengan-alasan", "Ditolak dengan alasan")],
                    max_length=30,
                    verbose_name="hasil akhir",
                ),
            ),
            ("needs_check", models.BooleanField(default=False, verbose_name="perlu diperiksa rekan")),
            ("written_at", models.DateTimeField(verbose_name="ditulis pada")),
            (
                "complaint",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="answer_draft",
                    to="complaints.complaint",
                    verbose_name="laporan",
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
            "verbose_name": "konsep jawaban",
            "verbose_name_plural": "konsep jawaban",
        },
    ),
    migrations.CreateModel(
        name="CalendarFeed",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("token_digest", models.CharField(max_length=64, unique=True, verbose_name="sidik kunci")),
            ("renewed_at", models.DateTimeField(verbose_name="diperbarui pada")),
            (
                "user",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="calendar_feed",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="petugas",
                ),
            ),
        ],
        options={
            "verbose_name": "kalender langganan",
            "verbose_name_plural": "kalender langganan",
        },
    ),
    migrations.CreateModel(
        name="Clarification",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("written_at", models.DateTimeField(verbose_name="ditulis pada")),
            ("held_on", models.DateField(verbose_name="tanggal")),
            ("with_whom", models.CharField(max_length=200, verbose_name="dengan siapa")),
            ("is_outside", models.BooleanField(default=False, verbose_name="pihak di luar DPMPTSP")),
            ("result", models.TextField(verbose_name="hasil")),
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
            "verbose_name": "klarifikasi",
            "verbose_name_plural": "klarifikasi",
            "ordering": ["pk"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Informing",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("written_at", models.DateTimeField(verbose_name="ditulis pada")),
            (
                "channel",
                models.CharField(
                    choices=[
                        ("pejabat-pengelola", "Pejabat Pengelola Pengaduan di kantor DPMPTSP"),
                        ("loket-mpp", "Petugas Pengaduan di Mal Pelayanan Publik"),
                        ("surat", "Surat"),
                        ("telepon", "Telepon"),
                        ("sms", "SMS"),
                        ("wa", "WA"),
                        ("email", "Email"),
                        ("twitter", "Twitter"),
                        ("instagram", "Instagram"),
                        ("web-dpmptsp", "Web DPMPTSP"),
                        ("web-mpp", "Web Mal Pelayanan Publik"),
                        ("formulir", "Formulir Pengaduan"),
                        ("kotak", "Kotak Pengaduan"),
                        ("sp4n-lapor", "SP4N-LAPOR!"),
                    ],
                    max_length=30,
                    verbose_name="melalui",
                ),
            ),
            ("informed_on", models.DateField(verbose_name="tanggal")),
            ("note", models.CharField(blank=True, max_length=255, verbose_name="keterangan")),
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
            "verbose_name": "penyampaian hasil",
            "verbose_name_plural": "penyampaian hasil",
            "ordering": ["pk"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Note",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("written_at", models.DateTimeField(verbose_name="ditulis pada")),
            ("text", models.TextField(verbose_name="catatan")),
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
            "verbose_name": "catatan",
            "verbose_name_plural": "catatan",
            "ordering": ["pk"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Referral",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("written_at", models.DateTimeField(verbose_name="ditulis pada")),
            ("agency", models.CharField(max_length=200, verbose_name="perangkat daerah atau tim teknis")),
            ("letter_number", models.CharField(blank=True, max_length=100, verbose_name="nomor surat")),
            ("letter_on", models.DateField(blank=True, null=True, verbose_name="tanggal surat")),
            ("request", models.TextField(blank=True, verbose_name="yang diminta")),
            ("expected_on", models.DateField(verbose_name="diharapkan paling lambat")),
            ("report", models.TextField(blank=True, verbose_name="laporan")),
            ("reported_on", models.DateField(blank=True, null=True, verbose_name="dilaporkan pada")),
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
                "member",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="referrals",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="anggota tim teknis dengan akun",
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
            "verbose_name": "pelibatan tim teknis",
            "verbose_name_plural": "pelibatan tim teknis",
            "ordering": ["pk"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="StepReport",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("written_at", models.DateTimeField(verbose_name="ditulis pada")),
            (
                "from_level",
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
                    verbose_name="dari jenjang",
                ),
            ),
            (
                "to_level",
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
                    verbose_name="kepada jenjang",
                ),
            ),
            ("is_final", models.BooleanField(default=False, verbose_name="laporan hasil akhir (butir 8)")),
            ("text", models.TextField(verbose_name="laporan")),
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
            "verbose_name": "laporan berjenjang",
            "verbose_name_plural": "laporan berjenjang",
            "ordering": ["pk"],
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="Study",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("core", models.TextField(blank=True, verbose_name="inti masalah (butir 6.a)")),
            ("rules", models.TextField(blank=True, verbose_name="SP/SOP/peraturan yang relevan (butir 6.b)")),
            (
                "documents",
                models.TextField(blank=True, verbose_name="dokumen dan informasi yang diperiksa (butir 6.c)"),
            ),
            ("plan", models.TextField(blank=True, verbose_name="rencana penanganan (butir 6.d)")),
            ("written_at", models.DateTimeField(verbose_name="ditulis pada")),
            (
                "complaint",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="study",
                    to="complaints.complaint",
                    verbose_name="laporan",
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
            "verbose_name": "penelaahan",
            "verbose_name_plural": "penelaahan",
        },
    ),
    migrations.CreateModel(
        name="Access",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("written_at", models.DateTimeField(verbose_name="ditulis pada")),
            (
                "complaint",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="accesses",
                    to="complaints.complaint",
                    verbose_name="laporan",
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="case_accesses",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="yang boleh melihat",
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
            "verbose_name": "akses",
            "verbose_name_plural": "akses",
            "ordering": ["pk"],
            "abstract": False,
            "constraints": [models.UniqueConstraint(fields=("complaint", "user"), name="access_once")],
        },
    ),
    migrations.CreateModel(
        name="ApipRequest",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("written_at", models.DateTimeField(verbose_name="ditulis pada")),
            ("reason", models.TextField(verbose_name="alasan permintaan")),
            ("is_approved", models.BooleanField(blank=True, null=True, verbose_name="disetujui")),
            ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="diputuskan pada")),
            ("decision_reason", models.TextField(blank=True, verbose_name="alasan keputusan")),
            ("document", models.CharField(blank=True, max_length=200, verbose_name="nomor dan tanggal naskah")),
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
                "decided_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="diputuskan oleh",
                ),
            ),
            (
                "named",
                models.ManyToManyField(
                    blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="yang boleh melihat"
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
            "verbose_name": "permintaan pelibatan APIP",
            "verbose_name_plural": "permintaan pelibatan APIP",
            "ordering": ["pk"],
            "abstract": False,
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("is_approved__isnull", True)),
                    fields=("complaint",),
                    name="apip_request_open_once",
                    violation_error_message="Permintaan pelibatan APIP yang belum diputuskan sudah ada.",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Cover",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("from_on", models.DateField(verbose_name="mulai")),
            ("until_on", models.DateField(verbose_name="sampai dengan")),
            (
                "officer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="leaves",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="petugas yang cuti",
                ),
            ),
            (
                "substitute",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="covers",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="pengganti",
                ),
            ),
        ],
        options={
            "verbose_name": "pengganti selama cuti",
            "verbose_name_plural": "pengganti selama cuti",
            "ordering": ["-from_on"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("until_on__gte", models.F("from_on")),
                        models.Q(("officer", models.F("substitute")), _negated=True),
                    ),
                    name="cover_makes_sense",
                    violation_error_message="Pengganti harus orang lain, dan cuti berakhir tidak sebelum mulai.",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Link",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("written_at", models.DateTimeField(verbose_name="ditulis pada")),
            (
                "kind",
                models.CharField(
                    choices=[("laporan-ganda", "Laporan ganda"), ("berkaitan", "Berkaitan")],
                    max_length=20,
                    verbose_name="jenis",
                ),
            ),
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
                "other",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="linked_from",
                    to="complaints.complaint",
                    verbose_name="laporan lain",
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
            "verbose_name": "tautan",
            "verbose_name_plural": "tautan",
            "ordering": ["pk"],
            "abstract": False,
            "constraints": [
                models.UniqueConstraint(fields=("complaint", "other"), name="link_once"),
                models.CheckConstraint(
                    condition=models.Q(("complaint", models.F("other")), _negated=True),
                    name="link_to_another",
                    violation_error_message="Laporan tidak dapat ditautkan dengan dirinya sendiri.",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Point",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
            ("text", models.TextField(verbose_name="pokok aduan")),
            ("answer", models.TextField(blank=True, verbose_name="jawaban")),
            (
                "complaint",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="points",
                    to="complaints.complaint",
                    verbose_name="laporan",
                ),
            ),
        ],
        options={
            "verbose_name": "pokok aduan",
            "verbose_name_plural": "pokok aduan",
            "ordering": ["position"],
            "constraints": [models.UniqueConstraint(fields=("complaint", "position"), name="point_position_once")],
        },
    ),
    migrations.CreateModel(
        name="Reminder",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("segera-jatuh-tempo", "Segera jatuh tempo"),
                        ("terlambat", "Terlambat"),
                        ("tim-teknis-belum-melapor", "Tim teknis belum melapor"),
                        ("ringkasan", "Ringkasan"),
                    ],
                    max_length=30,
                    verbose_name="jenis",
                ),
            ),
            ("about_on", models.DateField(verbose_name="tentang tanggal")),
            ("made_at", models.DateTimeField(verbose_name="dibuat pada")),
            (
                "complaint",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="reminders",
                    to="complaints.complaint",
                    verbose_name="laporan",
                ),
            ),
            (
                "recipient",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reminders",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="kepada",
                ),
            ),
        ],
        options={
            "verbose_name": "pengingat",
            "verbose_name_plural": "pengingat",
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(fields=("recipient", "kind", "complaint", "about_on"), name="reminder_once"),
                models.UniqueConstraint(
                    condition=models.Q(("complaint__isnull", True)),
                    fields=("recipient", "kind", "about_on"),
                    name="digest_once",
                ),
            ],
        },
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "__first__"),
        ("catalog", "0003_search"),
        ("complaints", "0002_guard_events"),
    ]

    operations = unguarded(*OPERATIONS)
