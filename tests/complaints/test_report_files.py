"""Reports as files: no cell is calculated, no identity leaves without a reason, a right and an event."""

import csv
import io
import zipfile

import pytest
from openpyxl import load_workbook

from catalog.models import Sector
from catalog.rules.spreadsheet import text_of
from complaints import actions, chain
from complaints.actions import ExportReason, Refused
from complaints.models import Complaint, Event, Reporter
from complaints.rules.workflow import Role
from complaints.sheets import csv_lines, workbook
from tests.catalog.factories import make_published
from tests.catalog.html_page import read
from tests.complaints.desk import enter, make_staff
from tests.complaints.factories import make_answered, make_complaint, make_reviewed, officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_calendar")]

REPORTS = "/petugas/laporan/"
IDENTITIES = f"{REPORTS}identitas/"
LIST, WORKBOOK = f"{REPORTS}daftar.csv", f"{REPORTS}laporan.xlsx"
FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "|calc",
    "＝1+1",
    "\n=1+1",
    '"=1+1"',
    " =1+1",
    '=HYPERLINK("http://example.com","klik")',
    "'=1+1",
    "#N/A",
    "#REF!",
    "2026-11-20",
    "0812",
]
UNSTORABLE = ["\r=1+1", "\x00=1+1", "\x1b=1", "a\x0b=1"]
WHO = {
    "name": "Siti Aminah",
    "email": "siti@example.com",
    "phone": "0812 3456 7890",
    "story": "Nama saya Siti Aminah, NIK 3214010101010001.",
}


def csv_rows(answer) -> list[list[str]]:
    text = content(answer).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def content(answer) -> bytes:
    return answer.getvalue()


def sheets(data: bytes) -> dict[str, list[list]]:
    book = load_workbook(io.BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book}


def take(client, shape="csv", reason=ExportReason.SUPERVISION.value, period="2026-11"):
    return client.post(IDENTITIES, {"periode": period, "reason": reason, "shape": shape})


# Formulas


@pytest.mark.parametrize("text", [*FORMULAS, *UNSTORABLE])
def test_a_workbook_holds_no_formula_and_every_text(text):
    data = workbook({"Daftar": [("Kepala",), (text,), (17,), (None,)]})

    (row,) = list(load_workbook(io.BytesIO(data))["Daftar"].rows)[1]
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert row.data_type in "sn"
    assert "<f>" not in xml
    assert "<f " not in xml
    if text in FORMULAS:
        assert row.value == text
        assert row.data_type == "s"


@pytest.mark.parametrize("text", FORMULAS)
def test_a_csv_file_shields_what_would_be_calculated(text):
    lines = list(csv_lines([("Kepala",), (text,)]))

    ((found,),) = list(csv.reader(io.StringIO(lines[1], newline="")))
    assert found.lstrip(' \t\n"')[0] not in "=+-@|＝"
    assert text_of(found) == text


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
@pytest.mark.parametrize("text", ["=1+1", "@SUM(1)", "＝1+1", '=HYPERLINK("http://example.com","klik")'])
def test_no_field_of_a_citizen_or_an_editor_becomes_a_formula(client, shape, text):
    standard = make_published(kbli_title=text, sector=Sector.objects.create(slug="s", name=text))
    complaint = make_complaint(standard=standard, story=text, service_note=text, name=text, phone="0812 3456 7890")
    Reporter.objects.filter(complaint=complaint).update(email=text, handle=text, address=text)
    Complaint.objects.filter(pk=complaint.pk).update(external_number=text)
    staff = enter(client, Role.MANAGER, first_name=text)
    actions.assign(complaint, to=staff, **officer())
    client.force_login(staff)

    answer = take(client, shape)

    if shape == "csv":
        cells = csv_rows(answer)[1]
        assert cells.count(f"'{text}") == 10
        assert text not in cells
    else:
        (sheet,) = load_workbook(io.BytesIO(content(answer)))
        cells = list(sheet.rows)[1]
        assert [cell.value for cell in cells].count(text) == 10
        assert {cell.data_type for cell in cells if cell.value == text} == {"s"}
        assert all(cell.quotePrefix for cell in cells if cell.value == text)


def test_numbers_and_days_stay_what_they_are(client):
    make_answered()
    enter(client)

    found = sheets(content(client.get(WORKBOOK)))

    row = dict(zip(found["Daftar laporan"][0], found["Daftar laporan"][1], strict=True))
    assert row["Hari kerja sampai dijawab"] == 0
    assert row["Tepat waktu"] == "ya"
    assert row["Diterima"] == "2026-11-20"
    assert ["ringkasan", "Laporan diterima", 1, 0, 1] in found["Angka"]


def test_the_numbers_as_csv_are_those_of_the_page(client):
    make_answered()
    make_complaint()
    enter(client)

    rows = csv_rows(client.get(f"{REPORTS}angka.csv?periode=2026"))

    assert rows[0] == ["Bagian", "Uraian", "Pengaduan", "Saran", "Jumlah"]
    assert ["ringkasan", "Laporan diterima", "2", "0", "2"] in rows
    assert ["kanal", "Web DPMPTSP", "2", "0", "2"] in rows
    assert ["hasil", "Diperbaiki", "1", "0", "1"] in rows


# Identity


