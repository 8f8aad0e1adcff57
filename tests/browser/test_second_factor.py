"""The second factor in a real Chromium, on a site that asks for it: set up, recovery codes, and the next login."""

import base64

import pytest
from django_otp.oath import totp
from playwright.sync_api import expect

from config.accounts import DEMO_PASSWORD
from tests.browser.barriers import barriers, overflowing
from tests.browser.editors import press
from tests.server import running_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def strict_site(site, site_environment):
    """The same site once more, beside the one that other tests use, with the second factor on."""
    with running_site(**site_environment, SITE_URL=site, STAFF_NEED_SECOND_FACTOR="1") as address:
        yield address


def log_in(page, site, code=""):
    page.goto(f"{site}/masuk/")
    page.get_by_label("Nama pengguna").fill("demo.penyunting")
    page.get_by_label("Sandi").fill(DEMO_PASSWORD)
    page.get_by_label("Kode dari aplikasi").fill(code)
    press(page, "Masuk")


@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_set_up_at_the_first_login_and_asked_for_at_the_next_without_a_barrier(
    open_window, strict_site, in_site, width
):
    in_site(
        "from django.contrib.auth import get_user_model; from config.second_factor import forget;"
        "forget(get_user_model().objects.get(username='demo.penyunting'))"
    )
    page = open_window(viewport={"width": width, "height": 800}, bypass_csp=True)
    found = {}

    def look():
        title = page.locator("h1").inner_text()
        found[title] = [*barriers(page), *overflowing(page)]

    log_in(page, strict_site)
    look()
    key = base64.b32decode(page.locator("main code").inner_text().replace(" ", ""))
    page.get_by_label("Kode enam angka").fill("000000")
    press(page, "Pasang")
    expect(page.get_by_role("main")).to_contain_text("Kode ini tidak cocok")
    page.get_by_label("Kode enam angka").fill(f"{totp(key, t0=0, step=30):06}")
    press(page, "Pasang")
    look()
    code = page.locator(".recovery-codes code").first.inner_text()
    page.get_by_role("link", name="Sudah saya simpan").click()
    expect(page).to_have_url(f"{strict_site}/admin/")
    page.goto(f"{strict_site}/masuk/kode-kedua/")
    look()
    page.get_by_role("link", name="Pasang aplikasi di ponsel lain").click()
    expect(page.get_by_label("Kode dari aplikasi sekarang")).to_be_visible()
    page.context.clear_cookies()
    page.goto(f"{strict_site}/masuk/")
    look()
    log_in(page, strict_site, code)
    expect(page).to_have_url(f"{strict_site}/admin/")

    assert list(found) == ["Pasang kode kedua", "Kode cadangan Anda", "Kode kedua Anda", "Masuk untuk petugas"]
    assert {title: all_of_it for title, all_of_it in found.items() if all_of_it} == {}
