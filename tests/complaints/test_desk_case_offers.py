"""The steps on a case at the desk: each role is offered its own, and no other is taken by a forged post."""

import pytest

from complaints import actions
from complaints.forms.case import STEPS
from complaints.models import Complaint
from complaints.roles import STAFF
from complaints.rules.workflow import Role
from tests.catalog.html_page import read
from tests.complaints.desk import enter
from tests.complaints.desk_case import address_of, offered, refer, take
from tests.complaints.factories import (
    events_of,
    make_answered,
    make_asked,
    make_complaint,
    make_followed_up,
    make_studied,
    make_suggestion,
    make_told,
    officer,
)
from tests.complaints.pages import problem_of, values_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


OPEN = {"tugaskan", "kelompokkan", "keterangan-pelapor", "penelaahan", "klarifikasi", "naikkan", "libatkan"}
ALWAYS = {"identitas", "catatan", "tautkan"}
SITUATIONS = {
    "received": (
        make_complaint,
        OPEN | ALWAYS | {"minta-kelengkapan", "telaah", "jadikan-saran"},
        {"tugaskan", "penelaahan", "klarifikasi", "identitas", "catatan"},
    ),
    "suggestion": (
        make_suggestion,
        OPEN | ALWAYS | {"minta-kelengkapan", "telaah", "jadikan-saran", "terima-sebagai-pengaduan"},
        {"tugaskan", "penelaahan", "klarifikasi", "identitas", "catatan"},
    ),
    "asked": (
        make_asked,
        OPEN | ALWAYS | {"telaah", "jadikan-saran"},
        {"tugaskan", "penelaahan", "klarifikasi", "identitas", "catatan"},
    ),
    "studied": (
        make_studied,
        OPEN | ALWAYS | {"minta-kelengkapan", "jadikan-saran", "hasil", "minta-apip", "konsep"},
        {"tugaskan", "penelaahan", "klarifikasi", "identitas", "catatan", "konsep", "bukan-kewenangan"},
    ),
    "followed up": (
        make_followed_up,
        OPEN | ALWAYS | {"minta-kelengkapan", "jawab"},
        {"tugaskan", "penelaahan", "klarifikasi", "identitas", "catatan", "jawab"},
    ),
    "answered": (
        make_answered,
        ALWAYS | {"tugaskan", "kelompokkan", "klarifikasi", "naikkan", "informasikan", "lapor-atasan", "buka-kembali"},
        {"tugaskan", "klarifikasi", "identitas", "catatan", "informasikan", "lapor-atasan"},
    ),
    "told": (
        make_told,
        ALWAYS
        | {"tugaskan", "kelompokkan", "klarifikasi", "naikkan", "informasikan", "lapor-atasan", "tutup"}
        | {"buka-kembali"},
        {"tugaskan", "klarifikasi", "identitas", "catatan", "informasikan", "lapor-atasan", "tutup"},
    ),
    "closed": (
        lambda: actions.close(make_told(), **officer()),
        ALWAYS | {"informasikan", "lapor-atasan", "buka-kembali"},
        {"identitas", "catatan", "informasikan", "lapor-atasan"},
    ),
}


def expected(situation, role):
    """The manager handles as the officer does, but for the level, and may decide as the head does."""
    _, handler, head = SITUATIONS[situation]
    if role is Role.OFFICER:
        return handler
    if role is Role.MANAGER:
        return handler - {"naikkan"} | (head & {"bukan-kewenangan"})
    return {Role.HEAD: head, Role.TECHNICAL_TEAM: None, Role.INSPECTORATE: set()}[role]


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("role", [role for role in STAFF if role is not Role.TECHNICAL_TEAM])
def test_each_role_is_offered_its_steps_and_no_other_is_taken_by_a_forged_post(client, situation, role):
    make, *_ = SITUATIONS[situation]
    complaint = make()
    complaint.refresh_from_db()
    enter(client, role)
    before = events_of(complaint)

    steps = offered(client, complaint)

    assert steps == expected(situation, role)
    hidden = set(STEPS) - steps - ({"konsep"} if "jawab" in steps else set())
    for step in hidden:
        values = {"version": complaint.version, "reason": "Dipalsukan.", "text": "Dipalsukan.", "report": "Dipalsukan."}
        answer = client.post(address_of(complaint, step), values)
        assert answer.status_code == 409, step
        assert "tidak tersedia" in problem_of(read(answer)) or "bukan wewenang" in problem_of(read(answer))
        assert client.get(address_of(complaint, step)).status_code == 409
    assert events_of(complaint) == before
    assert Complaint.objects.get(pk=complaint.pk).version == complaint.version


def test_the_technical_team_clarifies_notes_and_reports_and_nothing_else(client):
    member = enter(client, Role.TECHNICAL_TEAM)
    complaint = make_followed_up()
    refer(complaint, member=member)

    assert offered(client, complaint) == {"identitas", "klarifikasi", "laporan-tim", "catatan"}
    take(client, complaint, "laporan-tim", report="Sudah kami periksa.")

    assert complaint.referrals.get().report == "Sudah kami periksa."
    assert offered(client, complaint) == {"identitas", "klarifikasi", "catatan"}
    assert client.post(address_of(complaint, "jawab"), {"version": complaint.version}).status_code == 409


def test_what_was_typed_is_kept_when_a_forged_post_is_refused(client):
    enter(client, Role.INSPECTORATE)
    complaint = make_complaint()

    page = read(client.post(address_of(complaint, "catatan"), {"text": "Sisipan saya.", "version": complaint.version}))

    assert "bukan wewenang Anda" in problem_of(page)
    assert values_of(page.one("form", action=address_of(complaint, "catatan")))["text"] == "Sisipan saya."
