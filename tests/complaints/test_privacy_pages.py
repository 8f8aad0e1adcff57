"""The public page on personal data, and the desk's page on those of one case."""

import json

import pytest

from complaints import actions, codes
from complaints.models import Event, Reporter
from complaints.rules.workflow import Role
from tests.catalog.html_page import read
from tests.complaints.desk import enter
from tests.complaints.desk_case import address_of as case_address
from tests.complaints.desk_case import make_restricted, offered
from tests.complaints.factories import events_of, make_complaint, make_filed, make_told, officer
from tests.complaints.pages import errors_of, problem_of

pytestmark = pytest.mark.usefixtures("ledger_of_its_own")


def address_of(complaint):
    return f"/petugas/kasus/{complaint.pk}/data-pribadi/"


def send(client, complaint, step, **values):
    return client.post(address_of(complaint), {"langkah": step, **values})


def make_closed(**values):
    return actions.close(make_told(**values), **officer())


def json_of(client, complaint, **values):
    return json.loads(send(client, complaint, "serahkan", bentuk="", shape="berkas-json", **values).content)


@pytest.mark.django_db
def test_everybody_reads_what_is_kept_and_for_how_long(client, settings, django_assert_num_queries):
    settings.RETENTION_DAYS = {"pengaduan": 1825}

    with django_assert_num_queries(0):
        page = read(client.get("/privasi/"))

    kept = dict(zip(*([node.text for node in page.all(tag)] for tag in ("dt", "dd")), strict=True))
    assert kept["Pengaduan"] == "1825 hari kalender"
    assert kept["Saran"].startswith("belum ditetapkan")
    assert page.one("main").all("a", href="/pengaduan/lacak/") != []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "status"), [(role, 403) for role in Role if role not in (Role.MANAGER, Role.COMPLAINANT, Role.SYSTEM)]
)
def test_the_page_of_personal_data_is_for_the_manager_alone(client, role, status):
    complaint = make_complaint()
    enter(client, role)

    assert client.get(address_of(complaint)).status_code == status
    assert send(client, complaint, "tahan", reason="Perkara.").status_code == status
    assert not complaint.holds.exists()


@pytest.mark.django_db
def test_the_page_shows_nobody_and_leads_from_the_case(client, django_assert_num_queries):
    complaint = make_complaint()
    enter(client, Role.MANAGER)
    client.get(address_of(complaint))

    with django_assert_num_queries(5):
        answer = client.get(address_of(complaint))

    assert "Siti Aminah" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    case = read(client.get(f"/petugas/kasus/{complaint.pk}/"))
    assert case.one("main").all("a", href=address_of(complaint)) != []


@pytest.mark.django_db
def test_a_case_that_one_may_not_see_has_no_such_page(client):
    complaint = make_restricted()
    enter(client, Role.MANAGER)

    assert client.get(address_of(complaint)).status_code == 404


@pytest.mark.django_db
def test_who_shows_the_code_gets_that_report_alone(client):
    filed, other = make_filed(story="Yang pertama."), make_complaint(story="Yang kedua.")
    enter(client, Role.MANAGER)

    known = json_of(client, filed.complaint, proof="nomor-dan-kode", code=filed.code)

    assert [report["nomor laporan"] for report in known] == [filed.complaint.number]
    assert known[0]["pelapor"] == {"nama": "Siti Aminah", "email": "siti@example.com"}
    assert known[0]["laporan"]["yang terjadi"] == "Yang pertama."
    assert events_of(filed.complaint)[-1] == Event.DISCLOSED
    assert events_of(other) == [Event.FILED]


@pytest.mark.django_db
def test_a_wrong_code_hands_over_nothing(client):
    complaint = make_complaint()
    enter(client, Role.MANAGER)
    code = codes.shown(codes.of_form(codes.new_form_key()))

    answer = send(client, complaint, "serahkan", proof="nomor-dan-kode", code=code, shape="berkas-json")

    assert "bukan kode lacak" in errors_of(read(answer))["serahkan_code"]
    assert events_of(complaint) == [Event.FILED]


