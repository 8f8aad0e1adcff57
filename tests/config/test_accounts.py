from itertools import product

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from complaints.roles import STAFF, group_name
from config.accounts import DEMO_PASSWORD, add_demo_users, workplace
from tests.catalog.html_page import read

pytestmark = pytest.mark.django_db


def test_in_trial_mode_there_are_accounts_for_each_part():
    call_command("loaddata", "groups", verbosity=0)
    call_command("load_desk")
    add_demo_users()

    accounts = (
        get_user_model().objects.order_by("pk").values_list("username", "groups__name", "is_staff", "is_superuser")
    )
    assert list(accounts) == [
        ("demo.admin", None, True, True),
        ("demo.penyunting", "penyunting katalog", True, False),
        ("demo.penerbit", "penerbit katalog", True, False),
        ("demo.petugas", "petugas pengaduan", False, False),
        ("demo.petugas2", "petugas pengaduan", False, False),
        ("demo.pejabat", "pejabat pengelola", True, False),
        ("demo.kepala", "kepala dinas", False, False),
        ("demo.timteknis", "tim teknis", False, False),
        ("demo.inspektorat", "inspektorat", False, False),
    ]
    assert authenticate(username="demo.penerbit", password=DEMO_PASSWORD).username == "demo.penerbit"


@pytest.mark.parametrize("role", STAFF)
def test_every_role_of_the_desk_is_a_group_of_its_own(role):
    call_command("load_desk")

    assert Group.objects.filter(name=group_name(role)).count() == 1


def test_the_desk_gives_no_permission_but_the_managers_on_calendar_texts_and_leave():
    call_command("load_desk")

    found = Permission.objects.filter(group__name__in=[group_name(role) for role in STAFF])
    acts, models = ("add", "change", "delete", "view"), ("confirmedyear", "cover", "holiday", "preparedtext")
    wanted = {f"{act}_{model}" for act, model in product(acts, models)} - {"delete_preparedtext"}
    assert set(found.values_list("group__name", "codename")) == {("pejabat pengelola", each) for each in wanted}


def test_a_group_stays_as_the_office_has_it_and_a_missing_one_is_added():
    call_command("load_desk")
    Group.objects.get(name="pejabat pengelola").permissions.clear()
    Group.objects.get(name="tim teknis").delete()

    call_command("load_desk")

    assert Group.objects.get(name="pejabat pengelola").permissions.count() == 0
    assert Group.objects.filter(name="tim teknis").exists()


@pytest.mark.parametrize(
    ("username", "begins"),
    [
        ("demo.admin", "/admin/"),
        ("demo.penyunting", "/admin/"),
        ("demo.penerbit", "/admin/"),
        ("demo.petugas", "/petugas/"),
        ("demo.pejabat", "/petugas/"),
        ("demo.kepala", "/petugas/"),
        ("demo.timteknis", "/petugas/"),
        ("demo.inspektorat", "/petugas/"),
    ],
)
def test_each_begins_where_their_work_is(client, username, begins):
    call_command("load_desk")
    add_demo_users()

    answer = client.post("/masuk/", {"username": username, "password": DEMO_PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, begins)


def test_one_without_work_here_begins_at_the_front_page(django_user_model):
    assert workplace(django_user_model.objects.create_user("tamu")) == "/"


def test_who_was_on_the_way_somewhere_gets_there(client):
    call_command("load_desk")
    add_demo_users()
    login = {"username": "demo.petugas", "password": DEMO_PASSWORD}

    assert client.post("/masuk/?next=/petugas/laporan/", login)["Location"] == "/petugas/laporan/"
    assert client.post("/masuk/?next=https://lain.example/", login)["Location"] == "/petugas/"


def test_a_second_call_leaves_the_accounts_as_they_are():
    add_demo_users()
    before = list(get_user_model().objects.order_by("pk").values())

    add_demo_users()

    assert list(get_user_model().objects.order_by("pk").values()) == before


def test_in_production_there_are_no_demo_accounts(settings):
    settings.PRODUCTION = True

    add_demo_users()

    assert not get_user_model().objects.exists()


def test_the_form_of_an_account_shows_the_password_as_markup_allows(client):
    admin = get_user_model().objects.create_superuser("admin", password="rahasia-sekali")
    client.force_login(admin)

    shown = read(client.get(f"/admin/auth/user/{admin.pk}/change/")).one("div", id="id_password")

    assert shown.attributes == {"id": "id_password"}
    assert shown.one("a")["href"] == "../password/"
    assert "hash : " in shown.text
