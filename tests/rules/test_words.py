import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import indonesian, words
from catalog.rules.words import MAX_WORDS, in_new_spelling, marked, phrase, query, stem, stems


def wanted(text):
    return [word.stem for word in query(text).words]


@pytest.mark.parametrize(
    ("forms", "root"),
    [
        ("jahit menjahit penjahitan jahitan penjahit jahitkan", "jahit"),
        ("izin perizinan mengizinkan ijin perijinan", "izin"),
        ("kelola mengelola pengelolaan pengelola dikelola", "kelola"),
        ("milik pemilik memiliki kepemilikan", "milik"),
        ("makam pemakaman", "makam"),
        ("tangkap penangkapan menangkap tangkapan", "tangkap"),
        ("makan memakan makanan pemakan", "makan"),
        ("pakai memakai pemakaian pakaian", "pakai"),
        ("ternak peternakan beternak peternak", "ternak"),
        ("tanam menanam penanaman tanaman", "tanam"),
        ("rumah perumahan", "rumah"),
        ("kering pengeringan mengeringkan", "kering"),
        ("kawin perkawinan mengawinkan", "kawin"),
        ("rawat perawatan merawat", "rawat"),
        ("terbit penerbitan menerbitkan penerbit", "terbit"),
        ("periksa pemeriksaan memeriksa", "periksa"),
        ("cat pengecatan", "cat"),
        ("kemas pengemasan kemasan", "kemas"),
        ("apotek apotik", "apotek"),
        ("praktik praktek", "praktik"),
    ],
)
def test_every_form_of_a_word_has_one_stem(forms, root):
    assert set(phrase(forms).split()) == {root}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("makam", "makan"),
        ("ijazah", "izin"),
        ("emas", "kemas"),
        ("pakan", "pakaian"),
        ("penatu", "tata"),
        ("perak", "rakit"),
        ("menara", "tari"),
        ("ikan", "ikat"),
        ("tahu", "tahun"),
        ("kain", "kawin"),
        ("pengobatan", "obat"),
    ],
)
def test_different_words_keep_different_stems(one, other):
    assert stem(one) != stem(other)


def test_every_exception_of_the_stemmer_is_needed():
    usual = {word: indonesian.ROOTS.get(rest, rest) for word, rest in without_exceptions(indonesian.WHOLE_WORDS)}
    roots = {rest for rest in indonesian.ROOTS if rest == indonesian.ROOTS[rest]}

    assert {word for word, root in indonesian.WHOLE_WORDS.items() if usual[word] == root} == set()
    assert roots == set()


def test_a_usual_spelling_has_no_other_usual_one():
    usual = {word for words in indonesian.SPELLINGS.values() for word in words.split()}

    assert usual & indonesian.SPELLINGS.keys() == set()


def without_exceptions(whole):
    return [(word, words._snowball(word)) for word in whole]


@pytest.mark.parametrize(
    "written",
    [
        "14120",
        "KBLI 14120",
        "kbli14120",
        "KBLI-14120",
        "Kbli: 14120.",
        "14.12.0",
        "14-120",
        "14/120",
        "KBLI 14 120",
        "14 12 0",
        "1 4 1 2 0",
        "kode 14120",
        "kode KBLI 14120",
        "KBLI 2020 14120",
        "KBLI 2025: 14120",
        "C14120",
        "１４１２０",
    ],
)
def test_a_code_is_a_code_in_any_writing(written):
    assert wanted(written) == ["14120"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("141", ["141"]),
        ("14120 jahit", ["14120", "jahit"]),
        ("jahit kbli 14 12 0", ["jahit", "14120"]),
        ("3.000.000", ["000"]),
        ("12-11-2026", ["12", "11", "2026"]),
        ("0812 3456 7890", ["0812", "3456", "7890"]),
        ("lift 2 gedung", ["lift", "gedung"]),
        ("B3 PS3 K3", ["b3", "ps3", "k3"]),
    ],
)
def test_other_figures_stay_what_they_are(written, found):
    assert wanted(written) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("saya mau buka usaha jahit baju di purwakarta", ["jahit", "pakai"]),
        ("bagaimana cara mengurus izin ternak ayam?", ["ternak", "ayam"]),
        ("izin usaha", ["izin", "usaha"]),
        ("KBLI", ["kbli"]),
        ("dan", []),
        ("jahit, jahitan; menjahit!", ["jahit"]),
        ("Rumah/Warung Makan", ["rumah", "warung", "makan"]),
        ("fotokopi foto copy photocopy", ["foto", "kopi"]),
        ("buah2an, anak2 dan kos2an", ["buah", "anak", "kos"]),
        ("toko oleh-oleh oleh2 Oleh Oleh oleholeh", ["toko", "oleholeh"]),
        ("pâtisserie", ["patisserie"]),
        ("", []),
        ("   ", []),
        ("%_*\"'()[]{}:^~|&!", []),
        ("💃🏽 日本語", []),
        ("a\x00b", []),
        ("\u202ejahit\u2066", ["jahit"]),
    ],
)
def test_what_matters_of_what_people_type(text, found):
    assert wanted(text) == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tjoekoer", "cukur"),
        ("badjoe", "baju"),
        ("kajoe", "kayu"),
        ("njanji", "nyanyi"),
        ("achir", "akhir"),
        ("roti", "roti"),
    ],
)
def test_the_spelling_of_grandparents_has_a_new_one(old, new):
    assert in_new_spelling(old) == new


def test_what_people_put_around_it_is_told_apart():
    assert [word.written for word in query("syarat izin jahit").fillers] == ["syarat", "izin"]


def test_a_query_is_cut_to_what_can_be_looked_up():
    many = " ".join(f"kata{number}" for number in range(50))

    assert len(query(many).words) == MAX_WORDS
    assert query("a" * 200_000).words == ()
    assert len(query("jahitan baju " * 10_000).words) == 2


@given(st.text(max_size=300))
def test_a_stem_is_made_of_plain_letters_and_digits(text):
    for word in query(text).words + query(text).fillers:
        assert word.stem
        assert set(word.stem) <= set(string.ascii_lowercase + string.digits)


@given(st.text(max_size=300), st.text(max_size=20))
def test_marking_changes_no_letter(text, wanted):
    assert "".join(run.text for run in marked(text, stems(wanted).split())) == text


def test_marks_stand_on_whole_words_and_their_forms():
    runs = marked("Penjahitan dan Pembuatan Pakaian", ["jahit", "pakai"])

    assert [run.text for run in runs if run.is_found] == ["Penjahitan", "Pakaian"]
    assert [run.text for run in marked("(Jahitan); kaus", ["jahit", "us"]) if run.is_found] == ["Jahitan"]


def test_a_phrase_keeps_order_and_repetition_and_stems_do_not():
    assert phrase("Ayam Ras dan Ayam Lokal") == "ayam ras ayam lokal"
    assert stems("Ayam Ras", "dan Ayam Lokal") == "ayam ras lokal"
