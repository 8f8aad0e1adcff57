"""Annex documents made by chance, each with the blocks that a reader must find in it.

The layout lies in the ways of the real documents: lists opened and never closed (000), almost no tags
(001), balanced but closed before an item ends on the next page (002), ``<ul>`` round numbers and
``data-bbox`` (004); cells cut by page breaks between items or inside a sentence, the head repeated.
"""

import random
from dataclasses import dataclass

from catalog.rules.components import COMPONENTS, GROUPS
from catalog.rules.markers import readings, successors
from catalog.rules.outline import Item, ListBlock, Paragraph

HEAD = "NO\tKOMPONEN\tURAIAN"
MANNERS = ("unclosed", "bare", "balanced", "boxes")
STYLES = ("A.", "1.", "a.", "1)", "a)", "(1)", "(a)")
WORDS = [
    *("pemohon", "melampirkan", "dokumen", "sesuai", "ketentuan", "perundang-undangan", "izin", "usaha", "lokasi"),
    *("bukti", "sarana", "pelayanan", "permohonan", "daerah", "kerja", "<i>software</i>", "data", "OSS", "kegiatan"),
]
LOOK_ALIKES = (
    "Kec. Purwakarta",
    "1 (satu) kali",
    "Nomor 3 Tahun 2021",
    "Pasal 65 PP Nomor 5",
    "a.n. Kepala Dinas",
    "s.d. selesai",
    "ext.103",
    "Jawa Barat 41115.",
    "(K3)",
    "dll.",
    "No. 3",
    "( <i>touchscreen</i> )",
    "tahap 2 , lalu",
)


@dataclass
class Document:
    text: str
    blocks: dict[int, list]  # component number → expected blocks
    manner: str


@dataclass
class Line:
    """One printed line of a component: its depth, marker and words, as tagged text."""

    depth: int
    marker: str
    words: list[str]


def make(seed: int) -> Document:
    """The document of this number: always the same, whatever ran before."""
    chance = random.Random(seed)
    manner = MANNERS[seed % len(MANNERS)]
    writer = _Writer(chance, manner)
    blocks = {}
    for component in COMPONENTS:
        if component.number in (1, 7):
            letter = GROUPS[0 if component.number == 1 else 1]
            mark = ("<b>", "</b>") if manner in ("balanced", "boxes") else ("", "")
            writer.row(f"{mark[0]}{letter.letter}.{mark[1]}\t{mark[0]}{letter.title}{mark[1]}\t")
        lines = _lines(chance, can_have_paragraphs=manner != "bare")
        blocks[component.number] = _blocks(lines)
        writer.component(component, lines)
    bold = "**" if manner in ("balanced", "boxes") else ""
    heading = f"{bold}{seed % 90 + 1}. Izin (Risiko Tinggi) KBLI {seed % 100_000:05d} Jasa Contoh{bold}"
    return Document(f"\n\n{heading}\n\n{HEAD}\n" + "\n".join(writer.rows), blocks, manner)


# The outline


def _lines(chance: random.Random, *, can_have_paragraphs: bool) -> list[Line]:
    styles = chance.sample(STYLES, 4)
    lines = []
    if chance.random() < 0.3:
        lines.append(Line(0, "", _words(chance, ends=":")))
    if not lines or chance.random() < 0.8:
        lines += _list(chance, styles, 0, can_have_paragraphs)
    return lines


def _list(chance, styles, depth, can_have_paragraphs):
    marker = next(reading for reading in readings(styles[depth]) if reading.style == styles[depth])
    lines = []
    length = chance.choice([2, 2, 3, 3, 4, 5, 12, 28])
    for number in range(length):
        goes_deeper = depth < 3 and length < 6 and chance.random() < 0.35
        is_last = number == length - 1
        lines.append(Line(depth, marker.text, _words(chance, ends=":" if goes_deeper else "." if is_last else ";")))
        if goes_deeper and can_have_paragraphs and chance.random() < 0.2:
            lines.append(Line(depth + 1, "", _words(chance, ends=":")))
        if goes_deeper:
            lines += _list(chance, styles, depth + 1, can_have_paragraphs)
            if can_have_paragraphs and not is_last and chance.random() < 0.3:
                lines.append(Line(depth + 1, "", _words(chance, ends=".")))
        following = successors(marker)[0]
        marker = next(reading for reading in readings(following) if reading.style == marker.style)
    return lines


def _words(chance, *, ends):
    words = [chance.choice(WORDS) for _ in range(chance.randint(1, 9))]
    if chance.random() < 0.5:
        words[chance.randrange(len(words)) :] = [*chance.choice(LOOK_ALIKES).split(), "yang", chance.choice(WORDS)]
    if words[0].startswith("<i>"):
        words.insert(0, "Setiap")
    words[0] = words[0][0].upper() + words[0][1:]
    return [*words[:-1], words[-1].rstrip(".,") + ends]


