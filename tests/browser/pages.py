"""Every page and state of the site that is looked at: by axe-core, by the checker of markup, and as pictures.

Each walk leads a page of the browser from one state to the next and yields its name as soon as it is there.
"""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.complainant import FILE, TRACK, enter, fill_in, send
from tests.browser.desk_case import log_in

TAILOR = "/layanan/14120-penjahitan-dan-pembuatan-pakaian-sesuai-pesanan/"
TRAINING = "/layanan/78422-pelatihan-kerja-teknologi-informasi-dan-komunikasi-swasta/"
BREEDING = "/layanan/01622-jasa-perkawinan-ternak/"
MISSING = "/layanan/tidak-ada/"
DEADLINE = "/pengaduan/batas-waktu/"


def slug(address):
    return address.split("/")[2]


COMPARISON = f"/layanan/banding/?s={slug(TAILOR)}&s={slug(TRAINING)}&s={slug(BREEDING)}"
PUBLIC = {
    "beranda": "/",
    "daftar": "/layanan/",
    "daftar-dicari": "/layanan/?q=jahit+baju",
    "daftar-disaring": "/layanan/?kbli=C&izin=sertifikat-standar&biaya=gratis&urut=kode",
    "daftar-dicari-disaring": "/layanan/?q=jahit&risiko=menengah-tinggi",
    "daftar-tanpa-hasil": "/layanan/?q=zzzz",
    "daftar-saringan-salah": "/layanan/?risiko=x&hari=-1",
    "standar": TAILOR,
    "standar-panjang": TRAINING,
    "standar-edisi-lama": f"{TRAINING}edisi/1/",  # after tests/browser/conftest.py has published it anew
    "standar-riwayat": f"{TRAINING}riwayat/",
    "banding-kosong": "/layanan/banding/",
    "banding-satu": f"/layanan/banding/?s={slug(TAILOR)}",
    "banding": COMPARISON,
    "kbli": "/kbli/",
    "kbli-2025": "/kbli/?edisi=2025",
    "kbli-kategori": "/kbli/C/",
    "kbli-kelas": "/kbli/1412/",
    "kbli-kode": "/kbli/14120/",
    "pandu": "/pandu/",
    "pandu-tanpa-hasil": "/pandu/?q=zzz",
    "pandu-hasil": "/pandu/?q=jahit+baju",
    "pandu-lain": "/pandu/?kegiatan=lain",
    "peraturan": "/regulasi/",
    "peraturan-dicari": "/regulasi/?q=PP+28&status=x",
    "data": "/data/",
    "data-pribadi": "/privasi/",
    "aksesibilitas": "/aksesibilitas/",
    "pengaduan": "/pengaduan/",
    "pengaduan-formulir": FILE,
    "pengaduan-formulir-komponen": f"{FILE}?layanan={slug(BREEDING)}&komponen=4",
    "pengaduan-statistik": "/pengaduan/statistik/",
    "lacak": TRACK,
    "batas-waktu": DEADLINE,
    "batas-waktu-dihitung": f"{DEADLINE}?diterima=2026-03-10",
    "batas-waktu-salah": f"{DEADLINE}?diterima=x",
    "perkiraan": f"/pengaduan/perkiraan/?layanan={slug(TAILOR)}",
    "masuk": "/masuk/",
    "tidak-ada": MISSING,
}
DESK = {
    "hari-ini": "/petugas/",
    "hari-ini-semua": "/petugas/?milik=semua",
    "daftar": "/petugas/kasus/",
    "daftar-disaring": "/petugas/kasus/?komponen=3&q=izin",
    "daftar-kosong": "/petugas/kasus/?q=zzzz",
    "catat": "/petugas/catat/",
    "kalender": "/petugas/kalender/",
    "laporan": "/petugas/laporan/",
    "laporan-identitas": "/petugas/laporan/identitas/",
    "kata-sandi": "/masuk/kata-sandi/",
}
ADMIN = [
    "/admin/catalog/temuan/",
    "/admin/catalog/impor/",
    "/admin/catalog/ekspor/",
    "/admin/catalog/ekspor/?bentuk=cetak&isi=terbit",
    "/admin/catalog/kblicrosswalk/muat/",
    "/admin/catalog/regulation/belum-tercatat/",
]
EMPTY = ["beranda", "daftar", "daftar-dicari", "kbli", "pandu", "peraturan", "data", "pengaduan"]
EMPTY += ["pengaduan-formulir", "pengaduan-statistik", "batas-waktu", "batas-waktu-dihitung"]
# Addresses that answer a state above with an error, or of which Chromium remarks that the date is none.
ERRORS = [MISSING, DEADLINE, FILE, TRACK, "/petugas/catat/"]
ANNEX = "fixtures/annex/000_a94b923709ec5d13.txt"


