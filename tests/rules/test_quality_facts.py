import datetime as dt

import pytest

from catalog.rules.quality import Known, Law, review_text
from catalog.rules.risk import LicenceKind, RiskLevel
from tests.rules.doubts import SHARED, TODAY, found, of_draft

OFFICE = "1. Pengaduan disampaikan melalui:\n  a. Telepon: (0264) 8224794\n  b. *Twitter*: dpmptsp_pwk"


# Facts


def test_a_component_without_any_text_blocks():
    shared = {number: text for number, text in SHARED.items() if number != 9}

    assert of_draft("komponen-kosong", {"shared": shared}) == [("competence", "", "")]
    assert of_draft("komponen-kosong", {"shared": shared}, {9: "Sarjana."}) == []


@pytest.mark.parametrize(("days", "wrong"), [(7, []), (5, ["7 (tujuh) hari kerja"]), (None, [])])
def test_the_days_in_the_text_are_those_of_the_header(days, wrong):
    text = {3: "7 (tujuh) hari kerja sejak berkas diterima."}

    assert [words for *_, words in of_draft("hari-berbeda", texts=text, processing_days=days)] == wrong


def test_days_in_a_shared_text_are_compared_too():
    shared = {**SHARED, 3: "7 hari kerja."}

    assert of_draft("hari-berbeda", {"shared": shared}, processing_days=5) == [("processing_time", "¶", "7 hari kerja")]


@pytest.mark.parametrize(
    ("text", "fee", "rupiah", "wrong"),
    [
        ("Gratis", "Gratis", 0, []),
        ("Rp 50.000 tiap lembar", "Gratis", 0, ["Rp 50.000"]),
        ("Rp50.000,00", "Rp50.000", 50000, []),
        ("Tidak dipungut biaya", "Rp25.000", None, ["Tidak dipungut biaya"]),
        ("Sesuai peraturan daerah", "Gratis", 0, []),
        ("Rp 50.000", "", None, []),
    ],
)
def test_the_fee_in_the_text_is_that_of_the_header(text, fee, rupiah, wrong):
    found = of_draft("biaya-berbeda", texts={4: text}, fee=fee, fee_rupiah=rupiah)

    assert [words for *_, words in found] == wrong


@pytest.mark.parametrize(
    ("risk", "kind", "text", "wrong"),
    [
        ("tinggi", "izin", "NIB dan Izin", []),
        ("tinggi", "izin", "NIB dan Izin Terverifikasi", ["Izin Terverifikasi"]),
        ("tinggi", "izin", "NIB dan Sertifikat Standar Terverifikasi", ["Sertifikat Standar Terverifikasi"]),
        ("tinggi", "sertifikat-standar", "NIB dan Sertifikat Standar", ["Sertifikat Standar"]),
        ("menengah-tinggi", "sertifikat-standar", "NIB dan Sertifikat Standar Terverifikasi", []),
        ("menengah-tinggi", "sertifikat-standar", "NIB dan Sertifikat Standar", ["Sertifikat Standar"]),
        ("menengah-tinggi", "sertifikat-standar", "NIB dan Izin", ["Izin"]),
        ("menengah-tinggi", "izin", "NIB", ["Izin"]),
        ("rendah", "nib", "NIB", []),
        ("menengah-rendah", "sertifikat-standar", "NIB dan Sertifikat Standar", []),
    ],
)
def test_the_product_fits_the_risk(risk, kind, text, wrong):
    facts = {"risk_level": RiskLevel(risk), "licence_kind": LicenceKind(kind)}

    assert [words for *_, words in of_draft("produk-risiko", texts={5: text}, **facts)] == wrong


def test_the_title_is_that_of_kbli_capitals_apart():
    known = {"kbli_titles": {(2020, "14120"): "Penjahitan Dan Pembuatan"}}

    assert of_draft("judul-kbli", known, kbli_title="Penjahitan dan pembuatan") == []
    assert of_draft("judul-kbli", known, kbli_title="Penjahitan") == [("kbli_title", "", "Penjahitan")]


def test_a_code_that_kbli_lacks_is_doubted_only_where_kbli_is_loaded():
    assert of_draft("kode-kbli", {"kbli_loaded": frozenset({2020})}) == [("kbli_code", "", "14120")]
    assert of_draft("kode-kbli", {"kbli_loaded": frozenset({2025})}) == []
    assert of_draft("kbli-belum-dimuat") == [("kbli_code", "", "14120")]


def test_a_code_that_kbli_2025_gives_up_is_named():
    known = {"moved_codes": {(2020, "14120"): "Kode 14120 tidak ada lagi dalam KBLI 2025."}}

    assert of_draft("peralihan-kbli", known) == [("kbli_code", "", "14120")]
    assert of_draft("peralihan-kbli", known, kbli_edition=2025) == []


@pytest.mark.parametrize(("checked_on", "is_old"), [(dt.date(2025, 11, 19), True), (dt.date(2025, 11, 20), False)])
def test_a_draft_that_nobody_saved_for_a_year_is_to_be_read_again(checked_on, is_old):
    assert bool(of_draft("lama-diperiksa", checked_on=checked_on)) is is_old


