"""Export of standards: annex, print, JSON and CSV, of editions and drafts; what goes out comes in unchanged."""

import csv
import io
import json

import pytest
from django.conf import settings
from django.core.management import call_command

from catalog.annex import read_document, read_file
from catalog.drafts import Status, take_over
from catalog.models import Standard
from catalog.rules.components import COMPONENTS
from tests.annex.documents import make
from tests.catalog.factories import make_draft, make_sector
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db

FOLDER = settings.BASE_DIR / "fixtures" / "annex"
EXPORT = "/admin/catalog/ekspor/"


def export(client, bentuk, isi="naskah", **more):
    answer = client.get(EXPORT, {"bentuk": bentuk, "isi": isi, **more})
    return answer.getvalue().decode()


def state():
    return list(Standard.objects.order_by("pk").values())


FORMS = {"lampiran": "txt", "json": "json", "csv": "csv"}


@pytest.mark.parametrize("bentuk", FORMS)
def test_a_standard_of_the_newer_codes_comes_back_as_one_of_them(admin_client, bentuk):
    """Were the edition not in the file, it would be read as another activity with the same number."""
    (parsed,) = read_document("lampiran.txt", make(1).text)
    take_over(parsed, kbli_edition=2025)
    before = state()

    assert round_trip(admin_client, bentuk) == [Status.UNCHANGED]
    assert state() == before


def round_trip(client, bentuk):
    """Export the drafts and import what came out; returns what became of each."""
    text = export(client, bentuk)
    return [take_over(parsed).status for parsed in read_document(f"lagi.{FORMS[bentuk]}", text)]


@pytest.mark.parametrize("bentuk", FORMS)
def test_the_real_documents_go_out_and_in_without_a_change(admin_client, bentuk):
    call_command("import_annex", FOLDER, verbosity=0)
    before = state()

    assert round_trip(admin_client, bentuk) == [Status.UNCHANGED] * 4
    assert state() == before


@pytest.mark.parametrize("bentuk", FORMS)
def test_made_documents_go_out_and_in_without_a_change(admin_client, bentuk):
    for seed in range(20):  # 200 in tests/annex/test_writer.py
        (parsed,) = read_document(f"{seed}.txt", make(seed).text)
        take_over(parsed)
    before = state()

    assert round_trip(admin_client, bentuk) == [Status.UNCHANGED] * len(before)
    assert len(before) == 20
    assert state() == before


@pytest.mark.parametrize("bentuk", FORMS)
def test_a_standard_without_an_annex_number_goes_out_and_in_too(admin_client, bentuk):
    (parsed,) = read_file(next(FOLDER.glob("000*")))
    draft = take_over(parsed).standard
    Standard.objects.filter(pk=draft.pk).update(annex_number=None)

    assert round_trip(admin_client, bentuk) == [Status.UNCHANGED]
    assert Standard.objects.count() == 1


@pytest.mark.parametrize("bentuk", ["json", "csv"])
def test_what_print_cannot_show_comes_back_too(admin_client, bentuk):
    """Nesting without markers, header facts that no text states, the edition of KBLI, and what looks like a formula."""
    facts = {"product": "Sertifikat lima tahun", "processing_days": 9, "fee_rupiah": 5000, "executor_count": 4}
    texts = {"requirements": "1. Satu\n  1. Dua\n  Paragraf", "procedure": "=1+1\n@x", "kbli_title": "- Jasa"}
    draft = make_draft(kbli_edition=2025, annex_number=7, **facts, **texts)
    text = export(admin_client, bentuk)
    draft.delete()

    (parsed,) = read_document(f"lagi.{bentuk}", text)
    again = take_over(parsed).standard

    again.refresh_from_db()
    not_imported = {"sector": None, "sector_id": None, "business_scale": ""}
    assert again.content() | not_imported == draft.content() | not_imported


def test_what_the_public_downloads_is_the_current_edition_and_comes_in_as_it(client):
    (parsed,) = read_file(next(FOLDER.glob("000*")))
    texts = {component.key: parsed.text_of(component.number) for component in COMPONENTS}
    edition = published(slug="jahit", **texts).current

    answer = client.get("/layanan/jahit.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    (again,) = read_document("jahit.txt", answer.text)
    assert {component.key: again.text_of(component.number) for component in COMPONENTS} == texts
    assert again.kbli_code == edition.kbli_code


def test_drafts_and_editions_are_two_things(admin_client):
    published(slug="terbit", kbli_title="Sudah terbit")
    make_draft(slug="naskah", kbli_title="Belum terbit")

    assert "Belum terbit" not in export(admin_client, "lampiran", "terbit")
    assert "Belum terbit" in export(admin_client, "lampiran", "naskah")


def test_json_holds_the_texts_and_their_blocks(admin_client):
    draft = make_draft(requirements="1. satu\n2. dua", annex_number=7)

    (record,) = json.loads(export(admin_client, "json"))["results"]

    assert (record["slug"], record["annex_number"], record["edition"]) == (draft.slug, 7, None)
    assert record["components"][0]["blocks"][0]["items"][1] == {"marker": "2.", "text": "dua"}


def test_csv_has_a_row_for_each(admin_client):
    make_draft(slug="satu")
    make_draft(slug="dua", kbli_title="=HYPERLINK(1)")

    rows = list(csv.DictReader(io.StringIO(export(admin_client, "csv"), newline="")))

    assert {row["slug"] for row in rows} == {"satu", "dua"}
    assert not any(value.startswith("=") for row in rows for value in row.values())


def test_the_table_for_print_has_the_three_columns_and_fourteen_rows(admin_client):
    make_draft(annex_number=17)

    table = read(admin_client.get(EXPORT, {"bentuk": "cetak", "isi": "naskah"})).one("table", class_="annex-table")

    assert [cell.text for cell in table.one("thead").all("th")] == ["NO", "KOMPONEN", "URAIAN"]
    assert [row.all("td")[0].text for row in table.all("tr") if row.all("td")] == [str(n) for n in range(1, 15)]


def test_one_sector_or_one_standard_alone(admin_client):
    sector = make_sector()
    own = make_draft(slug="satu", sector=sector, kbli_title="Milik sektor")
    make_draft(slug="dua", kbli_title="Lain")

    assert "Lain" not in export(admin_client, "lampiran", sektor=sector.pk)
    assert "Lain" not in export(admin_client, "lampiran", standar=own.pk)


@pytest.mark.parametrize("query", ["", "?standar=x", "?standar=999", "?bentuk=x", "?bentuk=json&sektor=x&isi=naskah"])
def test_what_cannot_be_exported_gets_the_form_again(admin_client, query):
    page = admin_client.get(EXPORT + query)

    assert page.status_code == 200
    assert read(page).one("select", name="bentuk")


@pytest.mark.parametrize("number", [3, 120])
def test_an_export_asks_as_much_for_three_as_for_a_hundred(admin_client, django_assert_num_queries, number):
    for each in range(number):
        make_draft(slug=f"naskah-{each}")

    with django_assert_num_queries(4):  # the session, the account, shared texts, drafts
        assert len(json.loads(export(admin_client, "json"))["results"]) == number


def test_who_may_not_see_standards_may_not_export(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("pengunjung", is_staff=True))

    assert client.get(EXPORT).status_code == 403
