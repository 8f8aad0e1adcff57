"""Threats 18 and 22: what stands in no form is not stored, and nobody sorts by a column of their choice."""

import random
import re

import pytest
from django.apps import apps
from django.db import transaction

from complaints.models import Complaint, Event, Message
from complaints.rules.workflow import Role
from complaints.views.visit import VISIT
from tests.catalog.pages_factory import published
from tests.complaints.factories import NOW, make_answered, make_complaint
from tests.complaints.pages import CASE, FILE, TRACK
from tests.security.addresses import COMPLAINANT, STRANGER, enter_as, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_mass_assign_on_the_tracking_page_changes_nothing(client):
    """Threat 18: fields that are in no form."""
    world = make_world()
    enter_as(client, COMPLAINANT, world)
    before = list(type(world.complaint).objects.values())
    everything = {field.name: "1" for field in type(world.complaint)._meta.get_fields()}

    for address in (TRACK, FILE):
        client.post(address, everything)

    assert list(type(world.complaint).objects.values()) == before


def stored_by(client, address: str, data: dict[str, str]) -> list[dict]:
    """The rows of complaints after a step, without what each row has of its own; then the step is taken back."""
    with transaction.atomic():
        assert client.post(address, data).status_code in (200, 302, 409)
        models = apps.get_app_config("complaints").get_models()
        rows = [row for model in models for row in model._base_manager.order_by("pk").values()]
        transaction.set_rollback(True)
    own = {"id", "digest", "message_id"}
    return [{name: without_key(value) for name, value in row.items() if name not in own} for row in rows]


def without_key(value):
    """The data of an event without the key of the letter that it names."""
    return {**value, "message": None} if isinstance(value, dict) else value


MISPLACED = {make_complaint: ("penilaian", "buka-kembali"), make_answered: ("tanggapan", "cabut", "buka-kembali")}


@pytest.mark.parametrize(
    ("step", "data"),
    [
        ("tanggapan", {"text": "Tambahan."}),
        ("penilaian", {"is_settled": "tidak", "reason": "Belum."}),
        ("penilaian", {"is_settled": "ya"}),
        ("buka-kembali", {"reason": "Belum selesai."}),
        ("cabut", {"reason": "Batal."}),
    ],
)
@pytest.mark.parametrize("make", [make_complaint, make_answered])
def test_mass_assign_in_a_step_of_the_complainant_stores_what_the_form_asks_for_and_no_more(client, make, step, data):
    """Threat 18: with every column of a complaint beside the form's fields, the same rows are stored as without."""
    complaint = make()
    session = client.session
    session[VISIT] = [complaint.pk, int(NOW.timestamp())]
    session.save()
    data = {**data, "version": str(complaint.version)}
    columns = {field.name for model in (Complaint, Event, Message) for field in model._meta.fields} - set(data)
    hostile = {name: "2099-01-01" if name.endswith(("_on", "_at", "_until")) else "ditutup" for name in columns}
    nothing = stored_by(client, f"{CASE}{step}/", {})

    usual = stored_by(client, f"{CASE}{step}/", data)
    attacked = stored_by(client, f"{CASE}{step}/", hostile | data)

    assert attacked == usual
    assert usual != nothing or step in MISPLACED[make]


@pytest.mark.parametrize("person", [STRANGER, Role.MANAGER.value])
def test_order_by_a_column_of_the_askers_choice_is_the_usual_order(client, person):
    """Threat 22: in every list and file that is sorted by the address."""
    world = make_world()
    published(slug="las", kbli_code="25920", kbli_title="Las"), make_answered()
    enter_as(client, person, world)
    chance = random.Random(22)
    odd = ["password", "-pk", "a__b", "?", "standard__owner__password", "-kbli_title", "pk; --", "RANDOM()"]
    odd += ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz_-.", k=chance.randint(1, 20))) for _ in range(60)]
    lists = ["/layanan/", "/data/layanan.json", "/data/layanan.csv"] + ["/petugas/kasus/"] * (person != STRANGER)

    for address in lists:
        usual = ordered(client.get(address))
        assert len(usual) > 1
        assert {order: ordered(client.get(address, {"urut": order})) for order in odd} == dict.fromkeys(odd, usual)


def ordered(answer) -> list[str]:
    """The standards and cases that an answer names, in its order."""
    assert answer.status_code == 200
    return re.findall(r"(?:/layanan/[\w-]+/|PGD-\d{4}-\d+)", answer.getvalue().decode())
