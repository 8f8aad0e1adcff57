"""Closed by default: what is not listed here needs a login. And what every public page has in common."""

import pytest
from django.urls import URLResolver, get_resolver

from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

PUBLIC = {
    "",
    "layanan/",
    "layanan/<slug:slug>/",
    "layanan/<slug:slug>/edisi/<int:number>/",
    "layanan/<slug:slug>.json",
    "layanan/<slug:slug>.txt",
    "layanan/<slug:slug>/qr.svg",
    "layanan/<slug:slug>/riwayat/",
    "regulasi/",
    "regulasi/<slug:slug>/",
    "regulasi/<slug:slug>.json",
    "layanan/saran.json",
    "layanan/umpan.atom",
    "data/",
    "data/layanan.csv",
    "data/layanan.json",
    "naskah/<str:token>/",
    "robots.txt",
    "sitemap.xml",
    "privasi/",
    "aksesibilitas/",
    "pengaduan/",
    "pengaduan/buat/",
    "pengaduan/lacak/",
    "pengaduan/lacak/laporan/",
    "pengaduan/lacak/laporan/tanggapan/",
    "pengaduan/lacak/laporan/penilaian/",
    "pengaduan/lacak/laporan/buka-kembali/",
    "pengaduan/lacak/laporan/cabut/",
    "pengaduan/lacak/keluar/",
    "pengaduan/lacak/berkas/<int:pk>/",
    "pengaduan/batas-waktu/",
    "pengaduan/batas-waktu.json",
    "pengaduan/statistik/",
    "data/pengaduan.csv",
    "pengaduan/perkiraan/",
    "pengaduan/perkiraan.json",
    "petugas/kalender/<str:token>.ics",
    "kbli/",
    "kbli/<kbli:code>/",
    "pandu/",
    "layanan/banding/",
    "sehat/",
    "gaya/",
    "masuk/",
    "keluar/",
    "admin/login/",
}
PAGES = [
    "/",
    "/layanan/",
    "/layanan/?q=jahit&risiko=x",
    "/layanan/jahit/",
    "/layanan/jahit/riwayat/",
    "/regulasi/",
    "/regulasi/?q=PP+28&status=x",
    "/data/",
    "/pengaduan/",
    "/pengaduan/buat/",
    "/pengaduan/buat/?layanan=jahit&komponen=7",
    "/pengaduan/lacak/",
    "/pengaduan/batas-waktu/",
    "/pengaduan/batas-waktu/?diterima=2026-11-20",
    "/pengaduan/perkiraan/?layanan=jahit",
    "/pengaduan/statistik/",
    "/pengaduan/statistik/?tahun=x",
    "/privasi/",
    "/aksesibilitas/",
    "/kbli/",
    "/kbli/14120/",
    "/pandu/",
    "/pandu/?kegiatan=2020-14120",
    "/pandu/?kegiatan=lain",
    "/layanan/banding/",
    "/masuk/",
    "/gaya/",
    "/tidak-ada/",
]
DOCUMENTS = [
    "/layanan/jahit.json",
    "/layanan/jahit.txt",
    "/layanan/jahit/qr.svg",
    "/layanan/saran.json?q=jahit",
    "/layanan/umpan.atom",
    "/data/layanan.csv",
    "/data/layanan.json",
    "/data/pengaduan.csv",
    "/robots.txt",
    "/sitemap.xml",
]


def patterns(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path)
        else:
            yield path, pattern.callback


def test_exactly_these_addresses_are_public():
    # The question that Django's LoginRequiredMiddleware asks of every view.
    public = {path for path, view in patterns(get_resolver()) if not getattr(view, "login_required", True)}

    assert public == PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/", "/admin/catalog/standard/", "/admin/catalog/standard/1/change/"])
def test_the_staff_side_asks_for_a_login(client, address):
    answer = client.get(address)

    assert answer.status_code == 302
    assert answer["Location"].split("?")[0] in ("/masuk/", "/admin/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_whole_has_its_landmarks_and_nothing_inline(client, settings, address):
    settings.DEBUG = address == "/gaya/"
    published(slug="jahit")

    page = read(client.get(address))

    assert page.one("html")["lang"] == "id"
    drawn = [node for chart in page.all("svg") for node in chart.walk()]  # a chart has a title of its own
    for landmark in ("title", "header", "main", "h1", "footer"):
        found = [node for node in page.all(landmark) if node.attributes.get("class") != "page-head"]
        found = [node for node in found if node not in drawn]
        assert len(found) == 1, landmark
    own = ["/static/css/gaya/specimens.css"] if address == "/gaya/" else []
    assert [sheet["href"] for sheet in page.all("link", rel="stylesheet")] == [*own, "/static/css/site.css"]
    assert page.all("style") == []
    assert [script for script in page.all("script") if script.text or "src" not in script.attributes] == []
    assert [node.tag for node in page.walk() if {"style", "onclick", "onload"} & node.attributes.keys()] == []
    ids = [node["id"] for node in page.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids)) or address == "/gaya/"  # the style page shows the same samples twice


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_page_leads_somewhere(client, settings, address):
    settings.DEBUG = address == "/gaya/"
    published(slug="jahit")
    page = read(client.get(address))
    ids = {node["id"] for node in page.walk() if "id" in node.attributes}
    samples = {"#pilihan", "/regulasi/contoh/", "/pengaduan/lacak/berkas/1/"} | {f"#komponen-{n}" for n in range(1, 15)}

    targets = {link["href"] for link in page.all("a")} - (samples if address == "/gaya/" else set())

    inside = {target for target in targets if target.startswith("#")}
    assert {target[1:] for target in inside} <= ids
    outside = {target for target in targets - inside if not target.startswith(("/layanan/contoh/", "tel:"))}
    assert {target: client.get(target).status_code for target in outside} == dict.fromkeys(outside, 200)


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*PAGES, *DOCUMENTS, "/pengaduan/batas-waktu.json", "/sehat/"])
def test_every_answer_carries_the_security_headers(client, settings, address):
    settings.DEBUG = address == "/gaya/"
    published(slug="jahit")

    headers = client.get(address).headers

    policy = dict(directive.strip().split(" ", 1) for directive in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/layanan/",
        "/layanan/jahit/",
        "/data/",
        *DOCUMENTS,
        "/pengaduan/",
        "/pengaduan/batas-waktu/",
        "/pengaduan/batas-waktu.json?diterima=2026-11-20",
        "/sehat/",
    ],
)
def test_public_pages_are_read_only(client, address):
    published(slug="jahit")

    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
