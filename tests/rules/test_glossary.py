"""The glossary names only terms that a text uses."""

import pytest

from catalog.rules.glossary import TERMS, occurring


def names(text):
    return [term.name for term in occurring(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "melampirkan Nomor Induk Berusaha (NIB), Sertifikat Standar usaha dari OSS;",
            ["NIB", "OSS", "Sertifikat Standar"],
        ),
        ("NIB dan Izin Terverifikasi", ["NIB", "Izin"]),
        ("memiliki izin usaha dan perizinan berusaha", []),
        ("7 hari kerja; Skala usaha kecil", ["Skala usaha", "Hari kerja"]),
        ("Diklat OSSA, KBLIX, nib", []),
        ("", []),
    ],
)
def test_a_term_occurs_as_a_word_of_its_own(text, found):
    assert names(text) == found


def test_every_term_has_a_name_of_its_own_and_a_meaning_in_a_sentence():
    assert len({term.name for term in TERMS}) == len(TERMS)
    assert [term for term in TERMS if not term.meaning.endswith(".")] == []