@pytest.mark.parametrize("address", [LIST, WORKBOOK, f"{REPORTS}angka.csv", REPORTS])
def test_without_a_reason_no_file_holds_a_person(client, address):
    complaint = make_complaint(**WHO, service_note="Siti Aminah")
    Complaint.objects.filter(pk=complaint.pk).update(external_number="@siti.aminah")
    enter(client, Role.MANAGER)

    answer = client.get(address)

    data = answer.getvalue() if answer.streaming else answer.content
    if address == WORKBOOK:
        data = str(sheets(data)).encode()
    assert b"PGD-" in data or address not in (LIST, WORKBOOK)
    for told in ("siti", "0812", "3214010101010001"):
        assert told not in data.decode().lower()
    assert not Event.objects.filter(name=Event.EXPORTED).exists()


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.HEAD])
def test_with_a_reason_the_list_names_them_and_each_case_has_its_event(client, role, shape):
    first, second = make_complaint(**WHO), make_complaint(**WHO)
    user = enter(client, role)

    answer = take(client, shape)

    data = content(answer) if shape == "csv" else str(sheets(content(answer))).encode()
    assert data.decode().count("siti@example.com") == 2
    events = Event.objects.filter(name=Event.EXPORTED).order_by("complaint_id")
    assert [(event.complaint_id, event.actor_id, event.role, event.data) for event in events] == [
        (case.pk, user.pk, role.value, {"reason": "permintaan-pengawas"}) for case in (first, second)
    ]
    assert list(chain.flaws()) == []


def test_what_was_exported_stands_in_the_history_of_the_case(client):
    complaint = make_complaint()
    enter(client)

    content(take(client))

    page = read(client.get(f"/petugas/kasus/{complaint.pk}/")).one("main").text
    assert "Diekspor beserta identitas" in page
    assert "Permintaan pengawas" in page


def test_one_who_asked_for_secrecy_is_never_named_and_has_no_event(client):
    secret = make_complaint(**WHO, conceals_identity=True)
    enter(client, Role.HEAD)

    page = read(client.get(f"{IDENTITIES}?periode=2026-11")).one("main").text
    (_, row) = csv_rows(take(client))

    assert "1 di antaranya meminta identitasnya dirahasiakan" in page
    assert row[0] == secret.number
    assert "dirahasiakan atas permintaan pelapor" in row
    assert not {"Siti Aminah", "siti@example.com", WHO["story"]} & set(row)
    assert not Event.objects.filter(name=Event.EXPORTED).exists()


def test_a_restricted_case_leaves_in_no_file_of_those_who_may_not_see_it(client):
    complaint = make_reviewed()
    asked = actions.request_apip(
        complaint, reason="Menyangkut pegawai.", **{**officer(), "by": make_staff(username="x")}
    )
    actions.decide_apip(asked, is_approved=True, reason="Setuju.", **officer(Role.HEAD))
    enter(client, Role.MANAGER)

    found = [
        csv_rows(client.get(LIST)),
        csv_rows(take(client)),
        sheets(content(client.get(WORKBOOK)))["Daftar laporan"],
    ]

    assert [len(rows) for rows in found] == [1, 1, 1]
    assert not Event.objects.filter(name=Event.EXPORTED).exists()


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"periode": "2026-11", "shape": "csv"},
        {"periode": "2026-11", "reason": "iseng", "shape": "csv"},
        {"periode": "2026-11", "reason": "permintaan-pengawas", "shape": "pdf"},
        {"periode": "kapan", "reason": "permintaan-pengawas", "shape": "csv"},
        {"periode": "", "reason": "permintaan-pengawas", "shape": "csv"},
        {"periode": "<script>", "reason": "\x00", "shape": "csv"},
    ],
)
def test_without_a_whole_answer_nothing_leaves(client, values):
    make_complaint(**WHO)
    enter(client)

    answer = client.post(IDENTITIES, values)

    assert answer.status_code == 200
    assert "Ada yang perlu diperbaiki" in read(answer).one("main").text
    assert "Siti" not in answer.content.decode()
    assert not Event.objects.filter(name=Event.EXPORTED).exists()


def test_too_many_at_once_are_refused_and_what_was_chosen_stays(client, monkeypatch):
    monkeypatch.setattr(actions, "MOST_EXPORTED", 1)
    monkeypatch.setattr("complaints.actions.exporting.MOST_EXPORTED", 1)
    make_complaint()
    make_complaint()
    enter(client)

    page = read(take(client, "csv"))

    assert "Pilih periode lebih pendek" in page.one("main").text
    assert "checked" in page.one("input", name="shape", value="csv").attributes
    assert not Event.objects.filter(name=Event.EXPORTED).exists()


@pytest.mark.parametrize("role", [Role.INSPECTORATE, Role.TECHNICAL_TEAM, Role.COMPLAINANT])
def test_the_action_itself_refuses_those_without_the_right(role):
    complaint = make_complaint()

    with pytest.raises(Refused, match="tidak berwenang"):
        actions.export_identities([complaint], reason=ExportReason.CONTACT, **officer(role))


@pytest.mark.parametrize("number", [2, 12])
def test_an_export_takes_the_same_queries_for_few_and_many(number, django_assert_num_queries):
    complaints = [make_complaint() for _ in range(number)]
    who = officer()

    with django_assert_num_queries(5):  # with the two of its savepoint
        actions.export_identities(complaints, reason=ExportReason.CONTACT, **who)
