"""Who may enter what at the desk: every address × person × method, as one table.

The addresses come from the URL conf: a new one without a line here fails. What a role may do with a case on the page of
a step is told by test_desk_case_steps.py; here, that nobody else gets in at all.
"""

from itertools import product
from typing import NamedTuple

import pytest
from django.contrib.auth.models import Group
from django.urls import get_resolver

from complaints import actions
from complaints.forms.case import STEPS
from complaints.models import Complaint, Event, SavedView
from complaints.roles import STAFF
from complaints.rules.workflow import HANDLERS, LEVELS, Role
from tests.complaints.desk import make_staff
from tests.complaints.factories import TODAY, make_answered, make_attachment, make_reviewed, officer
from tests.test_public_urls import patterns

pytestmark = pytest.mark.django_db

DESK = frozenset(STAFF)
READERS = DESK - {Role.TECHNICAL_TEAM}  # of numbers about every case
EVERYBODY = frozenset({*STAFF, "tamu", "penyunting", "admin", "tanpa masuk"})
OUTSIDERS = EVERYBODY - DESK
NOT_THERE = 405
OTHER_METHODS = ("put", "patch", "delete", "options", "trace")
CASE = "petugas/kasus/<int:pk>/"


class Line(NamedTuple):
    """Who may enter an address, and what they then get: the status of GET (and HEAD), and that of an empty POST."""

    able: frozenset
    get: int = 200
    post: int = NOT_THERE
    blind: frozenset = frozenset()  # those of the desk for whom it does not exist


ACCESS = {
    "petugas/": Line(DESK),
    "petugas/kasus/": Line(DESK),
    "petugas/kasus/pelapor/": Line(HANDLERS, get=NOT_THERE, post=200),
    "petugas/daftar/": Line(DESK, get=NOT_THERE, post=200),
    "petugas/daftar/<int:pk>/hapus/": Line(DESK, get=NOT_THERE, post=404),  # somebody else's
    "petugas/catat/": Line(HANDLERS, post=200),
    "petugas/kalender/": Line(frozenset({*LEVELS, Role.TECHNICAL_TEAM}), post=200),
    "petugas/kalender/<str:token>.ics": Line(EVERYBODY, get=404),  # opened by its secret alone
    "petugas/laporan/": Line(READERS),
    "petugas/laporan/angka.csv": Line(READERS),
    "petugas/laporan/daftar.csv": Line(READERS),
    "petugas/laporan/laporan.xlsx": Line(READERS),
    "petugas/laporan/identitas/": Line(frozenset(LEVELS), post=200),
    CASE: Line(DESK),
    f"{CASE}riwayat/": Line(DESK),
    f"{CASE}surat/": Line(DESK - {Role.TECHNICAL_TEAM}, blind=frozenset({Role.TECHNICAL_TEAM})),
    f"{CASE}berkas/<int:file>/": Line(DESK),
    f"{CASE}data-pribadi/": Line(frozenset({Role.MANAGER}), post=400),
}
STEP = f"{CASE}<slug:name>/"


def desk_addresses() -> set[str]:
    return {path for path, _ in patterns(get_resolver()) if path.startswith("petugas/")}


def test_every_address_of_the_desk_has_its_line():
    assert desk_addresses() == {*ACCESS, STEP}


@pytest.fixture
def world():
    """A case that all of the desk see, and the keys that addresses are made of."""
    complaint = make_answered(files=[make_attachment()])
    Complaint.objects.filter(pk=complaint.pk).update(state="ditindaklanjuti")
    complaint.refresh_from_db()
    facts = {"agency": "Dinas Contoh", "request": "", "expected_on": TODAY}
    actions.refer(complaint, member=make_staff(Role.TECHNICAL_TEAM), **facts, **officer())
    Complaint.objects.filter(pk=complaint.pk).update(state="dijawab")
    somebody = make_staff(username="orang-lain")
    view = SavedView.objects.create(user=somebody, name="Milik orang lain", query="")
    file = complaint.attachments.get().pk
    return {"pk": complaint.pk, "file": file, "token": "a" * 43, "name": "catatan", "view": view.pk}


def filled(pattern: str, keys) -> str:
    """The address with keys that exist. A new kind of key must be given one in ``world``."""
    own = {**keys, "pk": keys["view"]} if "daftar/" in pattern else keys
    for kind, name in (("int", "pk"), ("int", "file"), ("str", "token"), ("slug", "name")):
        pattern = pattern.replace(f"<{kind}:{name}>", str(own[name]))
    assert "<" not in pattern, f"{pattern} needs a key in world()"
    return f"/{pattern}"


def enter_as(client, person, django_user_model):
    if isinstance(person, Role):
        client.force_login(make_staff(person))
    elif person != "tanpa masuk":
        is_admin = person == "admin"
        user = django_user_model.objects.create_user(person, is_staff=person != "tamu", is_superuser=is_admin)
        if person == "penyunting":
            user.groups.add(Group.objects.create(name="penyunting katalog"))
        client.force_login(user)


