"""Row 21 of the threat list: no text of a person is query syntax. Row 19: nor is anything in it an error."""

import gc
import random
import time

import pytest

from catalog.models import Edition
from catalog.search import MOST, Found, beginning_with, find, near, search
from catalog.search.missed import note_missed
from tests.catalog.factories import TODAY
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

# What FTS5, tsquery and LIKE take for more than words: raw, they failed on most of these.
OPERATORS = """
    " "" ''' "jahit jahit" "jahit"" '"' ' '' jahit' * jahit* *jahit ** jah*t ^jahit ^ + +jahit - -jahit --
    jahit- jahit+baju jahit&baju jahit|baju & | ! !jahit !! <-> jahit<->baju <2> jahit<2>baju :* jahit:*
    jahit:A :A title:jahit {title}:jahit {title jahit -{title}:jahit title : rank:jahit code:* ( ) () )( (jahit
    jahit) (jahit)) ((((( ))))) [ ] [jahit] { } {} AND OR NOT NEAR and or not jahit_AND jahit_AND_baju AND_jahit
    OR_jahit jahit_OR NOT_jahit jahit_NOT_baju NEAR(jahit_baju) NEAR(jahit_baju,_2) NEAR( NEAR/2 jahit_NEAR/2_baju
    % _ %jahit% jahit\\ \\ \\' \\" ; ';-- /* */ $$ $1 %s %(x)s ? ?1 @x #jahit ~ ` = == =risikotinggi <> , . ... /
"""
HOSTILE = [text.replace("_", " ") if len(text) > 1 else text for text in OPERATORS.split()]
NAUGHTY = [
    "\x00",
    "a\x00b",
    "jahit\x00",
    "\ud800",
    "💃🏽",
    "\u202ejahit",
    "日本語",
    "İ" * 200,
    "ﷺ" * 200,
    "̈" * 200,
    "9" * 200,
]
LONG = ["a" * 200_000, "jahit " * 40_000, "[" * 200_000, '"' * 200_000, "OR " * 60_000]
ALPHABET = "aeijht \t\n\"'*^+-|&!<>:(){}[]%_\\;,./~`=@#$?0149\x00\x1f\u202e🏽éßıK"
MOST_SECONDS = 0.05


@pytest.fixture(autouse=True)
def _catalogue(db):
    published(kbli_title="Penjahitan Pakaian")
    published(kbli_title="Perkawinan Ternak", kbli_code="01622")


def ask_everything(words: str) -> Found:
    list(beginning_with(words, 8))
    near(words)
    note_missed(words, on=TODAY)
    return find(words)


def seconds(ask, words: str) -> float:
    """Of CPU, without the pauses of the garbage collector, which come upon whatever is asked just then."""
    gc.disable()
    try:
        start = time.thread_time()
        ask(words)
        return time.thread_time() - start
    finally:
        gc.enable()


def test_there_are_enough_of_them():
    assert len(set(HOSTILE)) >= 85


@pytest.mark.parametrize("words", [*HOSTILE, *NAUGHTY, *LONG], ids=lambda words: repr(words)[:20])
def test_nothing_that_is_typed_is_syntax_or_an_error(words):
    found = ask_everything(words)

    assert bool(found.editions) == ("jahit" in words)
    assert search(Edition.objects.current(), words).count() == len(found.editions)


def test_random_texts_are_no_error_and_take_no_time():
    chance = random.Random(1)
    texts = ["".join(chance.choices(ALPHABET, k=chance.randint(0, 40))) for _ in range(5_000)]

    def ask(words):
        assert len(find(words).editions) <= MOST

    assert max(seconds(ask, words) for words in texts) < MOST_SECONDS


@pytest.mark.parametrize(
    "words", [" ".join(f"xyzab{letter}cde" for letter in "abcdefghijklmnopqrstuvwx"), "OR jual " * 30]
)
def test_many_unknown_words_take_no_time(words):
    assert seconds(ask_everything, words) < MOST_SECONDS


@pytest.mark.parametrize("address", ["/layanan/", "/layanan/saran.json", "/data/layanan.json"])
@pytest.mark.parametrize("words", [*HOSTILE[::7], *NAUGHTY[:6], *LONG[:2]], ids=lambda words: repr(words)[:20])
def test_no_page_fails(client, address, words):
    asked = words.encode("utf-8", "surrogatepass")

    assert client.get(address, {"q": asked}).status_code == 200
