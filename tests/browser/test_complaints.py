"""Journeys of a complainant, from a standard's page to the end of the case, in a real Chromium."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import overflowing
from tests.browser.complainant import (
    FILE,
    PATIENCE,
    TRACK,
    enter,
    fill_in,
    heading,
    press_tab_to,
    receipt,
    send,
)
from tests.browser.test_catalogue import press_tab_until
from tests.complaints.factories import JPEG, PDF, png

pytestmark = pytest.mark.browser

TAILOR = "/layanan/14120-penjahitan-dan-pembuatan-pakaian-sesuai-pesanan/"


@pytest.fixture
def file_report(page):
    """Function that files a report in the browser; gives its number and code."""

    def file(**answers):
        page.goto(FILE)
        fill_in(page, **answers)
        return send(page)

    return file


ANSWER = """\
actions.study(complaint, core="Sertifikat terlambat.", **officer)
actions.follow_up(complaint, outcome=Outcome.INTERNAL, **officer)
actions.answer(complaint, text="{}", verdict=Verdict.FIXED, **officer)
"""


@pytest.fixture
def office(in_site):
    """Function that runs code in the office: ``actions``, ``complaint``, and ``officer`` who acts on it now."""

    def act(number, code):
        in_site(f"""
from django.contrib.auth import get_user_model
from django.utils import timezone
from complaints import actions
from complaints.models import Complaint
from complaints.rules.workflow import Outcome, Role, Verdict
complaint = Complaint.objects.get(pk={int(number.rpartition("-")[2])})
officer = {{"by": get_user_model().objects.first(), "role": Role.OFFICER, "now": timezone.now()}}
{code}
""")

    return act


@pytest.mark.journey
def test_filing_from_a_standards_page_by_keyboard(page):
    page.goto(TAILOR)
    press_tab_until(page, lambda focused: "komponen=3" in (focused["href"] or ""), most=90)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"buat/\?layanan=14120.*komponen=3"))

    expect(page.get_by_label("Jangka Waktu Penyelesaian")).to_be_checked()
    expect(page.get_by_text("Dijanjikan: 7 hari kerja.")).to_be_visible()
    press_tab_to(page, page.get_by_label("Belum, saya masih menunggu"))
    page.keyboard.press("Space")
    press_tab_to(page, page.get_by_label("Ceritakan yang terjadi"))
    page.keyboard.type("Sudah sepuluh hari kerja, izin saya belum terbit.")
    press_tab_to(page, page.get_by_label("Nama", exact=True))
    page.keyboard.type("Siti Aminah")
    page.keyboard.press("Tab")
    page.keyboard.type("081234567890")
    press_tab_to(page, page.get_by_role("button", name="Periksa laporan"))
    page.keyboard.press("Enter")

    expect(heading(page)).to_have_text("Sudah benar semua?")
    expect(page.get_by_text("Laporan ini akan kami terima sebagai pengaduan,")).to_be_visible()
    page.wait_for_timeout(PATIENCE)
    press_tab_to(page, page.get_by_role("button", name="Kirim pengaduan"))
    page.keyboard.press("Enter")
    number, code = receipt(page)
    assert code not in page.url

    enter(page, number, code)
    expect(heading(page)).to_have_text("Laporan Anda sudah kami terima")
    expect(page.get_by_text("Sisa 14 hari kerja")).to_be_visible()


def test_on_day_31_it_is_announced_filed_and_kept_as_a_suggestion(page):
    page.goto(FILE)
    fill_in(page, received_on=dt.date.today() - dt.timedelta(days=31))

    expect(page.get_by_text("Laporan ini akan kami terima sebagai saran.")).to_be_visible()
    expect(page.get_by_text("(komponen 6 butir 3)")).to_be_visible()
    expect(page.get_by_text("Agar menjadi pengaduan:")).to_be_visible()
    expect(page.get_by_role("button", name="Kirim sebagai saran")).to_be_visible()
    number, code = send(page)

    expect(page.locator(".slip")).to_contain_text("Saran/masukan")
    enter(page, number, code)
    expect(page.locator("hgroup")).to_contain_text("Saran/masukan")


@pytest.mark.journey
def test_filing_with_files_from_a_telephone(narrow):
    page = narrow
    page.goto(FILE)
    assert overflowing(page) == []
    fill_in(page)
    files = [
        ("bukti.pdf", "application/pdf", PDF),
        ("foto.jpg", "image/jpeg", JPEG),
        ("tangkapan.png", "image/png", png()),
    ]
    chosen = [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files]
    page.get_by_label("Foto atau dokumen").set_input_files(chosen)
    assert overflowing(page) == []

    number, code = send(page)

    assert overflowing(page) == []
    enter(page, number, code)
    assert overflowing(page) == []
    for name, _, content in files:
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert re.fullmatch(rf"{number}-berkas-\d\.(pdf|jpg|png)", download.value.suggested_filename)
        assert download.value.path().read_bytes() == content


def test_a_file_that_is_refused_costs_nothing_that_was_typed(page):
    page.goto(FILE)
    fill_in(page, story="Cerita yang panjang.")
    page.wait_for_timeout(PATIENCE)
    page.get_by_label("Foto atau dokumen").set_input_files(
        [{"name": "foto.heic", "mimeType": "image/heic", "buffer": b"bukan"}]
    )

    page.get_by_role("button", name="Kirim pengaduan").click()

    expect(page.get_by_role("alert")).to_contain_text("foto.heic")
    expect(page.locator("dd.told").first).to_have_text("Cerita yang panjang.")
    page.get_by_role("button", name="Kirim pengaduan").click()
    receipt(page)


@pytest.mark.parametrize("window", ["page", "without_script"])
def test_the_back_button_keeps_what_was_typed(request, window):
    page = request.getfixturevalue(window)
    page.goto(FILE)
    fill_in(page, story="Jangan hilang.")

    page.go_back()

    expect(page.get_by_label("Ceritakan yang terjadi")).to_have_value("Jangan hilang.")
    expect(page.get_by_label("Belum, saya masih menunggu")).to_be_checked()


def test_a_lost_session_keeps_what_was_typed(page, watch):
    page.goto(FILE)
    fill_in(page, story="Jangan hilang.")
    page.context.clear_cookies()
    watch.expect_error_at(FILE)
    page.wait_for_timeout(PATIENCE)

    page.get_by_role("button", name="Kirim pengaduan").click()

    expect(page.get_by_role("alert")).to_contain_text("Isian Anda masih lengkap")
    expect(page.locator("dd.told").first).to_have_text("Jangan hilang.")
    page.get_by_role("button", name="Kirim pengaduan").click()
    receipt(page)


@pytest.mark.journey
def test_without_javascript_the_whole_way_works(without_script):
    page = without_script
    page.goto(FILE)

    page.get_by_role("searchbox").fill("jahit")
    page.get_by_role("button", name="Cari").click()
    page.get_by_label(re.compile("Penjahitan dan Pembuatan")).check()
    page.get_by_label("Jangka Waktu Penyelesaian").check()
    page.get_by_label("Belum, saya masih menunggu").check()
    page.get_by_role("button", name="Periksa laporan").click()
    expect(page.get_by_text("Kirim sebagai saran")).to_be_visible()
    page.get_by_role("button", name="Ubah isian").click()
    expect(page.get_by_label("Jangka Waktu Penyelesaian")).to_be_checked()
    page.get_by_label("Nama", exact=True).fill("Siti Aminah")
    page.get_by_label("Alamat email").fill("siti@example.com")
    page.get_by_role("button", name="Periksa laporan").click()

    number, code = send(page)

    expect(page.get_by_role("button", name="Salin teks")).to_be_hidden()
    enter(page, number, code)
    page.get_by_text("Lihat cara menghitungnya").click()
    expect(page.get_by_role("table")).to_be_visible()
    page.get_by_role("button", name="Tutup halaman laporan").click()
    expect(heading(page)).to_have_text("Sampai di mana laporan Anda?")


@pytest.mark.journey
def test_following_a_case_to_its_end(page, file_report, office):
    number, code = file_report()
    office(number, "actions.request_completion(complaint, question='Berapa nomor OSS Anda?', **officer)")

    enter(page, number, code)
    expect(heading(page)).to_have_text("Kami menunggu keterangan Anda")
    expect(page.get_by_text("Berapa nomor OSS Anda?")).to_be_visible()
    page.get_by_label("Keterangan Anda").fill("Nomornya 123.")
    page.get_by_role("button", name="Kirim keterangan").click()
    expect(heading(page)).to_have_text("Laporan Anda sedang kami telaah")

    office(number, ANSWER.format("Sertifikat terbit hari ini."))
    page.reload()
    expect(heading(page)).to_have_text("Laporan Anda sudah kami jawab")
    expect(page.get_by_text("Sertifikat terbit hari ini.")).to_be_visible()
    page.get_by_label("Belum", exact=True).check()
    page.get_by_label("Alasan Anda").fill("Belum saya terima.")
    page.get_by_role("button", name="Kirim penilaian").click()
    expect(page.get_by_text("Anda menilai: jawaban belum menyelesaikan")).to_be_visible()

    page.get_by_text("Minta dibuka kembali").click()
    page.get_by_label("Mengapa perlu dibuka kembali?").fill("Sertifikat belum saya terima.")
    page.get_by_role("button", name="Buka kembali").click()
    expect(heading(page)).to_have_text("Laporan Anda dibuka kembali")
    expect(page.get_by_text("Sisa 14 hari kerja")).to_be_visible()

    office(number, f"actions.review(complaint, **officer)\n{ANSWER.format('Sudah kami kirim.')}")
    page.reload()
    page.get_by_label("Ya, sudah selesai").check()
    page.get_by_role("button", name="Kirim penilaian").click()
    expect(heading(page)).to_have_text("Laporan Anda sudah selesai")
    expect(page.get_by_text("Minta dibuka kembali")).to_be_hidden()


def test_a_wrong_code_says_what_to_check(page, watch):
    watch.expect_error_at(TRACK)
    page.goto(TRACK)
    page.get_by_label("Nomor laporan").fill("PGD-2026-000001")
    page.get_by_label("Kode lacak").fill("ABCD-EFGH-JKMN-PQRS-T")

    page.get_by_role("button", name="Lihat laporan").click()

    expect(page.get_by_role("alert")).to_contain_text("tidak cocok")
    expect(page.get_by_label("Kode lacak")).to_have_value("")


CALENDAR = """
from django.core.management import call_command
from django.utils import timezone
from complaints.actions import change_calendar
from complaints.calendar import CalendarChange
from complaints.management.commands.load_office_calendar import FIXTURES
from complaints.models import ConfirmedYear
"""
UNCONFIRM = "change_calendar(CalendarChange(unconfirm=years), by=None, now=timezone.now())"


@pytest.fixture
def provisional(in_site):
    """No year's holidays are confirmed, so that every day by which we answer is provisional."""
    in_site(f"{CALENDAR}years = frozenset(ConfirmedYear.objects.values_list('year', flat=True)); {UNCONFIRM}")
    yield
    in_site(f"{CALENDAR}call_command('loaddata', *FIXTURES, verbosity=0); years = frozenset(); {UNCONFIRM}")


