"""What search engines and messengers are told about a page."""

import datetime as dt

import pytest

from catalog.publishing import publish, withdraw
from tests.catalog.factories import edit
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://layanan.example.go.id"


def told(client, address):
    page = read(client.get(address))
    metas = [*page.all("meta")]
    graph = {meta["property"]: meta["content"] for meta in metas if "property" in meta.attributes}
    names = {meta["name"]: meta["content"] for meta in metas if "name" in meta.attributes}
    return page.one("link", rel="canonical")["href"], names["description"], graph


@pytest.mark.parametrize(
    ("address", "canonical", "kind", "title"),
    [
        ("/", "/", "website", "Cari syarat izin usaha"),
        ("/layanan/?risiko=tinggi&hal=2", "/layanan/", "website", "Cari layanan"),
        ("/layanan/jahit/", "/layanan/jahit/", "article", "Penjahitan Pakaian (14120)"),
        ("/layanan/jahit/edisi/2/", "/layanan/jahit/", "article", "Penjahitan Pakaian (14120)"),
        ("/layanan/jahit/edisi/1/", "/layanan/jahit/edisi/1/", "article", "Penjahitan Pakaian (14120), edisi 1"),
        ("/data/", "/data/", "website", "Data terbuka"),
    ],
)
def test_each_page_has_one_address_and_a_card_for_messengers(client, address, canonical, kind, title):
    publish(edit(published(slug="jahit")), by=None, change_note="Syarat baru.")

    link, description, card = told(client, address)

    assert link == f"https://layanan.example.go.id{canonical}"
    assert 50 < len(description) < 160
    assert card == {
        "og:type": kind,
        "og:locale": "id_ID",
        "og:site_name": "Standar Pelayanan DPMPTSP Kabupaten Purwakarta",
        "og:title": title,
        "og:description": description,
        "og:url": link,
    }


def test_a_standard_is_described_by_its_facts(client):
    published(slug="jahit")
    published(slug="lain", processing_days=None, fee="", fee_rupiah=None)

    assert [told(client, f"/layanan/{slug}/")[1] for slug in ("jahit", "lain")] == [
        "Sertifikat Standar (risiko Menengah Tinggi), KBLI 2020 14120, 7 hari kerja, Gratis. "
        "Syarat, cara, hasil, dan pengaduan.",
        "Sertifikat Standar (risiko Menengah Tinggi), KBLI 2020 14120. Syarat, cara, hasil, dan pengaduan.",
    ]


def test_the_card_says_first_that_a_standard_no_longer_holds(client, time_machine):
    time_machine.move_to(dt.datetime(2026, 12, 1, 3, tzinfo=dt.UTC))
    standard = published(slug="jahit")
    facts = told(client, "/layanan/jahit/")[1]
    publish(edit(standard), by=None, change_note="Syarat baru.")

    assert told(client, "/layanan/jahit/edisi/1/")[1] == f"Edisi 1 ini sudah tidak berlaku. {facts}"
    assert told(client, "/layanan/jahit/")[1] == facts

    withdraw(standard, by=None, reason="Kewenangan beralih.")
    card = f"Dicabut pada 1 Desember 2026. Alasan: Kewenangan beralih. – {facts}"
    assert [told(client, address)[1] for address in ("/layanan/jahit/", "/layanan/jahit/edisi/1/")] == [card, card]


def test_words_searched_for_are_not_told(client):
    published()

    told_of = str(told(client, "/layanan/?q=JERUKQQ+slot+gacor"))

    assert "JERUKQQ" not in told_of


def test_the_host_of_a_request_is_not_told(client):
    published(slug="jahit")

    page = client.get("/layanan/jahit/", headers={"host": "localhost:9", "x-forwarded-host": "evil.example"})

    assert b"localhost" not in page.content
    assert b"evil.example" not in page.content
