import secrets
import string
import time
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection

from complaints import codes
from tests.complaints.factories import make_filed

SYMBOLS = codes.ALPHABET


@pytest.fixture
def filed(db):
    return make_filed()


def another_code():
    """Well-formed, of no complaint."""
    return codes.shown(codes.of_form(codes.new_form_key()))


def test_the_alphabet_has_no_look_alikes():
    assert len(SYMBOLS) == len(set(SYMBOLS)) == 31
    assert not set("01ILO") & set(SYMBOLS)
    assert set(SYMBOLS) <= set(string.digits + string.ascii_uppercase)


def test_code_entropy():
    """Threat 1: 100,000 codes without a repeat, every symbol within 5 σ of uniform."""
    drawn = [codes.of_form(codes.new_form_key())[: codes.LENGTH] for _ in range(100_000)]

    assert len(set(drawn)) == len(drawn)
    counts = Counter("".join(drawn))
    expected = len(drawn) * codes.LENGTH / 31
    deviation = (expected * 30 / 31) ** 0.5
    assert all(abs(counts[symbol] - expected) < 5 * deviation for symbol in SYMBOLS)


def test_form_keys_come_from_secrets_and_do_not_repeat(monkeypatch):
    assert len({codes.new_form_key() for _ in range(1000)}) == 1000

    monkeypatch.setattr(secrets, "token_urlsafe", lambda size: f"{size} bytes")
    assert codes.new_form_key() == "32 bytes"


def test_a_code_is_shown_in_groups_of_four_with_its_check_symbol():
    code = codes.of_form(codes.new_form_key())

    groups = codes.shown(code).split("-")

    assert [len(group) for group in groups] == [4, 4, 4, 4, 1]
    assert "".join(groups) == code


def test_the_same_form_has_the_same_code_and_another_pepper_another_one(settings):
    key = codes.new_form_key()
    code = codes.of_form(key)
    assert codes.of_form(key) == code

    settings.CODE_PEPPER = "lain" * 10

    assert codes.of_form(key) != code


def test_every_single_wrong_character_is_found():
    code = codes.of_form(codes.new_form_key())

    for place, right in enumerate(code):
        for symbol in set(SYMBOLS) - {right}:
            assert codes.normalise(code[:place] + symbol + code[place + 1 :]) == ""


def test_every_swap_of_neighbours_is_found():
    for _ in range(50):
        code = codes.of_form(codes.new_form_key())
        for place in range(len(code) - 1):
            swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
            assert codes.normalise(swapped) == (code if swapped == code else "")


@pytest.mark.parametrize("written", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}\n"])
def test_a_code_may_be_typed_in_any_case_and_grouping(written):
    code = codes.of_form(codes.new_form_key())

    assert codes.normalise(written(codes.shown(code))) == code


@pytest.mark.parametrize("text", ["", "-", "ABCD", "0" * 17, "I" * 17, "\0" * 17, "٣" * 17, "ß" * 9, "\ud800" * 17])
def test_what_cannot_be_a_code_is_none(text):
    assert codes.normalise(text) == ""


def test_number_and_code_find_the_complaint(filed):
    number = filed.complaint.number

    assert codes.find(number, filed.code) == filed.complaint
    assert codes.find(number.lower().replace("-", " "), filed.code.lower()) == filed.complaint
    assert codes.matches(filed.complaint, filed.code)


def test_nothing_else_finds_it(filed):
    number, code = filed.complaint.number, filed.code
    other = make_filed()

    attempts = [
        (number, another_code()),
        (number, other.code),
        (other.complaint.number, code),
        (number, ""),
        (number, filed.complaint.code_digest),
        ("", code),
        (number.replace("2026", "2025"), code),
        ("PGD-2026-999999999999", code),
        ("PGD-2026-" + "9" * 50, code),
        ("PGD-٢٠٢٦-000001", code),
        ("\0", "\0"),
        ("\ud800", "\ud800"),
    ]

    assert [attempt for attempt in attempts if codes.find(*attempt)] == []


def test_code_guess_without_a_limit(filed):
    """Threat 2: 3,000 codes that could be, to a number that is, open nothing. There are 31 ** 16 of them."""
    guesses = {another_code() for _ in range(3_000)} - {filed.code}

    assert [code for code in guesses if codes.find(filed.complaint.number, code)] == []


def test_code_long(filed, monkeypatch):
    """Threat 7: what is too long is refused before anything is hashed."""
    monkeypatch.setattr(codes, "_keyed", lambda *_: pytest.fail("hashed"))
    started = time.perf_counter()

    assert codes.find(filed.complaint.number, "A" * 1_000_000) is None
    assert codes.find("P" * 1_000_000, filed.code) is None

    assert time.perf_counter() - started < 0.05


def test_code_oracle(filed, monkeypatch, django_assert_num_queries):
    """Threat 6: malformed, unknown and wrong cost one query and one hash each, and are answered alike."""
    number, wrong = filed.complaint.number, another_code()
    hashed, keyed = [], codes._keyed
    monkeypatch.setattr(codes, "_keyed", lambda *given: hashed.append(given) or keyed(*given))

    for attempt in [("?", "?"), ("PGD-2026-999999", filed.code), (number, wrong), (number, "salah"), ("", "")]:
        hashed.clear()
        with django_assert_num_queries(1):
            assert codes.find(*attempt) is None
        assert len(hashed) == 1


def test_code_at_rest(db):
    """Threat 9: of 100 codes none stands in the database, with or without dashes."""
    found = [make_filed().code for _ in range(100)]

    stored = whole_database()

    assert len(stored) > 10_000
    for code in found:
        assert code not in stored
        assert code.replace("-", "") not in stored


def whole_database() -> str:
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows += cursor.fetchall()
    return "\n".join(str([bytes(value) if isinstance(value, memoryview) else value for value in row]) for row in rows)


def test_the_pepper_is_not_in_the_database(filed):
    assert settings.CODE_PEPPER not in whole_database()
