"""Annex document → rows: which cells belong to which component of which standard.

A document is a heading line, then a tab-separated table NO / KOMPONEN / URAIAN whose head is repeated
on every page; a row that goes on from the page before has two empty cells. Several standards may
stand one after another. What is not of this form is refused, with the line and what was expected.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from catalog.annex.errors import AnnexError
from catalog.annex.markup import stripped
from catalog.rules.components import BY_NUMBER, COMPONENTS, GROUPS

MAX_BYTES = 64 * 1024 * 1024
MAX_HEADING = 1_000  # characters
MAX_COMPONENT = 200_000  # characters; the longest real one has some 7,000
MAX_LOOSE = 1_000  # lines outside a table
HEAD = ["no", "komponen", "uraian"]

_SECTION = re.compile(r"([A-Z])\.?\Z")
_NUMBER = re.compile(r"([0-9]{1,3})\.?\Z")
_HEADING_LIKE = re.compile(r"\W*[0-9]+\.\s*\S.*\(\s*risiko\b.*\)\s*KBLI\b", re.I)


@dataclass(slots=True)
class RawComponent:
    number: int
    name: str
    group: str  # letter of the section row it stands under
    line: int
    cells: list[str] = field(default_factory=list)  # its URAIAN, one a page


@dataclass(slots=True)
class RawStandard:
    heading: str
    line: int
    components: list[RawComponent] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_text(path: Path) -> str:
    """The document's text. Raises AnnexError when it cannot be read or is no UTF-8 text."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise AnnexError(str(path), None, f"berkas lebih dari {MAX_BYTES // 1024 // 1024} MB; pecah dahulu.")
        data = path.read_bytes()
    except OSError as error:
        raise AnnexError(str(path), None, f"berkas tidak dapat dibaca ({error.strerror}).") from error
    return decoded(str(path), data)


