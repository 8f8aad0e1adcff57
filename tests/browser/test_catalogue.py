"""Journeys of a citizen through the catalogue, in a real Chromium."""

import re
import shutil
import subprocess
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from catalog import qr
from tests.browser.barriers import overflowing
from tests.browser.pages import MISSING, TAILOR, TRAINING

pytestmark = pytest.mark.browser


def search_box(page):
    """The box by its label: a search box that the script for suggestions makes a combo box."""
    return page.get_by_label("Ketik jenis usaha atau kode KBLI", exact=True)


@pytest.mark.journey
def test_a_citizen_who_knows_the_code_reads_all_14_components(page):
    page.goto("/")

    search_box(page).fill("14120")
    page.get_by_role("button", name="Cari").click()
    expect(page).to_have_url(re.compile(r"/layanan/\?q=14120"))
    page.get_by_role("main").get_by_role("link", name=re.compile("Penjahitan", re.IGNORECASE)).first.click()

    expect(page).to_have_url(re.compile(TAILOR))
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("Penjahitan", re.IGNORECASE))
    components = page.locator("section.component")
    expect(components).to_have_count(14)
    for component in components.all():
        expect(component.get_by_role("heading", level=3)).to_be_visible()
        assert len(component.locator(".component-text").inner_text()) > 5


def test_the_keyboard_alone_is_enough(page):
    page.goto("/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi halaman")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(search_box(page)).to_be_focused()
    page.keyboard.type("14120")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q=14120"))
    press_tab_until(page, lambda focused: focused["href"] == TAILOR)
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(TAILOR))
    press_tab_until(page, lambda focused: focused["href"] == "#komponen-6")
    page.keyboard.press("Enter")
    expect(page.locator("#komponen-6")).to_be_in_viewport()


def press_tab_until(page, is_there, most=60):
    """Press Tab until the focused element is the wanted one; each on the way must show that it has focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate("""() => {
            const element = document.activeElement, style = getComputedStyle(element);
            return {href: element.getAttribute("href"), tag: element.tagName, outline: style.outlineStyle,
                    box: element.getBoundingClientRect().width};
        }""")
        assert focused["tag"] == "BODY" or (focused["outline"] != "none" and focused["box"] > 0), focused
        if is_there(focused):
            return
    raise AssertionError("not reached with Tab")


@pytest.mark.parametrize("window", ["narrow", "zoomed"])
@pytest.mark.parametrize("address", ["/", "/layanan/", "/layanan/?q=14120", TAILOR, "earlier edition", MISSING])
def test_nothing_is_cut_off_or_scrolls_sideways(request, watch, earlier_edition, window, address):
    page = request.getfixturevalue(window)
    watch.expect_error_at(MISSING)

    page.goto(earlier_edition if address == "earlier edition" else address)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert overflowing(page) == []


@pytest.mark.journey
def test_without_javascript_the_whole_way_works(without_script):
    page = without_script
    page.goto("/")

    search_box(page).fill("jahit")
    page.get_by_role("button", name="Cari").click()
    page.locator(f'main a[href="{TAILOR}"]').first.click()

    expect(page.locator("section.component")).to_have_count(14)
    page.locator('a[href="#komponen-14"]:visible, summary:visible').first.click()


def test_an_earlier_edition_says_so_and_leads_to_the_current_one(page, earlier_edition):
    page.goto(earlier_edition)

    expect(page.get_by_text("Edisi 1 ini sudah tidak berlaku.")).to_be_visible()
    page.get_by_role("link", name=re.compile("Lihat edisi 2")).click()

    expect(page).to_have_url(re.compile(TRAINING + "$"))
    expect(page.get_by_text("Nama produk diperjelas.")).to_be_visible()


@pytest.mark.journey
def test_the_qr_code_on_an_old_print_says_that_it_is_no_longer_in_force(page, earlier_edition):
    page.goto(earlier_edition)
    page.emulate_media(media="print")
    printed = page.locator(".edition-print")
    address = re.search(r"https?://\S+", printed.inner_text())[0]
    image = page.request.get(printed.locator("img").get_attribute("src"))
    assert image.body() == qr.svg(address)

    page.emulate_media(media="screen")
    page.goto(urlsplit(address).path)

    expect(page).to_have_url(re.compile(f"{earlier_edition}$"))
    expect(page.get_by_text("Edisi 1 ini sudah tidak berlaku.")).to_be_visible()
    page.get_by_role("link", name=re.compile("Lihat edisi 2")).click()
    expect(page.get_by_text("Edisi 2 ini masih berlaku")).to_be_visible()


def test_a_page_that_is_not_there_helps_on(page, watch):
    watch.expect_error_at(MISSING)

    answer = page.goto(MISSING)

    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    search_box(page).fill("jahit")
    page.get_by_role("button", name="Cari").click()
    expect(page.locator(f'main a[href="{TAILOR}"]').first).to_be_visible()


CELLS = """([ofHead, ofRow]) => [[".annex-head", ofHead], ["#komponen-1", ofRow], ["#komponen-14", ofRow]].map(
    ([row, cells]) => [...document.querySelector(row).querySelectorAll(cells)].map(
        cell => Math.round(cell.getBoundingClientRect().left)))"""


@pytest.mark.journey
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext tidak ditemukan")
def test_a_citizen_who_sews_prints_the_official_table(page, tmp_path):
    page.goto("/")
    search_box(page).fill("jahit baju")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name=re.compile("Penjahitan")).first.click()
    expect(page).to_have_url(re.compile(TAILOR))

    page.pdf(path=tmp_path / "standar.pdf", format="A4")
    page.emulate_media(media="print")

    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "standar.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    sheets = [sheet for sheet in text.split("\f") if sheet.strip()]
    assert len(sheets) > 3
    of_table = [sheet for sheet in sheets if re.search(r"^ *NO +KOMPONEN +URAIAN", sheet, re.MULTILINE)]
    assert of_table == sheets
    assert all("edisi 1" in sheet for sheet in sheets)
    lefts = page.evaluate(CELLS, ["span", ".component-number, .component-name, .component-text"])
    assert len(lefts[0]) == 3
    assert lefts[0] == lefts[1] == lefts[2]


def test_a_standard_prints_as_the_annex(page):
    page.goto(TAILOR)

    pdf = page.pdf(format="A4")
    page.emulate_media(media="print")

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 3
    expect(page.locator("section.component").last).to_be_visible()
    expect(page.get_by_role("banner")).to_be_hidden()
