"""`make sabotage`: takes one control after the other away in a copy of the tree; the tests named must go red each time.

On SQLite, and on PostgreSQL where its binaries are; ARGS=singkat takes some of them, on SQLite alone. A number takes
those of a row of the threat list. Fails when a change goes unnoticed, when a test is red without any change, or when a
change no longer fits the code.
"""

import compileall
import os
import py_compile
import shutil
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

from tests.machine import find_postgres, private_postgres
from tests.sabotage.control import Control
from tests.sabotage.controls import CONTROLS, SQLITE_ONLY
from tests.sabotage.warm import Databases, import_libraries
from tests.server import ROOT

COPIED = ("catalog", "complaints", "config", "templates", "static", "fixtures", "tests", "deploy")
COPIED += ("manage.py", "pyproject.toml", "requirements.txt", "Makefile", "README.md", ".gitignore")
AT_ONCE = min(os.cpu_count() or 1, 4)
GREEN, RED = 0, 1  # exit codes of pytest; all others are no verdict


def main(arguments: list[str]) -> int:
    short = "singkat" in arguments
    rows = {int(word) for word in arguments if word.isdecimal()}
    chosen = [each for each in CONTROLS if (each.in_short_form or not short) and (each.row in rows or not rows)]
    import_libraries()
    with tempfile.TemporaryDirectory(prefix="sabotase-") as folder:
        trees = make_trees(Path(folder))
        unnoticed = try_all("SQLite", chosen, trees, "", first=not short)
        binaries = None if short else find_postgres()
        with private_postgres(binaries) if binaries else nullcontext("") as server:
            if server:
                there = [each for each in chosen if each.row not in SQLITE_ONLY]
                unnoticed += try_all("PostgreSQL", there, trees, server, first=not short)
            else:
                print(f"PostgreSQL: tidak dijalankan, {'bentuk singkat' if short else 'server tidak ditemukan'}")
    return 1 if unnoticed else 0


def make_trees(folder: Path) -> list[Path]:
    """Copies of the tree, one for each process at once, compiled so that a changed file is noticed by its contents."""
    first = copy(folder / "1")
    compileall.compile_dir(first, quiet=2, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    others = [folder / str(number) for number in range(2, AT_ONCE + 1)]
    return [first, *(shutil.copytree(first, other, symlinks=True) for other in others)]


def copy(tree: Path) -> Path:
    tree.mkdir()
    leave = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=leave)
        elif source.exists():
            shutil.copy2(source, tree / name)
    (tree / ".venv").symlink_to(ROOT / ".venv")
    return tree


def try_all(database: str, controls: list[Control], trees: list[Path], server: str, *, first: bool) -> list[str]:
    """What was wrong on this database; each control and what became of it is printed."""
    began, wrong = time.monotonic(), []
    print(f"\n{database}: {len(controls)} kendali dimatikan satu per satu", flush=True)
    databases = Databases(trees[0], trees[0].parent, server)
    if first:
        # Without any change, for what is red then proves nothing. In the short form `make test` has done that.
        tests = sorted({test for control in controls for test in control.tests})
        shares = [tests[start::AT_ONCE] for start in range(AT_ONCE)]
        for _, code, words in side_by_side(databases, trees, [(None, share) for share in shares if share]):
            if code != GREEN:
                wrong.append("tanpa perubahan")
                print(f"  GAGAL: merah tanpa perubahan\n{words[-3000:]}", flush=True)
    for control, code, words in side_by_side(databases, trees, [(each, each.tests) for each in controls]):
        problem = verdict(code, words)
        line = control.old.strip().splitlines()[0][:60]
        noticed = words.partition("\nFAILED ")[2].partition("\n")[0].rpartition("::")[2][:110]
        told = f"GAGAL: {problem}" if problem else "merah"
        print(f"  {told}  {control.row:>2}  {control.file}: {line}  |  {noticed}", flush=True)
        wrong += [problem] if problem else []
    figures = f"{len(controls)} dimatikan, {len(controls) - len(wrong)} ketahuan, {len(wrong)} GAGAL"
    print(f"{database}: {figures}, {time.monotonic() - began:.0f} detik", flush=True)
    return wrong


def side_by_side(databases: Databases, trees: list[Path], jobs):
    """Each job (a control or None, and its tests) with the exit code and the words of pytest, as they end."""
    waiting, free, running = list(jobs), list(trees), {}
    while waiting or running:
        while waiting and free:
            (control, tests), tree = waiting.pop(0), free.pop()
            try:
                code = take_away(tree, control)
            except ValueError:
                free.append(tree)
                yield control, None, ""
                continue
            words = tree.parent / f"{tree.name}.kata"
            running[databases.begin(tree, tests, words)] = control, tree, code, words
        if running:
            pid, status = os.wait()
            control, tree, code, words = running.pop(pid)
            if control:
                (tree / control.file).write_text(code, encoding="utf-8")
            databases.drop(tree)
            free.append(tree)
            yield control, os.waitstatus_to_exitcode(status), words.read_text(errors="replace")


def take_away(tree: Path, control: Control | None) -> str:
    """Make the change in the tree; the file as it was. Raises ValueError when the change does not fit the code."""
    if control is None:
        return ""
    file = tree / control.file
    code = file.read_text(encoding="utf-8")
    if code.count(control.old) != 1:
        raise ValueError(control.old)
    file.write_text(code.replace(control.old, control.new), encoding="utf-8")
    return code


def verdict(code: int | None, words: str) -> str:
    """What is wrong with the tests of a control; "" when they noticed."""
    if code is None:
        return "tidak cocok dengan kode"
    if code == RED and "\nFAILED " in words:  # not an ERROR: who cannot even begin has noticed nothing
        return ""
    return "tidak ketahuan" if code == GREEN else f"pytest tidak dapat menilai ({code}): {words[-1500:]}"


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    sys.exit(main(sys.argv[1:]))