def _blocks(lines: list[Line]) -> list:
    """What the lines mean, from their depth alone."""
    levels = [[]]
    for line in lines:
        del levels[line.depth + 1 :]
        container = levels[line.depth]
        text = _expected(line.words)
        if not line.marker:
            container.append(Paragraph(text))
            continue
        item = Item(line.marker, text)
        is_first = any(reading.is_first for reading in readings(line.marker)) and line.marker in STYLES
        if is_first:
            container.append(ListBlock(line.marker, [item]))
        else:
            container[-1].items.append(item)
        levels.append(item.blocks)
    return levels[0]


def _expected(words):
    text = " ".join(words).replace("<i>", "*").replace("</i>", "*")
    for mark in ";,.:)":
        text = text.replace(f" {mark}", mark)
    return text.replace("( ", "(")


# The layout


class _Writer:
    """Writes rows in one manner of tagging, cutting them by page breaks where chance wants."""

    def __init__(self, chance, manner):
        self.chance, self.manner, self.rows = chance, manner, []

    def row(self, text):
        if self.rows and self.chance.random() < 0.1:
            self.rows += ["", HEAD]
        self.rows.append(text)

    def component(self, component, lines):
        self.row(f"{component.number}\t{component.name}\t")
        tokens = self._tokens(lines)
        is_first = True
        while tokens:
            cut = self._cut(tokens)
            now, tokens = tokens[:cut], tokens[cut:]
            cell = self._tagged(now, is_continued=not is_first)
            self.rows[-1] += (": " if is_first else "") + cell
            if tokens:
                self.rows += ["", HEAD, "\t\t"]
            is_first = False

    def _tokens(self, lines):
        """(line, word) pairs, the first word of a line carrying its marker."""
        return [
            (line, (f"{line.marker} " if number == 0 and line.marker else "") + word, number == 0)
            for line in lines
            for number, word in enumerate(line.words)
        ]

    def _cut(self, tokens):
        """Where the page ends: before a line, or inside a sentence."""
        if len(tokens) < 2 or self.chance.random() < 0.5:
            return len(tokens)
        cut = self.chance.randrange(1, len(tokens))
        line, word, starts_line = tokens[cut]
        ended = tokens[cut - 1][1].rstrip("</i>").endswith((".", "!", "?"))
        if starts_line:
            return cut if line.marker or self._may_begin_page(tokens[cut - 1][1]) else len(tokens)
        is_capital = word.replace("<i>", "")[:1].isupper()
        return len(tokens) if ended and is_capital else cut

    def _may_begin_page(self, before):
        """A paragraph at the top of a page shows only by its tag and the finished sentence before it."""
        return self.manner != "bare" and before.endswith(".")

    def _tagged(self, tokens, *, is_continued):
        runs = []  # (line, text, whether the line begins here)
        for line, word, starts_line in tokens:
            if runs and runs[-1][0] is line:
                runs[-1][1].append(word)
            else:
                runs.append((line, [word], starts_line))
        pieces = [(line, " ".join(words), starts) for line, words, starts in runs]
        return getattr(self, f"_{self.manner}")(pieces, is_continued)

    def _unclosed(self, pieces, is_continued):
        """000: top items in <p>, the rest after an <ol> that nobody closes."""
        out = []
        for number, (line, text, starts) in enumerate(pieces):
            if not line.marker or line.depth == 0:
                out.append(text if is_continued and number == 0 and not starts else f"<p>{text}</p>")
            else:
                out.append(text if out and self.chance.random() < 0.7 else f'<ol style="list-style-type: none"> {text}')
        return " ".join(out)

    def _bare(self, pieces, is_continued):
        """001: one run of text; after a page break some paragraphs of one item each."""
        if is_continued and self.chance.random() < 0.5:
            return " ".join(f"<p>{text}</p>" for _, text, _ in pieces)
        return " ".join(text for _, text, _ in pieces)

    def _balanced(self, pieces, is_continued):
        """002: lists closed at the end of the page, several items in one <p> parted by two spaces."""
        out, index = [], 0
        while index < len(pieces):
            together = [pieces[index][1]]
            while pieces[index][0].marker and index + 1 < len(pieces) and pieces[index + 1][0].marker:
                if self.chance.random() < 0.6:
                    break
                index += 1
                together.append(pieces[index][1])
            index += 1
            if len(together) == 1 and pieces[index - 1][0].marker:
                out.append(f'<ol style="list-style-type: none"> <li>{together[0]}</li> </ol>')
            else:
                out.append(f"<p>{'  '.join(together)}</p>")
        return " ".join(out)

    def _boxes(self, pieces, is_continued):
        """004: everything boxed, <ul> round numbered items."""
        box = f'data-bbox="{self.chance.randint(1, 999)} 352 1437 499"'
        out = []
        for line, text, _ in pieces:
            tag = self.chance.choice(("ul", "ol"))
            out.append(f"<{tag} {box}> <li {box}>{text}</li> </{tag}>" if line.marker else f"<p {box}>{text}</p>")
        return " ".join(out)
