import ast
import itertools
import time

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from complaints import files, uploads
from complaints.files import LARGEST_FILE, MEGABYTE, NewAttachment, read_upload, read_uploads, safe_label
from tests.complaints.factories import JPEG, PDF, make_upload, png
from tests.server import ROOT

PNG = png()
CONTENT = {"pdf": PDF, "jpg": JPEG, "jpeg": JPEG, "png": PNG}
TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}


def refusal(name, content) -> str:
    with pytest.raises(ValidationError) as refused:
        read_upload(make_upload(name, content))
    return refused.value.messages[0]


@pytest.mark.parametrize("extension", [*CONTENT, "PDF", "JPG"])
def test_a_file_that_is_what_its_name_says_is_accepted(extension):
    content = CONTENT[extension.lower()]

    read = read_upload(make_upload(f"bukti.{extension}", content))

    assert (read.label, read.content_type, read.content) == (f"bukti.{extension}", TYPES[extension.lower()], content)
    assert len(read.sha256) == 64


WRONG_PAIRS = [(name, kind) for name, kind in itertools.product(CONTENT, CONTENT) if TYPES[name] != TYPES[kind]]


@pytest.mark.parametrize(("extension", "kind"), WRONG_PAIRS)
def test_lies(extension, kind):
    """Threat 36: the name and the content must agree."""
    assert "bukan" in refusal(f"bukti.{extension}", CONTENT[kind])


@pytest.mark.parametrize("extension", CONTENT)
def test_a_truncated_file_is_refused(extension):
    content = CONTENT[extension]

    for length in range(1, len(content) - 8):
        with pytest.raises(ValidationError):
            read_upload(make_upload(f"bukti.{extension}", content[:length]))


def test_a_truncated_photo_with_a_preview_inside_is_refused():
    """The preview is a whole JPEG of its own, with an end mark."""
    preview = b"\xff\xe1" + (len(JPEG) + 2).to_bytes(2) + JPEG
    photo = JPEG[:2] + preview + JPEG[2:]

    assert read_upload(make_upload("foto.jpg", photo))
    assert "terpotong" in refusal("foto.jpg", photo[:-2])


@pytest.mark.parametrize(("extension", "appended"), [("jpg", 3 * MEGABYTE), ("png", 500), ("pdf", 500)])
def test_what_telephones_append_after_the_end_is_tolerated(extension, appended):
    assert read_upload(make_upload(f"foto.{extension}", CONTENT[extension] + b"x" * appended))


SHELLS = ["shell.php", "shell.phtml", "shell.py", "shell.cgi", ".htaccess", "shell.jpg.php", "a.svg", "a.html", "a.js"]


@pytest.mark.parametrize("name", [*SHELLS, "tanpa-akhiran", "a.docx", "a.zip", "a.heic"])
@pytest.mark.parametrize("content", [PDF, JPEG, b"<?php system($_GET['c']);"])
def test_shell(name, content):
    """Threat 33: what is not PDF, JPEG or PNG by name is refused whatever is in it."""
    assert "PDF, JPG, atau PNG" in refusal(name, content)


@pytest.mark.parametrize("name", ["shell.php%00.jpg", "shell.php\0.jpg", "shell.php;.jpg"])
def test_a_program_under_the_name_of_a_picture_is_refused(name):
    assert "bukan JPG" in refusal(name, b"<?php system($_GET['c']);")


