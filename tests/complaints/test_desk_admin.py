"""What the manager sets up in the admin: prepared texts, and who stands in during leave."""

import json

import pytest
from django.conf import settings
from django.core.management import call_command

from complaints.models import Cover, PreparedText
from complaints.rules.workflow import Role
from config.accounts import add_demo_users
from tests.complaints.desk import make_staff

pytestmark = pytest.mark.django_db

TEXTS, COVERS = "/admin/complaints/preparedtext/", "/admin/complaints/cover/"


@pytest.fixture
def manager(client, django_user_model):
    """A logged-in client of the manager, with what the group gives and nothing more."""
    call_command("load_desk")
    add_demo_users()
    client.force_login(django_user_model.objects.get(username="demo.pejabat"))
    return client


def test_the_manager_writes_a_prepared_text_and_switches_it_off(manager):
    manager.post(f"{TEXTS}add/", {"title": "Salam", "text": "Terima kasih.", "is_active": "on"})
    text = PreparedText.objects.get(title="Salam")

    answer = manager.post(f"{TEXTS}{text.pk}/change/", {"title": "Salam", "text": "Terima kasih."})

    text.refresh_from_db()
    assert (answer.status_code, text.is_active) == (302, False)
    assert manager.post(f"{TEXTS}{text.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "delete_selected" not in manager.get(TEXTS).content.decode()


def leave(officer, substitute, from_on="2026-12-01", until_on="2026-12-05"):
    return {"officer": officer.pk, "substitute": substitute.pk, "from_on": from_on, "until_on": until_on}


def test_the_manager_says_who_stands_in_for_whom(manager):
    first, second = make_staff(username="pertama"), make_staff(username="kedua")

    manager.post(f"{COVERS}add/", leave(first, second))

    assert str(Cover.objects.get()) == "pertama digantikan kedua"


@pytest.mark.parametrize("wrong", ["same", "backwards", "outsider", "left"])
def test_leave_that_makes_no_sense_is_refused_with_a_sentence(manager, django_user_model, wrong):
    first, second = make_staff(username="pertama"), make_staff(username="kedua", is_active=wrong != "left")
    others = {"same": first, "outsider": django_user_model.objects.create_user("editor")}
    dates = {"from_on": "2026-12-09"} if wrong == "backwards" else {}

    answer = manager.post(f"{COVERS}add/", leave(first, others.get(wrong, second), **dates))

    assert (answer.status_code, Cover.objects.count()) == (200, 0)
    assert "errornote" in answer.content.decode()


def test_only_those_who_handle_complaints_are_offered(manager):
    make_staff(Role.INSPECTORATE, username="pemeriksa")

    page = manager.get(f"{COVERS}add/").content.decode()

    assert "demo.petugas2" in page
    assert "pemeriksa" not in page
    assert "demo.penyunting" not in page


def test_others_of_the_admin_do_neither(client, django_user_model):
    call_command("loaddata", "groups", verbosity=0)
    add_demo_users()
    client.force_login(django_user_model.objects.get(username="demo.penerbit"))

    assert [client.get(address).status_code for address in (TEXTS, COVERS)] == [403, 403]


def test_the_prepared_texts_are_loaded_once():
    call_command("load_desk")
    PreparedText.objects.update(text="Teks kantor.")

    call_command("load_desk")

    assert PreparedText.objects.count() == 9
    assert set(PreparedText.objects.values_list("text", flat=True)) == {"Teks kantor."}


def test_no_prepared_text_states_a_fact_of_law():
    rows = json.loads((settings.BASE_DIR / "fixtures" / "prepared_texts.json").read_text())

    texts = " ".join(row["fields"]["text"] for row in rows).lower()

    assert [
        word for word in ("pasal", "undang", "peraturan", "uu ", "perbup", "hari kerja", "komponen") if word in texts
    ] == []
