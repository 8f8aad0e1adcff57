"""Install a lock file into .venv, making .venv first where there is none: python config/install.py LOCKFILE

Runs before anything is installed, so it needs no more than the standard library of Python 3.11. It installs
nothing while the lock file is the one installed last, and waits while another one is at work. Our own code is
compiled each time: in service it starts without being able to write beside itself (deploy/systemd).
"""

from __future__ import annotations  # so that an older Python gets as far as being told

import fcntl
import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
PACKAGES = ["catalog", "complaints", "config"]
LOCK_FILES = [ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt"]  # each holds the one before it


def main(lock_file: Path) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  an older Python may be what calls us
        sys.exit(f"Perlu Python 3.11 atau lebih baru; {sys.executable} adalah Python {sys.version.split()[0]}.")
    with alone_in(VENV):
        bring_up_to_date(lock_file)
        runs([PYTHON, "-m", "compileall", "-q", *(ROOT / name for name in PACKAGES)])


def bring_up_to_date(lock_file: Path) -> None:
    installed = set(STAMP.read_text().split()) if STAMP.exists() else set()
    if fingerprint(lock_file) in installed and os.access(PYTHON, os.X_OK):
        return
    STAMP.unlink(missing_ok=True)
    if not is_usable():
        installed = set()
        make_venv()
    install(lock_file)
    # The other lock file stays installed as long as it is the one in the tree: both change together.
    now = {fingerprint(path) for path in LOCK_FILES[: LOCK_FILES.index(lock_file) + 1]}
    now |= installed & {fingerprint(path) for path in LOCK_FILES}
    STAMP.write_text("\n".join(sorted(now)))


@contextmanager
def alone_in(folder: Path):
    """Hold the folder's lock, so that two `make run` at once go through this one after the other."""
    folder.mkdir(exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def fingerprint(lock_file: Path) -> str:
    """What is installed: these versions, for this Python."""
    return hashlib.sha256(lock_file.read_bytes() + repr(sys.version_info[:2]).encode()).hexdigest()


def is_usable() -> bool:
    """Whether .venv runs, has pip, and is of the Python that was asked for."""
    question = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return os.access(PYTHON, os.X_OK) and runs([PYTHON, "-c", question], stderr=subprocess.DEVNULL)


def make_venv() -> None:
    print(f"Membuat .venv dengan Python {sys.version.split()[0]} …", flush=True)
    if not runs([sys.executable, "-m", "venv", "--clear", VENV], stdout=subprocess.DEVNULL):
        sys.exit("Gagal membuat .venv. Di Debian/Ubuntu, pasang dulu paket python3-venv.")


def install(lock_file: Path) -> None:
    print(f"Memasang pustaka menurut {lock_file.relative_to(ROOT)} …", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    # The lock file names all that is needed. Left to follow what a package asks for ("coverage[toml]>=…"), pip may find
    # a newer one than is locked, and then refuses, for it has no hash.
    if not runs([*pip, "--require-hashes", "--no-deps", "--requirement", lock_file]):
        sys.exit(f"Gagal memasang pustaka menurut {lock_file.name}; sebabnya tertulis di atas. Coba lagi nanti.")


def runs(command: list[str | Path], **streams: int) -> bool:
    return subprocess.run(command, check=False, **streams).returncode == 0  # noqa: S603  our own arguments, no shell


if __name__ == "__main__":
    main((ROOT / sys.argv[1]).resolve())
