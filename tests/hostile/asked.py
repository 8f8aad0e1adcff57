"""What `make hostile` asks for: naughty strings in every parameter and path, searches, forms and JSON by chance."""

import random
from itertools import islice, product
from typing import NamedTuple
from urllib.parse import quote, quote_plus

from tests.complaints.pages import ANSWERS, CASE, FILE, TRACK
from tests.hostile.words import JSON, NAUGHTY, forms, searches

PARAMETERS = ("q", "risiko", "sektor", "izin", "kbli", "hari", "urut", "hal", "kegiatan", "a", "b", "c", "status")
PARAMETERS += ("tahun", "layanan", "komponen", "diterima", "edisi", "lengkap", "standar", "x", "next")
ADDRESSES = [
    "/",
    "/layanan/",
    "/layanan/saran.json",
    "/layanan/umpan.atom",
    "/layanan/banding/",
    "/regulasi/",
    "/kbli/",
]
ADDRESSES += ["/pandu/", "/data/", "/data/layanan.csv", "/data/layanan.json", "/data/pengaduan.csv", "/sitemap.xml"]
ADDRESSES += ["/pengaduan/", FILE, TRACK, "/pengaduan/batas-waktu/", "/pengaduan/batas-waktu.json", "/privasi/"]
ADDRESSES += ["/pengaduan/statistik/", "/pengaduan/perkiraan/", "/pengaduan/perkiraan.json", "/masuk/", "/robots.txt"]
PATHS = ["/layanan/{}/", "/layanan/{}.json", "/layanan/{}/qr.svg", "/layanan/{}/riwayat/", "/layanan/{}/edisi/{}/"]
PATHS += ["/regulasi/{}/", "/regulasi/{}.json", "/kbli/{}/", "/naskah/{}/", "/petugas/kalender/{}.ics", "/{}"]
PATHS += ["/static/{}", "/pengaduan/lacak/berkas/{}/", "/petugas/kasus/{}/", "/admin/{}/", "/pengaduan/{}/"]
SEARCHED = ("/layanan/", "/layanan/saran.json", "/data/layanan.json", "/regulasi/", "/kbli/")
DESK = ["/petugas/", "/petugas/kasus/", "/petugas/laporan/", "/petugas/laporan/angka.csv", "/petugas/catat/"]
DESK += ["/petugas/laporan/daftar.csv", "/petugas/laporan/laporan.xlsx", "/petugas/laporan/identitas/"]
DESK += ["/admin/catalog/temuan/", "/admin/catalog/temuan.json", "/admin/catalog/ekspor/", "/admin/catalog/standard/"]
DESK += ["/admin/catalog/regulation/", "/admin/catalog/missedsearch/", "/admin/catalog/edition/", "/admin/auth/user/"]
DESK += ["/admin/complaints/holiday/", "/admin/catalog/kblicode/"]
OFFICERS = {"petugas": "demo.pejabat", "admin": "demo.admin"}
DESK_PARAMETERS = (
    "q",
    "o",
    "p",
    "all",
    "e",
    "status",
    "status__exact",
    "diterima_dari",
    "diterima_sampai",
    "batas_dari",
)
DESK_PARAMETERS += ("petugas", "kanal", "urut", "hal", "bulan", "tahun", "id__in", "password__startswith", "_popup")
TICKET = "TIKET"  # stands for one that the site has signed
STEPS = ("cari", "ubah", "periksa", "kirim")
FORMS = {
    FILE: {
        **ANSWERS,
        "service_words": "jahit",
        "component": "6",
        "email": "a@b.id",
        "formulir": TICKET,
        "langkah": "periksa",
    },
    TRACK: {"number": "PGD-2026-000001", "code": "ABCD-EFGH-JKLM-NPQR-S"},
    "/masuk/": {"username": "demo.admin", "password": "x", "next": "/admin/"},
    f"{CASE}tanggapan/": {"text": "a", "name": "b", "phone": "0812", "email": "c", "version": "1"},
    f"{CASE}penilaian/": {"is_settled": "ya", "reason": "a", "version": "1"},
}
FORM, AS_JSON = "application/x-www-form-urlencoded", "application/json"
OF_EACH = 10_000  # forms of each kind
SEARCHES = 50_000
SEVERAL = 5_000  # requests with three parameters


class Asked(NamedTuple):
    method: str
    path: str  # as it stands in the request
    query: str = ""
    body: bytes = b""
    kind: str = ""
    officer: str = ""  # who is logged in


def encoded(pairs) -> str:
    return "&".join(
        f"{quote_plus(name, errors='surrogatepass')}={quote_plus(value, errors='surrogatepass')}"
        for name, value in pairs
    )


def mixed(*each) -> list[tuple]:
    """All combinations, so mixed that the attack is alike from end to end: what grows then is no first visit."""
    every = list(product(*each))
    random.Random(5).shuffle(every)
    return every


def parameters():
    for address, name, value in mixed(ADDRESSES, PARAMETERS, NAUGHTY):
        yield Asked("GET", address, encoded([(name, value)]))


def paths():
    for path, value in mixed(PATHS, NAUGHTY):
        yield Asked("GET", quote(path.format(value, value), errors="surrogatepass"))


def searched():
    for number, words in enumerate(searches(SEARCHES)):
        yield Asked("GET", SEARCHED[number % len(SEARCHED)], encoded([("q", words)]))


def filled(address: str, fields: dict[str, str]):
    for number, form in enumerate(forms(fields, OF_EACH)):
        pairs = [*form, ("langkah", STEPS[number % len(STEPS)])] if address == FILE else form
        yield Asked("POST", address, "", encoded(pairs).encode(), FORM)


def json_texts():
    for address, text in mixed([*ADDRESSES, *FORMS], JSON):
        yield Asked("POST", address, "", text.encode(errors="surrogatepass"), AS_JSON)


def at_the_desk():
    for address, name, value in mixed(DESK, DESK_PARAMETERS, NAUGHTY[::4]):
        yield Asked("GET", address, encoded([(name, value)]), officer=OFFICERS[address.split("/")[1]])


def several():
    for number, words in enumerate(searches(SEVERAL, seed=3)):
        pairs = [(PARAMETERS[(number * 7 + each) % len(PARAMETERS)], words[each:]) for each in range(3)]
        yield Asked("GET", ADDRESSES[number % len(ADDRESSES)], encoded(pairs))


def kinds(part: int) -> list[list]:
    """How many there are of each kind, and they: all of them, or every ``part``-th."""
    every = {parameters(): len(ADDRESSES) * len(PARAMETERS) * len(NAUGHTY), paths(): len(PATHS) * len(NAUGHTY)}
    every |= {searched(): SEARCHES, several(): SEVERAL, json_texts(): (len(ADDRESSES) + len(FORMS)) * len(JSON)}
    every |= {filled(address, fields): OF_EACH for address, fields in FORMS.items()}
    every |= {at_the_desk(): len(DESK) * len(DESK_PARAMETERS) * len(NAUGHTY[::4])}
    return [[-(-size // part), islice(kind, 0, None, part)] for kind, size in every.items()]


def asked_for(part: int):
    """All requests of this part of the whole, the kinds among each other."""
    left, chance = kinds(part), random.Random(4)
    while left := [each for each in left if each[0]]:
        drawn = chance.choices(left, [count for count, _ in left])[0]
        drawn[0] -= 1
        yield next(drawn[1])


def how_many(part: int) -> int:
    return sum(count for count, _ in kinds(part))
