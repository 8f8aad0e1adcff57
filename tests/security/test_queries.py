"""Threat 23: whatever comes in by an address or a form is a value of a query, never a part of it."""

import pytest
from django.db import connection, transaction
from django.test import Client

from complaints.rules.workflow import Role
from tests.catalog.html_page import read
from tests.complaints.pages import values_of
from tests.security.addresses import ADMIN, COMPLAINANT, STRANGER, enter_as, filled, make_world
from tests.security.addresses import patterns as all_patterns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

MARK = 'zqwx\' OR "a"="a'
ASKED = {
    "layanan/": "q risiko sektor izin kbli edisi hari biaya urut hal",
    "layanan/saran.json": "q",
    "layanan/banding/": "s",
    "layanan/<slug:slug>/riwayat/": "a b",
    "regulasi/": "q status hal",
    "kbli/": "q edisi",
    "pandu/": "kegiatan skala risiko q",
    "data/layanan.json": "q risiko sektor izin kbli edisi hari biaya urut hal",
    "pengaduan/batas-waktu.json": "diterima",
    "pengaduan/perkiraan.json": "layanan lengkap",
    "pengaduan/statistik/": "tahun",
    "pengaduan/buat/": "layanan komponen",
    "petugas/": "milik",
    "petugas/catat/": "kanal layanan",
    "petugas/kasus/": "q tugas milik status jenis kanal sektor layanan komponen hasil petugas urut hal"
    " diterima_dari diterima_sampai batas_dari batas_sampai",
    "petugas/laporan/": "periode",
    "admin/catalog/standard/": "q o p sector",
    "admin/catalog/temuan/": "q mutu hal",
    "admin/catalog/ekspor/": "bentuk standar",
}
MOST = 12  # fields of a form that are tried one by one
NOT_TRIED = ("keluar/", "admin/logout/", "pengaduan/lacak/keluar/")


@pytest.fixture
def statements():
    """Every statement that goes to the database, as text, without its values."""
    found = []

    def note(execute, statement, values, many, context):
        found.append(str(statement))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(note):
        yield found


def forms_on(client, address: str) -> list[tuple[str, dict[str, str]]]:
    """Where each form of a page is sent, and what a browser would send of it; a choice as its last value."""
    answer = client.get(address)
    if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
        return []
    page = read(answer)
    return [
        (form.attributes.get("action") or address, dict.fromkeys(names_in(form), "") | values_of(form))
        for form in page.all("form", method="post")
    ]


def names_in(form) -> list[str]:
    """Radio buttons, boxes and lists, which say nothing until somebody chooses."""
    return [node["name"] for node in form.walk() if node.tag in ("select", "input") and "name" in node.attributes]


def taken(values: dict[str, str]) -> list[list[str]]:
    """Which fields of a form get the mark at once: each alone, or in a long form all of them."""
    names = [name for name in values if name != "csrfmiddlewaretoken"]
    return [[name] for name in names] if len(names) <= MOST else [names]


@pytest.mark.parametrize("person", [STRANGER, COMPLAINANT, Role.MANAGER.value, ADMIN])
def test_sqlmap_would_find_no_value_that_becomes_part_of_a_statement(statements, person):
    """By every parameter of every page that has some, by the keys in addresses, and by every field of every form."""
    world, client = make_world(), Client()
    enter_as(client, person, world)
    odd = world._replace(keys=world.keys | {"token": "zqwx'OR'a", "fingerprint": "zqwx'OR'a", "url": "zqwx'/"})
    patterns = [each for each in all_patterns() if each not in NOT_TRIED]
    tried = 0

    for pattern in patterns:
        client.get(filled(pattern, odd))
        for name in ASKED.get(pattern, "q").split():
            assert client.get(filled(pattern, world), {name: MARK}).status_code < 500
            tried += 1
    for pattern in patterns:
        for action, values in forms_on(client, filled(pattern, world)):
            for names in taken(values):
                with transaction.atomic():
                    assert client.post(action, {**values, **dict.fromkeys(names, MARK)}).status_code < 500
                    transaction.set_rollback(True)
                    tried += 1

    assert tried > 100
    assert [each for each in statements if "zqwx" in each] == []
    assert len(statements) > tried
