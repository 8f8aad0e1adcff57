"""Who sees what of a case at the desk: identity, the inspectorate, the technical team, the wall around APIP."""

import pytest

from complaints import actions
from complaints.models import Event, LinkKind
from complaints.rules.workflow import HANDLERS, Role, Verdict
from tests.catalog.html_page import read
from tests.complaints.desk import enter
from tests.complaints.desk_case import address_of, make_restricted, page_of, refer, section, show
from tests.complaints.factories import (
    NOW,
    PDF,
    events_of,
    make_answered,
    make_attachment,
    make_complaint,
    make_filed,
    make_followed_up,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


# Identity


def test_the_identity_is_shown_after_a_reason_for_fifteen_minutes_in_this_case_alone(client, clock):
    enter(client)
    complaint, other = make_complaint(phone="0812 3456 7890"), make_complaint(name="Budi Lain")
    assert "Siti Aminah" not in client.get(address_of(complaint)).content.decode()

    show(client, complaint)

    words = section(page_of(client, complaint), "pelapor").text
    assert "Siti Aminah" in words
    assert "0812 3456 7890" in words
    assert "Budi Lain" not in client.get(address_of(other)).content.decode()
    clock.shift(15 * 60)
    assert "Siti Aminah" not in client.get(address_of(complaint)).content.decode()
    assert events_of(complaint).count(Event.IDENTITY_SHOWN) == 1


def test_without_a_reason_no_identity_is_shown(client):
    enter(client)
    complaint = make_complaint()

    answer = show(client, complaint, reason="penasaran")

    assert answer.status_code == 200
    assert "Pilih salah satu." in read(answer).one("main").text
    assert "Siti Aminah" not in client.get(address_of(complaint)).content.decode()
    assert Event.IDENTITY_SHOWN not in events_of(complaint)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.HEAD, Role.INSPECTORATE])
def test_who_asked_for_secrecy_is_shown_to_those_alone_who_handle_the_case(client, role):
    enter(client, role)
    complaint = make_complaint(conceals_identity=True)

    show(client, complaint)

    shown = "Siti Aminah" in client.get(address_of(complaint)).content.decode()
    assert shown is (role in HANDLERS)


# Who sees what


def test_the_inspectorate_reads_without_identity_and_finds_no_form(client):
    enter(client, Role.INSPECTORATE)
    complaint = make_answered()

    page = page_of(client, complaint)

    assert "Izin sudah terbit" in page.one("main").text
    assert "Siti Aminah" not in page.one("main").text
    assert [form["action"] for form in page.one("main").all("form")] == ["/keluar/"]
    assert page.one("main").all("a", class_="button") == []


def test_the_technical_team_sees_what_it_was_asked_about_and_no_letters_drafts_or_reports(client):
    member = enter(client, Role.TECHNICAL_TEAM)
    complaint, other = make_followed_up(), make_complaint()
    actions.reply(complaint, text="Surat pelapor.", now=NOW)
    actions.draft_answer(complaint, text="Konsep rahasia.", verdict=Verdict.FIXED, **officer())
    actions.hand_up(complaint, report="Laporan atasan.", **officer())
    actions.add_note(complaint, text="Catatan petugas.", **officer())
    actions.request_completion(complaint, question="Pertanyaan kantor.", **officer())
    actions.reply(complaint, text="Jawaban pelapor.", now=NOW)
    refer(complaint, member=member)
    refer(complaint, agency="Dinas Lain")
    actions.hold(complaint, reason="Perkara.", **officer(Role.MANAGER))
    actions.lift_hold(complaint, **officer(Role.MANAGER))
    actions.disclose(complaint, proof=actions.Proof.CODE, **officer(Role.MANAGER))

    page = page_of(client, complaint)

    words = page.one("main").text
    assert "Izin saya belum terbit" in words
    assert "Dinas Kesehatan" in words
    for hidden in (
        "Surat pelapor.",
        "Konsep rahasia.",
        "Laporan atasan.",
        "Catatan petugas.",
        "Pertanyaan kantor.",
        "Jawaban pelapor.",
        "Dinas Lain",
        "Siti Aminah",
        "Penahanan",
        "Data pribadi",
    ):
        assert hidden not in words
    assert client.get(address_of(other)).status_code == 404
    assert client.get(address_of(complaint, "surat")).status_code == 404


def test_apip_wall(client):
    complaint = make_restricted(files=[make_attachment()])
    file = complaint.attachments.get()
    places = ["", "catatan", "surat", f"berkas/{file.pk}"]
    for role in (Role.MANAGER, Role.INSPECTORATE):
        enter(client, role)
        assert [client.get(address_of(complaint, place)).status_code for place in places] == [404] * 4
        assert client.post(address_of(complaint, "catatan"), {"text": "a"}).status_code == 404
    enter(client, Role.OFFICER, username="rekan")
    assert client.get(address_of(complaint)).status_code == 404

    enter(client, Role.OFFICER)

    assert client.get(address_of(complaint)).status_code == 200
    assert "Yang melihat laporan ini: kepala-dinas, petugas-pengaduan." in page_of(client, complaint).one("main").text


def test_a_linked_report_behind_the_wall_is_not_named(client):
    enter(client, Role.MANAGER)
    complaint, restricted = make_complaint(), make_restricted()
    actions.link(complaint, other=restricted, kind=LinkKind.RELATED, **officer())

    assert restricted.number not in client.get(address_of(complaint)).content.decode()


@pytest.mark.parametrize("user", ["anonymous", "editor", "superuser"])
def test_others_do_not_enter(client, user, django_user_model):
    complaint = make_complaint()
    if user != "anonymous":
        client.force_login(django_user_model.objects.create(username=user, is_staff=True, is_superuser=user[0] == "s"))

    answer = client.get(address_of(complaint))

    assert answer.status_code == (302 if user == "anonymous" else 403)


def test_a_file_is_only_ever_a_download(client):
    enter(client)
    complaint = make_filed(files=[make_attachment("'><script>alert(1)</script>.pdf")], now=NOW).complaint
    other = make_complaint()
    file = complaint.attachments.get()

    answer = client.get(address_of(complaint, f"berkas/{file.pk}"))

    assert answer.content == PDF
    assert answer["Content-Disposition"] == f'attachment; filename="{complaint.number}-berkas-1.pdf"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(address_of(other, f"berkas/{file.pk}")).status_code == 404