@pytest.mark.parametrize("name", ["gambar.svg", "gambar.png", "gambar.jpg", "gambar.pdf"])
def test_svg(name):
    """Threat 35: an SVG is refused under any name."""
    assert refusal(name, b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')


POLYGLOTS = [
    b"<html>" + PDF,
    b"GIF89a" + PDF,
    b" " + PNG,
    b"PK\x03\x04" + PDF,
    b"\xef\xbb\xbf" + PDF,
    b"#!/bin/sh\n" + JPEG,
]


@pytest.mark.parametrize("content", POLYGLOTS)
def test_polyglot(content):
    """Threat 34: nothing may stand before the signature."""
    for name in ("a.pdf", "a.png", "a.jpg"):
        assert refusal(name, content)


def test_bomb():
    """Threat 37: an enormous picture in a small file is stored as bytes; an archive called PDF is refused."""
    bomb = png(30_000, 30_000)
    assert len(bomb) < MEGABYTE
    started = time.perf_counter()

    assert read_upload(make_upload("besar.png", bomb)).content == bomb

    assert time.perf_counter() - started < 0.1
    assert refusal("42.pdf", b"PK\x03\x04" + bytes(1000))


@pytest.mark.parametrize("filling", [b"\xff\xe0\x00\x02", b"\xff", b"\xff\xff\x00", b"\xff\x00"])
def test_a_hostile_photo_without_an_end_is_refused_quickly(filling):
    photo = b"\xff\xd8\xff\xda\x00\x02" + filling * (4 * MEGABYTE // len(filling))
    started = time.perf_counter()

    assert "terpotong" in refusal("foto.jpg", photo)

    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(
    "module", ["files", "uploads", "actions/filing", "actions/changing", "codes", "limits", "emails"]
)
def test_nothing_is_decompressed_on_the_way_in(module):
    tree = ast.parse((ROOT / "complaints" / f"{module}.py").read_text())
    imported = {
        name.name.partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    } | {(node.module or "").partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert not imported & {"PIL", "zipfile", "zlib", "gzip", "pypdf", "tarfile", "xml", "subprocess", "tempfile"}


def test_an_empty_and_a_too_large_file_are_refused():
    assert "kosong" in refusal("kosong.pdf", b"")

    at_the_limit = PDF[:-6] + b"x" * (LARGEST_FILE - len(PDF)) + b"%%EOF\n"
    assert read_upload(make_upload("besar.pdf", at_the_limit)).sha256
    assert "5,0 MB; paling besar 5 MB" in refusal("besar.pdf", at_the_limit + b"\n")


def test_many():
    """Threat 38: six files, or more than 25 MB together, are refused; five are accepted."""
    assert len(read_uploads([make_upload() for _ in range(5)])) == 5
    with pytest.raises(ValidationError, match="Paling banyak 5 berkas"):
        read_uploads([make_upload() for _ in range(6)])
    with pytest.raises(ValidationError, match="26,0 MB"):
        read_uploads([make_upload(content=bytes(26 * MEGABYTE // 2)) for _ in range(2)])


def test_every_file_that_is_refused_is_named():
    with pytest.raises(ValidationError) as refused:
        read_uploads([make_upload("a.pdf"), make_upload("b.exe"), make_upload("c.png", PDF)])

    assert [("b.exe" in message, "c.png" in message) for message in refused.value.messages] == [
        (True, False),
        (False, True),
    ]


NAMES = {
    "../../etc/passwd": "passwd.pdf",
    "..\\..\\boot.pdf": "boot.pdf",
    "C:\\Users\\siti\\surat izin.pdf": "surat izin.pdf",
    "%2e%2e%2fa.pdf": "%2e%2e%2fa.pdf",
    "con.pdf": "con.pdf",
    "baris\nbaru\r.pdf": "barisbaru.pdf",
    "nol\0.pdf": "nol.pdf",
    "gnp.\u202efdp.pdf": "gnp.fdp.pdf",
    "tanda\u200b\u2066.pdf": "tanda.pdf",
    "\ud800.pdf": "pdf.pdf",
    "..": "berkas.pdf",
    ".....": "berkas.pdf",
    "": "berkas.pdf",
    " . .pdf": "pdf.pdf",
    'kutip".pdf': 'kutip".pdf',
    "a" * 300 + ".pdf": "a" * 96 + ".pdf",
    "é" * 200 + ".PDF": "é" * 96 + ".PDF",
    "/": "berkas.pdf",
    "surat.pdf.": "surat.pdf",
    "laporan  akhir .pdf": "laporan akhir .pdf",
}


@pytest.mark.parametrize("name", NAMES)
def test_names(name):
    """Threat 39: a name is a label, of one line, without a path or anything invisible, at most 100 characters."""
    assert safe_label(name, default_extension="pdf") == NAMES[name]
    assert len(safe_label(name)) <= 100


def test_a_label_of_nothing_but_an_extension_stays_short():
    assert len(safe_label("a." + "x" * 300)) <= 100


def posted(*sizes, text="cerita", names=None):
    """The request of a form with files of these sizes."""
    given = [
        make_upload(name, bytes(size)) for name, size in zip(names or itertools.repeat("a.pdf"), sizes, strict=False)
    ]
    body = encode_multipart(BOUNDARY, {"berkas": given, "cerita": text})
    return RequestFactory().generic("POST", "/", body, content_type=MULTIPART_CONTENT)


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("megabytes", [1, 4, 5, 8, 20, 25, 26, 27, 40])
def test_no_silent_loss(megabytes, count):
    """Threat 43: of every request either all files are there whole, or the form is told of each that is not."""
    size = megabytes * MEGABYTE // count
    request = posted(*[size] * count)

    arrived = request.FILES.getlist("berkas")

    assert request.POST["cerita"] == "cerita"
    assert [upload.size for upload in arrived] == [size] * count
    is_whole = [len(upload.read()) == size for upload in arrived]
    if size <= LARGEST_FILE and size * count <= files.LARGEST_TOTAL:
        assert all(is_whole)
    else:
        with pytest.raises(ValidationError):
            read_uploads(posted(*[size] * count).FILES.getlist("berkas"))


def test_a_file_cut_for_want_of_room_is_refused_by_itself_too():
    """Even a form that forgot to look at the total does not take an empty file for a whole one."""
    arrived = posted(*[LARGEST_FILE] * 6).FILES.getlist("berkas")

    refused = [upload for upload in arrived if not upload.read()]
    assert len(refused) == 1
    with pytest.raises(ValidationError, match="tidak diterima utuh"):
        read_upload(refused[0])


def test_memory_held_by_one_request_has_a_cap():
    arrived = posted(*[4 * MEGABYTE] * 10).FILES.getlist("berkas")

    assert sum(len(upload.read()) for upload in arrived) <= uploads.CAP


def test_a_request_beyond_all_measure_is_not_read(client):
    body = b"x"
    response = client.generic(
        "POST", "/masuk/", body, content_type=MULTIPART_CONTENT, CONTENT_LENGTH=str(uploads.LONGEST_BODY + 1)
    )

    assert response.status_code == 413


def test_more_files_than_any_form_of_ours_has_are_too_large_a_request(client, db):
    body = encode_multipart(BOUNDARY, {"berkas": [make_upload() for _ in range(21)]})

    assert client.generic("POST", "/masuk/", body, content_type=MULTIPART_CONTENT).status_code == 413


def test_a_form_without_files_is_read_as_before():
    request = RequestFactory().post("/", {"cerita": "a"})

    assert (request.POST, len(request.FILES)) == (QueryDict("cerita=a"), 0)


def test_what_was_read_does_not_print_its_content():
    assert "PDF-1.4" not in repr(NewAttachment("a.pdf", "application/pdf", PDF, "0" * 64))
