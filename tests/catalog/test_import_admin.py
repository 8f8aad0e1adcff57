"""Annex documents handed in through the admin: read, compared, and taken over only when somebody accepts."""

import io
import zipfile

import pytest
from django.contrib.admin.models import LogEntry

from catalog.models import DraftEdit, ImportBatch, Standard
from tests.annex.documents import make
from tests.catalog.factories import edit, make_sector
from tests.catalog.html_page import read
from tests.catalog.importing import INSPECTION, START, TAILOR, address

pytestmark = pytest.mark.django_db


def zipped(*files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return "lampiran.zip", packed.getvalue()


def messages_of(answer):
    return [str(message) for message in answer.context["messages"]]


def errors_of(answer):
    return answer.context["form"].errors["files"]


# Handing in


def test_what_is_handed_in_is_shown_and_nothing_is_in_a_draft(hand_in):
    page = hand_in(TAILOR, INSPECTION)

    assert [each.parsed.kbli_code for each in page.context["reading"].standards] == ["14120", "71204"]
    assert [each.status for each in page.context["reading"].standards] == ["baru", "baru"]
    assert not Standard.objects.exists()


def test_a_zip_file_is_the_same_and_its_folders_are_ignored(hand_in):
    page = hand_in(zipped(("../../etc/satu.txt", TAILOR.read_bytes()), ("a/b/dua.md", INSPECTION.read_bytes())))

    assert [each.parsed.file for each in page.context["reading"].standards] == ["satu.txt", "dua.md"]


def test_standards_with_problems_come_first(hand_in):
    strange = INSPECTION.read_text().replace("\tPersyaratan\t", "\tSyarat-syarat\t")

    page = hand_in(TAILOR, ("aneh.txt", strange.encode()))

    first, second = page.context["reading"].standards
    assert first.parsed.file == "aneh.txt"
    assert first.parsed.problems
    assert not second.parsed.problems


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        (
            "rusak.txt",
            b"17. Izin",
            "rusak.txt: tidak ada tabel; diharapkan judul standar lalu tabel NO, KOMPONEN, URAIAN.",
        ),
        ("kosong.txt", b" \n", "kosong.txt: berkas kosong; diharapkan judul standar dan tabel NO, KOMPONEN, URAIAN."),
        ("biner.txt", b"\xff\xfe\x00", "biner.txt: bukan berkas teks UTF-8; simpan ulang sebagai teks UTF-8."),
        ("nul.txt", b"a\x00b", "nul.txt: bukan berkas teks: berisi karakter NUL."),
        (
            "foto.pdf",
            b"%PDF-1.7",
            "foto.pdf: jenis berkas tidak dikenal; diharapkan .txt, .html, .htm, .md, .json, .csv.",
        ),
        (
            "x.txt",
            b"\tPersyaratan\tx",
            "x.txt:1: baris tabel tanpa kepala; diharapkan baris NO, KOMPONEN, URAIAN lebih dulu.",
        ),
    ],
)
def test_a_document_that_is_wrong_is_named_with_line_and_expectation_beside_the_good_ones(hand_in, name, data, told):
    page = hand_in(TAILOR, (name, data))

    assert page.context["reading"].errors == [told]
    assert told in read(page).one("section", class_="import-problems").text
    assert len(page.context["reading"].standards) == 1


def test_a_package_that_is_none_is_refused_whole(hand_in):
    assert "palsu.zip: berkas ZIP rusak" in errors_of(hand_in(("palsu.zip", b"PK\x03\x04 rusak")))[0]
    assert errors_of(hand_in(zipped())) == ["Tidak ada dokumen di dalam berkas itu."]
    assert not ImportBatch.objects.exists()


def test_without_a_file_the_form_says_so(hand_in):
    assert errors_of(hand_in()) == ["Pilih paling sedikit satu berkas."]


def test_a_file_larger_than_one_request_may_hold_is_refused(hand_in):
    assert "terlalu besar" in errors_of(hand_in(("besar.txt", b"x" * (6 * 1024 * 1024))))[0]


# Beside each other


def test_the_printed_table_stands_beside_what_was_understood(hand_in, client):
    hand_in(TAILOR)

    page = read(client.get(address("0-0")))

    rows = page.one("table", class_="import-compare").one("tbody").all("tr")
    assert len(rows) == 14
    printed, understood = rows[0].all("td")
    assert ": A. Persyaratan Umum:" in printed.text
    assert "<ol" not in printed.text
    assert [marker.text for marker in understood.all("span", class_="marker")][:3] == ["A.", "1.", "2."]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_an_exported_file_handed_in_again_is_known_and_shown_too(hand_in, client, form):
    hand_in(TAILOR)
    client.post(address("0-0"))
    exported = client.get("/admin/catalog/ekspor/", {"isi": "naskah", "bentuk": form}).getvalue()

    page = hand_in((f"standar.{form}", exported), kbli_edition=2025)  # what the file says of itself counts

    assert [each.status for each in page.context["reading"].standards] == ["tidak berubah"]
    rows = read(client.get(address("0-0"))).one("table", class_="import-compare").one("tbody").all("tr")
    assert len(rows) == 14
    assert rows[0].all("td")[0].text.startswith("A. Persyaratan Umum:")


