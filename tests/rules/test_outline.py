"""The text grammar on given texts: markers, look-alikes, nesting, HTML."""

import pytest

from catalog.rules import outline
from catalog.rules.outline import Item, ListBlock, Paragraph, parse, to_html, to_text

NESTED = """\
A. Persyaratan Umum:
  1. Skala usaha kecil atau menengah;
  2. Memiliki struktur organisasi yang memuat:
    a) struktur organisasi; dan
    b) uraian tugas.
B. Persyaratan Khusus:
  Dalam hal terdapat penyertaan modal asing, pelaku usaha melampirkan:
  1. surat kerja sama;"""


def styles(text):
    return [block.style if isinstance(block, ListBlock) else "¶" for block in parse(text)]


def markers(text):
    return [[item.marker for item in block.items] for block in parse(text) if isinstance(block, ListBlock)]


def test_the_example_of_the_design_is_read_as_it_looks():
    assert parse(NESTED) == [
        ListBlock(
            "A.",
            [
                Item(
                    "A.",
                    "Persyaratan Umum:",
                    [
                        ListBlock(
                            "1.",
                            [
                                Item("1.", "Skala usaha kecil atau menengah;"),
                                Item(
                                    "2.",
                                    "Memiliki struktur organisasi yang memuat:",
                                    [
                                        ListBlock(
                                            "a)",
                                            [Item("a)", "struktur organisasi; dan"), Item("b)", "uraian tugas.")],
                                        )
                                    ],
                                ),
                            ],
                        )
                    ],
                ),
                Item(
                    "B.",
                    "Persyaratan Khusus:",
                    [
                        Paragraph("Dalam hal terdapat penyertaan modal asing, pelaku usaha melampirkan:"),
                        ListBlock("1.", [Item("1.", "surat kerja sama;")]),
                    ],
                ),
            ],
        )
    ]
    assert to_text(parse(NESTED)) == NESTED


@pytest.mark.parametrize(
    "line",
    [
        "Kec. Purwakarta",
        "ext.103",
        "1 (satu) kali",
        "Nomor 3 Tahun 2021",
        "No. 3",
        "a.n. Kepala Dinas",
        "s.d. akhir tahun",
        "dll.",
        "41115. Telepon",
        "5 tahun",
        "PT. Maju",
        "ii. tanpa i.",
        "0. nol",
        "(K3) keselamatan",
    ],
)
def test_a_look_alike_at_the_start_of_a_line_stays_text(line):
    assert parse(line) == [Paragraph(line)]


@pytest.mark.parametrize("style", ["A.", "1.", "a.", "1)", "a)", "(1)", "(a)", "i.", "i)", "(i)", "I."])
def test_every_marker_style_makes_a_list(style):
    assert parse(f"{style} isi") == [ListBlock(style, [Item(style, "isi")])]


def test_letters_go_on_after_z_in_both_ways_of_counting():
    spreadsheet = "\n".join(f"{marker} x" for marker in ["y.", "z.", "aa.", "ab.", "ac."])
    processor = "\n".join(f"{marker} x" for marker in ["y.", "z.", "aa.", "bb.", "cc."])

    assert markers(spreadsheet) == [["y.", "z.", "aa.", "ab.", "ac."]]
    assert markers(processor) == [["y.", "z.", "aa.", "bb.", "cc."]]


def test_digits_go_on_after_nine():
    assert markers("\n".join(f"{number}) x" for number in range(1, 13))) == [[f"{n})" for n in range(1, 13)]]


def test_numbering_that_starts_again_is_a_new_list():
    assert markers("1. a\n2. b\n1. c\n2. d") == [["1.", "2."], ["1.", "2."]]


def test_a_gap_in_the_numbering_stays_in_its_list():
    assert markers("1. a\n2. b\n4. d") == [["1.", "2.", "4."]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i. x\nii. y\niii. z\niv. w\nv. v", ["i."]),
        ("h. x\ni. y\nj. z", ["a."]),
        ("h. x\ni. y", ["a."]),
        ("h. x\ni. y\nii. z", ["a.", "i."]),
        ("i. x\nj. y", ["a."]),
        ("i. x", ["i."]),
        ("u. x\nv. y\nw. z", ["a."]),
    ],
)
def test_roman_numerals_are_told_from_letters_by_what_comes_next(text, expected):
    assert styles(text) == expected


