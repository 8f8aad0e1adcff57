"""Row 53 of the threat list: no text becomes a formula, and every text can be had back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.spreadsheet import cell, text_of

FORMULAS = [
    "=1+1",
    "+62 818",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\x00=1",
    " =1",
    "|cmd",
    "＝1+1",
    "＋1",
    "－1",
    "＠a",
    '"=1+1',
    "“=1",
    "\ttext",
    "=HYPERLINK(\"//slot.example\",\"gacor\")",
]  # fmt: skip
PLAIN = ["", "Gratis", "1. Syarat = lengkap", "a-b", "A. Umum:\n  1. Skala;\n  - butir", "7", "Rp0,-", '"kutipan"']


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_might_calculate_is_shielded(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_other_text_stays_as_it_is(text):
    assert cell(text) == text


def test_a_text_that_begins_with_the_shield_keeps_its_own():
    assert cell("'Gratis'") == "''Gratis'"


@given(st.text() | st.sampled_from([*FORMULAS, "'", "''=1"]))
def test_every_text_can_be_had_back(text):
    assert text_of(cell(text)) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@\t\n '\"")))
def test_it_comes_through_a_csv_file_unchanged(text):
    file = io.StringIO(newline="")
    csv.writer(file).writerow([cell(text), "akhir"])

    ((first, last),) = csv.reader(io.StringIO(file.getvalue(), newline=""))

    assert (text_of(first), last) == (text, "akhir")
    assert first.lstrip('\t\r\n "“”\x00')[:1] not in {*"=+-@|＝＋－＠｜"}
