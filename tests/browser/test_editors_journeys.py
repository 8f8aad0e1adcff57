"""From a document, a shared text or a regulation in hand to what the public reads, in a real Chromium."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk_case import log_in
from tests.browser.editors import approve, by_key, component, form_of, hand_in, press, told
from tests.server import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.journey]

TAILOR, BREEDING = (ROOT / f"fixtures/annex/{name}.txt" for name in ("000_a94b923709ec5d13", "004_6ac7c654d55c38f4"))
FINDINGS = "/admin/catalog/temuan/?sektor="
PHONE, MENDED = "Telepon: (0264) 8224794 ext.103", "Telepon: (0264) 8224794"
NOTE = "Nomor sambungan telepon dihapus."
CITED = "permentan-15-2021"
INSPECTION = "/layanan/71204-jasa-inspeksi-teknik-instalasi/"


@pytest.fixture
def sector(in_site):
    """The slug of a sector without standards; those that get into it are withdrawn afterwards."""
    slug = in_site("""
import secrets
from catalog.models import Sector
slug = f"uji-{secrets.token_hex(4)}"
Sector.objects.create(name=f"Sektor {slug}", slug=slug)
print(slug)
""").strip()
    yield slug
    in_site(f"""
from catalog.models import Standard
from catalog.publishing import withdraw
for standard in Standard.objects.in_force().filter(sector__slug={slug!r}):
    withdraw(standard, by=None, reason="Uji selesai.")
""")


@pytest.fixture
def inheriting(in_site, sector):
    """The addresses of all standards that take component 6 from the shared text, which is put back afterwards."""
    yield in_site(f"""
from catalog import quality
from catalog.models import Sector, Standard
from catalog.publishing import publish, touched_by_shared_text
for start in ("14120", "78422"):
    model = Standard.objects.in_force().filter(slug__startswith=start).first()
    model.pk, model.current, model.slug, model.complaint_handling = None, None, f"{sector}-{{start}}", ""
    model.sector = Sector.objects.get(slug={sector!r})
    model.save(force_insert=True)
    quality.answer_as_printed(Standard.objects.filter(pk=model.pk), by=None, reason="Seperti lampiran.")
    publish(model, by=None, change_note="Edisi pertama.")
print(*(standard.get_absolute_url() for standard in touched_by_shared_text(6)))
""").split()
    in_site(f"""
from catalog.models import SharedText
from catalog.publishing import change_shared_text
text = SharedText.objects.get(component=6).text
if {PHONE!r} not in text:
    change_shared_text(6, text=text.replace({MENDED!r}, {PHONE!r}), by=None, change_note="Uji selesai.")
""")


@pytest.fixture
def regulation(in_site):
    """The key of a regulation that one standard cites and of which it is open whether it is in force."""
    yield in_site(f"""
from catalog.models import Regulation
print(Regulation.objects.get(slug={CITED!r}).pk)
""").strip()
    in_site(f"""
