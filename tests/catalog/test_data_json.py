import pytest

from catalog.rules import outline
from catalog.rules.components import COMPONENTS
from tests.catalog.factories import make_sector
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db


def fetch(client, query=""):
    return client.get(f"/data/layanan.json{query}").json()


def test_a_standard_is_given_with_its_facts_and_its_printed_words(client):
    requirements = "A. Persyaratan Umum:\n  1. Skala usaha *kecil*;\nParagraf."
    published(slug="14120-jahit", sector=make_sector(), requirements=requirements)

    answer = fetch(client)

    assert answer["count"] == 1
    (record,) = answer["results"]
    components = record.pop("components")
    assert record == {
        "slug": "14120-jahit",
        "url": "http://127.0.0.1:8000/layanan/14120-jahit/",
        "kbli_code": "14120",
        "kbli_edition": 2020,
        "kbli_title": "Penjahitan Pakaian",
        "licence_kind": "Sertifikat Standar",
        "risk_level": "Menengah Tinggi",
        "sector": "Perindustrian",
        "processing_days": 7,
        "fee": "Gratis",
        "product": "NIB dan Sertifikat Standar",
        "edition": 1,
        "effective_on": "2026-01-05",
    }
    assert [(each["number"], each["name"]) for each in components] == [(each.number, each.name) for each in COMPONENTS]
    assert components[0] == {
        "number": 1,
        "name": "Persyaratan",
        "text": requirements,
        "blocks": outline.as_json(outline.parse(requirements)),
    }
    assert components[10]["blocks"] == [
        {"type": "list", "style": "1.", "items": [{"marker": "1.", "text": "Isi komponen 11."}]}
    ]


def test_what_is_not_known_is_null(client):
    published(sector=None, processing_days=None)

    (record,) = fetch(client)["results"]

    assert (record["sector"], record["processing_days"]) == (None, None)


def test_the_data_are_narrowed_by_the_parameters_of_the_list(client):
    published(kbli_title="Penjahitan")
    published(kbli_title="Inseminasi", kbli_code="01622", risk_level="tinggi")

    found = {
        query: [record["kbli_title"] for record in fetch(client, query)["results"]]
        for query in ("", "?risiko=tinggi", "?q=jahit", "?kbli=14", "?urut=kode", "?risiko=ngawur", "?hari=3")
    }

    assert found == {
        "": ["Inseminasi", "Penjahitan"],
        "?risiko=tinggi": ["Inseminasi"],
        "?q=jahit": ["Penjahitan"],
        "?kbli=14": ["Penjahitan"],
        "?urut=kode": ["Inseminasi", "Penjahitan"],
        "?risiko=ngawur": ["Inseminasi", "Penjahitan"],
        "?hari=3": [],
    }


def test_a_hundred_to_a_page(client, monkeypatch):
    monkeypatch.setattr("catalog.views.JSON_PAGE_SIZE", 2)
    for number in range(3):
        published(kbli_title=f"Usaha {number}")

    pages = [fetch(client, f"?hal={hal}") for hal in ("1", "2", "3", "999999999", "x", "0", "-1", "9" * 30)]

    assert [page["count"] for page in pages] == [3] * 8
    assert [[record["kbli_title"] for record in page["results"]] for page in pages] == [
        ["Usaha 0", "Usaha 1"],
        ["Usaha 2"],
        [],
        [],
        *[["Usaha 0", "Usaha 1"]] * 4,
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_data_cost_the_same_queries_however_many_standards_there_are(client, number, django_assert_num_queries):
    for _ in range(number):
        published(sector=make_sector())

    with django_assert_num_queries(2):
        client.get("/data/layanan.json")
