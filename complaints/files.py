"""Files that come with a complaint: what is accepted, and under which name it is kept.

They are judged by their outer form alone: nothing is decompressed, parsed or drawn, so no picture or document can
harm the server. They are only ever served as downloads.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
LARGEST_TOTAL = 25 * MEGABYTE  # of one form
MOST_FILES = 5  # in one form
MOST_FILES_OF_REPORTER = 20  # with one complaint, all replies included
LONGEST_LABEL = 100

# Invisible: control, format (which turn the direction of writing), surrogate, private, separators of lines.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_TAIL = 1024  # where the end mark must stand: some programs add a few bytes after it
_PNG_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
_JPEG_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")  # neither a stuffed byte of the picture nor a restart
_JPEG_SEGMENTS = 1000  # of a real picture there are some twenty


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file that was read and found to be what its name says."""

    label: str
    content_type: str
    content: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class _Format:
    name: str
    content_type: str
    extensions: tuple[str, ...]  # the first one is given to a file without a proper name
    signature: bytes  # at offset 0
    is_whole: Callable[[bytes], bool]


def read_uploads(uploads: Iterable[UploadedFile]) -> tuple[NewAttachment, ...]:
    """All files of one form, checked.

    Raises ValidationError with an Indonesian message for each file that is not accepted.
    """
    uploads = list(uploads)
    _refuse_too_many(uploads)
    accepted, errors = [], []
    for upload in uploads:
        try:
            accepted.append(read_upload(upload))
        except ValidationError as error:
            errors.append(error)
    if errors:
        raise ValidationError(errors)
    return tuple(accepted)


def read_upload(uploaded: UploadedFile) -> NewAttachment:
    """One file, checked: not empty, at most 5 MB, whole, and of the type that its name says.

    Raises ValidationError with an Indonesian message that names the file and says what to do.
    """
    label = safe_label(uploaded.name)
    if not uploaded.size:
        raise ValidationError(f"Berkas “{label}” kosong. Pilih berkas lain, atau simpan ulang lalu kirim lagi.")
    if uploaded.size > LARGEST_FILE:
        raise ValidationError(
            f"Berkas “{label}” berukuran {_megabytes(uploaded.size)}; paling besar 5 MB. "
            "Perkecil dulu, misalnya dengan memotret ulang pada mutu lebih rendah."
        )
    content = uploaded.read()
    if len(content) != uploaded.size:
        raise ValidationError(f"Berkas “{label}” tidak diterima utuh. Kurangi berkas lain, lalu kirim lagi.")
    kind = _kind_of(label, content)
    return NewAttachment(
        label=safe_label(label, default_extension=kind.extensions[0]),
        content_type=kind.content_type,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def safe_label(name: str | None, *, default_extension: str = "") -> str:
    """The last part of a path, on one line, with nothing invisible, of at most 100 characters, extension kept."""
    last = re.split(r"[/\\]", name or "")[-1]
    visible = "".join(each for each in last if unicodedata.category(each) not in _INVISIBLE)
    text = " ".join(unicodedata.normalize("NFC", visible).split()).strip(" .")
    stem, dot, extension = text.rpartition(".")
    if not stem:
        stem, dot, extension = text or "berkas", "." if default_extension else "", default_extension
    return f"{stem[: LONGEST_LABEL - len(dot + extension)]}{dot}{extension}"[:LONGEST_LABEL]


def _refuse_too_many(uploads: list[UploadedFile]) -> None:
    if len(uploads) > MOST_FILES:
        raise ValidationError(f"Paling banyak {MOST_FILES} berkas sekali kirim; Anda memilih {len(uploads)}.")
    total = sum(upload.size or 0 for upload in uploads)
    if total > LARGEST_TOTAL:
        raise ValidationError(
            f"Semua berkas bersama berukuran {_megabytes(total)}; paling besar 25 MB sekali kirim. "
            "Kirim sebagian dulu; sisanya dapat Anda tambahkan dari halaman lacak."
        )


def _kind_of(label: str, content: bytes) -> _Format:
    """The format that both the name and the content say. Raises ValidationError."""
    extension = label.rpartition(".")[2].lower()
    by_name = next((each for each in _FORMATS if extension in each.extensions), None)
    if by_name is None:
        raise ValidationError(
            f"Berkas “{label}” tidak dapat diterima. Kirim sebagai PDF, JPG, atau PNG; "
            "dokumen lain dapat disimpan sebagai PDF atau difoto."
        )
    if not content.startswith(by_name.signature):
        raise ValidationError(
            f"Isi berkas “{label}” bukan {by_name.name} seperti namanya. Simpan ulang sebagai PDF, JPG, atau PNG."
        )
    if not by_name.is_whole(content):
        raise ValidationError(f"Berkas “{label}” rusak atau terpotong. Simpan atau unduh ulang, lalu kirim lagi.")
    return by_name


def _is_whole_pdf(content: bytes) -> bool:
    return b"%%EOF" in content[-_TAIL:]


def _is_whole_png(content: bytes) -> bool:
    return _PNG_END in content[-_TAIL:]


def _is_whole_jpeg(content: bytes) -> bool:
    """Whether the mark of the end (FFD9) comes where it ends the picture, not a preview kept inside of it.

    Walks from segment to segment by their lengths, as telephones append whole films after the end.
    """
    position = 2
    for _ in range(_JPEG_SEGMENTS):
        found = _JPEG_MARKER.search(content, position)
        if not found:
            return False
        if found[1] == b"\xd9":
            return True
        length = int.from_bytes(content[found.end() : found.end() + 2])
        position = found.end() + max(length, 2)
    return False


_FORMATS = (
    _Format("PDF", "application/pdf", ("pdf",), b"%PDF-", _is_whole_pdf),
    _Format("JPG", "image/jpeg", ("jpg", "jpeg"), b"\xff\xd8\xff", _is_whole_jpeg),
    _Format("PNG", "image/png", ("png",), b"\x89PNG\r\n\x1a\n", _is_whole_png),
)


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB".replace(".", ",")