from catalog import law
from catalog.models import Regulation
regulation = Regulation.objects.get(slug={CITED!r})
regulation.status, regulation.status_since = "perlu diperiksa", None
law.save_regulation(regulation)
""")


def side_by_side(page):
    """For each component of the table: is the printed cell to the left of what was understood, on the same height?"""
    return page.locator(".import-compare tbody tr").evaluate_all(
        """rows => rows.map(row => {
            const [printed, read] = [...row.querySelectorAll("td")].map(cell => cell.getBoundingClientRect());
            return printed.right <= read.left && printed.top === read.top;
        })"""
    )


def test_two_documents_are_imported_answered_and_published_by_a_second_person(open_window, sector):
    editor, publisher, public = open_window(), open_window(), open_window()
    log_in(editor, "penyunting")
    log_in(publisher, "penerbit")

    editor.goto("/admin/catalog/impor/")
    editor.get_by_label("Dokumen lampiran").set_input_files([TAILOR, BREEDING])
    editor.get_by_label("Sektor").select_option(label=f"Sektor {sector}")
    by_key(editor, "Baca dokumen")
    expect(editor.get_by_text("2 standar terbaca")).to_be_visible()
    editor.get_by_role("link", name=re.compile("KBLI 14120")).focus()
    editor.keyboard.press("Enter")
    editor.wait_for_url("**/0-0/")
    assert side_by_side(editor) == [True] * 14
    by_key(editor, "Terima")
    expect(told(editor)).to_contain_text("14120 Penjahitan dan Pembuatan Pakaian sesuai Pesanan: dibuat.")
    editor.get_by_label("Terima KBLI 01622").focus()
    editor.keyboard.press("Space")
    by_key(editor, "Terima yang dipilih")
    expect(told(editor)).to_contain_text("01622 Jasa Perkawinan Ternak: dibuat.")

    editor.goto(f"{FINDINGS}{sector}&tingkat=wajib-dijawab")
    keys = {re.search(r"\d+", link)[0] for link in hrefs(editor.locator(".finding-head a"))}
    assert len(keys) == 2
    for key in keys:
        editor.goto(f"/admin/catalog/standard/{key}/terbit/")
        expect(editor.get_by_role("button", name="Ajukan")).to_have_count(0)
        expect(editor.locator(".errornote")).to_contain_text("jawab dulu")
    answer_one_beside_its_field(editor, key)
    editor.goto(f"{FINDINGS}{sector}&tingkat=wajib-dijawab")
    editor.get_by_label("Jawaban").fill("Begitu tercetak dalam lampiran.")
    editor.get_by_label(re.compile("Jawab semua")).focus()
    editor.keyboard.press("Space")
    by_key(editor, "Jawab yang dipilih")
    expect(editor.get_by_text("Tidak ada temuan dalam saringan ini.")).to_be_visible()

    for key in keys:
        hand_in(editor, key, "Diambil dari lampiran.")
        expect(editor.get_by_role("button", name="Setujui dan terbitkan")).to_have_count(0)
        approve(publisher, key)
        expect(told(publisher)).to_contain_text("Edisi 1 sudah terbit")
        public.goto(publisher.get_by_role("link", name="Edisi 1").first.get_attribute("href"))
        expect(public.locator("section.component")).to_have_count(14)
        expect(public.locator("h1")).to_have_text(re.compile("Penjahitan|Perkawinan"))
    public.goto(f"/layanan/?sektor={sector}")
    expect(public.get_by_role("main").get_by_text(re.compile("^2 standar"))).to_be_visible()


def hrefs(links):
    return links.evaluate_all("links => links.map(link => link.pathname)")


def answer_one_beside_its_field(page, key):
    page.goto(form_of(key))
    page.get_by_role("link", name="Jawab temuan ini").first.click()
    page.get_by_label("Jawaban").fill("Sudah diperiksa.")
    by_key(page, "Simpan jawaban")
    expect(page).to_have_url(re.compile(form_of(key)))
    expect(told(page)).to_contain_text("sudah dijawab")


def test_a_changed_phone_number_of_the_shared_text_is_in_a_new_edition_of_every_standard(
    open_window, in_site, inheriting
):
    editor, publisher, public = open_window(), open_window(), open_window()
    log_in(editor, "penyunting")
    log_in(publisher, "penerbit")
    editor.goto("/admin/catalog/sharedtext/")

    editor.get_by_role("link", name=re.compile("komponen 6")).click()
    text = editor.get_by_label("Teks:", exact=True)
    text.fill(text.input_value().replace(PHONE, MENDED))
    editor.get_by_label("Catatan perubahan").fill(NOTE)
    press(editor, "Simpan")
    expect(editor.locator(".law-table tbody tr")).to_have_count(len(inheriting))
    by_key(editor, "Batal, kembali ke formulir")
    expect(text).to_have_value(re.compile(re.escape(MENDED) + "$", re.MULTILINE))
    press(editor, "Simpan")
    by_key(editor, "Ajukan")
    expect(told(editor)).to_contain_text("menunggu pemeriksaan orang kedua")
    expect(editor.get_by_role("button", name=re.compile("Setujui"))).to_have_count(0)
    public.goto(inheriting[0])
    expect(component(public, 6)).to_contain_text(PHONE)

    publisher.goto("/admin/")
    publisher.get_by_role("link", name="perubahan teks baku menunggu pemeriksaan").click()
    publisher.locator("#result_list").get_by_role("link", name=re.compile("Teks baku komponen 6")).click()
    expect(publisher.locator(".law-table tbody tr")).to_have_count(len(inheriting))
    expect(publisher.locator(".difference del")).to_have_text([re.compile("ext.103")])
    expect(publisher.locator(".editing-facts")).to_contain_text("demo.penyunting")
    by_key(publisher, f"Setujui dan terbitkan {len(inheriting)} standar")
    expect(told(publisher)).to_contain_text(f"Edisi baru yang diterbitkan: {len(inheriting)}.")

    assert len(inheriting) == 3
    for address in inheriting:
        public.goto(address)
        expect(component(public, 6)).to_contain_text(MENDED)
        expect(component(public, 6)).not_to_contain_text("ext.103")
        public.goto(f"{address}riwayat/")
        expect(public.get_by_role("main")).to_contain_text(NOTE)


def test_a_revoked_regulation_is_told_on_the_page_of_the_standard_that_cites_it(open_window, regulation):
    editor, public = open_window(), open_window()
    log_in(editor, "penyunting")
    editor.goto(f"/admin/catalog/regulation/{regulation}/change/")

    editor.get_by_role("combobox", name="Status:", exact=True).select_option("dicabut")
    editor.get_by_label("Status sejak").fill("2026-11-02")
    press(editor, "Simpan")
    citing = editor.locator(".law-table tbody tr", has_text="71204")
    expect(citing.locator("td")).to_have_text(["edisi 1 dan naskah", "belum ditentukan", "belum ditentukan"])
    public.goto(INSPECTION)
    expect(notice(public)).to_contain_text("perlu diperiksa")
    by_key(editor, "Simpan sebagai dicabut")
    expect(told(editor)).to_contain_text("berhasil")

    public.goto(INSPECTION)
    expect(notice(public)).to_contain_text("dicabut sejak 2 November 2026")
    public.goto("/regulasi/")
    expect(notice(public)).to_contain_text("dicabut sejak 2 November 2026")


def notice(page):
    """What is said of the regulation in one line, wherever it stands."""
    return page.locator("li", has=page.locator(f'a[href$="{CITED}/"]')).last
