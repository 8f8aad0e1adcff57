"""What break-ins leave behind: hidden links, scripts and frames in pages, markup in texts, words of online gambling.

Our own pages have no style and no script inside, and lead nowhere but to the site itself and to the office's channels;
our texts are plain. So whatever is found here was put there past the editors.
"""

import re
from collections.abc import Callable, Collection
from html.parser import HTMLParser
from urllib.parse import urlsplit

from catalog.rules.gambling import gambling_words

FOREIGN = frozenset({"iframe", "frame", "object", "embed", "applet", "base", "marquee", "style"})
LEADING = frozenset({"href", "src", "action", "formaction", "data", "poster", "srcset", "background", "xlink:href"})
SCHEMES = ("", "http", "https", "mailto", "tel", "sms")

_MARKUP = re.compile(r"<\s*/?\s*[a-z!][^<>]*>|&(?:#\w+|lt|gt|quot);|\b(?:javascript|vbscript):|\bdata:text|\bhref\s*=")
_ADDRESS = re.compile(r"(?:https?:)?//([\w.-]+\.\w+)")
_CODE = re.compile(r"\{#.*?#\}|\{% comment\b.*?endcomment %\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def planted_in_page(html: str, hosts: Collection[str]) -> list[str]:
    """What stands in this HTML and comes from nobody of ours, each once; ``hosts`` are those that links may lead to."""
    return list(dict.fromkeys(what for _, what in _found(html, hosts)))


def planted_in_template(source: str, hosts: Collection[str]) -> list[tuple[int, str]]:
    """The same of a template's source, each with its line; words of gambling too, for no template has any."""
    plain = _CODE.sub(lambda code: "\n" * code[0].count("\n"), source)
    lines = plain.splitlines()
    words = [(number, said(word)) for number, line in enumerate(lines, 1) for word in gambling_words(line)]
    return sorted({*_found(plain, hosts), *words})


def planted_in_text(text: str) -> list[str]:
    """Markup in a text of the catalogue, addresses that are no government's, and words of gambling."""
    return list(dict.fromkeys([*markup_in_text(text), *map(said, gambling_words(text))]))


def markup_in_text(text: str) -> list[str]:
    """The same but for the words: the code of activities has one for gambling too."""
    small = text.casefold()
    found = [f"kode “{match[0][:60]}”" for match in _MARKUP.finditer(small)]
    return [*found, *(f"alamat {host}" for host in _ADDRESS.findall(small) if not host.endswith(".go.id"))]


def is_markup(what: str) -> bool:
    """Whether this is markup, which no text of ours has, and not a word or an address, which somebody may mean."""
    return what.startswith("kode ")


def said(word: str) -> str:
    return f"kata “{word}”"


def _found(html: str, hosts: Collection[str]) -> list[tuple[int, str]]:
    reader = _Reader(hosts)
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self, hosts: Collection[str]):
        super().__init__()
        self.hosts = hosts
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told: Callable[[str], None] = lambda what: self.found.append((self.getpos()[0], what))  # noqa: E731
        names = {name for name, _ in attrs}
        if tag in FOREIGN:
            told(f"unsur <{tag}>")
        if tag == "script" and "src" not in names:
            told("skrip di dalam halaman")
        if tag == "meta" and "http-equiv" in names:
            told("unsur <meta http-equiv>")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                told(f"atribut {name} pada <{tag}>")
            elif name in LEADING and (where := self.stranger(value or "")):
                told(f"tautan ke {where}")

    def stranger(self, address: str) -> str:
        """Where an address leads, when it is neither the site itself nor a host that it may lead to; else ""."""
        bare = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/")  # as a browser reads it
        try:
            parts = urlsplit(bare)
        except ValueError:
            return bare[:60]
        if parts.scheme not in SCHEMES:
            return f"{parts.scheme}:"
        return "" if (parts.hostname or "") in ("", *self.hosts) else str(parts.hostname)
