"""The static files that are served: made of the sources, now or by an earlier release. Whatever else lies there is not.

``is_ours`` goes by the name alone, for every file when the site starts; ``strangers`` by all that it holds.
"""

import gzip
import hashlib
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import brotli  # comes with whitenoise[brotli]
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage

STAMP = ".collected"  # config/prepare.py
NOTES = {STAMP, "staticfiles.json"}
UNPACK = {".gz": gzip.decompress, ".br": brotli.decompress}
# As the storage names them: css/site.0123456789ab.css. Of an earlier release the same source had another digest.
HASHED = re.compile(r"(?P<stem>.+)\.(?P<digest>[0-9a-f]{12})(?P<suffix>\.\w+)")


def is_ours(name: str, names: Mapping[str, str] | None = None) -> bool:
    """Whether the release of these collected names (default: that runs), or one before it, may have made this file."""
    if names is None:
        names = getattr(staticfiles_storage, "hashed_files", None)
    if names is None:  # while developing nothing is collected
        return True
    plain = name.removesuffix(".gz").removesuffix(".br")
    return plain in names or plain in names.values() or source_of(plain) in names


def source_of(name: str) -> str:
    """css/site.css of css/site.0123456789ab.css; "" of a name without a digest."""
    found = HASHED.fullmatch(name)
    return found["stem"] + found["suffix"] if found else ""


def unknown() -> list[str]:
    """The names in the folder that are not ours, nor of a release that is about to take over."""
    names = staticfiles_storage.load_manifest()[0] if hasattr(staticfiles_storage, "load_manifest") else None
    return [name for name, _ in lying_there() if name not in NOTES and not is_ours(name, names)]


def strangers() -> list[tuple[str, str]]:
    """Every file that is not as our sources make it: its name, and what is wrong with it."""
    with tempfile.TemporaryDirectory(prefix="statis-") as folder:
        ours = made_anew(Path(folder)) if any(lying_there()) else {}
    told = [(name, wrong_with(name, path, ours)) for name, path in lying_there() if name != STAMP]
    return [(name, what) for name, what in told if what]


def lying_there() -> Iterator[tuple[str, Path]]:
    root = Path(settings.STATIC_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield path.relative_to(root).as_posix(), path


def made_anew(folder: Path) -> dict[str, bytes]:
    """What collecting the sources gives now, by name, without the compressed copies."""
    storage = staticfiles_storage.__class__(location=folder)
    storage.post_process_with_compression = lambda files: files  # the same bytes again, and nearly all of the time
    sources = {name: (source, name) for finder in get_finders() for name, source in finder.list([])}
    for name, (source, _) in sources.items():
        with source.open(name) as file:
            storage.save(name, file)
    list(getattr(storage, "post_process", dict)(sources))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def wrong_with(name: str, path: Path, ours: Mapping[str, bytes]) -> str:
    """What is wrong with a file; "" when it is ours."""
    plain, content = unpacked(name, path)
    if content is None:
        return "bukan salinan termampat"
    if plain in ours:
        return "" if content == ours[plain] else "isinya bukan dari sumbernya"
    found = HASHED.fullmatch(plain)
    if not found or source_of(plain) not in ours:
        return "tidak dibuat dari sumber mana pun"
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest()[:12]
    return "" if digest == found["digest"] else "isinya bukan yang disebut namanya"


def unpacked(name: str, path: Path) -> tuple[str, bytes | None]:
    """Name and contents of what a compressed copy is of; of any other file its own. None for what cannot be read."""
    unpack = UNPACK.get(path.suffix, bytes)
    try:
        return name.removesuffix(path.suffix) if path.suffix in UNPACK else name, unpack(path.read_bytes())
    except (OSError, EOFError, brotli.error):
        return name, None