def public_pages(page):
    for name, address in PUBLIC.items():
        page.goto(address)
        yield name
    page.goto(PUBLIC["peraturan"])
    page.locator(".result a").first.click()
    yield "peraturan-satu"


def empty_pages(page):
    """What a site without any contents says."""
    for name in EMPTY:
        page.goto(PUBLIC[name])
        yield name


def complaint(page):
    """A complaint from the empty form to its own page, with what goes wrong on the way."""
    page.goto(FILE)
    page.get_by_role("button", name="Periksa laporan").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    yield "pengaduan-formulir-salah"
    page.goto(FILE)
    fill_in(page)
    yield "pengaduan-periksa"
    number, code = send(page)
    yield "pengaduan-tanda-terima"
    page.goto(TRACK)
    page.get_by_label("Nomor laporan").fill("PGD-2026-000000")
    page.get_by_label("Kode lacak").fill("0000-0000-0000-0000-0")
    page.get_by_role("button", name="Lihat laporan").click()
    expect(page.locator(".notice-late, .errorlist").first).to_be_visible()
    yield "lacak-salah"
    enter(page, number, code)
    yield "laporan"


def opened(page):
    """What is folded or appears while typing."""
    for name in ("daftar", "standar", "banding"):
        page.goto(PUBLIC[name])
        unfold(page)
        yield f"{name}-terbuka"
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("jahi")
    page.get_by_role("option").first.wait_for()
    yield "beranda-saran"


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")


def desk_pages(page):
    """The desk; of the cases each state once, and each step once."""
    log_in(page, "pejabat")
    for name, address in DESK.items():
        page.goto(address)
        yield f"meja-{name}"
    page.goto(DESK["catat"])
    page.get_by_role("button", name="Periksa").last.click()
    expect(page.locator(".errorlist").first).to_be_visible()
    yield "meja-catat-salah"
    page.goto(DESK["daftar"])
    known = set()
    for case in paths(page, ".cases th a"):
        page.goto(case)
        state = page.get_by_role("heading", level=1).inner_text()
        steps = {path: path.split("/")[4] for path in paths(page, f"main a[href^='{case}']")}
        if state not in known:
            unfold(page)
            yield f"kasus-{plain(state)}"
        for path, step in steps.items():
            if step and step not in known and step != "berkas":
                page.goto(path)
                unfold(page)
                yield f"langkah-{step}"
        known |= {state, *steps.values()}
    page.goto(f"{case}riwayat/")
    yield "kasus-riwayat"


def admin_pages(page):
    """The lists of the admin, the first form of each, and our own pages in it."""
    log_in(page, "admin")
    page.goto("/admin/")
    yield "admin"
    lists = {path for path in paths(page, "#content-main a") if path.startswith("/admin/")}
    for address in sorted(lists | set(ADMIN)):
        page.goto(address)
        name = plain(address.removeprefix("/admin/"))
        yield f"admin-{name}"
        rows = paths(page, "#result_list tbody th a")
        if rows:
            page.goto(rows[0])
            yield f"admin-{name}-satu"
    page.goto("/admin/catalog/standard/")
    page.locator("#result_list tbody th a").first.click()
    for path in paths(page, ".object-tools a[href*='/catalog/standard/']"):
        page.goto(path)
        yield f"admin-naskah-{plain(path.split('/')[-2])}"
    page.goto("/admin/catalog/impor/")
    page.get_by_label("Dokumen lampiran").set_input_files(ANNEX)
    page.get_by_role("button", name="Baca dokumen").click()
    page.get_by_text("standar terbaca").wait_for()
    yield "admin-impor-terbaca"
    page.get_by_role("link", name=re.compile("KBLI 14120")).click()
    yield "admin-impor-standar"


def plain(text):
    return re.sub(r"\W+", "-", text).strip("-").lower()


def paths(page, selector):
    """Where the links of a page lead, each once."""
    links = page.locator(selector).evaluate_all("links => links.map(link => link.href)")
    return list(dict.fromkeys(urlsplit(link).path for link in links))
