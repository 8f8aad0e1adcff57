"""The office's four documents are read exactly as their answer keys say."""

import json
from pathlib import Path

import pytest

from catalog.annex import read_file
from catalog.rules.components import COMPONENTS
from catalog.rules.outline import parse

ROOT = Path(__file__).parents[2]
DOCUMENTS = {path.name: path for path in sorted((ROOT / "fixtures" / "annex").glob("*.txt"))}
KEYS = {
    key["file"]: key for key in json.loads((ROOT / "tests" / "data" / "answer_key_000_002.json").read_text("utf-8"))
}


def form(blocks):
    """Blocks of a key or an answer, reduced to what must agree: no counts, no italics."""
    return [
        ("paragraph", block["text"])
        if block["type"] == "paragraph"
        else ("list", block["style"], [(i["marker"], i["text"], form(i.get("blocks", []))) for i in block["items"]])
        for block in blocks
    ]


@pytest.mark.parametrize("number", range(1, 15))
@pytest.mark.parametrize("file", KEYS)
def test_every_block_equals_the_answer_key(file, number):
    [standard] = read_file(DOCUMENTS[file])
    component, key = standard.as_json()["components"][number - 1], KEYS[file]["components"][number - 1]

    assert (component["number"], component["name"], component["group"]) == (key["number"], key["name"], key["group"])
    assert form(component["blocks"]) == form(key["blocks"])


@pytest.mark.parametrize("file", KEYS)
def test_heading_and_derived_facts_equal_the_answer_key(file):
    [standard] = read_file(DOCUMENTS[file])
    answer, key = standard.as_json(), KEYS[file]

    names = ("file", "heading", "annex_number", "licence_kind", "risk_level", "kbli_code", "kbli_title")
    assert {name: answer[name] for name in names} == {name: key[name] for name in names}
    assert {name: answer["derived"][name] for name in key["derived"]} == key["derived"]


def test_the_two_documents_without_a_key_are_read_in_full():
    [inspection], [breeding] = (read_file(path) for name, path in DOCUMENTS.items() if name.startswith(("001", "004")))

    assert [component.name for component in inspection.components] == [component.name for component in COMPONENTS]
    assert inspection.heading == "44. Izin (Risiko Tinggi) KBLI 71204 Jasa Inspeksi Teknik Instalasi"
    assert inspection.facts.classification_numbers == [4, 8, 13, 17]
    assert breeding.heading == "20. Sertifikat Standar (Risiko Menengah Tinggi) KBLI 01622 Jasa Perkawinan Ternak"
    assert [len(standard.facts.complaint_channels) for standard in (inspection, breeding)] == [13, 13]
    # What 000 and these two print alike is read alike, though it is tagged in three ways.
    [tailoring] = read_file(DOCUMENTS["000_a94b923709ec5d13.txt"])
    for number in (4, 9, 10, 11, 12, 13, 14):
        assert inspection.text_of(number) == breeding.text_of(number) == tailoring.text_of(number)
    assert breeding.text_of(8) == tailoring.text_of(8)


@pytest.mark.parametrize("path", DOCUMENTS.values(), ids=list(DOCUMENTS))
def test_a_real_document_has_no_problems_and_its_text_reads_back(path):
    [standard] = read_file(path)

    assert standard.problems == []
    for component in standard.components:
        assert parse(standard.text_of(component.number)) == component.blocks


def test_the_sources_own_errors_are_kept():
    texts = "".join(read_file(path)[0].text_of(number) for path in DOCUMENTS.values() for number in range(1, 15))

    for slip in (
        "kelender",
        "eskternal",
        "Fakta integritas",
        "dpmpptsp_pwk",
        "touchsreen",
        "NIB dan Izin Terverifikasi",
    ):
        assert slip in texts