@pytest.mark.django_db
def test_who_shows_who_they_are_gets_all_their_reports_but_those_the_manager_may_not_see(client):
    mine = [make_complaint(email="Siti@Example.com"), make_complaint()]
    make_complaint(name="Orang lain", email="lain@example.com")
    make_complaint(name="Orang yang berbagi alamat")
    make_restricted()
    enter(client, Role.MANAGER)

    known = json_of(client, mine[1], proof="identitas")

    assert [report["nomor laporan"] for report in known] == [complaint.number for complaint in mine]


@pytest.mark.django_db
def test_the_copy_tells_who_looked_and_can_be_printed(client):
    complaint = make_complaint(story="<b>Cerita</b>")
    actions.show_identity(complaint, reason=actions.IdentityReason.LETTER, **officer())
    actions.export_identities([complaint], reason=actions.ExportReason.SUPERIOR, **officer(Role.HEAD))
    enter(client, Role.MANAGER)

    answer = send(client, complaint, "serahkan", proof="identitas", shape="halaman-untuk-dicetak")

    page = read(answer)
    told = [node.text for node in page.all("dd")]
    assert told[-3:] == [
        "Petugas pengaduan, Menulis surat",
        "Kepala dinas, Permintaan kepala dinas",
        "Pejabat pengelola",
    ]
    assert "<b>Cerita</b>" in told
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_the_manager_holds_and_lets_go(client):
    complaint = make_closed()
    enter(client, Role.MANAGER)

    assert errors_of(read(send(client, complaint, "tahan", reason=" "))) != {}
    assert send(client, complaint, "tahan", reason="Menjadi bukti.").status_code == 302
    refused = send(client, complaint, "hapus", number=complaint.number, was_asked="on")
    assert (refused.status_code, "ditahan" in problem_of(read(refused))) == (409, True)
    assert send(client, complaint, "lepas").status_code == 302
    assert send(client, complaint, "lepas").status_code == 409

    assert events_of(complaint)[-2:] == [Event.HELD, Event.RELEASED]


@pytest.mark.django_db
def test_erasing_asks_for_the_number_and_then_shows_that_it_is_done(client):
    complaint = make_closed()
    enter(client, Role.MANAGER)

    wrong = send(client, complaint, "hapus", number="PGD-2026-999999", was_asked="on")
    assert ("hapus_number" in errors_of(read(wrong)), Reporter.objects.count()) == (True, 1)
    done = client.post(
        address_of(complaint), {"langkah": "hapus", "number": complaint.number.lower(), "was_asked": "on"}, follow=True
    )

    page = read(done)
    assert Reporter.objects.count() == 0
    assert "Data pribadi laporan ini dihapus pada" in page.one("main").text
    assert page.one("main").all("textarea") == []
    case = read(client.get(f"/petugas/kasus/{complaint.pk}/"))
    assert "Identitas pelapor sudah dihapus." in case.one("main").text


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.HEAD])
def test_nothing_can_be_added_to_an_erased_case(client, role):
    complaint = make_closed()
    enter(client, Role.MANAGER)
    send(client, complaint, "hapus", number=complaint.number, was_asked="on")
    enter(client, role)

    answer = client.post(case_address(complaint, "catatan"), {"text": "Siti Aminah menelepon."})

    assert (offered(client, complaint), answer.status_code) == (set(), 409)
    assert "sudah dihapus" in problem_of(read(answer))
    assert events_of(complaint)[-1] == Event.ERASED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, 400),
        ({"langkah": "\x00"}, 400),
        ({"langkah": "hapus", "number": "\x00"}, 200),
        ({"langkah": "serahkan"}, 200),
    ],
)
def test_nonsense_changes_nothing(client, values, status):
    complaint = make_closed()
    before = events_of(complaint)
    enter(client, Role.MANAGER)

    assert client.post(address_of(complaint), values).status_code == status
    assert events_of(complaint) == before
