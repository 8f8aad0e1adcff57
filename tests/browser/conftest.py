"""A real Chromium against the real server; every page is watched for trouble."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.machine import find_chromium

REPUBLISHED = "78422-pelatihan-kerja-teknologi-informasi-dan-komunikasi-swasta"
REPUBLISH = f"""
from catalog import quality
from catalog.models import Standard
from catalog.publishing import publish
standard = Standard.objects.get(slug={REPUBLISHED!r})
standard.product = "Sertifikat Standar"
standard.save()
quality.answer_as_printed(Standard.objects.filter(pk=standard.pk), by=None, reason="Seperti lampiran.")
publish(standard, by=None, change_note="Nama produk diperjelas.")
"""
PATIENCE = 15_000  # milliseconds; the machine may be busy
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, site):
    return {**browser_context_args, "base_url": site, "locale": "id-ID", "timezone_id": "Asia/Jakarta"}


class Watch:
    """Collects what must not happen in a page: console errors (a breach of the CSP is one), failed requests."""

    def __init__(self):
        self.trouble = []
        self.expected = set()

    def expect_error_at(self, path: str):
        """This address is meant to answer with an error, which the browser reports on its console."""
        self.expected.add(path)

    def see(self, address: str, what: str):
        if urlsplit(address).path not in self.expected:
            self.trouble.append(f"{what} ({address})")

    def see_failure(self, address: str, failure: str):
        if failure != "net::ERR_ABORTED":  # the browser's own doing: it left the page, or began a download
            self.see(address, f"request failed: {failure}")

    def over(self, page):
        page.on("pageerror", lambda error: self.see(page.url, f"script: {error}"))
        page.on("requestfailed", lambda request: self.see_failure(request.url, request.failure))
        page.on("response", lambda answer: answer.status >= 400 and self.see(answer.url, f"status {answer.status}"))
        page.on(
            "console",
            lambda message: (
                message.type in ("error", "warning") and self.see(message.location["url"] or page.url, message.text)
            ),
        )


@pytest.fixture
def watch():
    watch = Watch()
    yield watch
    assert watch.trouble == []


@pytest.fixture
def open_window(new_context, watch):
    """Function that opens a watched page; takes what a browser context takes, such as viewport."""

    def open_one(**context):
        page = new_context(**context).new_page()
        page.set_default_timeout(PATIENCE)
        watch.over(page)
        return page

    return open_one


@pytest.fixture
def page(open_window):
    return open_window()


@pytest.fixture
def narrow(open_window):
    """A page on a cheap phone: 320 CSS pixels wide, which is also 1280 pixels at 400 % zoom."""
    return open_window(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)


@pytest.fixture
def zoomed(open_window):
    """A page at 200 % zoom: 1280 device pixels show 640 CSS pixels."""
    return open_window(viewport={"width": 640, "height": 400}, device_scale_factor=2)


@pytest.fixture
def without_script(open_window):
    return open_window(java_script_enabled=False)


@pytest.fixture(scope="session")
def earlier_edition(in_site):
    """The address of an edition that another one has followed."""
    in_site(REPUBLISH)
    return f"/layanan/{REPUBLISHED}/edisi/1/"
