"""/layanan/<slug>.json: a standard for machines, by the public shapes of CPSV-AP and the words of schema.org."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings

from catalog.models import Regulation
from catalog.publishing import publish, withdraw
from tests.catalog.cpsv_ap import breaches
from tests.catalog.factories import TODAY, edit, make_draft, make_sector
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

HERE = f"{settings.SITE_URL}/layanan/jahit/"
LEGAL_BASIS = "\n".join(
    [
        "1. Undang-Undang Nomor 11 Tahun 2020 tentang Cipta Kerja;",
        "2. Peraturan Pemerintah Nomor 6 Tahun 2021;",
        "3. Peraturan Menteri Perindustrian Nomor 9 Tahun 2021;",
        "4. Peraturan Bupati Purwakarta Nomor 7 Tahun 2022 tentang Pendelegasian;",
        "5. Undang-Undang Nomor 11 Tahun 2020 lagi.",
    ]
)
COMPLAINTS = """1. Pengaduan dapat disampaikan melalui:
  a. Petugas Pengaduan pada Loker Pengaduan.
  b. Telepon: (0264) 8224794 ext.103
  c. WA: 081809898222
  d. Email: pengaduanptsp139@gmail.com
  e. Kotak Pengaduan"""
TEXTS = {
    "requirements": "A. Umum:\n  1. Skala *kecil*;\n  2. Memiliki:\n    a) akun; dan\n    b) izin.\nB. Khusus:\n  "
    "Bila ada modal asing:\n  1. surat kerja sama.",
    "processing_time": "7 hari kerja sejak berkas lengkap.",
    "products": "NIB dan Sertifikat Standar",
    "complaint_handling": COMPLAINTS,
    "legal_basis": LEGAL_BASIS,
}
# What schema.org lets each type have, of the words we use; "Thing" holds for every type.
SCHEMA_ORG = {
    "Thing": {"name", "description", "identifier", "url", "subjectOf"},
    "GovernmentService": {
        "areaServed", "availableChannel", "category", "offers", "provider", "serviceOutput", "serviceType",
    },
    "DigitalDocument": {
        "creativeWorkStatus", "datePublished", "inLanguage", "publisher", "temporalCoverage", "version",
    },
    "Legislation": {"creativeWorkStatus", "legislationIdentifier", "legislationLegalForce"},
    "ServiceChannel": {"serviceUrl"},
    "Offer": {"price", "priceCurrency"},
    "CategoryCode": {"codeValue", "inCodeSet"},
    "CategoryCodeSet": set(),
    "GovernmentOrganization": {"areaServed"},
    "AdministrativeArea": set(),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def regulations():
    facts = [("Undang-Undang", 11, 2020, "dicabut"), ("Peraturan Pemerintah", 6, 2021, "berlaku")]
    facts.append(("Peraturan Menteri Perindustrian", 9, 2021, "perlu diperiksa"))
    for kind, number, year, status in facts:
        Regulation.objects.create(slug=f"r-{number}-{year}", kind=kind, number=number, year=year, status=status)


def full():
    return published(slug="jahit", sector=make_sector(), **TEXTS)


def bare():
    return published(slug="jahit", processing_days=None, fee="", fee_rupiah=None, product="")


def withdrawn():
    successor = published(slug="pengganti", kbli_code="14111")
    return withdraw(full(), by=None, reason="Kewenangan beralih.", replaced_by=successor)


def document(client, slug="jahit"):
    return client.get(f"/layanan/{slug}.json").json()


def nodes(client):
    """The nodes of the standard "jahit" by the fragment of their address."""
    return {node["@id"].removeprefix(HERE): node for node in document(client)["@graph"]}


@pytest.mark.parametrize("standard", [full, bare, withdrawn])
def test_it_conforms_to_the_public_shapes(client, regulations, standard):
    standard()

    assert breaches(document(client)) == []


def test_the_shapes_are_not_satisfied_by_anything(client):
    published(slug="jahit")
    answer = document(client)
    service, organisation = answer["@graph"][0], next(n for n in answer["@graph"] if n["@id"].endswith("#dinas"))

    del service["dct:identifier"]
    service["adms:status"] = [*service["adms:status"], {"@id": "http://example.org/lain"}]
    organisation["dct:spatial"] = {"@id": service["@id"]}
    answer["@context"]["dct:title"] = {"@id": "dct:title"}

    found = " ".join(breaches(answer))
    for expected in ("dct:identifier: 0 values", "adms:status: 2 values", "no atu:atu-type", "no rdf:langString"):
        assert expected in found


@pytest.mark.parametrize("standard", [full, bare, withdrawn])
def test_every_word_of_it_is_one_of_the_vocabularies(client, standard):
    standard()
    answer = document(client)
    prefixes = {name for name, value in answer["@context"].items() if isinstance(value, str)}

    for node in answer["@graph"]:
        schema_types = {name for name in node["@type"] if ":" not in name}
        allowed = SCHEMA_ORG["Thing"].union(*(SCHEMA_ORG[name] for name in schema_types))
        for word in node:
            prefix, colon, _ = word.partition(":")
            assert word.startswith("@") or (prefix in prefixes if colon else word in allowed), (word, schema_types)
        assert {name.partition(":")[0] for name in node["@type"] if ":" in name} <= prefixes


@pytest.mark.parametrize("standard", [full, bare, withdrawn])
def test_whatever_it_points_at_is_described_or_a_page(client, regulations, standard):
    standard()
    graph = document(client)["@graph"]
    described = [node["@id"] for node in graph]
    elsewhere = {HERE, f"{HERE}edisi/1/", f"{settings.SITE_URL}/layanan/pengganti/#layanan"}
    pointed = {at["@id"] for node in graph for at in references(node)}

    assert len(described) == len(set(described))
    ours = {address for address in pointed if address.startswith(settings.SITE_URL)}
    assert ours - set(described) <= elsewhere


def references(value):
    if isinstance(value, dict):
        yield from [value] if value.keys() == {"@id"} else []
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)


def test_the_service_says_what_it_is_and_whose(client):
    full()
    found = nodes(client)
    service = found["#layanan"]

    assert service["@type"] == ["GovernmentService", "cpsv:PublicService"]
    assert (service["name"], service["dct:identifier"]) == ("Penjahitan Pakaian", "jahit")
    assert service["description"] == (
        "Sertifikat Standar (risiko Menengah Tinggi), KBLI 2020 14120, 7 hari kerja, Gratis. "
        "Syarat, cara, hasil, dan pengaduan."
    )
    assert service["url"] == {"@id": HERE}
    assert found[service["cv:hasCompetentAuthority"]["@id"]]["name"].endswith("Satu Pintu Kabupaten Purwakarta")
    assert found[service["dct:spatial"]["@id"]]["name"] == "Kabupaten Purwakarta"
    assert found["#edisi-1"]["temporalCoverage"] == "2026-01-05/.."
    assert found["#edisi-1"]["dct:rights"] == "Lisensi: perlu diperiksa"
    (activity, risk) = [found[each["@id"]] for each in service["cv:isClassifiedBy"]]
    assert activity["@id"] == f"{settings.SITE_URL}/kbli/14120/#kbli-2020"
    assert (activity["codeValue"], found[activity["inCodeSet"]["@id"]]["name"]) == ("14120", "KBLI 2020")
    assert risk["name"] == "Risiko Menengah Tinggi"


def test_requirements_stand_one_by_one_unless_a_condition_holds_for_them(client):
    full()
    found = nodes(client)

    inputs = [found[each["@id"].removeprefix(HERE)] for each in found["#layanan"]["cpsv:hasInput"]]

    assert [(each["dct:identifier"], each["name"], each["description"]) for each in inputs] == [
        ("jahit/persyaratan-1", "Skala kecil;", "1. Skala kecil;"),
        ("jahit/persyaratan-2", "Memiliki:", "2. Memiliki:\na) akun; dan\nb) izin."),
        ("jahit/persyaratan-3", "Khusus:", "B. Khusus:\nBila ada modal asing:\n1. surat kerja sama."),
    ]


def test_working_days_are_not_given_as_calendar_days(client):
    full()
    answer = document(client)
    rule = nodes(client)["#komponen-3"]

    assert "cv:processingTime" not in str(answer["@graph"])
    assert '"P7D"' not in str(answer)
    assert rule["description"] == "7 hari kerja sejak berkas lengkap."
    assert rule["time:hasDuration"]["time:numericDuration"] == 7
    unit = nodes(client)[rule["time:hasDuration"]["time:unitType"]["@id"]]
    assert unit["skos:definition"] == "Senin sampai Jumat, tanpa hari libur nasional dan cuti bersama."


def test_what_is_not_known_is_left_out(client):
    bare()
    found = nodes(client)

    assert "time:hasDuration" not in found["#komponen-3"]
    assert not {"price", "cv:hasValue", "cv:currency"} & found["#biaya"].keys()
    assert found["#produk"]["name"] == "1. Isi komponen 5."
    assert not {"cv:sector", "cv:hasChannel", "availableChannel", "cv:hasLegalResource"} & found["#layanan"].keys()


def test_the_cost_is_the_printed_words_and_the_amount(client):
    published(slug="jahit", fees="Rp150.000 per lembar", fee="Rp150.000", fee_rupiah=150_000)

    cost = nodes(client)["#biaya"]
    assert (cost["description"], cost["price"], cost["priceCurrency"]) == ("Rp150.000 per lembar", 150_000, "IDR")
    assert cost["cv:hasValue"] == 150_000


def test_channels_come_from_the_words_of_its_own_component_6(client):
    full()
    found = nodes(client)

    channels = [found[each["@id"].removeprefix(HERE)] for each in found["#layanan"]["cv:hasChannel"]]

    assert [(each["name"], each.get("description"), each.get("serviceUrl", {}).get("@id")) for each in channels] == [
        ("Petugas Pengaduan", "pada Loker Pengaduan.", None),
        ("Telepon", "(0264) 8224794 ext.103", "tel:+622648224794"),
        ("WA", "081809898222", "https://wa.me/6281809898222"),
        ("Email", "pengaduanptsp139@gmail.com", "mailto:pengaduanptsp139@gmail.com"),
        ("Kotak Pengaduan", None, None),
    ]


def test_regulations_stand_in_their_order_with_their_status(client, regulations):
    full()
    found = nodes(client)

    laws = [found.get(each["@id"].removeprefix(HERE)) for each in found["#layanan"]["cv:hasLegalResource"]]

    assert [(each["name"], each.get("creativeWorkStatus"), each.get("legislationLegalForce")) for each in laws] == [
        ("Undang-Undang Nomor 11 Tahun 2020 tentang Cipta Kerja", "dicabut", {"@id": "https://schema.org/NotInForce"}),
        ("Peraturan Pemerintah Nomor 6 Tahun 2021", "berlaku", {"@id": "https://schema.org/InForce"}),
        ("Peraturan Menteri Perindustrian Nomor 9 Tahun 2021", "perlu diperiksa", None),
        ("Peraturan Bupati Purwakarta Nomor 7 Tahun 2022 tentang Pendelegasian", None, None),
    ]
    assert laws[0]["@id"] == f"{settings.SITE_URL}/regulasi/r-11-2020/#peraturan"


def test_a_withdrawn_standard_says_so_and_names_its_successor(client):
    withdrawn()
    found = nodes(client)
    service = found["#layanan"]

    assert service["description"].startswith("Dicabut pada 20 November 2026. Alasan: Kewenangan beralih. –")
    assert [found[each["@id"]]["name"] for each in service["adms:status"]] == ["dicabut"]
    assert service["dct:isReplacedBy"] == {"@id": f"{settings.SITE_URL}/layanan/pengganti/#layanan"}
    assert found["#edisi-1"]["creativeWorkStatus"] == "dicabut"
    assert found["#edisi-1"]["temporalCoverage"] == "2026-01-05/2026-11-20"


def test_the_page_of_the_current_edition_leads_to_it(client):
    standard = full()
    publish(edit(standard), by=None, change_note="Syarat baru.", today=TODAY)

    link = read(client.get("/layanan/jahit/")).one("link", rel="alternate", type="application/ld+json")

    assert link["href"] == "/layanan/jahit.json"
    assert client.get(link["href"])["Content-Type"] == "application/ld+json"
    earlier = read(client.get("/layanan/jahit/edisi/1/"))
    assert earlier.all("link", rel="alternate", type="application/ld+json") == []


def test_it_is_sent_again_only_when_something_in_it_changed(client, regulations):
    full()
    etag = client.get("/layanan/jahit.json")["ETag"]

    assert client.get("/layanan/jahit.json", headers={"If-None-Match": etag}).status_code == 304
    Regulation.objects.filter(number=9).update(status="dicabut")
    assert client.get("/layanan/jahit.json", headers={"If-None-Match": etag}).status_code == 200


def test_a_draft_has_none(client):
    make_draft(slug="naskah")

    assert client.get("/layanan/naskah.json").status_code == 404
    assert client.get("/layanan/tidak-ada.json").status_code == 404


@pytest.mark.parametrize("cited", [1, 30])
def test_it_costs_the_same_queries_however_much_is_cited(client, cited, django_assert_num_queries):
    laws = [f"{n}. Peraturan Pemerintah Nomor {n} Tahun 2021;" for n in range(1, cited + 1)]
    published(slug="jahit", legal_basis="\n".join(laws))

    with django_assert_num_queries(2):
        client.get("/layanan/jahit.json")
