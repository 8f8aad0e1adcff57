"""Journeys of an officer at the desk, by keyboard, in a real Chromium."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from config.accounts import DEMO_PASSWORD
from tests.browser.barriers import overflowing
from tests.browser.complainant import CODE, heading, press_tab_to

pytestmark = pytest.mark.browser

DESK, LIST, LOG = "/petugas/", "/petugas/kasus/", "/petugas/catat/"
OVERDUE = """\
import datetime as dt
from django.utils import timezone
from complaints import actions, codes
from complaints.rules.channels import Channel
then = timezone.now() - dt.timedelta(days=45)
filed = actions.file_complaint(
    form_key=codes.new_form_key(),
    filing=actions.NewFiling(story="Izin belum terbit.", name="Pelapor Contoh 1", email="contoh1@example.com"),
    channel=Channel.LETTER,
    received_on=timezone.localdate(then),
    now=then,
)
print(filed.complaint.number)
"""


@pytest.fixture
def enter():
    """Function that logs an officer in on a page."""

    def log_in(page, username="demo.petugas"):
        page.goto(f"/masuk/?next={DESK}")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(DEMO_PASSWORD)
        page.keyboard.press("Enter")
        expect(heading(page)).to_have_text("Yang perlu dikerjakan")
        return page

    return log_in


def type_at(page, label, text):
    press_tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)


@pytest.mark.journey
def test_a_report_at_the_counter_is_logged_by_keyboard_and_its_slip_printed(page, enter, tmp_path):
    enter(page)
    press_tab_to(page, page.get_by_role("link", name="Catat laporan").first)
    page.keyboard.press("Enter")

    expect(page.get_by_label("Kanal", exact=True)).to_be_focused()
    page.keyboard.press("b")
    expect(page.get_by_label("Kanal", exact=True)).to_have_value("loket-mpp")
    type_at(page, "Ketik jenis usaha atau kode KBLI", "14120")
    page.keyboard.press("Enter")
    press_tab_to(page, page.locator("[name=service]").first)
    page.keyboard.press("Space")
    press_tab_to(page, page.get_by_label("Bagian yang tidak sesuai"))
    page.keyboard.press("3")
    press_tab_to(page, page.get_by_label("Masih menunggu, atau tidak disebutkan"))
    page.keyboard.press("Space")
    type_at(page, "Yang terjadi, menurut pelapor", "Sudah sepuluh hari kerja, sertifikat belum terbit.")
    type_at(page, "Nama pelapor", "Pelapor Contoh 2")
    type_at(page, "Email", "contoh2@example.com")
    page.keyboard.press("Enter")

    expect(heading(page)).to_have_text("Periksa, lalu simpan")
    expect(page.get_by_text("Usul: pengaduan.")).to_be_visible()
    press_tab_to(page, page.get_by_role("button", name="Simpan sebagai pengaduan"))
    page.keyboard.press("Enter")

    expect(heading(page)).to_have_text("Tanda terima laporan")
    number, code = page.locator(".slip .answer").all_inner_texts()
    assert re.fullmatch(r"PGD-\d{4}-\d{6}", number)
    assert CODE.fullmatch(code)
    assert code not in page.url
    sheet = page.pdf(path=tmp_path / "slip.pdf", prefer_css_page_size=True)
    (size,) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", sheet)  # one page
    assert [float(each) for each in size] == pytest.approx([419.5, 595.3], abs=2)  # of A5, in points
    press_tab_to(page, page.get_by_role("button", name="Catat berikutnya"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Kanal", exact=True)).to_have_value("loket-mpp")
    expect(page.get_by_label("Nama pelapor")).to_have_value("")


@pytest.mark.journey
def test_the_overdue_ones_are_found_by_keyboard(page, enter, in_site):
    number = in_site(OVERDUE).strip()
    enter(page)

    press_tab_to(page, page.get_by_role("link", name=re.compile("^Semua \\(")))
    page.keyboard.press("Enter")
    press_tab_to(page, page.get_by_role("link", name="Terlambat dijawab"))
    page.keyboard.press("Enter")

    expect(heading(page)).to_have_text("Terlambat dijawab")
    row = page.get_by_role("row").filter(has_text=number)
    expect(row).to_contain_text(re.compile(r"terlambat \d+ hari kerja"))
    press_tab_to(page, page.get_by_label("Kanal", exact=True))
    page.keyboard.press("c")
    press_tab_to(page, page.get_by_role("button", name="Terapkan"))
    page.keyboard.press("Enter")
    expect(row).to_be_visible()


def test_the_desk_works_without_script_on_a_narrow_screen(open_window, enter, in_site):
    in_site(OVERDUE)
    page = enter(open_window(java_script_enabled=False, viewport={"width": 320, "height": 640}))

    for address in (f"{DESK}?milik=semua", LIST, LOG):
        page.goto(address)
        assert page.locator(".desk").bounding_box()["width"] <= 320

    page.get_by_label("Kanal", exact=True).select_option("surat")
    page.get_by_label("Diterima kantor pada").fill(f"{dt.date.today() - dt.timedelta(days=1)}")
    page.get_by_label("Masih menunggu, atau tidak disebutkan").check()
    page.get_by_label("Yang terjadi, menurut pelapor").fill("Biaya diminta tanpa tanda terima.")
    page.get_by_role("button", name="Periksa").last.click()
    expect(page.get_by_text("Usul: saran/masukan.")).to_be_visible()
    page.get_by_role("button", name="Simpan sebagai saran/masukan").click()
    expect(heading(page)).to_have_text("Tanda terima laporan")


def test_nothing_of_the_desk_is_wider_than_a_telephone(narrow, enter, in_site):
    in_site(OVERDUE)
    page = enter(narrow)

    for address in (f"{DESK}?milik=semua", f"{LIST}?komponen=3&q=izin", LOG):
        page.goto(address)
        assert overflowing(page) == []
