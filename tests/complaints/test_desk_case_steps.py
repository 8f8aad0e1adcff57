"""The steps on a case at the desk: what each does through its form, and what is refused in words."""

import pytest

from complaints import actions
from complaints.forms.case import STEPS
from complaints.models import Event, PreparedText
from complaints.rules.workflow import Outcome, Role, State
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published
from tests.complaints.desk import enter, make_staff
from tests.complaints.desk_case import address_of, make_restricted, offered, refer, take
from tests.complaints.factories import (
    events_of,
    make_answered,
    make_asked,
    make_complaint,
    make_followed_up,
    make_reviewed,
    make_studied,
    make_suggestion,
    make_upload,
    officer,
)
from tests.complaints.pages import errors_of, problem_of, values_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


# What each step does


def test_from_triage_to_closing_through_the_forms(client):
    me = enter(client)
    make_staff(Role.MANAGER)
    complaint = make_complaint()
    steps = [
        ("tugaskan", {"to": me.pk}),
        ("telaah", {}),
        ("penelaahan", {"core": "Izin terlambat.", "points": "Belum terbit.\nTanpa kabar."}),
        ("klarifikasi", {"with_whom": "Loket", "result": "Terselip."}),
        ("hasil", {"outcome": "internal-dpmptsp"}),
        ("naikkan", {"report": "Mohon arahan."}),
        ("konsep", {"text": "Terima kasih.", "point_1": "Sudah terbit."}),
        ("jawab", {"verdict": "diperbaiki", "point_2": "Kami mohon maaf."}),
        ("informasikan", {"channel": "wa"}),
        ("lapor-atasan", {"report": "Sudah dijawab."}),
        ("catatan", {"text": "Beres."}),
        ("tutup", {}),
    ]

    for step, values in steps:
        answer = take(client, complaint, step, **values)
        assert answer.status_code == 302, (step, problem_of(read(answer)))
        assert answer["Location"] == address_of(complaint)

    complaint.refresh_from_db()
    assert complaint.get_state() is State.CLOSED
    assert complaint.assignee == me
    told = complaint.messages.get(kind="jawaban").text
    assert told == "Terima kasih.\n\n1. Belum terbit.\n  Sudah terbit.\n\n2. Tanpa kabar.\n  Kami mohon maaf."


def test_apip_is_asked_for_decided_and_then_followed_up(client):
    named = make_staff(Role.INSPECTORATE)
    complaint = make_studied()
    enter(client)
    take(client, complaint, "minta-apip", reason="Menyangkut pegawai.", named=[named.pk])
    assert "APIP memerlukan persetujuan" in problem_of(read(take(client, complaint, "hasil", outcome="apip")))
    enter(client, Role.HEAD)

    take(client, complaint, "putusan-apip", is_approved="setuju", reason="Setuju.", document="800/1")

    enter(client)
    assert take(client, complaint, "hasil", outcome="apip").status_code == 302
    complaint.refresh_from_db()
    assert (complaint.is_restricted, complaint.outcome) == (True, Outcome.APIP.value)
    assert complaint.accesses.filter(user=named).exists()
    assert "akses" not in offered(client, complaint)
    enter(client, Role.HEAD)
    take(client, complaint, "akses", user=make_staff(Role.MANAGER).pk)
    assert complaint.accesses.count() == 4


def test_a_refusal_of_apip_is_read_by_the_requester(client):
    complaint = make_studied()
    actions.request_apip(complaint, reason="Menyangkut pegawai.", **officer())
    enter(client, Role.HEAD)

    take(client, complaint, "putusan-apip", is_approved="tolak", reason="Selesaikan sendiri dulu.")

    enter(client)
    assert "Selesaikan sendiri dulu." in read(client.get(address_of(complaint))).one("main").text
    complaint.refresh_from_db()
    assert complaint.is_restricted is False


def test_the_service_is_searched_for_and_grouped(client):
    enter(client)
    standard = published(slug="jahit")
    complaint = make_complaint(service_note="tukang jahit")

    found = read(take(client, complaint, "kelompokkan", service="", service_words="penjahitan", cari="ya"))
    assert "jahit" in [node["value"] for node in found.all("input", name="service")]
    take(client, complaint, "kelompokkan", service="jahit", component="3")

    complaint.refresh_from_db()
    assert (complaint.standard, complaint.component) == (standard, 3)
    assert complaint.edition.standard == standard


def test_what_the_complainant_tells_by_telephone_is_recorded_in_his_name(client):
    enter(client)
    complaint = make_asked(phone="")

    take(client, complaint, "keterangan-pelapor", text="Saya ajukan 1 November.", phone="0812 3456 7890")

    complaint.refresh_from_db()
    assert complaint.get_state() is State.UNDER_REVIEW
    assert complaint.reporter.phone == "0812 3456 7890"
    assert complaint.messages.get(kind="tanggapan").written_by.username == "petugas-pengaduan"


@pytest.mark.parametrize(
    ("make", "step", "role", "state"),
    [
        (make_complaint, "jadikan-saran", Role.OFFICER, State.SUGGESTION),
        (make_suggestion, "terima-sebagai-pengaduan", Role.OFFICER, State.RECEIVED),
        (make_reviewed, "bukan-kewenangan", Role.HEAD, State.NOT_COMPETENT),
        (make_answered, "buka-kembali", Role.MANAGER, State.REOPENED),
    ],
)
def test_a_decision_needs_a_reason_that_the_complainant_reads(client, make, step, role, state):
    enter(client, role)
    complaint = make()

    refused = take(client, complaint, step, reason=" ")
    take(client, complaint, step, reason="Beginilah.")

    assert "Tuliskan alasan" in read(refused).one("main").text
    complaint.refresh_from_db()
    assert complaint.get_state() is state
    assert complaint.messages.last().text == "Beginilah."


