"""`make screenshots`: every page and state as a picture, of a seeded site and of an empty one, into DEST.

Narrow, middle and wide, light, dark and as printed; DEST/index.html shows them side by side. The markup of each
lies beside its pictures, as the server sent it. ARGS names the walks to take (publik, kosong, meja, admin).
"""

import html
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import pages
from tests.browser.conftest import PATIENCE, QUIET, REPUBLISH
from tests.machine import find_chromium
from tests.server import ROOT, clean_environment, running_site

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
DEST = Path(os.environ.get("DEST") or ROOT / "var" / "screenshots")
PAPER = 718  # CSS pixels between the margins of A4
WALKS = {
    "publik": (pages.public_pages, pages.complaint, pages.opened),
    "kosong": (pages.empty_pages,),
    "meja": (pages.desk_pages,),
    "admin": (pages.admin_pages,),
}
# What `make run` does before it serves, but for the contents.
EMPTY = """
from django.core.management import call_command
from config.prepare import collect_static
collect_static()
call_command("migrate", interactive=False, verbosity=0)
"""
SERVE_AS_IT_IS = [
    sys.executable,
    "-c",
    "import django, os, sys; django.setup(); from config.serve import server, wanted_port;"
    "os.execv(sys.executable, [sys.executable, *server(wanted_port())])",
]


def main(wanted: list[str]) -> int:
    if not find_chromium():
        print("Chromium tidak ditemukan; tidak ada yang dipotret.")
        return 1
    taken = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
        for walk in wanted or WALKS:
            (DEST / walk).mkdir(parents=True, exist_ok=True)
            with site_of(walk) as address:
                taken[walk] = [name for step in WALKS[walk] for name in walked(browser, address, step, DEST / walk)]
            print(f"{walk}: {len(taken[walk])} keadaan", flush=True)
    (DEST / "index.html").write_text(contact_sheet(taken), encoding="utf-8")
    print(f"Lihat {DEST / 'index.html'}")
    return 0


@contextmanager
def site_of(walk: str):
    """The address of a new site: with the real standards and the examples of complaints, or without contents."""
    with tempfile.TemporaryDirectory(prefix="potret-") as folder:
        environment = {"DATA_DIR": f"{folder}/data", "DJANGO_SETTINGS_MODULE": "config.settings"}
        if walk == "kosong":
            Path(environment["DATA_DIR"]).mkdir()
            manage("shell", "--command", EMPTY, **environment)
            with running_site(command=SERVE_AS_IT_IS, **environment) as address:
                yield address
        else:
            with running_site(**environment) as address:
                manage("seed_demo", **environment)
                manage("shell", "--command", REPUBLISH, **environment)
                yield address


def manage(*words, **environment):
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, cwd=ROOT, env=clean_environment(**environment), check=True, stdout=subprocess.DEVNULL)


def walked(browser, address, walk, folder):
    """Go the walk in a window of its own; yields the name of each state whose pictures were taken."""
    context = browser.new_context(base_url=address, locale="id-ID", timezone_id="Asia/Jakarta")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    documents = []
    page.on("response", lambda answer: is_document(answer) and documents.append(answer))
    for name in walk(page):
        (folder / f"{name}.html").write_bytes(documents[-1].body())
        take(page, folder, name)
        yield name
    context.close()


def is_document(answer):
    return answer.request.resource_type == "document" and answer.headers.get("content-type", "").startswith("text/html")


def take(page, folder, name):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            page.emulate_media(media="screen", color_scheme=scheme)
            page.screenshot(path=folder / f"{name}.{width}.{scheme}.png", full_page=True)
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.emulate_media(media="print", color_scheme="light")
    page.screenshot(path=folder / f"{name}.print.png", full_page=True)
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size({"width": WIDTHS[-1], "height": 800})


def contact_sheet(taken):
    kinds = [f"{width}.{scheme}" for width in WIDTHS for scheme in SCHEMES] + ["print"]
    rows = "".join(
        f"<h2>{html.escape(f'{walk} · {name}')}</h2><p>"
        + "".join(picture(f"{walk}/{name}.{kind}.png", kind) for kind in kinds)
        for walk, names in taken.items()
        for name in names
    )
    style = "body{font:1rem system-ui}p{display:flex;gap:1rem}img{height:24rem;border:1px solid;vertical-align:top}"
    return f"<!doctype html><html lang=id><meta charset=utf-8><title>Potret</title><style>{style}</style>{rows}\n"


def picture(path, kind):
    return f'<a href="{path}"><img src="{path}" alt="{kind}" loading="lazy"></a>'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
