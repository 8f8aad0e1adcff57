"""What is exported as an annex is read back as it was: the four real documents, and 200 made by chance."""

from pathlib import Path

import pytest
from django.conf import settings

from catalog.annex import ParsedStandard, read_document, read_file
from catalog.annex.writer import Printed, cell_of, understood, unfaithful, write
from catalog.rules.components import COMPONENTS
from catalog.rules.kbli import CURRENT_EDITION
from catalog.rules.outline import parse
from catalog.rules.risk import LicenceKind, RiskLevel
from tests.annex.documents import make

REAL = sorted((settings.BASE_DIR / "fixtures" / "annex").glob("*.txt"))


def as_printed(parsed: ParsedStandard) -> Printed:
    return Printed(
        parsed.annex_number,
        parsed.licence_kind,
        parsed.risk_level,
        parsed.kbli_code,
        parsed.kbli_title,
        parsed.kbli_edition or CURRENT_EDITION,
        {component.number: parsed.text_of(component.number) for component in parsed.components},
    )


def contents(parsed: ParsedStandard) -> dict:
    """Everything but the place in a file and the heading's own typing."""
    facts = {**parsed.as_json(), "components": [(each.number, each.blocks) for each in parsed.components]}
    return {name: value for name, value in facts.items() if name not in ("file", "heading", "problems")}


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name[:3])
def test_a_real_document_comes_back_as_it_was(path: Path):
    (parsed,) = read_file(path)

    (again,) = read_document("lagi.txt", write(as_printed(parsed)))

    assert contents(again) == contents(parsed)
    assert unfaithful(as_printed(parsed)) == []


def test_two_hundred_made_documents_come_back_as_they_were():
    wrong = []
    for seed in range(200):
        (parsed,) = read_document(f"{seed}.txt", make(seed).text)
        (again,) = read_document("lagi.txt", write(as_printed(parsed)))
        wrong += [seed] if contents(again) != contents(parsed) else []

    assert wrong == []


def test_several_standards_are_one_document():
    parsed = [standard for path in REAL for standard in read_file(path)]

    again = read_document("lagi.txt", "\n".join(write(as_printed(each)) for each in parsed))

    assert [contents(each) for each in again] == [contents(each) for each in parsed]


@pytest.mark.parametrize(
    "text",
    [
        "Gratis",
        "",
        ": dua titik",
        r"a < b & c > d, \*bintang\*, \\garis",
        "1. satu\n2. *dua* dan *tiga*",
        "&lt;p&gt; bukan tanda",
        "A. Umum:\n  1. satu;\n  2. dua:\n    a) tiga.\nB. Khusus:\n  Dalam hal ini:\n  1. empat.",
    ],
)
def test_characters_that_mean_something_to_the_reader_come_back(text):
    assert understood(cell_of(text)) == parse(text)


def test_what_does_not_show_in_print_is_named():
    hidden = {3: "1. satu\n2. dua\n\\3. bukan butir", 5: r"\*\*bintang ganda\*\*"}
    texts = {component.number: "Isi." for component in COMPONENTS} | hidden
    standard = Printed(1, LicenceKind.LICENCE, RiskLevel.HIGH, "14120", "Judul", CURRENT_EDITION, texts)

    assert unfaithful(standard) == [3, 5]