def expected(line: Line, person, status: int) -> set[int]:
    if person in line.able:
        return {status}
    if person in line.blind:
        return {404, NOT_THERE}
    refused = {302} if person == "tanpa masuk" else {403}
    return refused | {NOT_THERE} if status == NOT_THERE else refused


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_each_address_lets_in_those_of_its_line_and_nobody_else(client, world, django_user_model, person):
    enter_as(client, person, django_user_model)

    found, wrong = {}, {}
    for pattern, line in ACCESS.items():
        address = filled(pattern, world)
        for method, status in (("get", line.get), ("head", line.get), ("post", line.post)):
            answer = getattr(client, method)(address)
            found[pattern, method] = answer.status_code
            if answer.status_code not in expected(line, person, status):
                wrong[pattern, method] = answer.status_code
            if answer.status_code == 302:
                assert answer["Location"].startswith("/masuk/?next=")

    assert wrong == {}
    assert len(found) == 3 * len(ACCESS)


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_each_step_lets_in_the_desk_alone(client, world, django_user_model, person):
    """Those of the desk who may not take it now are told so (409); all others learn nothing."""
    enter_as(client, person, django_user_model)
    before = Event.objects.count()

    addresses = [filled(STEP, {**world, "name": step}) for step in STEPS]
    seen = {getattr(client, method)(address).status_code for address, method in product(addresses, ("get", "post"))}

    assert seen <= {"tanpa masuk": {302}}.get(person, {403} if person in OUTSIDERS else {200, 409})
    assert Event.objects.count() == before


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_no_other_method_does_anything(client, world, django_user_model, person):
    enter_as(client, person, django_user_model)
    before = Event.objects.count()

    statuses = {
        getattr(client, method)(filled(pattern, world)).status_code
        for pattern, method in product([*ACCESS, STEP], OTHER_METHODS)
    }

    assert statuses <= {302, 403, 404, 405}
    assert Event.objects.count() == before


def test_the_inspectorate_changes_nothing_by_any_address(client, world):
    client.force_login(make_staff(Role.INSPECTORATE))
    before = list(Complaint.objects.values()), Event.objects.count()

    for step in STEPS:
        client.post(filled(STEP, {**world, "name": step}), {"versi": 1, "text": "x", "reason": "x", "report": "x"})
    for pattern in ACCESS:
        client.post(filled(pattern, world))

    assert (list(Complaint.objects.values()), Event.objects.count()) == before


def of_a_case() -> list[str]:
    """Every address below that of a case, each step with its name."""
    return [path for path in ACCESS if path.startswith(CASE)] + [STEP.replace("<slug:name>", step) for step in STEPS]


@pytest.mark.parametrize("person", [role for role in STAFF if role is not Role.HEAD])
def test_a_case_that_one_may_not_see_does_not_exist_at_any_address(client, world, person):
    """Komponen 6 butir 7.c. What one may not see and what never was answer the same."""
    complaint = make_reviewed(files=[make_attachment()])
    asked = actions.request_apip(
        complaint, reason="Menyangkut pegawai.", **{**officer(), "by": make_staff(username="x")}
    )
    actions.decide_apip(asked, is_approved=True, reason="Setuju.", **officer(Role.HEAD))
    client.force_login(make_staff(person))
    hidden = {**world, "pk": complaint.pk, "file": complaint.attachments.get().pk}
    unknown = {**world, "pk": 999_999, "file": 999_999}

    answers = {
        (pattern, method): [getattr(client, method)(filled(pattern, keys)) for keys in (hidden, unknown)]
        for pattern, method in product(of_a_case(), ("get", "post"))
    }

    wrong = {
        key: [first.status_code, second.status_code]
        for key, (first, second) in answers.items()
        if first.status_code not in {403, 404, 405} or first.status_code != second.status_code
    }
    assert wrong == {}
    assert answers[CASE, "get"][0].status_code == 404
    assert all(first.content == second.content for first, second in answers.values())


def test_the_technical_team_sees_only_what_it_was_asked_about(client, world):
    other = make_reviewed()
    client.force_login(make_staff(Role.TECHNICAL_TEAM))

    assert client.get(filled(CASE, world)).status_code == 200
    assert client.get(filled(CASE, {**world, "pk": other.pk})).status_code == 404


def test_nothing_of_the_desk_is_kept_by_a_browser(client, world):
    """Threat 55."""
    client.force_login(make_staff(Role.MANAGER))

    kept = {
        pattern
        for pattern, line in ACCESS.items()
        if line.get == 200 and "no-store" not in client.get(filled(pattern, world)).headers.get("Cache-Control", "")
    }

    assert kept == set()
