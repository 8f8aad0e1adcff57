"""Exported files handed in that are none, or were spoiled on the way: refused with file, place and expectation."""

import csv
import io
import json

import pytest

from catalog.annex import AnnexError, read_document
from catalog.annex.records import NUMBERS, WORDS
from catalog.rules.components import COMPONENTS

WHOLE = {
    **dict.fromkeys(WORDS, "Gratis"),
    **dict.fromkeys(NUMBERS),
    "annex_number": 17,
    "kbli_edition": 2020,
    "kbli_code": "14120",
    "licence_kind": "Sertifikat Standar",
    "risk_level": "Menengah Tinggi",
}
TEXTS = {component.number: "1. Satu." for component in COMPONENTS}


def as_json(texts=TEXTS, **other):
    components = [{"number": number, "text": text} for number, text in texts.items()]
    return json.dumps({"results": [{**WHOLE, "components": components, **other}]})


def as_csv(without="", **other):
    record = {**WHOLE, **{f"component_{number}": text for number, text in TEXTS.items()}, **other}
    record.pop(without, None)
    lines = io.StringIO(newline="")
    rows = csv.DictWriter(lines, record)
    rows.writeheader()
    rows.writerow(record)
    return lines.getvalue()


FILES = [("a.json", as_json), ("a.csv", as_csv)]


@pytest.mark.parametrize(("name", "make"), FILES)
def test_a_whole_record_is_read_with_its_edition_of_kbli(name, make):
    (parsed,) = read_document(name, make(kbli_edition=2025, processing_days=9))

    assert (parsed.kbli_code, parsed.kbli_edition, parsed.annex_number) == ("14120", 2025, 17)
    assert (parsed.facts.completion_working_days, parsed.facts.fee_rupiah) == (9, None)
    assert parsed.text_of(14) == "1. Satu."


@pytest.mark.parametrize(("name", "make"), FILES)
@pytest.mark.parametrize(
    ("spoiled", "told"),
    [
        ({"kbli_code": "1412"}, "kode KBLI “1412” bukan lima angka"),
        ({"kbli_edition": 2015}, "edisi KBLI “2015” tidak dikenal"),
        ({"kbli_edition": None}, "edisi KBLI “” tidak dikenal; diharapkan 2020 atau 2025"),
        ({"licence_kind": "Surat"}, "jenis perizinan “Surat” tidak dikenal"),
        ({"risk_level": "x" * 900}, "tingkat risiko “xxx"),
        ({"annex_number": 10_000}, "nomor lampiran paling besar"),
        ({"annex_number": "tujuh"}, "kolom annex_number tidak ada atau bukan bilangan"),
        ({"processing_days": -3}, "kolom processing_days tidak ada atau bukan bilangan"),
        ({"fee_rupiah": 10**30}, "kolom fee_rupiah tidak ada atau bukan bilangan"),
        ({"fee_rupiah": "٣"}, "kolom fee_rupiah tidak ada atau bukan bilangan"),
        ({"kbli_title": "x" * 300}, "judul paling panjang 255"),
    ],
)
def test_what_no_standard_can_have_is_refused_with_its_place(name, make, spoiled, told):
    with pytest.raises(AnnexError, match=told) as refused:
        read_document(name, make(**spoiled))

    assert str(refused.value).startswith(f"{name}:{1 if name == 'a.json' else 2}: ")
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "{"),
        ("a.json", "[]"),
        ("a.json", "3"),
        ("a.json", '{"results": 3}'),
        ("a.json", '{"results": [3]}'),
        ("a.json", '{"results": []}'),
        ("a.json", '{"results": [{"components": [{}]}]}'),
        ("a.json", "[" * 100_000),
        ("a.json", as_json(fee=5)),
        ("a.json", as_json(product="a\0b")),
        ("a.json", as_json(annex_number=True)),
        ("a.json", as_json(texts={})),
        ("a.json", as_json(texts={1: None})),
        ("a.csv", "NO;KOMPONEN;URAIAN\n1;a;b\n"),
        ("a.csv", "kbli_code\n"),
        ("a.csv", 'kbli_code\n"14120'),
        ("a.csv", as_csv(without="annex_number")),
        ("a.csv", as_csv(without="component_9")),
        ("a.csv", as_csv(fee="x" * 140_000)),
    ],
)
def test_what_the_export_did_not_write_is_refused(name, text):
    with pytest.raises(AnnexError, match="diharapkan berkas dari halaman Ekspor"):
        read_document(name, text)


def test_a_component_longer_than_any_is_refused():
    with pytest.raises(AnnexError, match="komponen 1 lebih dari 200000 karakter"):
        read_document("a.json", as_json(texts={1: "x" * 200_001}))
