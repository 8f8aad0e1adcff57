"""The journey of the report, by keyboard, in a real Chromium; and the public figures beside it."""

import re

import pytest
from playwright.sync_api import expect

from config.accounts import DEMO_PASSWORD
from tests.browser.barriers import barriers, overflowing
from tests.browser.complainant import heading, press_tab_to

pytestmark = pytest.mark.browser

DESK, REPORTS, FIGURES = "/petugas/", "/petugas/laporan/", "/pengaduan/statistik/"
PAYLOAD = "<img src=x onerror=alert(1)>"
SOME = f"""
import datetime as dt
from django.utils import timezone
from complaints import actions, codes
from complaints.rules.channels import Channel
then = timezone.now() - dt.timedelta(days=30)
for number in range(8):
    filed = actions.file_complaint(
        form_key=codes.new_form_key(),
        filing=actions.NewFiling(
            story={PAYLOAD!r}, name={PAYLOAD!r}, email="contoh@example.com", service_note={PAYLOAD!r}, component=3
        ),
        channel=Channel.LETTER,
        received_on=timezone.localdate(then),
        now=then,
    )
print(timezone.localdate(then).year, (timezone.localdate(then).month + 2) // 3, filed.complaint.number)
"""


@pytest.fixture
def quarter(in_site):
    """Code and name of a quarter with eight overdue complaints, and the number of the last one."""
    year, number, case = in_site(SOME).split()
    name = ("I", "II", "III", "IV")[int(number) - 1]
    return f"{year}-T{number}", f"Triwulan {name} {year}", case


def log_in(page, username="demo.pejabat"):
    page.goto(f"/masuk/?next={DESK}")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label(re.compile("sandi", re.IGNORECASE)).fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Yang perlu dikerjakan")
    return page


@pytest.mark.journey
def test_the_overdue_are_found_and_the_report_of_the_quarter_is_printed(page, quarter, tmp_path):
    code, name, case = quarter
    log_in(page)

    press_tab_to(page, page.get_by_role("link", name=re.compile("^Semua \\(")))
    page.keyboard.press("Enter")
    press_tab_to(page, page.get_by_role("link", name="Terlambat dijawab"))
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Terlambat dijawab")
    expect(page.get_by_role("row").filter(has_text=case)).to_contain_text("terlambat")

    press_tab_to(page, page.get_by_role("link", name="Laporan", exact=True))
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Laporan pengaduan dan saran")
    press_tab_to(page, page.get_by_label("Periode"))
    page.keyboard.type(name)
    expect(page.get_by_label("Periode")).to_have_value(code)
    press_tab_to(page, page.get_by_role("button", name="Tampilkan"))
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(f"periode={code}$"))
    overdue = page.get_by_role("row").filter(has_text="Belum dijawab, lewat batas")
    assert int(overdue.get_by_role("cell").inner_text()) >= 8
    sheet = page.pdf(path=tmp_path / "laporan.pdf", prefer_css_page_size=True)
    assert set(re.findall(rb"/MediaBox \[0 0 (\d+)\.?\d* (\d+)", sheet)) == {(b"594", b"841")}  # A4, in points
    page.emulate_media(media="print")
    expect(page.get_by_text("Pemerintah Kabupaten Purwakarta")).to_be_visible()
    expect(page.get_by_text("NIP ………")).to_be_visible()
    expect(page.get_by_role("navigation", name="Meja kerja")).to_be_hidden()


def test_a_list_with_identities_is_taken_with_a_reason_by_keyboard(page, quarter):
    code, *_ = quarter
    log_in(page)
    page.goto(f"{REPORTS}?periode={code}")

    press_tab_to(page, page.get_by_role("link", name="Daftar laporan beserta identitas"))
    page.keyboard.press("Enter")
    press_tab_to(page, page.get_by_label("Permintaan pengawas"))
    page.keyboard.press("Space")
    press_tab_to(page, page.get_by_role("button", name="Catat alasan dan unduh"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert download.value.suggested_filename == f"daftar-pengaduan-beridentitas-{code}.xlsx"


@pytest.mark.parametrize("width", [320, 1280])
def test_report_and_figures_have_no_barrier_and_nothing_cut_off(open_window, quarter, width):
    code, *_ = quarter
    page = log_in(open_window(viewport={"width": width, "height": 800}, bypass_csp=True))

    found = {}
    for address in (f"{REPORTS}?periode={code}", f"{REPORTS}identitas/?periode={code}", FIGURES):
        page.goto(address)
        found[address] = barriers(page)
        assert overflowing(page) == []

    assert {address: all_of_it for address, all_of_it in found.items() if all_of_it} == {}
    expect(page.get_by_role("img")).to_have_count(4)
