"""When two reports are likely to tell of the same thing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from complaints.rules.similarity import Report, likeness, phone_core, shared_words, words

DAY = date(2026, 11, 20)
STORY = "Izin gudang saya belum terbit padahal berkas sudah lengkap sejak dua minggu lalu."
REPORT = Report(DAY, "Siti Aminah", "siti@example.com", "0812 3456 7890", "@siti", service=7, component=3, story=STORY)
NOBODY = Report(DAY)


def test_the_same_report_twice_is_as_like_as_can_be():
    found = likeness(REPORT, REPORT)

    assert (found.score, found.is_likely) == (100, True)
    assert found.reasons == (
        "telepon sama, email sama, akun sama",
        "nama sama",
        "layanan sama",
        "komponen sama",
        "100% kata sama",
        "diterima pada hari yang sama",
    )


@pytest.mark.parametrize("apart", [15, 400, -15])
def test_what_came_more_than_two_weeks_apart_is_another_matter(apart):
    other = replace(REPORT, received_on=DAY + timedelta(days=apart))

    assert likeness(REPORT, other).score == 0


def test_two_reports_of_which_nothing_is_known_have_only_the_day_in_common():
    found = likeness(NOBODY, NOBODY)

    assert (found.score, found.is_likely, found.reasons) == (10, False, ("diterima pada hari yang sama",))


@pytest.mark.parametrize(
    ("other", "is_likely"),
    [
        (replace(NOBODY, phone="+62 812-3456-7890"), True),  # one way to reach the person says it all
        (replace(NOBODY, email="SITI@example.com"), True),
        (replace(NOBODY, handle="Siti"), True),
        (replace(NOBODY, name="siti  aminah"), False),  # a name may be that of two
        (replace(NOBODY, name="siti aminah", service=7), True),
        (replace(NOBODY, service=7, component=3), False),  # many complain of the same
        (replace(NOBODY, service=7, story=STORY), True),
        (replace(NOBODY, story="Berkas lengkap."), False),
    ],
)
def test_what_makes_a_report_worth_showing(other, is_likely):
    assert likeness(REPORT, other).is_likely is is_likely


def test_likeness_is_the_same_both_ways_and_fades_with_the_days():
    scores = []
    for days in (0, 7, 14):
        other = replace(NOBODY, name="Siti Aminah", received_on=DAY + timedelta(days=days))
        assert likeness(REPORT, other) == likeness(other, REPORT)
        scores.append(likeness(REPORT, other).score)

    assert scores == [35, 30, 25]


def test_the_reasons_say_that_a_thing_is_the_same_and_never_what_it_is():
    reasons = " ".join(likeness(REPORT, REPORT).reasons)

    assert not any(secret in reasons for secret in ("Siti", "example.com", "3456"))


def test_two_words_in_common_are_no_likeness():
    assert shared_words("izin gudang", "izin gudang") == 0
    assert shared_words("izin gudang tertahan", "gudang tertahan izin") == 1


def test_words_are_compared_without_case_and_short_ones():
    assert words("Izin di RT 3 BELUM-terbit!") == {"izin", "belum", "terbit"}


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("0812 3456 7890", "81234567890"),
        ("+62 (812) 3456-7890", "81234567890"),
        ("62812.3456.7890", "81234567890"),
        ("(0264) 200021", "264200021"),
        ("", ""),
        ("123", ""),
        ("Siti 0812", ""),
        ("Jalan Veteran 139, Purwakarta 41115", ""),
        ("9" * 50, ""),
    ],
)
def test_a_telephone_number_is_the_same_however_it_is_written(text, core):
    assert phone_core(text) == core
