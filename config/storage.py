"""Static files outside development: those that are read, hashed, compressed, the stylesheet's layers in one file."""

import re

from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "css/site.css"
# Of the admin, which reads them while developing alone; to compress them takes as long as all the rest.
UNMINIFIED = ["jquery.js", "select2.full.js", "xregexp.js"]
IMPORT = re.compile(r'^@import url\("([\w-]+\.css)"\) layer\((\w+)\);$', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
INDENT = re.compile(r"\n\s+")
# What no browser needs; each at-rule still begins a line.
NEEDLESS = re.compile(r"\b0(?=\.\d)|;(?=\s*})|(?<=[{};,])\s+(?!@)|(?<=[a-z0-9]:) | (?=[>{])|(?<=>) ")


class MinifiedFinder(AppDirectoriesFinder):
    """The static files of the apps, without those of which the minified copy is served."""

    def list(self, ignore_patterns):
        return super().list([*(ignore_patterns or []), *UNMINIFIED])


class SiteStorage(CompressedManifestStaticFilesStorage):
    """Replaces each ``@import`` of the stylesheet by the file it names, inside its cascade layer.

    The sources stay plain CSS files that a browser can follow by itself, which is what happens in
    development. Here they become one, always put together afresh from the sources.
    """

    def post_process(self, paths, dry_run=False, **options):
        if STYLESHEET in paths and not dry_run:
            content = assemble(lambda name: read(paths, name))
            self.delete(STYLESHEET)
            self._save(STYLESHEET, ContentFile(content.encode()))
            paths = {**paths, STYLESHEET: (self, STYLESHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)


def assemble(source) -> str:
    """The whole stylesheet without comments and indents. ``source(name)`` gives a file of the folder ``css``."""

    def layer(match):
        name, layer = match.groups()
        return f"@layer {layer} {{\n{source(name)}}}"

    return NEEDLESS.sub("", INDENT.sub("\n", COMMENT.sub("", IMPORT.sub(layer, source("site.css")))))


def read(paths, name: str) -> str:
    storage, path = paths[f"css/{name}"]
    with storage.open(path) as file:
        return file.read().decode()
