"""The search box in a real Chromium: suggestions while typing, by keyboard, finger and mouse; and without them."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import overflowing
from tests.browser.desk_case import PAYLOADS
from tests.browser.pages import TAILOR, TRAINING
from tests.browser.test_catalogue import search_box

pytestmark = pytest.mark.browser


def options(page):
    return page.get_by_role("option")


def test_a_suggestion_is_chosen_with_the_keyboard(page):
    page.goto("/")
    search_box(page).focus()

    page.keyboard.type("les komp")
    expect(options(page)).to_have_count(1)
    expect(search_box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text("1 saran")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(search_box(page)).to_have_attribute("aria-activedescendant", "saran-0")
    expect(search_box(page)).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(TRAINING))


def test_suggestions_can_be_left_alone(page):
    page.goto("/layanan/?risiko=menengah-tinggi")
    search_box(page).focus()

    page.keyboard.type("jahi")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(search_box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("t baju")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/layanan/\?q=jahit\+baju&risiko=menengah-tinggi"))
    expect(page.locator("mark")).to_have_text(["Penjahitan", "Pakaian"])


def test_nothing_is_suggested_for_too_little_or_for_nothing_known(page):
    page.goto("/")
    with page.expect_response(re.compile("saran.json")):
        search_box(page).fill("zzzz")

    expect(page.locator("#saran")).to_be_hidden()
    search_box(page).fill("ja")
    page.wait_for_timeout(400)
    expect(page.locator("#saran")).to_be_hidden()


def test_a_suggestion_fits_on_a_small_phone_and_is_large_enough_to_touch(narrow):
    page = narrow
    page.goto("/")

    search_box(page).tap()
    page.keyboard.type("penjahit")
    expect(options(page)).to_have_count(1)
    assert overflowing(page) == []
    assert options(page).first.bounding_box()["height"] >= 44
    options(page).first.tap()

    expect(page).to_have_url(re.compile(TAILOR))


@pytest.mark.journey
def test_from_the_words_of_a_citizen_to_the_standard_in_two_clicks(without_script):
    page = without_script
    page.goto("/")
    search_box(page).fill("jahit baju")

    page.get_by_role("button", name="Cari").click()
    page.locator("li.result a").first.click()

    expect(page).to_have_url(re.compile(TAILOR))


# Our own suggestions come from /static/.
PLANTED = "main :is(script:not([src^='/static/']), iframe, video, math, details[ontoggle])"


@pytest.mark.parametrize("address", ["/layanan/?{}", "/kbli/?{}", "/regulasi/?{}", "/masuk/?{}", "/pengaduan/buat/?{}"])
def test_xss_reflect(page, watch, address):
    """Threat 24: whatever stands in an address, no script of it runs, nor does the CSP have anything to stop."""
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    names = ("q", "risiko", "sektor", "next", "layanan", "komponen")

    for payload in PAYLOADS[::7]:
        page.goto(address.format(urlencode(dict.fromkeys(names, payload))))
        expect(page.get_by_role("main")).to_be_visible()
        assert page.locator(PLANTED).count() == 0

    assert dialogs == []


@pytest.mark.parametrize("words", ["jahit+boiler", "dokumen", "komputrr", "zzzzz"])
def test_results_and_no_results_fit_on_a_small_phone(narrow, words):
    narrow.goto(f"/layanan/?q={words}")

    assert overflowing(narrow) == []
