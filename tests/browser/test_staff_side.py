"""The staff side in a real Chromium: every page keeps to the CSP and fits, no barrier, nothing left behind."""

import re

import pytest
from playwright.sync_api import expect

from config.accounts import DEMO_PASSWORD
from tests.browser.barriers import barriers
from tests.browser.conftest import PATIENCE

pytestmark = pytest.mark.browser

DOCUMENT = "fixtures/annex/000_a94b923709ec5d13.txt"
IMPORT, EXPORT = "/admin/catalog/impor/", "/admin/catalog/ekspor/"


def log_in(page, username="demo.admin", begins="/admin/"):
    page.goto("/masuk/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{begins}")
    return page


@pytest.fixture(scope="module")
def missed_search(in_site):
    return in_site("""
import datetime as dt
from catalog.models import MissedSearch
values = {"count": 7, "last_on": dt.date(2026, 11, 19)}
print(MissedSearch.objects.update_or_create(words=("tambal ban " * 6)[:60], defaults=values)[0].pk)
""").strip()


@pytest.fixture
def hand_in():
    """Function that uploads an annex document and waits for what was read of it."""

    def send(page):
        page.goto(IMPORT)
        page.get_by_label("Dokumen lampiran").set_input_files(DOCUMENT)
        page.get_by_role("button", name="Baca dokumen").click()
        page.get_by_text("standar terbaca").wait_for()

    return send


def addresses_in(page):
    """The lists and forms that the admin's start page leads to."""
    links = page.locator("#content-main a").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    return sorted({link for link in links if link.startswith("/admin/")})


def of_first_row(page):
    """The form that the first row of a list leads to, and the page of its history."""
    first = page.locator("#result_list tbody th a").first
    form = first.evaluate("link => link.pathname") if first.count() else ""
    return [form, form.replace("/change/", "/history/")] if form.endswith("/change/") else []


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


def test_every_page_of_the_admin_keeps_to_the_csp_and_to_a_narrow_window(narrow, missed_search):
    log_in(narrow)
    visited = ["/admin/", "/admin/password_change/"]
    lists = addresses_in(narrow)
    widths = {}

    for address in lists:  # the watch over the page fails the test at the first breach of the CSP
        narrow.goto(address)
        widths[address] = width_of(narrow)
        visited += of_first_row(narrow)
    for address in visited:
        narrow.goto(address)
        widths[address] = width_of(narrow)
        if narrow.locator(".deletelink").count():
            visited.append(narrow.locator(".deletelink").evaluate("link => link.pathname"))

    assert len(widths) > 60
    assert {address: width for address, width in widths.items() if width > 320} == {}


@pytest.fixture
def questions():
    """Steps to the pages that show what a change would touch; nothing is stored by them."""

    def change_shared_text(page):
        page.goto("/admin/catalog/sharedtext/")
        page.get_by_role("link", name=re.compile("komponen 6")).click()
        page.get_by_label("Teks:", exact=True).fill("1. Telepon: (0264) 8224794.")
        page.get_by_label("Catatan perubahan").fill("Uji.")
        page.get_by_role("button", name="Simpan", exact=True).click()
        page.get_by_text("Edisi yang diganti").wait_for()

    def revoke(page):
        page.goto("/admin/catalog/regulation/?q=15+2021")
        page.get_by_role("link", name=re.compile("Pertanian Nomor 15")).click()
        page.get_by_role("combobox", name="Status:", exact=True).select_option("dicabut")
        page.get_by_role("button", name="Simpan", exact=True).click()
        page.get_by_text("Naskahnya sendiri tidak berubah.").wait_for()

    def answer(page):
        page.goto("/admin/catalog/temuan/")
        page.get_by_role("link", name=re.compile("Jawab temuan ini")).first.click()
        page.get_by_label("Jawaban").wait_for()

    return change_shared_text, revoke, answer


OURS = [
    "/admin/",
    "/admin/catalog/",
    "/admin/catalog/standard/",
    "/admin/catalog/regulation/",
    "/admin/catalog/regulation/add/",
    "/admin/catalog/regulation/belum-tercatat/",
    "/admin/catalog/kblicrosswalk/",
    "/admin/catalog/kblicrosswalk/muat/",
    "/admin/catalog/submission/",
    "/admin/catalog/missedsearch/",
    "/admin/catalog/temuan/",
    IMPORT,
    EXPORT,
    f"{EXPORT}?bentuk=cetak&isi=terbit",
    "/masuk/kata-sandi/",
]


@pytest.mark.parametrize("width", [320, 1280])
def test_our_admin_pages_have_no_barrier(open_window, hand_in, missed_search, questions, width):
    window = log_in(open_window(viewport={"width": width, "height": 800}, bypass_csp=True))
    found = {}

    def look():
        found[window.url] = [*barriers(window), *([f"wide: {width_of(window)}"] if width_of(window) > width else [])]

    hand_in(window)
    look()
    window.get_by_role("link", name=re.compile("KBLI 14120")).click()
    window.locator(".import-compare").wait_for()
    look()
    for step in questions:
        step(window)
        look()
    for address in [*OURS, f"/admin/catalog/pencarian-tanpa-hasil/{missed_search}/?words=ban&q=jasa"]:
        window.goto(address)
        look()

    assert len(found) == 21
    assert {page: all_of_it for page, all_of_it in found.items() if all_of_it} == {}


@pytest.mark.journey
def test_a_document_is_imported_by_keyboard_and_without_script(without_script, hand_in):
    page = log_in(without_script, "demo.penyunting")
    hand_in(page)

    page.get_by_role("link", name=re.compile("KBLI 14120")).focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("14120")
    expect(page.locator(".import-compare tbody tr")).to_have_count(14)


def test_after_the_way_out_the_back_button_shows_the_login(page):
    log_in(page, "demo.penyunting")
    page.goto("/admin/catalog/standard/")

    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url(lambda url: url.endswith("/"), timeout=PATIENCE)
    page.go_back()

    page.wait_for_url("**/masuk/?next=/admin/catalog/standard/")