def test_markup_in_a_document_is_shown_as_text(hand_in, client):
    text = TAILOR.read_text().replace(": Gratis", ": Gratis <script>alert(1)</script>")
    hand_in(("x.txt", text.encode()))

    page = client.get(address("0-0"))

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


@pytest.mark.parametrize("key", ["0-1", "9-9", "x", "0--1", "٠-٠"])
def test_a_standard_that_is_not_there_is_not_found(hand_in, client, key):
    hand_in(TAILOR)

    assert client.get(address(key)).status_code == 404


# Accepting


def test_what_is_ticked_becomes_drafts_and_the_rest_is_left(hand_in, client, importer):
    hand_in(TAILOR, INSPECTION)

    page = client.post(address(), {"pilih": ["1-0"]}, follow=True)

    standard = Standard.objects.get()
    assert (standard.kbli_code, standard.annex_number, standard.current) == (
        "71204",
        20,
        None,
    ) or standard.current is None
    assert "dibuat." in messages_of(page)[0]
    assert [each.status for each in page.context["reading"].standards].count("tidak berubah") == 1
    assert DraftEdit.objects.get().by == importer
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (importer, str(standard.pk))
    assert "001_36ec498dc361ad6a.txt" in entry.change_message


def test_nothing_ticked_changes_nothing_and_says_so(hand_in, client):
    hand_in(TAILOR)

    page = client.post(address(), {"pilih": ["5-5"]}, follow=True)

    assert messages_of(page) == ["Belum ada standar yang dipilih. Tidak ada yang disimpan."]
    assert not Standard.objects.exists()


def test_to_correct_one_leads_to_its_form(hand_in, client):
    hand_in(TAILOR)

    answer = client.post(address("0-0"), {"perbaiki": "ya"})

    assert answer["Location"] == f"/admin/catalog/standard/{Standard.objects.get().pk}/change/"


def test_a_new_standard_gets_the_chosen_sector(hand_in, client):
    sector = make_sector()
    hand_in(TAILOR, sector=sector.pk)

    client.post(address("0-0"))

    assert Standard.objects.get().sector == sector


def test_a_draft_that_somebody_edited_is_only_replaced_when_that_is_asked_for(hand_in, client):
    hand_in(TAILOR)
    client.post(address("0-0"))
    edit(Standard.objects.get(), fee="Rp 5.000")

    page = client.post(address("0-0"), follow=True)
    assert "sudah disunting, dibiarkan." in messages_of(page)[-1]
    assert Standard.objects.get().fee == "Rp 5.000"

    assert "Rp 5.000" in client.get(address("0-0")).text
    client.post(address("0-0"), {"ganti": "ya"})
    assert Standard.objects.get().fee == "Gratis"


def test_accepting_twice_changes_nothing_the_second_time(hand_in, client):
    hand_in(TAILOR)
    client.post(address("0-0"))

    page = client.post(address("0-0"), follow=True)

    assert "tidak berubah." in messages_of(page)[-1]
    assert (Standard.objects.count(), LogEntry.objects.count()) == (1, 1)


def test_a_standard_of_two_sectors_asks_for_the_sector(hand_in, client):
    for number in (1, 2):
        hand_in(TAILOR, sector=make_sector(f"sektor-{number}").pk)
        client.post(address("0-0"))
    hand_in(TAILOR)

    page = client.post(address("0-0"), {"ganti": "ya"})

    assert page.status_code == 200
    assert "pilih sektornya" in page.text


# Who may, and what it costs


def test_who_may_not_add_standards_may_not_import(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("pengunjung", is_staff=True))

    assert client.get(START).status_code == 403
    assert "Impor lampiran" not in client.get("/admin/").text


@pytest.mark.parametrize("number", [3, 50])
def test_the_overview_asks_as_much_for_three_as_for_fifty(hand_in, client, number, django_assert_num_queries):
    hand_in(zipped(*((f"{seed}.txt", make(seed).text.encode()) for seed in range(number))))
    page = address()
    client.get(page)

    with django_assert_num_queries(7):
        assert len(client.get(page).context["reading"].standards) == number
