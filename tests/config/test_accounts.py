import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from config.accounts import DEMO_PASSWORD, add_demo_users

pytestmark = pytest.mark.django_db


def test_in_trial_mode_there_are_accounts_for_each_part():
    call_command("bootstrap")
    add_demo_users()

    admin, editor, publisher = get_user_model().objects.order_by("pk")
    assert (admin.username, admin.is_superuser) == ("demo.admin", True)
    assert (editor.username, editor.is_staff, editor.is_superuser) == ("demo.penyunting", True, False)
    assert [group.name for group in editor.groups.all()] == ["penyunting katalog"]
    assert [group.name for group in publisher.groups.all()] == ["penerbit katalog"]
    assert authenticate(username="demo.penerbit", password=DEMO_PASSWORD) == publisher


def test_a_second_call_leaves_the_accounts_as_they_are():
    add_demo_users()
    before = list(get_user_model().objects.order_by("pk").values())

    add_demo_users()

    assert list(get_user_model().objects.order_by("pk").values()) == before


def test_in_production_there_are_no_demo_accounts(settings):
    settings.PRODUCTION = True

    add_demo_users()

    assert not get_user_model().objects.exists()
