"""No barrier that axe-core can find on any public page: in every state, narrow and wide, light and dark.

axe/axe.min.js is axe-core 4.14.1 by Deque Systems (Mozilla Public License 2.0), as published, unchanged.
"""

import re
from pathlib import Path

import pytest

from tests.browser.complainant import FILE, TRACK, fill_in
from tests.browser.test_catalogue import MISSING, TAILOR, TRAINING
from tests.browser.test_finding import BREEDING, COMPARISON, slug

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
    const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    return found.violations.flatMap(({id, help, nodes}) => nodes.map(node => `${id}: ${help}: ${node.html}`));
}"""
WINDOWS = {
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    "wide": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "wide-dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
}
ADDRESSES = [
    "/",
    "/layanan/",
    "/layanan/?q=jahit+baju",
    "/layanan/?kbli=C&izin=sertifikat-standar&biaya=gratis&urut=kode",
    "/layanan/?q=jahit&risiko=menengah-tinggi",
    "/layanan/?q=zzzz",
    "/layanan/?risiko=x&hari=-1",
    TAILOR,
    "/layanan/banding/",
    f"/layanan/banding/?s={slug(TAILOR)}",
    COMPARISON,
    "/kbli/",
    "/kbli/?edisi=2025",
    "/kbli/C/",
    "/kbli/1412/",
    "/kbli/14120/",
    "/kbli/71204/",
    "/pandu/",
    "/pandu/?q=zzz",
    "/pandu/?q=jahit+baju",
    "/pandu/?kegiatan=2020-14120",
    "/pandu/?kegiatan=lain",
    "/regulasi/",
    "/data/",
    "/pengaduan/",
    FILE,
    f"{FILE}?layanan={slug(BREEDING)}&komponen=4",
    TRACK,
    "/pengaduan/batas-waktu/",
    "/pengaduan/batas-waktu/?diterima=2026-03-10",
    "/pengaduan/batas-waktu/?diterima=x",
    f"/pengaduan/perkiraan/?layanan={slug(TAILOR)}",
    "/masuk/",
    MISSING,
]


@pytest.fixture(params=WINDOWS)
def window(request, open_window):
    """A page without the site's CSP, which would keep axe out of it."""
    return open_window(**WINDOWS[request.param], bypass_csp=True)


def barriers(page):
    page.evaluate(AXE)
    return page.evaluate(RUN, RULES)


def test_no_public_page_has_a_barrier(window, watch, earlier_edition):
    watch.expect_error_at(MISSING)
    watch.expect_error_at("/pengaduan/batas-waktu/")  # Chromium remarks on a date that is none
    found = {}

    for address in [*ADDRESSES, TRAINING, earlier_edition, f"{TRAINING}riwayat/"]:
        window.goto(address)
        found[address] = barriers(window)

    assert {address: all_of_it for address, all_of_it in found.items() if all_of_it} == {}


def test_no_step_of_a_complaint_has_a_barrier(window, watch):
    watch.expect_error_at(FILE)
    watch.expect_error_at(TRACK)
    found = {}
    window.goto(FILE)
    window.get_by_role("button", name="Periksa laporan").click()
    window.get_by_text(re.compile("Ada .* yang perlu|belum|perbaiki", re.IGNORECASE)).first.wait_for()
    found["errors"] = barriers(window)
    window.goto(FILE)
    fill_in(window)
    found["check"] = barriers(window)
    window.goto(TRACK)
    window.get_by_label("Nomor laporan").fill("PGD-2026-000000")
    window.get_by_label("Kode lacak").fill("0000-0000-0000-0000-0")
    window.get_by_role("button", name="Lihat laporan").click()
    found["wrong code"] = barriers(window)

    assert {step: all_of_it for step, all_of_it in found.items() if all_of_it} == {}


def test_open_folds_and_suggestions_have_no_barrier(window):
    found = {}
    for address in ("/layanan/", TAILOR, COMPARISON):
        window.goto(address)
        window.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        found[address] = barriers(window)
    window.goto("/")
    window.get_by_role("combobox").press_sequentially("jahi")
    window.get_by_role("option").first.wait_for()
    found["suggestions"] = barriers(window)

    assert {state: all_of_it for state, all_of_it in found.items() if all_of_it} == {}


def test_axe_sees_a_barrier(open_window):
    window = open_window(bypass_csp=True)
    window.goto("/")
    assert barriers(window) == []

    window.evaluate("document.querySelector('h1').innerHTML = '<img src=\"/static/img/favicon.svg\">'")

    assert any(found.startswith("image-alt") for found in barriers(window))
