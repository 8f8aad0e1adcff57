"""Samples for /gaya/: every component in all its states, made without the database."""

import datetime as dt

from django import forms

from catalog import comparison, finder, history
from catalog.choices import Choice, Facet
from catalog.code_tree import Branch
from catalog.models import Edition, Regulation, Standard
from catalog.presentation import LawNote
from catalog.rows import Line, row
from catalog.rules.channels import PrintedChannel
from catalog.rules.components import BY_NUMBER, GROUPS, of_group
from catalog.rules.glossary import TERMS
from catalog.rules.risk import LicenceKind, RiskLevel
from catalog.rules.words import marked
from catalog.search.reasons import Why
from catalog.stencils import joined
from complaints.forms.filing import Option
from complaints.models import Attachment, Complaint, Message
from complaints.presentation.case import Moment
from complaints.presentation.chart import Bar, Chart
from complaints.presentation.deadline import Deadline, counting, deadline
from complaints.presentation.filing import tracking_address, tracking_qr
from complaints.rules import intake
from complaints.rules.deadlines import RESPONSE_DAYS, Calendar, Holiday, HolidayKind, explain

OUTLINE = """Pembuka sebelum daftar, dengan *istilah asing*.
A. Persyaratan Umum:
  1. Skala usaha kecil atau menengah;
  2. Memiliki struktur organisasi yang memuat:
    a) struktur organisasi, tugas, dan wewenang setiap bagian; dan
    b) uraian tugas.
    Paragraf di bawah butir tetap sejajar dengan teks butirnya.
  10. Penanda yang lebih lebar.
B. Persyaratan Khusus:
  (1) sarana produksi; dan
  (2) sistem manajemen."""
SHORT = "\n".join(f"{number}. Ruang pelayanan {number};" for number in range(1, 13))
CHANGED = SHORT.replace("Ruang pelayanan 2;", "Ruang pelayanan *drive thru*;") + "\n13. Ruang laktasi."


class SampleForm(forms.Form):
    name = forms.CharField(label="Nama usaha", help_text="Seperti tertulis pada NIB.")
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    scale = forms.ChoiceField(label="Skala usaha", choices=[("kecil", "Kecil"), ("menengah", "Menengah")])
    channel = forms.ChoiceField(
        label="Cara menghubungi", choices=[("telepon", "Telepon"), ("surat", "Surat")], widget=forms.RadioSelect
    )


def samples() -> dict:
    full = edition(fee_rupiah=0, processing_days=7, product="NIB dan Sertifikat Standar Terverifikasi")
    bare = edition(
        number=2, risk_level=RiskLevel.LOW, kbli_title="Judul KBLI yang panjang sekali dan melebihi satu baris"
    )
    return {
        "full": full,
        "bare": bare,
        "paid": edition(fee_rupiah=1_250_000, processing_days=14, risk_level=RiskLevel.HIGH, product="Izin"),
        "risks": list(RiskLevel),
        "outline": OUTLINE,
        "short": SHORT,
        "component": BY_NUMBER[7],
        "legal_basis": "1. Undang-Undang Nomor 11 Tahun 2020;\n2. Peraturan Menteri Perindustrian Nomor 9 Tahun 2021.",
        **of_law(),
        "groups": [(group, [(component, "", None) for component in of_group(group)]) for group in GROUPS],
        "facet": facet(),
        "facet_of_search": facet(is_button=True),
        "filters": [choice(label, does="Hapus saringan:") for label in ("Menengah Tinggi", "paling lama 7 hari kerja")],
        "sorts": [choice("judul", is_active=True), choice("kode KBLI"), choice("terbaru")],
        "listing": pages(),
        "results": joined([row(Line.of(full)), row(Line.of(bare)), row(Line.of(full), why(), is_comparable=True)]),
        "form": SampleForm(),
        "wrong": SampleForm({"scale": "lain"}),
        **of_finding(),
        **of_complaints(),
    }


def edition(**facts) -> Edition:
    usual = {
        "pk": 1,
        "standard": Standard(slug="contoh", current_id=1),
        "number": 1,
        "kbli_code": "14120",
        "kbli_title": "Penjahitan dan Pembuatan Pakaian sesuai Pesanan",
        "licence_kind": LicenceKind.STANDARD_CERTIFICATE,
        "risk_level": RiskLevel.MEDIUM_HIGH,
        "effective_on": dt.date(2026, 12, 1),
        "change_note": "Lama proses disesuaikan.",
    }
    return Edition(**{**usual, "pk": facts.get("number", 1), **facts})


def regulation(status: str, **facts) -> Regulation:
    usual = {"slug": "contoh", "kind": "Undang-Undang", "number": 11, "year": 2020, "status": status}
    return Regulation(**{**usual, **facts})


def of_law() -> dict:
    """What is known of cited regulations, and what changed in a standard."""
    checked_on = dt.date(2026, 11, 20)
    revoked = regulation("dicabut", status_since=dt.date(2022, 12, 30), replaced_by="UU 6/2023", checked_on=checked_on)
    unchecked = regulation("perlu diperiksa", kind="Peraturan Menteri Perindustrian", number=9, year=2021)
    valid = regulation("berlaku", kind="Peraturan Pemerintah", number=6, year=2021, checked_on=checked_on)
    old, new = edition(requirements=SHORT, processing_days=7), edition(requirements=CHANGED, processing_days=5)
    return {
        "law": LawNote([revoked], [unchecked], [valid]),
        "law_unchecked": LawNote([], [unchecked], []),
        "changed_facts": history.changed_facts(old, new),
        "changed": [history.changed_component(BY_NUMBER[number], old, new) for number in (1, 2)],
    }


