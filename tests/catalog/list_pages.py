"""Lists of standards as tests look at them."""

from django.core.management import call_command

from catalog.list_index import relist_all
from tests.catalog.factories import make_sector
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published


def publish_three() -> None:
    """Three standards that differ in everything the list can be narrowed by."""
    published(kbli_code="14120", kbli_title="Penjahitan Pakaian", sector=make_sector("perindustrian"))
    published(
        kbli_code="78422",
        kbli_title="Pelatihan Kerja",
        sector=make_sector("ketenagakerjaan"),
        processing_days=5,
        requirements="1. Ruang praktik menjahit.",
        product="Sertifikat Pelatihan",
    )
    published(
        kbli_code="01622",
        kbli_title="Inseminasi",
        licence_kind="izin",
        risk_level="tinggi",
        processing_days=14,
        fee_rupiah=250_000,
    )
    call_command("loaddata", "kbli", verbosity=0)
    relist_all()  # as after loading a tree by its own command


def look(client, query=""):
    return read(client.get(f"/layanan/{query}"))


def titles(page):
    return [result.one("h3").text for result in page.all("li", class_="result")]


def links(page, text):
    return [link["href"] for link in page.one("main").all("a") if link.text == text]


def offered(page, title):
    (facet,) = [each for each in page.one("nav", class_="facets").all("section") if each.one("h3").text == title]
    return [item.text for item in facet.all("li")]
