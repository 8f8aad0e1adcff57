"""What a complainant does in the browser, again and again."""

import re

from playwright.sync_api import expect

FILE, TRACK, CASE = "/pengaduan/buat/", "/pengaduan/lacak/", "/pengaduan/lacak/laporan/"
PATIENCE = 3_500  # milliseconds that a person needs to read the page before sending
CODE = re.compile(r"([0-9A-Z]{4}-){4}[0-9A-Z]")


def fill_in(page, *, story="Izin saya belum terbit.", name="Siti Aminah", received_on=None):
    page.get_by_label("Tidak tahu").check()
    if received_on:
        page.get_by_label("Tanggal", exact=True).fill(received_on.isoformat())
    else:
        page.get_by_label("Belum, saya masih menunggu").check()
    page.get_by_label("Ceritakan yang terjadi").fill(story)
    page.get_by_label("Nama", exact=True).fill(name)
    page.get_by_label("Nomor telepon atau WA").fill("0812 3456 7890")
    page.get_by_role("button", name="Periksa laporan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sudah benar semua?")


def send(page):
    page.wait_for_timeout(PATIENCE)
    page.get_by_role("button", name=re.compile("^Kirim")).click()
    return receipt(page)


def receipt(page):
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan Anda sudah kami terima")
    number, code = page.locator(".slip .answer").all_inner_texts()
    assert re.fullmatch(r"PGD-\d{4}-\d{6}", number)
    assert CODE.fullmatch(code)
    return number, code


def enter(page, number, code):
    page.goto(TRACK)
    page.get_by_label("Nomor laporan").fill(number)
    page.get_by_label("Kode lacak").fill(code)
    page.get_by_role("button", name="Lihat laporan").click()
    page.wait_for_url(re.compile(CASE))


def heading(page):
    return page.get_by_role("heading", level=1)


def press_tab_to(page, locator, most=80):
    """Press Tab until the element has focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if locator.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("not reached with Tab")