def choice(label: str, count: int | None = None, **shown) -> Choice:
    return Choice(label, "contoh", "contoh", "#pilihan", count, **shown)


def facet(**shown) -> Facet:
    choices = [choice("Rendah", 1, **shown), choice("Tinggi", 1789, is_active=True, **shown)]
    return Facet("risiko", "Tingkat risiko", choices)


def why() -> Why:
    """What a result says while searching."""
    return Why(
        title=marked("Penjahitan dan Pembuatan Pakaian sesuai Pesanan", ["jahit"]),
        code=marked("14120", ["14120"]),
        everyday=[marked("tukang jahit", ["tukang"]), marked("baju seragam", ["seragam"])],
        place="Persyaratan",
        snippet=marked("… 2. Memiliki ruang jahit yang memenuhi syarat keselamatan dan kesehatan kerja …", ["ruang"]),
    )


def pages() -> dict:
    return {
        "page": {"number": 2, "paginator": {"num_pages": 3}},
        "previous": choice("Halaman sebelumnya"),
        "next": choice("Halaman berikutnya"),
    }


# The ways to a standard


def of_finding() -> dict:
    names = ["Sertifikat Standar, risiko Menengah Tinggi", "NIB, risiko Rendah, skala Mikro"]
    return {
        "branches": [
            Branch("141", "Industri pakaian jadi dan perlengkapannya, bukan dari kulit berbulu", "#pilihan", 1789),
            Branch("142", "Kode yang belum memiliki rincian", ""),
        ],
        "answers": [
            finder.Answer("Kegiatan", "Penjahitan dan Pembuatan Pakaian sesuai Pesanan", {}),
            finder.Answer("Skala usaha", "Belum tahu", {}),
        ],
        "question": [
            finder.Option("14120", "Penjahitan Pakaian", "KBLI 2020 14120. Usaha penjahitan sesuai pesanan."),
            finder.Option("lain", finder.NONE_OF_THESE),
        ],
        "rows": [
            comparison.row(BY_NUMBER[number], names, texts)
            for number, texts in {
                1: [SHORT, SHORT.replace("Ruang pelayanan 2;", "Ruang laktasi;")],
                3: ["7 hari kerja.", "1 hari kerja."],
                4: ["Gratis", "Gratis"],
                5: ["1. NIB;\n2. Izin.", "1. NIB;\n2. Sertifikat Standar."],
            }.items()
        ],
        "terms": TERMS,
        "ignored": ["tingkat risiko"],
        "comparison": {"unknown": 2, "is_cut": True, "form": {"ignored": ["standar"]}},
    }


# Complaints

RECEIVED_ON = dt.date(2026, 3, 10)
HOLIDAYS = (Holiday(dt.date(2026, 3, 19), "Hari Suci Nyepi", HolidayKind.NATIONAL, "SKB 2026"),)
CALENDAR = Calendar(HOLIDAYS, frozenset({2026}))


def of_complaints() -> dict:
    letter = Message(pk=1, kind=Message.QUESTION, text="Mohon nomor permohonan Anda.\n\nTerima kasih.")
    file = Attachment(pk=1, label="tanda terima.pdf", content_type="application/pdf", size=120_000)
    at = dt.datetime(2026, 3, 11, 2, 30, tzinfo=dt.UTC)
    return {
        "options": [Option("1", "Persyaratan", "diminta syarat yang tidak tertulis"), Option("lainnya", "Lainnya")],
        "file_errors": ["Berkas “foto.heic” tidak dapat diterima."],
        "as_complaint": intake.Proposal(intake.FilingKind.COMPLAINT, ()),
        "as_suggestion": intake.Proposal(intake.FilingKind.SUGGESTION, (intake.NO_IDENTITY,)),
        "channels": [
            PrintedChannel("a.", "Petugas Pengaduan", "pada Loker Pengaduan", ""),
            PrintedChannel("d.", "Telepon", "(0264) 8224794 ext.103", "#kanal"),
            PrintedChannel("m.", "Kotak Pengaduan", "", ""),
        ],
        "deadlines": [due(today) for today in (dt.date(2026, 3, 25), dt.date(2026, 3, 31), dt.date(2026, 4, 6))],
        "years": [2027],
        "chart": Chart(
            "contoh-angka",
            "Dijawab tepat waktu",
            [Bar("Triwulan I", "100 %", 100), Bar("Triwulan II–III", "80–95 %", 80, 95), Bar("Triwulan IV", "–", 0)],
        ),
        "counting": counting(explain(RECEIVED_ON, CALENDAR)),
        "moments": [
            Moment(at, "Kami bertanya kepada Anda", "", letter, []),
            Moment(at, "Laporan diterima", "Dicatat sebagai pengaduan.", None, [file]),
        ],
        "complaint": Complaint(
            pk=123,
            year=2026,
            kind="pengaduan",
            logged_at=at,
            response_due_on=due(at.date()).due_on,
            due_is_provisional=True,
        ),
        "qr": tracking_qr(),
        "address": tracking_address(),
    }


def due(today: dt.date) -> Deadline:
    due_on = explain(RECEIVED_ON, CALENDAR).due_on
    return deadline(due_on, days=RESPONSE_DAYS, is_provisional=False, today=today, calendar=CALENDAR)
