"""`make markup`: the Nu Html Checker on the markup of every page and state, as `make screenshots` has kept it in DEST.

VNU names vnu.jar, which is no part of the project (npm install vnu-jar); it needs Java. Without them it says so.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.screenshots import DEST


def main() -> int:
    checker, java = Path(os.environ.get("VNU", "vnu.jar")), shutil.which("java")
    if not java or not checker.is_file():
        print("Tidak dijalankan: Java atau vnu.jar tidak ada; tunjuk dengan make markup VNU=/jalur/vnu.jar")
        return 1
    pages = sorted(DEST.glob("*/*.html"))
    if not pages:
        print(f"Tidak ada halaman di {DEST}; jalankan make screenshots dulu.")
        return 1
    command = [java, "-jar", checker, "--errors-only", *pages]
    code = subprocess.run(command, check=False).returncode
    print(f"{len(pages)} halaman diperiksa, {'ada kesalahan' if code else '0 kesalahan'}.")
    return code


if __name__ == "__main__":
    sys.exit(main())