def test_links_are_found_by_number_and_only_among_what_one_sees(client):
    enter(client)
    complaint, other = make_complaint(), make_complaint()
    for wrong in ("PGD-2026-999999", "abc", "0", "9" * 30, "PGD-2026-000001\x00"):
        answer = take(client, complaint, "tautkan", number=wrong, kind="berkaitan")
        assert answer.status_code == 200

    take(client, complaint, "tautkan", number=other.number, kind="laporan-ganda")

    assert complaint.links.get().other == other


def test_a_prepared_text_is_added_below_what_was_typed(client):
    enter(client)
    complaint = make_followed_up()
    text = PreparedText.objects.create(title="Maaf", text="Kami mohon maaf.")
    PreparedText.objects.create(title="Lama", text="Tidak dipakai.", is_active=False)

    answer = take(client, complaint, "jawab", text="Yang terhormat,", teks=text.pk, sisipkan="ya")

    form = read(answer).one("form", action=address_of(complaint, "jawab"))
    assert values_of(form)["text"] == "Yang terhormat,\n\nKami mohon maaf."
    assert [option.text for option in form.one("select").all("option")] == ["Maaf"]
    assert Event.DRAFTED not in events_of(complaint)


@pytest.mark.parametrize("chosen", ["", "abc", "9" * 5000, "-1", "٣"])
def test_an_unknown_prepared_text_adds_nothing(client, chosen):
    enter(client)
    complaint = make_followed_up()

    answer = take(client, complaint, "jawab", text="Halo.", teks=chosen, sisipkan="ya")

    assert values_of(read(answer).one("form", action=address_of(complaint, "jawab")))["text"] == "Halo."


def test_a_colleague_sends_what_needs_a_second_pair_of_eyes(client):
    enter(client)
    complaint = make_followed_up()
    take(client, complaint, "konsep", text="Sudah terbit.", needs_check="on")

    own = take(client, complaint, "jawab", verdict="diperbaiki")
    enter(client, Role.OFFICER, username="rekan")
    others = take(client, complaint, "jawab", verdict="diperbaiki")

    assert "oleh rekan Anda" in problem_of(read(own))
    assert others.status_code == 302


def test_files_go_with_the_answer_and_are_never_dropped_without_a_word(client):
    enter(client)
    complaint = make_followed_up()
    values = {"text": "Terlampir.", "verdict": "diperbaiki"}

    drafted = take(client, complaint, "konsep", **values, berkas=make_upload())
    refused = take(client, complaint, "jawab", **values, berkas=make_upload("x.exe"))
    sent = take(client, complaint, "jawab", **values, berkas=make_upload("surat.pdf"))

    assert "tidak menyimpan berkas" in problem_of(read(drafted))
    assert "tidak dapat diterima" in problem_of(read(refused))
    assert sent.status_code == 302
    assert complaint.attachments.get(is_from_reporter=False).label == "surat.pdf"
    assert Event.DRAFTED not in events_of(complaint)


def test_a_restricted_case_is_assigned_among_those_who_see_it(client):
    complaint, outsider = make_restricted(), make_staff(username="rekan")
    enter(client)

    answer = take(client, complaint, "tugaskan", to=outsider.pk)

    assert errors_of(read(answer)) == {"id_to": "Pilih dari daftar ini."}
    assert events_of(complaint).count(Event.ASSIGNED) == 0


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("value", ["\x00", "\u202e", "9" * 5_000, "a" * 100_000, b"\xff\xfe", "9999-12-31", ["1", "x"]])
def test_bad_input_is_never_a_server_error(client, step, value):
    user = enter(client)
    user.groups.add(*make_staff(Role.HEAD).groups.all())
    complaint = make_followed_up() if step in ("jawab", "laporan-tim") else make_studied()
    if step == "laporan-tim":
        refer(complaint)
    if step in ("putusan-apip", "akses"):
        request = actions.request_apip(complaint, reason="A.", **officer())
    if step == "akses":
        actions.decide_apip(request, is_approved=True, reason="B.", **officer(Role.HEAD))
        complaint.refresh_from_db()
    names = [*STEPS[step].base_fields, "teks", "cari", "sisipkan"]

    for typed in (dict.fromkeys(names[:-2], value), dict.fromkeys(names, value)):
        answer = client.post(address_of(complaint, step), {**typed, "version": complaint.version})
        assert answer.status_code in (200, 302, 409)


def test_no_step_goes_by_another_name(client):
    enter(client)
    complaint = make_complaint()

    assert client.get(address_of(complaint, "hapus")).status_code == 404
    assert client.get("/petugas/kasus/999999/").status_code == 404
    assert client.get(f"/petugas/kasus/{'9' * 30}/").status_code == 404
    assert client.delete(address_of(complaint, "catatan")).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("step", "queries"), [("penelaahan", 5), ("jawab", 6), ("laporan-tim", 6), ("tugaskan", 5)])
def test_a_step_costs_the_same_queries_however_much_happened(client, step, queries, number, django_assert_num_queries):
    enter(client)
    complaint = make_followed_up(points=["Pokok."] * number)
    for each in range(number):
        make_staff(username=f"rekan{each}")
        refer(complaint)
        actions.add_note(complaint, text="Catatan.", **officer())

    with django_assert_num_queries(queries):
        client.get(address_of(complaint, step))
