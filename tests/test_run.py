"""`make test` reads pytest's report rightly, and REQUIRE_ALL=1 lets nothing pass unseen."""

from contextlib import nullcontext

import pytest

from tests import run

PASSED = "======================== 12 passed, 2 skipped in 3.05s ========================="


def report(*lines, code=0):
    result = run.Result("SQLite", code=code)
    for line in lines:
        result.read(line + "\n")
    return result


@pytest.mark.parametrize(
    "line",
    [
        PASSED,
        "\x1b[31m===== \x1b[1m1 failed\x1b[0m, 11 passed in 63.05s (0:01:03) ====\x1b[0m",
        "===== 3 errors in 0.10s =====",
        "===== no tests ran in 0.02s =====",
        "5 passed in 1.45s",
    ],
)
def test_the_summary_is_pytests_own_line(line):
    assert report("....F  [ 40%]", line).summary == run.COLOUR.sub("", line)


def test_what_is_missing_is_told_from_what_is_meant_to_be_skipped():
    lines = [
        "SKIPPED [22] tests/browser/test_catalogue.py: Chromium tidak ditemukan",
        "\x1b[33mSKIPPED\x1b[0m [1] tests/catalog/test_x.py:8: /dua kata/shared/kbli.csv tidak ada",
        "SKIPPED [1] tests/catalog/test_append_only.py:83: REPLACE hanya ada di SQLite",
    ]

    assert report(*lines).missing == ["Chromium tidak ditemukan", "/dua kata/shared/kbli.csv tidak ada"]


@pytest.mark.parametrize(
    ("require_all", "lines", "code", "expected"),
    [
        ("", [PASSED], 0, 0),
        ("", ["SKIPPED [1] tests/a.py:1: Chromium tidak ditemukan", PASSED], 0, 0),
        ("1", ["SKIPPED [1] tests/a.py:1: Chromium tidak ditemukan", PASSED], 0, 1),
        ("1", ["SKIPPED [1] tests/a.py:1: REPLACE hanya ada di SQLite", PASSED], 0, 0),
        ("1", [PASSED], 0, 0),
        ("", [PASSED], 1, 1),
    ],
)
def test_require_all_makes_a_failure_of_what_is_missing(monkeypatch, require_all, lines, code, expected):
    monkeypatch.setenv("REQUIRE_ALL", require_all)
    monkeypatch.setattr(run, "postgres", lambda: nullcontext("postgres://ada"))
    monkeypatch.setattr(run, "run_pytest", lambda *_: report(*lines, code=code))
    monkeypatch.setattr(run.signal, "signal", lambda *_: None)

    assert run.main([]) == expected


def test_require_all_requires_postgresql(monkeypatch, capsys):
    monkeypatch.setenv("REQUIRE_ALL", "1")
    monkeypatch.setattr(run, "postgres", nullcontext)
    monkeypatch.setattr(run, "run_pytest", lambda *_: report(PASSED))
    monkeypatch.setattr(run.signal, "signal", lambda *_: None)

    assert run.main([]) == 1
    assert "Tidak dijalankan: uji di PostgreSQL" in capsys.readouterr().out
