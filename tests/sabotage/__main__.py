"""`make sabotage`: takes one control after the other away in a copy of the tree; the tests named must go red each time.

On SQLite, and on PostgreSQL where its binaries are. ARGS=singkat takes eight, each on one of them.
Fails when a change goes unnoticed, when
a test is red without any change, or when a change no longer fits the code.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from pathlib import Path
from queue import SimpleQueue

from tests.machine import die_with_parent, find_postgres, private_postgres
from tests.sabotage.controls import CONTROLS, SQLITE_ONLY, Control
from tests.server import ROOT, clean_environment, fresh_database

COPIED = ("catalog", "complaints", "config", "templates", "static", "fixtures", "tests", "deploy")
COPIED += ("manage.py", "pyproject.toml", "requirements.txt", "Makefile", "README.md", ".gitignore")
AT_ONCE = min(os.cpu_count() or 1, 4)
GREEN, RED = 0, 1  # exit codes of pytest; all others are no verdict


def main(arguments: list[str]) -> int:
    short = "singkat" in arguments
    here, there = share([control for control in CONTROLS if control.in_short_form], CONTROLS, short)
    binaries = find_postgres()
    with tempfile.TemporaryDirectory(prefix="sabotase-") as folder:
        trees = [copy(Path(folder) / str(number)) for number in range(AT_ONCE)]
        unnoticed = try_all("SQLite", here, dict.fromkeys(trees, ""), first=not short)
        with private_postgres(binaries) if binaries else nullcontext("") as url:
            if url:
                unnoticed += on_postgresql(there, trees, url, first=not short)
            else:
                print("PostgreSQL: tidak dijalankan, server tidak ditemukan")
    return 1 if unnoticed else 0


def share(few: list[Control], every: Iterable[Control], short: bool) -> tuple[list[Control], list[Control]]:
    """Which controls on SQLite, which on PostgreSQL: all on both, or in the short form each of the few on one."""
    if short:
        return few[::2], few[1::2]
    return list(every), [each for each in every if each.row not in SQLITE_ONLY]


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


def on_postgresql(controls: list[Control], trees: list[Path], server: str, *, first: bool) -> list[str]:
    with ExitStack() as stack:
        databases = {tree: stack.enter_context(fresh_database(server)) for tree in trees}
        return try_all("PostgreSQL", controls, databases, first=first)


def try_all(database: str, controls: list[Control], trees: dict[Path, str], *, first: bool) -> list[str]:
    """What was wrong, in these trees with a database each; each control and what became of it is printed."""
    print(f"\n{database}: {len(controls)} kendali dimatikan satu per satu", flush=True)
    free = SimpleQueue()
    for tree in trees:
        free.put(tree)

    def attempt(job):
        tree = free.get()
        try:
            return job(tree)
        finally:
            free.put(tree)

    def sabotaged(control):
        return control, attempt(lambda tree: verdict(tree, control, trees[tree]))

    tests = sorted({test for control in controls for test in control.tests})
    shares = [tests[start::AT_ONCE] for start in range(AT_ONCE) if first and tests[start::AT_ONCE]]
    wrong = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # First without any change, for what is red then proves nothing. In the short form `make test` has done that.
        for code, words in pool.map(lambda share: attempt(lambda tree: run(tree, share, trees[tree])), shares):
            if code != GREEN:
                wrong.append("tanpa perubahan")
                print(f"  GAGAL: merah tanpa perubahan\n{words}", flush=True)
        for control, problem in pool.map(sabotaged, controls):
            first = control.old.strip().splitlines()[0][:70]
            print(
                f"  {'GAGAL: ' + problem if problem else 'merah'}  {control.row:>2}  {control.file}: {first}",
                flush=True,
            )
            wrong += [problem] if problem else []
    print(
        f"{database}: {len(controls)} dimatikan, {len(controls) - len(wrong)} ketahuan, {len(wrong)} GAGAL", flush=True
    )
    return wrong


def verdict(tree: Path, control: Control, url: str) -> str:
    """What is wrong with the tests of a control; "" when they noticed."""
    file = tree / control.file
    code = file.read_text(encoding="utf-8")
    if code.count(control.old) != 1:
        return "tidak cocok dengan kode"
    file.write_text(code.replace(control.old, control.new), encoding="utf-8")
    try:
        found, words = run(tree, control.tests, url)
    finally:
        file.write_text(code, encoding="utf-8")
    if found == RED:
        return ""
    return "tidak ketahuan" if found == GREEN else f"pytest tidak dapat menilai ({found}): {words[-300:]}"


def run(tree: Path, tests, url: str) -> tuple[int, str]:
    environment = clean_environment(DATABASE_URL=url, PYTHONDONTWRITEBYTECODE="1")
    options = ["-q", "-x", "-n0", "-p", "no:cacheprovider", "--no-header", "--tb=line"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=die_with_parent,
    )
    return done.returncode, (done.stdout + done.stderr)[-1500:]


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)
    sys.exit(main(sys.argv[1:]))
