import pytest

from complaints.rules.masking import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hubungi siti.a+b@contoh.co.id ya", "Hubungi [email] ya"),
        ("WA 0812 3456 7890, +62 812-3456-7890, (0264) 123456", "WA [nomor], [nomor], [nomor]"),
        ("6281234567890", "[nomor]"),
        ("NIK 3214012345678901", "NIK [NIK]"),
        ("NIK 3214.0123.4567.8901", "NIK [NIK]"),
        ("NIK 0812345678901234", "NIK [NIK]"),
    ],
)
def test_what_reaches_a_person_is_masked(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "PGD-2026-000123",
        "2026-11-20 10:00:00",
        "KBLI 14120",
        "Rp 1.000.000",
        "komponen 6 butir 5.a",
        "14 hari kerja",
    ],
)
def test_numbers_of_the_office_stay(text):
    assert masked(text) == text
