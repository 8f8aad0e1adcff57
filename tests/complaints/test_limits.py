import datetime as dt

import pytest
from django.test import RequestFactory

from complaints.limits import (
    LIMITS,
    Purpose,
    Verdict,
    client_address,
    count_failure,
    count_filing,
    count_mail,
    forget_past,
    is_blocked,
    retry_after,
)
from complaints.models import Bucket
from tests.complaints.factories import NOW

ADDRESS = "198.51.100.7"


def fail(times, *, address=ADDRESS, now=NOW):
    return [count_failure(Purpose.LOOK_UP, address, now=now) for _ in range(times)]


def look_up_is_blocked(address=ADDRESS, *, now=NOW):
    return is_blocked(Purpose.LOOK_UP, address, now=now)


def request(**headers):
    return RequestFactory().get("/", **headers)


def test_ten_failures_are_within_the_limit_and_the_eleventh_is_not(db):
    """Threat 2: after the tenth wrong code within ten minutes every answer is a refusal."""
    assert fail(9) == [True] * 9
    assert not look_up_is_blocked()

    assert fail(1) == [True]
    assert look_up_is_blocked()
    assert fail(1) == [False]


def test_another_address_and_another_purpose_are_not_concerned(db):
    fail(11)

    assert not look_up_is_blocked("198.51.100.8")
    assert not is_blocked(Purpose.FILING, ADDRESS, now=NOW)


def test_limit_cgnat(db):
    """Threat 5: who makes no mistake is never blocked, for only failures count."""
    assert not any(look_up_is_blocked() for _ in range(200))
    assert not Bucket.objects.exists()


def test_after_ten_minutes_the_address_starts_anew(db):
    fail(11)
    window = LIMITS[Purpose.LOOK_UP].window

    assert look_up_is_blocked(now=NOW + window - dt.timedelta(microseconds=1))
    assert not look_up_is_blocked(now=NOW + window)
    assert fail(11, now=NOW + window) == [True] * 10 + [False]
    assert dt.timedelta(seconds=retry_after(Purpose.LOOK_UP)) == window


@pytest.mark.parametrize("microsecond", [0, 1, 999_999])
def test_moments_are_compared_as_moments_and_not_as_text(db, microsecond):
    """SQLite stores them as text, with and without a fraction of a second."""
    start = NOW.replace(microsecond=microsecond)
    fail(11, now=start)

    window = LIMITS[Purpose.LOOK_UP].window
    assert fail(1, now=start + window - dt.timedelta(microseconds=1)) == [False]
    assert fail(1, now=start + window) == [True]


def test_no_address_is_stored(db):
    fail(1)
    count_mail("siti@example.com", now=NOW)

    keys = Bucket.objects.values_list("key", flat=True)

    assert all(len(key) == 64 and ADDRESS not in key and "siti" not in key for key in keys)


def test_filing_is_checked_from_the_eleventh_and_refused_from_the_sixty_first(db):
    verdicts = [count_filing(ADDRESS, now=NOW) for _ in range(62)]

    assert verdicts == [Verdict.ALLOWED] * 10 + [Verdict.CHECK] * 50 + [Verdict.REFUSED] * 2


def test_filing_is_refused_when_all_together_file_too_much(db, monkeypatch):
    monkeypatch.setitem(LIMITS, Purpose.FILING_OVERALL, LIMITS[Purpose.FILING_OVERALL].__class__(3, dt.timedelta(1)))

    verdicts = [count_filing(f"198.51.100.{number}", now=NOW) for number in range(5)]

    assert verdicts == [Verdict.ALLOWED] * 3 + [Verdict.REFUSED] * 2


def test_one_address_alone_cannot_use_up_what_is_for_all(db):
    for _ in range(100):
        count_filing(ADDRESS, now=NOW)

    assert sorted(Bucket.objects.values_list("count", flat=True)) == [60, 100]


@pytest.mark.parametrize(
    "same", ["Siti@Example.com", " siti@example.com ", "siti+iklan@example.com", "s.iti@example.com"]
)
def test_one_mailbox_is_one_address_however_it_is_written(db, same):
    assert [count_mail("siti@example.com", now=NOW) for _ in range(3)] == [True] * 3

    assert not count_mail(same, now=NOW)
    assert count_mail("budi@example.com", now=NOW)


def test_windows_that_have_passed_are_forgotten(db):
    fail(1)
    fail(1, address="198.51.100.8", now=NOW + dt.timedelta(days=1))

    assert forget_past(now=NOW + dt.timedelta(days=1)) == 1
    assert Bucket.objects.count() == 1


def test_limit_xff(db):
    """Threat 4: fifty tries with fifty values of X-Forwarded-For are fifty tries of one address."""
    for number in range(50):
        address = client_address(request(REMOTE_ADDR=ADDRESS, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}"))
        count_failure(Purpose.LOOK_UP, address, now=NOW)

    assert Bucket.objects.get().count == 50
    assert look_up_is_blocked()


def test_x_real_ip_is_believed_behind_the_proxy_only(settings):
    spoofed = request(REMOTE_ADDR="127.0.0.1", HTTP_X_REAL_IP=ADDRESS)

    settings.TRUSTED_PROXY = False
    assert client_address(spoofed) == "127.0.0.1"
    settings.TRUSTED_PROXY = True
    assert client_address(spoofed) == ADDRESS


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("", "tidak diketahui"),
        ("unix:", "tidak diketahui"),
    ],
)
def test_an_ipv6_household_is_one_address(remote, address):
    assert client_address(request(REMOTE_ADDR=remote)) == address


def test_limit_workers(in_parallel):
    """Threat 3: of 200 wrong codes at once exactly ten are within the limit, and a restart forgets nothing. DB×2"""
    found = in_parallel("wrong_codes", times=200)

    assert found == {"within": 10, "beyond": 190, "blocked": True}
    assert in_parallel("blocked") is True
