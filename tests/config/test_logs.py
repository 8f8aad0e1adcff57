"""What is written about the site names no person and opens nothing."""

import json
import logging

import pytest
from django.db import IntegrityError, OperationalError

from config.logs import JsonFormatter


def line(message, *arguments, error=None, **more):
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, arguments, None)
    record.__dict__.update(more)
    if error:
        try:
            raise error
        except type(error) as raised:
            record.exc_info = (type(raised), raised, raised.__traceback__)
    text = JsonFormatter().format(record)
    assert "\n" not in text
    return json.loads(text)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Not Found: /layanan/?q=Siti+Aminah", "Not Found: /layanan/"),
        ("Not Found: /petugas/kalender/rahasia-sekali.ics", "Not Found: /petugas/kalender/…"),
        ("Not Found: /naskah/rahasia-sekali/", "Not Found: /naskah/…/"),
        ("gagal mengirim ke siti@example.com", "gagal mengirim ke [email]"),
        ("0812 3456 7890 dan 3214012345678901", "[nomor] dan [NIK]"),
        ("Laporan PGD-2026-000123\nbaris kedua", "Laporan PGD-2026-000123\nbaris kedua"),
    ],
)
def test_a_line_holds_neither_persons_nor_secrets(message, told):
    assert line(message)["message"] == told


def test_an_exception_tells_its_kind_and_place_but_not_its_words():
    told = line("Internal Server Error: %s", "/pengaduan/buat/", error=IntegrityError("Key (name)=(Siti Aminah)"))

    assert (told["exception"], told["message"]) == ("IntegrityError", "Internal Server Error: /pengaduan/buat/")
    assert told["stack"][-1].startswith(__file__)
    assert "Siti" not in json.dumps(told)


def test_what_the_system_says_of_itself_is_kept():
    assert line("x", error=OperationalError("database or disk is full"))["words"] == "database or disk is full"


def test_a_line_says_when_how_bad_and_with_which_answer():
    told = line("Not Found: %s", "/x/", status_code=404)

    assert (told["level"], told["logger"], told["status"]) == ("ERROR", "django.request", 404)
    assert told["at"].endswith("+00:00")
