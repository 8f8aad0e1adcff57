import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.outline import canonical
from catalog.rules.pasting import tidied

OUTLINE = "A. Umum:\n  1. Skala kecil;\n  2. Akun.\nB. Khusus."


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("1.\tSatu;\n2.\tDua:\n\ta.\tempat;\n\tb.\tlima.", "1. Satu;\n2. Dua:\n  a. empat;\n  b. lima."),  # Word
        (
            "A. Umum:\n1. Skala usaha kecil atau\nmenengah;\n2. Akun.",
            "A. Umum:\n  1. Skala usaha kecil atau menengah;\n  2. Akun.",
        ),
        ("1.\u00a0Ser\u00adtifikat\r\n2. Akun", "1. Sertifikat\n2. Akun"),
        ("Satu kalimat saja.", "Satu kalimat saja."),
        ("", ""),
        (OUTLINE, OUTLINE),
        (f"{OUTLINE}\n", OUTLINE),
        ("\\1. Juli adalah hari terakhir.", "\\1. Juli adalah hari terakhir."),  # from another form
    ],
)
def test_pasted_text_is_nested_by_its_markers(raw, text):
    assert tidied(raw) == text


@given(st.text(alphabet="AB12ab.;) \n\t", max_size=60))
def test_what_is_tidied_is_in_order_and_keeps_its_words(raw):
    text = tidied(raw)

    assert canonical(text) == tidied(text) == text
    assert "".join(text.replace("\\", "").split()) == "".join(raw.split())