@pytest.mark.usefixtures("provisional")  # the longest that a receipt can be
def test_the_receipt_prints_on_one_sheet_of_a5_and_can_be_copied(page, file_report):
    page.context.grant_permissions(["clipboard-write"])
    number, code = file_report()

    page.get_by_role("button", name="Salin teks").click()
    expect(page.get_by_role("button", name="Sudah disalin")).to_be_visible()
    copied = page.locator("#salinan")
    copied.evaluate("field => { field.value = ''; field.readOnly = false }")
    copied.press("Control+v")
    assert number in copied.input_value()
    assert code in copied.input_value()

    expect(page.get_by_text("tanggal ini sementara")).to_be_visible()
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    width, height = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())
    assert (round(width), round(height)) == (420, 595)


@pytest.mark.parametrize("window", ["narrow", "zoomed"])
@pytest.mark.parametrize(
    "address",
    ["/pengaduan/", FILE, f"{FILE}?layanan=tidak-ada", TRACK, "/pengaduan/batas-waktu/?diterima=2026-03-10"],
)
def test_nothing_is_cut_off_or_scrolls_sideways(request, window, address):
    page = request.getfixturevalue(window)

    page.goto(address)

    expect(heading(page)).to_be_visible()
    assert overflowing(page) == []


def test_the_calculator_answers(page):
    page.goto("/pengaduan/")
    page.get_by_role("link", name="Hitung batas jawaban").click()
    page.get_by_label("Hari pengaduan diterima kantor").fill("2026-11-20")
    page.get_by_role("button", name="Hitung").click()

    expect(page.get_by_role("heading", level=2)).to_contain_text("Desember 2026")
    expect(page.get_by_role("table")).to_be_visible()
