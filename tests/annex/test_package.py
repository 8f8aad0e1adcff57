"""What is handed in is unpacked within bounds: by count, by what comes out, and without a path of its own."""

import io
import zipfile

import pytest

from catalog.annex import AnnexError
from catalog.annex.package import LARGEST, LONGEST_NAME, MOST_DOCUMENTS, Document, bare, documents


def zipped(*files: tuple[str, bytes]) -> tuple[str, bytes]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return "lampiran.zip", packed.getvalue()


def test_documents_and_packages_of_them_stand_in_order():
    found = documents(
        [("a.txt", b"satu"), zipped(("x/b.md", b"dua"), ("y/", b""), ("c.html", b"tiga")), ("d.txt", b"4")]
    )

    assert found == [
        Document("a.txt", "satu"),
        Document("b.md", "dua"),
        Document("c.html", "tiga"),
        Document("d.txt", "4"),
    ]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([("palsu.zip", b"PK\x03\x04 rusak")], "palsu.zip: berkas ZIP rusak"),
        ([("palsu.zip", b"teks")], "palsu.zip: berkas ZIP rusak"),
        ([zipped(*((f"{n}.txt", b"x") for n in range(MOST_DOCUMENTS + 1)))], "berisi 51 berkas; paling banyak 50"),
        ([(f"{n}.txt", b"x") for n in range(MOST_DOCUMENTS + 1)], "50.txt: lebih dari 50 dokumen"),
        ([zipped(("bom.txt", b"0" * (LARGEST + 1)))], "bom.txt: bersama yang lain lebih dari 8 MB"),
        (
            [zipped(*((f"{n}.txt", b"0" * (LARGEST // 3)) for n in range(4)))],
            "3.txt: bersama yang lain lebih dari 8 MB",
        ),
    ],
)
def test_what_is_no_package_or_goes_beyond_the_bounds_is_refused_whole(files, told):
    with pytest.raises(AnnexError) as refused:
        documents(files)

    assert told in str(refused.value)


def test_a_member_that_says_it_is_small_is_read_no_further_than_the_bound():
    name, data = zipped(("bom.txt", b"0" * (LARGEST + 5)))
    lying = data.replace((LARGEST + 5).to_bytes(4, "little"), (9).to_bytes(4, "little"))

    (document,) = documents([(name, lying)])

    assert len(document.text) <= 9


def test_a_spoilt_member_leaves_the_others():
    name, data = zipped(("satu.txt", b"isi " * 100), ("dua.txt", bytes(range(32, 127)) * 9))
    at = data.index(b"dua.txt") + 7
    spoilt = data[:at] + bytes(byte ^ 0xFF for byte in data[at : at + 60]) + data[at + 60 :]

    first, second = documents([(name, spoilt)])

    assert first == Document("satu.txt", "isi " * 100)
    assert second.error.startswith("dua.txt: tidak dapat dibuka")


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\dokumen\\a.txt", "a.txt"),
        ("a\x00\u202eb.txt", "ab.txt"),
        ("", "tanpa nama"),
        ("..", ".."),
        ("x" * 200 + ".txt", ("x" * 200 + ".txt")[-LONGEST_NAME:]),
    ],
)
def test_a_name_has_no_folders_and_nothing_unseen(name, left):
    assert bare(name) == left