def decoded(file: str, data: bytes) -> str:
    """The same for bytes at hand; ``file`` is the name that messages show."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnnexError(file, None, "bukan berkas teks UTF-8; simpan ulang sebagai teks UTF-8.") from error
    if "\0" in text:
        raise AnnexError(file, None, "bukan berkas teks: berisi karakter NUL.")
    if not text.strip():
        raise AnnexError(file, None, "berkas kosong; diharapkan judul standar dan tabel NO, KOMPONEN, URAIAN.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_standards(file: str, text: str) -> list[RawStandard]:
    """All standards of a document, every one with its 14 components in order. Raises AnnexError."""
    return _Reader(file).read(text)


@dataclass
class _Reader:
    file: str
    standards: list[RawStandard] = field(default_factory=list)
    loose: list[tuple[int, str]] = field(default_factory=list)  # lines outside a table, maybe a heading
    group: str = ""
    in_table: bool = False

    def read(self, text: str) -> list[RawStandard]:
        after_blank = True
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                after_blank = True
                continue
            if _is_head(line):
                self._open_table(number)
            elif "\t" in line:
                self._read_row(number, line)
            elif self.in_table and not after_blank and not _looks_like_heading(line):
                self._go_on(number, line)
            else:
                self.in_table = False
                if after_blank and self.loose:
                    self.loose.append((number, ""))
                self.loose.append((number, line))
                if len(self.loose) > MAX_LOOSE:
                    raise self._error(
                        number, f"lebih dari {MAX_LOOSE} baris di luar tabel; ini bukan dokumen lampiran."
                    )
            after_blank = False
        self._finish()
        return self.standards

    def _error(self, line: int | None, message: str) -> AnnexError:
        return AnnexError(self.file, line, message)

    def _open_table(self, number: int) -> None:
        """The table's head: of a new standard when lines stand before it, else of the next page."""
        self.in_table = True
        if not self.loose:
            if not self.standards:
                raise self._error(
                    number, "tabel tanpa judul; diharapkan baris seperti “17. Izin (Risiko Tinggi) KBLI 71204 …”."
                )
            return
        start = max((index for index, (_, line) in enumerate(self.loose) if not line), default=-1) + 1
        heading = " ".join(stripped(line) for _, line in self.loose[start:])
        if self._is_unfinished() and not _looks_like_heading(heading):
            self._report_loose(self.standards[-1], self.loose)  # a page's number, or what runs at its head or foot
            self.loose = []
            return
        self._close_standard()
        standard = RawStandard(heading, self.loose[start][0])
        self.standards.append(standard)
        self._report_loose(standard, self.loose[:start])
        self.loose, self.group = [], ""

    def _is_unfinished(self) -> bool:
        return bool(self.standards) and len(self.standards[-1].components) < len(COMPONENTS)

    def _report_loose(self, standard: RawStandard, lines: list[tuple[int, str]]) -> None:
        texts = [(number, line) for number, line in lines if line]
        if texts:
            number, line = texts[0]
            more = f" dan {len(texts) - 1} baris lain" if len(texts) > 1 else ""
            standard.problems.append(f"Baris {number}: teks di luar tabel tidak diambil: “{line.strip()[:80]}”{more}.")

    def _read_row(self, number: int, line: str) -> None:
        if not self.in_table or not self.standards:
            raise self._error(number, "baris tabel tanpa kepala; diharapkan baris NO, KOMPONEN, URAIAN lebih dulu.")
        first, second, cell = [*line.split("\t", 2), "", ""][:3]
        label, name = stripped(first), stripped(second)
        if not label:
            self._continue_row(number, name, cell)
        elif match := _NUMBER.match(label):
            self._open_component(number, int(match[1]), name, cell)
        elif match := _SECTION.match(label):
            self._open_section(number, match[1], name, cell)
        else:
            raise self._error(number, f"kolom NO berisi “{label[:40]}”; diharapkan A., B., nomor 1–14, atau kosong.")

    def _open_section(self, number: int, letter: str, title: str, cell: str) -> None:
        expected = next((group for group in GROUPS if group.letter == letter), None)
        if expected is None or stripped(cell):
            raise self._error(number, "baris bagian harus A. atau B. tanpa uraian.")
        if title != expected.title:
            self.standards[-1].problems.append(
                f"Baris {number}: judul bagian {letter} tercetak “{title[:120]}”, biasanya “{expected.title}”."
            )
        self.group = letter

    def _open_component(self, line: int, number: int, name: str, cell: str) -> None:
        standard = self.standards[-1]
        expected = len(standard.components) + 1
        if number != expected:
            raise self._error(line, _out_of_order(number, expected))
        official = BY_NUMBER[number]
        if name.casefold() != official.name.casefold():
            standard.problems.append(f"Komponen {number}: nama tercetak “{name[:80]}”, biasanya “{official.name}”.")
        if self.group != official.group.letter:
            standard.problems.append(f"Komponen {number}: tidak berada di bawah bagian {official.group.letter}.")
        standard.components.append(RawComponent(number, name, self.group or official.group.letter, line, [cell]))

    def _continue_row(self, number: int, name: str, cell: str) -> None:
        component = self._open_row(number)
        component.cells.append(cell)
        if name:
            component.name = f"{component.name} {name}"

    def _go_on(self, number: int, line: str) -> None:
        """A line break inside a cell."""
        self._open_row(number).cells[-1] += "\n" + line

    def _open_row(self, number: int) -> RawComponent:
        if not self.standards or not self.standards[-1].components:
            raise self._error(number, "sambungan baris tanpa komponen; diharapkan komponen 1 (Persyaratan) lebih dulu.")
        return self.standards[-1].components[-1]

    def _close_standard(self) -> None:
        if not self.standards:
            return
        standard = self.standards[-1]
        count = len(standard.components)
        if count < len(COMPONENTS):
            missing = BY_NUMBER[count + 1]
            raise self._error(standard.line, f"komponen {missing.number} ({missing.name}) tidak ada; diharapkan 14.")
        for component in standard.components:
            length = sum(map(len, component.cells))
            if length > MAX_COMPONENT:
                raise self._error(
                    component.line,
                    f"komponen {component.number}: {length} karakter; paling banyak {MAX_COMPONENT}.",
                )

    def _finish(self) -> None:
        self._close_standard()
        heading = next((number for number, line in self.loose if _looks_like_heading(line)), None)
        if not self.standards or heading:
            raise self._error(heading, "tidak ada tabel; diharapkan judul standar lalu tabel NO, KOMPONEN, URAIAN.")
        self._report_loose(self.standards[-1], self.loose)


def _is_head(line: str) -> bool:
    return len(line) < MAX_HEADING and [stripped(cell).casefold().rstrip(".") for cell in line.split("\t")] == HEAD


def _looks_like_heading(line: str) -> bool:
    return len(line) < MAX_HEADING and _HEADING_LIKE.match(line) is not None


def _out_of_order(number: int, expected: int) -> str:
    if number not in BY_NUMBER:
        return f"komponen {number} tidak dikenal; diharapkan nomor 1–14."
    if number < expected:
        name = BY_NUMBER[number].name
        return f"komponen {number} ({name}) ada dua kali atau tidak urut; diharapkan komponen {expected}."
    return f"komponen {expected} ({BY_NUMBER[expected].name}) tidak ada; yang tercetak komponen {number}."
