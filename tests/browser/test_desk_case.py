"""Journeys at the desk through one case, in a real Chromium."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import WINDOWS, barriers, overflowing
from tests.browser.complainant import heading, press_tab_to
from tests.browser.desk_case import PAYLOADS, address_of, log_in, make_hostile, make_plain

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile(in_site):
    """Two cases full of scripts, of which none may run."""
    return make_hostile(in_site)


def press(page, role, name, key="Enter"):
    """Reach a link or button with Tab, and press a key on it."""
    press_tab_to(page, page.get_by_role(role, name=name, exact=True).first)
    page.keyboard.press(key)


def write(page, label, text):
    press_tab_to(page, page.get_by_label(label))
    page.keyboard.insert_text(text)


def choose(page, label):
    """A radio button: Tab reaches its group, Space chooses it."""
    press_tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.press("Space")


def saved(page, what):
    expect(page.get_by_role("status")).to_have_text(f"Tersimpan: {what}.")


@pytest.mark.journey
def test_triage_apip_with_approval_answer_and_closing_by_keyboard_alone(open_window, in_site):
    pk = make_plain(in_site)
    officer, head = open_window(), open_window()
    log_in(officer, "petugas")
    log_in(head, "kepala")

    officer.goto(address_of(pk))
    expect(heading(officer)).to_have_text("Diterima")
    press(officer, "button", "Mulai menelaah")
    saved(officer, "Mulai menelaah")

    press(officer, "link", "Tulis penelaahan")
    write(officer, "a. Inti masalah yang diadukan", "Dugaan pungutan.")
    write(officer, "Pokok aduan", "Diminta biaya.\nIzin belum terbit.")
    press(officer, "button", "Simpan penelaahan")
    saved(officer, "Tulis penelaahan")

    press(officer, "link", "Minta persetujuan APIP")
    write(officer, "Alasan", "Menyangkut pegawai kantor.")
    press(officer, "button", "Minta persetujuan APIP")
    expect(officer.locator(".todo")).to_contain_text("Menunggu keputusan Kepala DPMPTSP")

    head.goto(address_of(pk))
    press(head, "link", "Putuskan pelibatan APIP")
    choose(head, "Setuju APIP dilibatkan")
    write(head, "Alasan", "Setuju, libatkan Inspektorat.")
    press(head, "button", "Simpan keputusan")
    saved(head, "Putuskan pelibatan APIP")
    expect(head.get_by_text("terbatas", exact=True)).to_be_visible()

    officer.goto(address_of(pk))
    press(officer, "link", "Tetapkan hasil penelaahan")
    press_tab_to(officer, officer.get_by_label("Internal DPMPTSP"))
    officer.keyboard.press("ArrowUp")
    expect(officer.get_by_label("Aparat Pengawas Intern Pemerintah (APIP)")).to_be_checked()
    press(officer, "button", "Tetapkan hasil penelaahan")
    saved(officer, "Tetapkan hasil penelaahan")

    press(officer, "link", "Kirim jawaban")
    choose(officer, "Diperbaiki")
    write(officer, "Jawaban untuk pelapor", "Terima kasih atas laporan Anda.")
    write(officer, "Jawaban pokok 1", "Biaya itu dikembalikan.")
    write(officer, "Jawaban pokok 2", "Izin Anda sudah terbit.")
    press(officer, "button", "Kirim jawaban")
    expect(heading(officer)).to_have_text("Dijawab")

    press(officer, "link", "Catat penyampaian hasil")
    press(officer, "button", "Catat penyampaian hasil")
    press(officer, "link", "Laporkan hasil kepada atasan")
    write(officer, "Laporan hasil", "Sudah dijawab dan disampaikan.")
    press(officer, "button", "Laporkan hasil kepada atasan")
    press(officer, "button", "Tutup laporan")

    expect(heading(officer)).to_have_text("Selesai")
    expect(officer.locator(".todo")).to_contain_text("Tidak ada yang perlu dilakukan.")


def test_behind_the_wall_a_colleague_finds_nothing(page, in_site, watch):
    pk = make_plain(in_site)
    in_site(f"""
from complaints.models import Complaint
Complaint.objects.filter(pk={pk}).update(is_restricted=True)
""")
    log_in(page, "petugas2")
    watch.expect_error_at(address_of(pk))

    answer = page.goto(address_of(pk))

    assert answer.status == 404


def test_xss_desk(open_window, hostile, watch):
    assert len(PAYLOADS) == 50
    drafted, reopened = hostile
    page, dialogs = open_window(), []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    log_in(page, "petugas")
    page.goto(address_of(drafted, "identitas"))
    page.get_by_label("Menghubungi pelapor").check()
    page.get_by_role("button", name="Tampilkan identitas").click()
    expect(page.get_by_role("status")).to_be_visible()
    steps = ["", "penelaahan", "jawab", "kelompokkan", "tugaskan", "surat"]

    for address in [
        *(address_of(drafted, step) for step in steps),
        address_of(reopened),
        address_of(reopened, "surat"),
        "/petugas/",
        "/petugas/kasus/",
    ]:
        page.goto(address)
        expect(page.get_by_role("main")).to_be_visible()
        assert page.locator("main script, main iframe, main svg, main video, main math").count() == 0

    # A stale form with hostile words gives the page with both texts.
    watch.expect_error_at(address_of(drafted, "penelaahan"))
    page.goto(address_of(drafted, "penelaahan"))
    page.locator("input[name=version]").evaluate("element => { element.value = '1' }")
    page.get_by_role("button", name="Simpan penelaahan").click()
    expect(page.locator(".just-changed")).to_be_visible()
    assert dialogs == []


@pytest.mark.parametrize("size", ["phone", "wide-dark"])
def test_no_page_of_a_case_is_too_wide_or_has_a_barrier(open_window, hostile, size):
    drafted, reopened = hostile
    page = open_window(**WINDOWS[size], bypass_csp=True)
    log_in(page, "petugas")
    found = {}

    for address in [
        *(address_of(drafted, step) for step in ("", "jawab", "penelaahan", "kelompokkan", "libatkan", "surat")),
        address_of(reopened),
    ]:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        found[address] = overflowing(page) + barriers(page)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}
