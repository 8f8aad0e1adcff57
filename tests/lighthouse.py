"""`make lighthouse`: Lighthouse, as a phone, on four pages of the served site: 100 in all four categories, or exit 1.

LIGHTHOUSE names the program, which is no part of the project (npm install lighthouse); it needs Node and Chromium.
The performance of a busy machine is that of the machine: let nothing else run.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.conftest import QUIET
from tests.browser.pages import FILE, PUBLIC, TAILOR
from tests.machine import find_chromium
from tests.server import clean_environment, running_site

PAGES = ["/", PUBLIC["daftar"], TAILOR, FILE]
CATEGORIES = {"performance": "kinerja", "accessibility": "akses", "best-practices": "praktik", "seo": "SEO"}


def main() -> int:
    program, chromium = shutil.which(os.environ.get("LIGHTHOUSE", "lighthouse")), find_chromium()
    if not program or not chromium:
        print(
            "Tidak dijalankan: Chromium atau Lighthouse tidak ada; tunjuk: make lighthouse LIGHTHOUSE=/jalur/lighthouse"
        )
        return 1
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as name, running_site(DATA_DIR=f"{name}/data") as address:
        good = [is_perfect(page, examined(program, chromium, address + page, Path(name))) for page in PAGES]
    return 0 if all(good) else 1


def examined(program: str, chromium: str, address: str, folder: Path) -> dict:
    """What Lighthouse says of the page: its own preset, a middling phone on a slow line."""
    report = folder / "report.json"
    command = [program, address, "--quiet", "--no-enable-error-reporting", "--output=json", f"--output-path={report}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags=--headless {' '.join(QUIET)}"]
    environment = clean_environment(CHROME_PATH=chromium, TMPDIR=str(folder))
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return json.loads(report.read_text())


def is_perfect(page: str, report: dict) -> bool:
    """Print the page's scores, and each audit that takes away from them."""
    categories = report["categories"]
    scores = {name: round(categories[name]["score"] * 100) for name in CATEGORIES}
    told = ", ".join(f"{CATEGORIES[name]} {score}" for name, score in scores.items())
    first_paint = report["audits"]["first-contentful-paint"]["numericValue"] / 1000
    print(f"  {page}: {told}; FCP {first_paint:.2f} detik", flush=True)
    for name, score in scores.items():
        weighed = [each["id"] for each in categories[name]["auditRefs"] if each["weight"] and score < 100]
        for audit in (report["audits"][each] for each in weighed):
            if audit["score"] is not None and audit["score"] < 1:
                print(f"    {CATEGORIES[name]}: {audit['title']} {audit.get('displayValue', '')}")
    return set(scores.values()) == {100}


if __name__ == "__main__":
    sys.exit(main())
