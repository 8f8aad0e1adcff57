"""Names of regulations, found in legal text as offices write it."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules import citation
from catalog.rules.citation import citations, kind_in_full

ANNEX = Path(__file__).parents[2] / "fixtures" / "annex"
UU, PP = "Undang-Undang", "Peraturan Pemerintah"
BKPM = "Peraturan Badan Koordinasi Penanaman Modal"
RISK = "Perizinan Berusaha Berbasis Risiko"

CITED_BY_ALL = [
    ("", UU, 11, 2020, "Cipta Kerja"),
    ("", PP, 5, 2021, f"Penyelenggaraan {RISK}"),
    ("", PP, 6, 2021, "Penyelenggaraan Perizinan Berusaha di Daerah"),
    ("", BKPM, 3, 2021, f"Sistem {RISK} Terintegrasi Secara Elektronik"),
    ("", BKPM, 4, 2021, f"Pedoman dan Tata Cara Pelayanan {RISK} dan Fasilitas Penanaman Modal"),
]
INDUSTRY = (
    "", "Peraturan Menteri Perindustrian", 9, 2021,
    f"Standar Kegiatan Usaha dan/atau Produk pada Penyelenggaraan {RISK} Sektor Perindustrian",
)  # fmt: skip
FARMING = (
    "", "Peraturan Menteri Pertanian", 15, 2021,
    f"Standar Kegiatan Usaha dan Standar Produk pada Penyelenggaraan {RISK} Sektor Pertanian",
)  # fmt: skip
LABOUR = (
    "", "Peraturan Menteri Ketenagakerjaan", 6, 2021,
    "Penetapan Standar Kegiatan Usaha dan/atau Produk pada Penyelenggaraan Perizinan Berbasis Risiko "
    "Sektor Ketenagakerjaan",
)  # fmt: skip


def names(text: str) -> list[tuple[str, str, int, int, str]]:
    return [(found.article, found.kind, found.number, found.year, found.title) for found in citations(text)]


def name(text: str) -> tuple[str, str, int, int, str]:
    (only,) = names(text)
    return only


# --- the four documents --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("000_a94b923709ec5d13.txt", [("Pasal 65", PP, 5, 2021, ""), *CITED_BY_ALL, INDUSTRY]),
        ("001_36ec498dc361ad6a.txt", [*CITED_BY_ALL, FARMING]),
        ("002_4a3f3721185de8d3.txt", [*CITED_BY_ALL, LABOUR]),
        ("004_6ac7c654d55c38f4.txt", [*CITED_BY_ALL, FARMING]),
    ],
)
def test_a_whole_annex_document_names_exactly_these_regulations(document, expected):
    text = re.sub(r"<[^>]*>", "\n", (ANNEX / document).read_text(encoding="utf-8"))

    assert names(text) == expected


def test_an_item_of_the_outline_gives_its_title_without_the_mark_at_its_end():
    text = "1. Undang-Undang Nomor 11 Tahun 2020 tentang Cipta Kerja;\n2. PP Nomor 5 Tahun 2021 tentang Risiko.\n"

    assert names(text) == [("", UU, 11, 2020, "Cipta Kerja"), ("", PP, 5, 2021, "Risiko")]


# --- kinds ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Undang-Undang", UU),
        ("Undang-undang Republik Indonesia", UU),
        ("UU", UU),
        ("PP", PP),
        ("PERATURAN PEMERINTAH", PP),
        ("Peraturan Pemerintah Pengganti Undang-Undang", "Peraturan Pemerintah Pengganti Undang-Undang"),
        ("Perppu", "Peraturan Pemerintah Pengganti Undang-Undang"),
        ("Perpu", "Peraturan Pemerintah Pengganti Undang-Undang"),
        ("Peraturan Presiden Republik Indonesia", "Peraturan Presiden"),
        ("Perpres", "Peraturan Presiden"),
        ("Perda", "Peraturan Daerah"),
        ("Perda Kab. Purwakarta", "Peraturan Daerah Kabupaten Purwakarta"),
        ("Pergub Jawa Barat", "Peraturan Gubernur Jawa Barat"),
        ("Peraturan Bupati Purwakarta", "Peraturan Bupati Purwakarta"),
        ("Perbup", "Peraturan Bupati"),
        ("Permenaker", "Peraturan Menteri Ketenagakerjaan"),
        ("Permentan", "Peraturan Menteri Pertanian"),
        ("Permenperin", "Peraturan Menteri Perindustrian"),
        ("Permen Perindustrian", "Peraturan Menteri Perindustrian"),
        ("PERATURAN MENTERI PERINDUSTRIAN", "Peraturan Menteri Perindustrian"),
        ("PermenPANRB", "Peraturan Menteri PANRB"),
        ("Permen PAN-RB", "Peraturan Menteri PANRB"),
        ("Permenpan RB", "Peraturan Menteri PANRB"),
        ("Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi", "Peraturan Menteri PANRB"),
        ("PermenPUPR", "Peraturan Menteri Pekerjaan Umum dan Perumahan Rakyat"),
        ("Permenkumham", "Permenkumham"),
        ("Permen", "Permen"),
        ("Peraturan BKPM", BKPM),
        (
            "Peraturan Menteri Investasi dan Hilirisasi/ Kepala Badan Koordinasi Penanaman Modal",
            "Peraturan Menteri Investasi dan Hilirisasi/Kepala BKPM",
        ),
        (
            "Peraturan Menteri Pendidikan, Kebudayaan, Riset, dan Teknologi",
            "Peraturan Menteri Pendidikan, Kebudayaan, Riset, dan Teknologi",
        ),
    ],
)
def test_a_kind_is_told_in_full_and_as_on_record(printed, kind):
    assert name(f"sesuai {printed} Nomor 5 Tahun 2021, maka") == ("", kind, 5, 2021, "")
    assert kind_in_full(printed) == kind


# --- number, year, article -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "UU Nomor 25 Tahun 2009", "UU No. 25 Tahun 2009", "UU No.25 Tahun 2009", "UU Nomor: 25 Tahun 2009",
        "UU 25/2009", "UU No. 25/2009", "UU 25 Tahun 2009", "UU Nomor  025\u00a0Tahun 2009", "uu 25 / 2009",
    ],
)  # fmt: skip
def test_number_and_year_are_read_however_they_are_written(written):
    assert name(f"({written})") == ("", UU, 25, 2009, "")


@pytest.mark.parametrize(
    ("written", "article"),
    [
        ("Pasal 65 PP Nomor 5 Tahun 2021", "Pasal 65"),
        ("Pasal 12A PP 5/2021", "Pasal 12A"),
        ("pasal  5 ayat (1) huruf a PP 5/2021", "pasal 5 ayat (1) huruf a"),
        ("Pasal 5 angka 3 PP 5/2021", "Pasal 5 angka 3"),
        ("Pasal 1234 PP 5/2021", ""),
        ("Pasal 5, PP 5/2021", ""),
    ],
)
def test_an_article_before_the_name_belongs_to_it(written, article):
    assert name(f"dalam {written}.") == (article, PP, 5, 2021, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Lampiran IV Peraturan Bupati ini.",
        "Peraturan Bupati ini, Jalan Veteran Nomor 139 Tahun 2021",
        "ketentuan peraturan perundang-undangan di sektor perindustrian",
        "Peraturan Nomor 5 Tahun 2021",
        "Undang-Undang Dasar Negara Republik Indonesia Tahun 1945",
        "UU 25/1944",
        "UU 25/2101",
        "UU 0/2009",
        "UU 12345/2009",
        "UU 25/20099",
        "UU 25/2009/3",
        "UU ٢٥/٢٠٠٩",
        "XUU 25/2009",
        "15/M-IND/PER/2/2010",
        "Peraturan Pemerintah\nNomor 5 Tahun 2021",
    ],
)
def test_what_only_looks_like_a_regulation_is_none(text):
    assert citations(text) == []


def test_the_nearest_kind_before_the_number_counts():
    assert name("Peraturan Bupati ini mengacu pada UU 25/2009") == ("", UU, 25, 2009, "")
    assert name("Peraturan Menteri Perindustrian Peraturan Daerah 5/2009") == ("", "Peraturan Daerah", 5, 2009, "")


# --- titles --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rest", "title"),
    [
        ("tentang Cipta Kerja", "Cipta Kerja"),
        ("tentang  Cipta\u00a0Kerja ; dan", "Cipta Kerja"),
        ("TENTANG CIPTA KERJA\n2. Berikutnya", "CIPTA KERJA"),
        ("tentang Pajak, Retribusi, dan Cipta Kerja. Setelah", "Pajak, Retribusi, dan Cipta Kerja"),
        ("tentang Cipta Kerja sebagaimana telah diubah", "Cipta Kerja"),
        ("tentang Cipta Kerja (Lembaran Negara Nomor 245)", "Cipta Kerja"),
        ("tentang Kerja (K3)", "Kerja (K3)"),
        ("tentang ;", ""),
        ("tentang", ""),
        ("tentangan Cipta Kerja", ""),
        (", tentang Cipta Kerja", ""),
    ],
)
def test_a_title_ends_where_its_item_ends(rest, title):
    assert name(f"UU Nomor 11 Tahun 2020 {rest}") == ("", UU, 11, 2020, title)


def test_a_regulation_inside_a_title_belongs_to_the_title():
    title = "Penetapan Perppu Nomor 2 Tahun 2022 tentang Cipta Kerja menjadi Undang-Undang"

    assert name(f"UU Nomor 6 Tahun 2023 tentang {title};") == ("", UU, 6, 2023, title)


@pytest.mark.parametrize("join", [" dan ", " serta ", ", ", ", dan ", ",dan ", " jo. ", " jo ", " juncto "])
def test_a_regulation_joined_to_another_is_one_of_its_own(join):
    text = f"UU 25/2009 tentang Pelayanan Publik{join}PP 96/2012 tentang Pelaksanaan UU 25/2009{join}PP 5/2021"

    assert names(text) == [
        ("", UU, 25, 2009, "Pelayanan Publik"),
        ("", PP, 96, 2012, "Pelaksanaan UU 25/2009"),
        ("", PP, 5, 2021, ""),
    ]


def test_a_law_and_the_law_that_changed_it_are_two():
    text = "UU 23/2014 tentang Pemerintahan Daerah sebagaimana telah diubah dengan UU 9/2015 tentang Perubahan Kedua"

    assert names(text) == [("", UU, 23, 2014, "Pemerintahan Daerah"), ("", UU, 9, 2015, "Perubahan Kedua")]


def test_the_place_in_the_text_is_told_to_the_character():
    text = "Lihat Pasal 65 PP Nomor 5 Tahun 2021 tentang  Risiko ; atau UU 25/2009."

    assert [(found.start, found.end, found.raw) for found in citations(text)] == [
        (6, 52, "Pasal 65 PP Nomor 5 Tahun 2021 tentang  Risiko"),
        (60, 70, "UU 25/2009"),
    ]


def test_an_empty_title_leaves_its_tentang_outside():
    text = "UU 25/2009 tentang ; PP 5/2021 tentang \u00a0"

    assert [found.raw for found in citations(text)] == ["UU 25/2009", "PP 5/2021"]


# --- any text ------------------------------------------------------------------------------------------------------

FRAGMENTS = st.sampled_from(
    ["Pasal 65", "ayat (1)", "Peraturan", "Menteri", "Permen", "PAN-RB", "UU", "PP", "Undang-Undang", "Nomor", "No.",
     "5", "Tahun", "2021", "5/2021", "tentang", "dan", "DAN", ",", ";", ".", "jo.", "sebagaimana", "(Lembaran", "Kab.",
     "\n", "\u00a0", "\u2028", "\x00", "٢٠٢١", "ſ", "İ"]
)  # fmt: skip
SOUP = st.lists(st.one_of(FRAGMENTS, st.text(max_size=3)), max_size=60).map(" ".join)


@given(st.one_of(st.text(), SOUP, st.lists(FRAGMENTS).map("".join)))
def test_no_text_raises_and_what_is_found_lies_in_order_in_the_text(text):
    found = citations(text)

    assert all(text[each.start : each.end] == each.raw != "" for each in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(1945 <= each.year <= 2100 and 1 <= each.number <= 9999 for each in found)


def test_no_repetition_in_the_pattern_is_unbounded_so_each_place_costs_a_bounded_number_of_steps():
    assert not re.search(r"(?<!\\)[*+]|\{\d*,\}", citation._HEAD.pattern)


@given(st.one_of(st.sampled_from(["dan", "DAN", "Dan", "dan/atau", "Kab.", "Kab", "Riset,"]), st.text(max_size=8)))
def test_a_word_of_a_name_is_of_one_sort_only_so_there_is_one_way_to_read_a_name(word):
    sorts = [sort for sort in citation._NAME_WORDS if re.fullmatch(sort, word, re.IGNORECASE)]

    assert len(sorts) <= 1


@pytest.mark.parametrize(
    ("garbage", "how_many"),
    [
        ("a", 0), ("A ", 0), (" ", 0), ("9", 0), ("; ", 0), ("\n", 0),
        ("Peraturan ", 0), ("Peraturan " + "DAN " * 14, 0), ("Peraturan " + "A" * 41 + " ", 0), ("Permen A    ", 0),
        ("Pasal 1 ayat (1) huruf a ", 0), ("Undang-", 0), ("Nomor 5 Tahun 2021 ", 0),
        ("PP 5/2021 tentang ", 1), ("PP 5/2021 tentang a dan ", 8_333), ("PP 5/2021; ", 18_182),
    ],
)  # fmt: skip
def test_200_kb_of_garbage_is_read_to_its_end(garbage, how_many):
    text = (garbage * (200_000 // len(garbage) + 1))[:200_000]

    assert len(citations(text)) == how_many
