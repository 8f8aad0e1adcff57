"""Readers from outside, as the editors see them: links and remarks."""

from functools import partial

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from catalog import draft_links
from catalog.models import DraftLink, Remark
from tests.catalog.editing_factories import log_in_as, page_of, row_of
from tests.catalog.factories import make_draft, make_user
from tests.catalog.html_page import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def log_in(client):
    """Function that logs one of a group in, and returns the user."""
    return partial(log_in_as, client)


def test_a_link_is_made_shown_once_and_revoked(client, log_in):
    standard = make_draft()
    log_in("penyunting katalog")
    address = page_of(standard, "readers")

    made = client.post(address, {"langkah": "buat", "reader": "Dinas Pertanian", "days": "7"})
    link = read(made).one("input", id="tautan")["value"]
    path = link[link.index("/naskah/") :]

    assert "no-store" in made["Cache-Control"]
    assert client.get(path).status_code == 200
    assert path not in client.get(address).content.decode()
    client.post(address, {"langkah": "cabut", "baris": DraftLink.objects.get().pk})
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {"langkah": "buat", "reader": "", "days": "7"},
        {"langkah": "buat", "reader": "Dinas", "days": "9999"},
        {"langkah": "buat", "reader": "x" * 101, "days": "7"},
        {"langkah": "cabut", "baris": "zzz"},
        {"langkah": "selesai", "baris": "9" * 30},
        {"langkah": "zzz"},
    ],
)
def test_nothing_odd_makes_a_link(client, log_in, data):
    standard = make_draft()
    log_in("penyunting katalog")

    assert client.post(page_of(standard, "readers"), data).status_code in (200, 302)
    assert not DraftLink.objects.exists()


def test_a_remark_stands_beside_its_component_until_it_is_settled(client, log_in):
    standard = make_draft()
    user = log_in("penyunting katalog")
    link, _ = draft_links.make_link(standard, by=user, reader="Dinas Pertanian", days=7)
    remark = draft_links.write_remark(link, component=7, text="PP 5/2021 sudah <b>dicabut</b>.")
    draft_links.write_remark(link, component=0, text="Selebihnya baik.")

    page = read(client.get(page_of(standard)))
    client.post(page_of(standard, "readers"), {"langkah": "selesai", "baris": remark.pk})

    assert "PP 5/2021 sudah <b>dicabut</b>." in row_of(page, 7).text
    assert "Selebihnya baik." in page.text
    assert "dicabut" not in row_of(read(client.get(page_of(standard))), 7).text


def test_nothing_of_another_standard_is_touched(client, log_in):
    user = log_in("penyunting katalog")
    link, _ = draft_links.make_link(make_draft(), by=user, reader="Dinas", days=7)
    remark = draft_links.write_remark(link, component=1, text="Halo")
    other = page_of(make_draft(), "readers")

    client.post(other, {"langkah": "cabut", "baris": link.pk})
    client.post(other, {"langkah": "selesai", "baris": remark.pk})

    assert DraftLink.objects.get().revoked_at is None
    assert Remark.objects.get().settled_at is None


@pytest.mark.parametrize("name", ["publication", "readers"])
def test_staff_of_other_rooms_see_none_of_it(client, name):
    standard = make_draft()
    client.force_login(make_user(is_staff=True))

    assert client.get(page_of(standard, name)).status_code == 403


def test_the_groups_of_the_fixture_are_those_of_the_code():
    call_command("loaddata", "groups", verbosity=0)

    chiefs = Group.objects.filter(permissions__codename="force_submission")
    assert [group.name for group in chiefs] == ["admin katalog"]
