import pytest

from catalog.rules.gambling import gambling_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Main slot gacor di sini", ["slot", "gacor"]),
        ("togel, maxwin; JACKPOT!", ["togel", "maxwin", "jackpot"]),
        ("casino sbobet scatter", ["casino", "sbobet", "scatter"]),
        ("RTP live hari ini", ["rtp"]),
        ("slot88", ["slot88"]),
        ("tempat perjudian", ["perjudian"]),
        ("g4c0r", ["gacor"]),
        ("s l o t dan g.a.c.o.r", ["slot", "gacor"]),
        ("ＳＬＯＴ", ["slot"]),
        ("sl\u200bot", ["slot"]),
        ("slót", ["slot"]),
        ("slot waktu gacor", ["gacor"]),
    ],
)
def test_words_of_gambling_are_found_however_they_are_written(text, words):
    assert gambling_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Pemohon memilih slot waktu kedatangan.",
        "izin perjudian dilarang",
        "Tindak pidana perjudian",
        "judicial review",
        "Judul KBLI dan jadwal",
        "Ruang Terbuka Publik (RTP)",
        "a. b. c. d. e. f.",
        "1. 2. 3. 4.",
        "diagram scatter",
    ],
)
def test_words_that_only_look_alike_are_left_alone(text):
    assert gambling_words(text) == []