# Laws


def law(status="berlaku", checked_on=TODAY, title=""):
    return {("undang-undang", 11, 2020): Law(title, status, dt.date(2022, 12, 30), "UU 6/2023", checked_on)}


@pytest.mark.parametrize(
    ("laws", "rule"),
    [
        (law("dicabut"), "peraturan-dicabut"),
        (law("perlu diperiksa"), "peraturan-diperiksa"),
        (law(checked_on=dt.date(2025, 11, 1)), "peraturan-lama"),
        ({}, "peraturan-belum-tercatat"),
        (law(title="Cipta Kerja"), None),
        (law(title="Cipta Kerjaan"), "judul-peraturan"),
    ],
)
def test_what_is_on_record_of_a_regulation_is_said_where_it_is_cited(laws, rule):
    text = "1. Undang-Undang Nomor 11 Tahun 2020 tentang Cipta Kerja;"
    doubts = [doubt for doubt in review_text(7, text, Known(TODAY, laws=laws)) if "peraturan" in doubt.rule.key]

    assert [(doubt.rule.key, doubt.path, doubt.words) for doubt in doubts] == (
        [(rule, "1.", text[3:-1])] if rule else []
    )


def test_a_revoked_regulation_is_named_with_its_day_and_its_successor():
    (doubt,) = review_text(7, "UU Nomor 11 Tahun 2020", Known(TODAY, laws=law("dicabut")))

    assert doubt.message == (
        "Undang-Undang 11/2020 dicabut sejak 30 Desember 2022, digantikan UU 6/2023. "
        "Ganti, atau jelaskan mengapa tetap dikutip."
    )


@pytest.mark.parametrize(("sector", "is_other"), [("Ketenagakerjaan", True), ("Pertanian", False), ("", False)])
def test_a_regulation_of_another_sector_is_doubted(sector, is_other):
    texts = {7: "Peraturan Menteri Pertanian Nomor 15 Tahun 2021 tentang Standar Produk Sektor Pertanian."}

    assert bool(of_draft("peraturan-sektor", texts=texts, sector=sector)) is is_other


def test_an_annex_that_the_site_does_not_have_is_named():
    text = "Klasifikasi 3 sebagaimana tercantum dalam Lampiran IV Peraturan Bupati ini."

    assert found(text, "lampiran") == [("¶", "Lampiran IV Peraturan Bupati ini")]
    assert found(text, "lampiran", annexes=frozenset({"IV"})) == []


# The office's own words


def test_a_contact_that_is_not_the_offices_is_doubted():
    text = OFFICE.replace("8224794", "8224749").replace("dpmptsp_pwk", "dpmpptsp_pwk")

    doubts = of_draft("kontak", {"shared": {**SHARED, 6: OFFICE}}, {6: text})

    assert doubts == [
        ("complaint_handling", "1.a.", "(0264) 8224749"),
        ("complaint_handling", "1.b.", "dpmpptsp_pwk"),
    ]


def test_contacts_of_others_are_left_alone_outside_component_6():
    texts = {1: "Hubungi Kementerian di (021) 5251038 atau (0264) 8224749."}

    doubts = of_draft("kontak", {"shared": {**SHARED, 6: OFFICE}}, texts)

    assert doubts == [("requirements", "¶", "(0264) 8224749")]


def test_an_account_that_looks_like_an_address_cut_short_is_to_be_tried():
    text = "a. *Instagram*: ptsp139.purwakarta\nb. Twitter: dpmptsp_pwk"

    assert found(text, "akun") == [("a.", "ptsp139.purwakarta")]


def test_a_text_a_few_letters_from_the_shared_one_is_doubted():
    shared = {**SHARED, 14: "Evaluasi dilakukan secara rutin dan teratur setiap tahun oleh atasan."}

    near = of_draft("mirip-teks-baku", {"shared": shared}, {14: shared[14].replace("teratur", "teartur")})
    at_a_marker = of_draft("mirip-teks-baku", {"shared": shared}, {14: f"1. {shared[14]}"})
    far = of_draft("mirip-teks-baku", {"shared": shared}, {14: "Evaluasi dilakukan oleh Inspektorat dua kali setahun."})

    assert (near, far) == ([("evaluation", "¶", "teartur")], [])
    assert [doubt[:2] for doubt in at_a_marker] == [("evaluation", "1.")]


def test_a_text_that_other_standards_have_a_little_otherwise_is_doubted_unless_its_numbers_differ():
    usual = {2: ["Prosedur: Klasifikasi 3, 7, atau 16 dalam Lampiran."]}

    near = of_draft("mirip-standar-lain", {"usual": usual}, {2: "Prosedur Klasifikasi 3, 7, dan 16 dalam Lampiran."})
    other = of_draft("mirip-standar-lain", {"usual": usual}, {2: "Prosedur Klasifikasi 4, 8, atau 17 dalam Lampiran."})

    assert (near, other) == ([("procedure", "¶", "Prosedur")], [])
