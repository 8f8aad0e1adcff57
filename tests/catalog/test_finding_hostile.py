"""Rows 19, 20 and 24 of the threat list on the tree, the finder, the comparison and the promised date."""

import pytest

from tests.catalog.pages_factory import published
from tests.catalog.test_hostile_input import NAUGHTY, SCRIPTS

pytestmark = pytest.mark.django_db

PARAMETERS = [
    ("/kbli/", "edisi"),
    ("/kbli/14120/", "edisi"),
    ("/pandu/", "q"),
    ("/pandu/", "kegiatan"),
    ("/pandu/?kegiatan=2020-14120", "skala"),
    ("/pandu/?kegiatan=2020-14120", "risiko"),
    ("/layanan/banding/", "s"),
    ("/layanan/banding/?s=satu", "s"),
    ("/layanan/banding/?s=satu", "q"),
    ("/pengaduan/perkiraan/?layanan=satu", "lengkap"),
    ("/pengaduan/perkiraan.json?layanan=satu", "lengkap"),
    ("/pengaduan/perkiraan/", "layanan"),
    ("/pengaduan/perkiraan.json", "layanan"),
]


@pytest.fixture(autouse=True)
def _two_standards(db):
    published(slug="satu", business_scale="Mikro", risk_level="rendah")
    published(slug="dua", business_scale="Besar", risk_level="tinggi")


@pytest.mark.parametrize(("address", "name"), PARAMETERS)
def test_no_value_of_any_parameter_is_a_fault(client, address, name):
    answers = {ask(client, address, name, value).status_code for value in NAUGHTY}

    expected = {200}
    if "perkiraan" in address:
        expected = {404} if name == "layanan" else {400} if "json" in address else {200}
    assert answers == expected


@pytest.mark.parametrize(("address", "name"), PARAMETERS)
@pytest.mark.parametrize("script", SCRIPTS)
def test_no_script_from_the_address_becomes_part_of_the_page(client, address, name, script):
    html = ask(client, address, name, script).content.decode()

    assert script not in html.replace(f'value="{script}"', "")


def ask(client, address, name, value):
    path, _, given = address.partition("?")
    parameters = dict([given.split("=")] if given else [])
    return client.get(path, {**parameters, name: [parameters[name], value] if name in parameters else value})
