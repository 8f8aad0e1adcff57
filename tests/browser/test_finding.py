"""Journeys to a standard without knowing its name: the tree, the finder, the comparison; and what helps on its page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import overflowing
from tests.browser.pages import COMPARISON, TAILOR, slug
from tests.browser.test_catalogue import press_tab_until

pytestmark = pytest.mark.browser

PAGES = [
    "/kbli/",
    "/kbli/C/",
    "/kbli/14120/",
    "/kbli/1412/?edisi=x",
    "/pandu/",
    "/pandu/?q=zzz",
    "/pandu/?kegiatan=2020-14120",
    "/pandu/?kegiatan=lain",
    "/layanan/banding/",
    f"/layanan/banding/?s={slug(TAILOR)}&s=tidak-ada",
    COMPARISON,
    f"/pengaduan/perkiraan/?layanan={slug(TAILOR)}",
]


@pytest.mark.parametrize("window", ["narrow", "zoomed"])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_cut_off_or_scrolls_sideways(request, window, address):
    page = request.getfixturevalue(window)

    page.goto(address)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert overflowing(page) == []


@pytest.mark.journey
def test_the_finder_leads_to_a_standard_by_the_keyboard_alone(page):
    page.goto("/pandu/")

    press_tab_until(page, lambda focused: focused["tag"] == "INPUT")
    page.keyboard.type("jahit baju")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=jahit"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ini standar pelayanannya")
    press_tab_until(page, lambda focused: focused["href"] == TAILOR)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(TAILOR))


def test_an_answer_of_the_finder_can_be_changed(page):
    page.goto("/pandu/")

    page.get_by_role("button", name=re.compile("Perkawinan Ternak")).click()
    expect(page.get_by_role("main").get_by_role("link", name="Jasa Perkawinan Ternak")).to_be_visible()
    page.get_by_role("button", name=re.compile("Ubah Kegiatan")).click()
    page.get_by_role("button", name="Tidak ada yang sesuai").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Tidak ada standar kami untuk usaha itu")
    expect(page).to_have_url(re.compile(r"/pandu/\?kegiatan=lain$"))


def test_the_tree_leads_down_to_a_standard_without_javascript(without_script):
    page = without_script
    page.goto("/")

    page.get_by_role("link", name="Telusuri menurut kode KBLI").click()
    for title in ("Industri Pengolahan", "Industri Pakaian Jadi", "Industri pakaian jadi dan perlengkapannya"):
        page.get_by_role("main").get_by_role("link", name=re.compile(title)).first.click()
    expect(page.get_by_role("navigation", name="Letak kode").get_by_role("link")).to_have_count(3)
    page.locator(f'main a[href="{TAILOR}"]').click()

    expect(page.locator("section.component")).to_have_count(14)


@pytest.mark.journey
def test_two_standards_are_ticked_and_compared_without_javascript(without_script):
    page = without_script
    page.goto(TAILOR)

    page.get_by_role("link", name="Bandingkan dengan standar lain").click()
    page.get_by_role("checkbox", name=re.compile("Perkawinan Ternak")).check()
    page.get_by_role("button", name="Bandingkan").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bandingkan 2 standar")
    page.get_by_text("Lihat seluruhnya").first.click()
    expect(page.locator("details[open] li").first).to_be_visible()


def test_the_comparison_stands_in_columns_and_on_a_phone_under_its_labels(page, narrow):
    def lefts(window):
        window.goto(COMPARISON)
        cells = window.locator("dl.compare-row").first.locator("dd")
        return [round(cell.bounding_box()["x"]) for cell in cells.all()]

    assert len(set(lefts(page))) == 3
    assert len(set(lefts(narrow))) == 1
    label = narrow.locator("dl.compare-row dt").first
    assert label.bounding_box()["width"] > 50


def test_ticks_stay_on_the_device_and_leave_words_and_markers_as_printed(page, without_script, open_window):
    for window in (page, without_script):
        window.goto(TAILOR)
    boxes = page.locator("#komponen-1 li").get_by_role("checkbox")
    texts = [window.locator("#komponen-1 .component-text").text_content() for window in (page, without_script)]
    assert texts[0] == texts[1]
    expect(without_script.locator("#komponen-1 li").get_by_role("checkbox")).to_have_count(0)

    boxes.nth(1).check()
    expect(page.get_by_text(re.compile("1 dari 9 syarat siap"))).to_be_visible()
    page.reload()

    expect(boxes.nth(1)).to_be_checked()
    expect(boxes.first).not_to_be_checked()
    other = open_window()
    other.goto(TAILOR)
    expect(other.get_by_text(re.compile("0 dari 9 syarat siap"))).to_be_visible()


BOXES = """() => [...document.querySelectorAll("#komponen-1 li:not(:has(li)) > .marker")]
    .filter(marker => getComputedStyle(marker, "::after").content !== "none").length"""


@pytest.mark.parametrize("window", ["page", "without_script"])
def test_boxes_are_printed_when_asked_for_and_otherwise_the_annex_as_it_is(request, window):
    page = request.getfixturevalue(window)
    page.goto(TAILOR)

    page.emulate_media(media="print")
    assert page.evaluate(BOXES) == 0
    page.emulate_media(media="screen")
    page.get_by_label("Cetak dengan kotak centang").check()
    page.emulate_media(media="print")

    assert page.evaluate(BOXES) == 9
    expect(page.locator("#komponen-1 input:visible")).to_have_count(0)


def test_the_page_says_by_when_if_all_is_complete_today(page, without_script):
    for window in (page, without_script):
        window.goto(TAILOR)

    line = page.get_by_text(re.compile("Bila berkas Anda lengkap hari ini, selesai paling lambat"))
    expect(line).to_have_text(re.compile(r"(Senin|Selasa|Rabu|Kamis|Jumat), \d+ \w+ 20\d\d"))
    assert without_script.get_by_text("Bila berkas Anda lengkap hari ini").count() == 0
    without_script.get_by_text("Hitung tanggal selesai").click()
    without_script.get_by_label("Bila berkas Anda lengkap pada").fill("2026-03-10")
    without_script.get_by_role("button", name="Hitung").click()

    expect(without_script.get_by_role("heading", name="Selesai paling lambat Kamis, 26 Maret 2026")).to_be_visible()