def test_an_item_holds_paragraphs_after_its_list():
    text = "1. satu:\n  a. anak\n  Penutup butir satu.\n2. dua"

    [block] = parse(text)

    assert block.items[0].blocks == [ListBlock("a.", [Item("a.", "anak")]), Paragraph("Penutup butir satu.")]
    assert to_text(parse(text)) == text


def test_a_paragraph_that_looks_like_an_item_is_shielded():
    blocks = [Paragraph("1. Juli adalah hari pertama"), Paragraph(r"\a. sudah terlindung")]

    assert to_text(blocks) == "\\1. Juli adalah hari pertama\n\\\\a. sudah terlindung"
    assert parse(to_text(blocks)) == blocks


def test_indentation_deeper_than_the_item_above_allows_is_brought_back():
    assert parse("1. satu\n        a. anak") == parse("1. satu\n  a. anak")
    assert parse("      1. satu") == parse("1. satu")


def test_indentation_beyond_the_deepest_level_is_kept_flat():
    text = "\n".join("  " * depth + "1. x" for depth in range(2_000))

    assert to_text(parse(to_text(parse(text)))) == to_text(parse(text))


def test_a_text_of_nothing_has_no_blocks():
    assert parse("") == parse(" \n\t\n") == []
    assert to_text([]) == to_html("") == ""


def test_html_announces_the_printed_marker_as_text():
    assert to_html("A. Umum:\n  1. *Email* resmi;\n  Penutup.") == (
        '<ol class="outline" role="list"><li><span class="marker">A.</span> Umum:'
        '<ol class="outline" role="list"><li><span class="marker">1.</span> <i>Email</i> resmi;</li></ol>'
        "<p>Penutup.</p></li></ol>"
    )


def test_html_escapes_every_character_and_makes_no_link():
    text = "<script>alert(1)</script> & \"kutip\" 'satu' https://slot.example [x](javascript:y) *<b>*"

    assert to_html(text) == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;kutip&quot; &#x27;satu&#x27; "
        "https://slot.example [x](javascript:y) <i>&lt;b&gt;</i></p>"
    )


def test_a_long_list_of_short_items_may_stand_in_two_columns():
    short = "\n".join(f"{number}. Ruang {number};" for number in range(1, 11))

    assert to_html(short).startswith('<ol class="outline outline-short" role="list">')
    assert to_html(short.replace("Ruang 3", "Ruang " + "x" * 70)).startswith('<ol class="outline" role="list">')


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        (
            "aplikasi *office* dan *QR Code*",
            [("aplikasi ", False), ("office", True), (" dan ", False), ("QR Code", True)],
        ),
        (r"\*) wajib", [("*", False), (") wajib", False)]),
        ("2 * 3 * 4", [("2 * 3 * 4", False)]),
        ("*tanpa penutup", [("*tanpa penutup", False)]),
        ("**", [("**", False)]),
    ],
)
def test_asterisks_are_italic_only_around_words(inline, expected):
    assert list(outline.spans(inline)) == expected


def test_quoted_text_reads_back_as_it_was():
    for text in ["*) wajib", r"C:\*", "a*b*c", "\\", "**"]:
        assert outline.plain(outline.quote(text)) == text


def test_json_holds_plain_words_and_blocks_only_where_there_are_any():
    assert outline.as_json(parse("1. aplikasi *office*\n  a. anak\nPenutup")) == [
        {
            "type": "list",
            "style": "1.",
            "items": [
                {
                    "marker": "1.",
                    "text": "aplikasi office",
                    "blocks": [{"type": "list", "style": "a.", "items": [{"marker": "a.", "text": "anak"}]}],
                }
            ],
        },
        {"type": "paragraph", "text": "Penutup"},
    ]
