"""The desk's list of cases: filters, search, sorting, paging, saved lists, and what it never shows."""

import datetime as dt

import pytest

from complaints import actions
from complaints.models import Complaint, Event, SavedView
from complaints.presentation.case_list import PAGE_SIZE
from complaints.rules.workflow import Role
from tests.catalog.factories import make_published, make_sector
from tests.catalog.html_page import read
from tests.complaints.desk import enter, make_staff
from tests.complaints.factories import (
    TODAY,
    make_asked,
    make_complaint,
    make_followed_up,
    make_suggestion,
    officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_calendar")]

LIST, REPORTER, SAVE = "/petugas/kasus/", "/petugas/kasus/pelapor/", "/petugas/daftar/"


@pytest.fixture
def found(client):
    """Function that gives the numbers in the list at these parameters, as the officer sees them."""
    user = enter(client)

    def at(query=""):
        client.force_login(user)
        return numbers(client.get(f"{LIST}{query}"))

    return at


def numbers(answer) -> list[str]:
    assert answer.status_code == 200
    return [row.one("a").text for row in read(answer).all("th", scope="row")]


def make_variety() -> dict[str, Complaint]:
    standard = make_published(sector=make_sector())
    assigned = make_complaint(name="Budi", standard=standard, component=3, story="Izin gudang tertahan.")
    actions.assign(assigned, to=make_staff(username="budiman"), **officer())
    return {
        "assigned": assigned,
        "asked": make_asked(service_note="warung kelontong"),
        "followed_up": make_followed_up(received_on=dt.date(2026, 11, 2), service_received_on=None),
        "suggestion": make_suggestion(component=4),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["suggestion", "followed_up", "asked", "assigned"]),
        ("?status=menunggu-kelengkapan", ["asked"]),
        ("?status=berjalan&jenis=pengaduan", ["followed_up", "asked", "assigned"]),
        ("?jenis=saran", ["suggestion"]),
        ("?kanal=web-dpmptsp&komponen=3", ["assigned"]),
        ("?kanal=surat", []),
        ("?sektor=perindustrian", ["assigned"]),
        ("?layanan=141", ["assigned"]),
        ("?layanan=penjahitan", ["assigned"]),
        ("?layanan=14999", []),
        ("?hasil=internal-dpmptsp", ["followed_up"]),
        ("?petugas=budiman", ["assigned"]),
        ("?diterima_dari=2026-11-03&diterima_sampai=2026-11-20&jenis=pengaduan", ["asked", "assigned"]),
        ("?batas_sampai=2026-11-30", ["followed_up"]),
        ("?tugas=belum-ditugaskan", ["followed_up", "asked", "suggestion"]),
        ("?milik=saya", []),
        ("?urut=diterima", ["followed_up", "assigned", "asked", "suggestion"]),
        ("?q=gudang", ["assigned"]),
        ("?q=KELONTONG", ["asked"]),
        ("?q=gudang+kelontong", []),
    ],
)
def test_the_list_can_be_narrowed_searched_and_sorted(found, query, names):
    cases = make_variety()

    assert found(query) == [cases[name].number for name in names]


@pytest.mark.parametrize("form", ["{number}", "{pk}", "pgd-2026-{pk:06d}"])
def test_a_case_is_found_by_its_number(found, form):
    make_complaint(name="Lain")
    complaint = make_complaint()

    assert found(f"?q={form.format(number=complaint.number, pk=complaint.pk)}") == [complaint.number]


@pytest.mark.parametrize("told", ["Siti Aminah", "siti@example.com", "Siti"])
def test_words_are_never_looked_for_in_the_identity(found, told):
    make_complaint()

    assert found(f"?q={told}") == []


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("?status=terbang", "status"),
        ("?komponen=15", "komponen"),
        ("?sektor=x", "sektor"),
        ("?petugas=nobody", "petugas"),
        ("?diterima_dari=2026-02-30", "diterima sejak"),
        ("?tugas=keputusan", "yang perlu dikerjakan"),
        ("?urut=pk", "urutan"),
        (f"?q={'a' * 101}", "kata pencarian"),
        ("?q=%00", "kata pencarian"),
    ],
)
def test_a_value_that_makes_no_sense_is_ignored_and_said(client, query, name):
    complaint = make_complaint()
    enter(client)

    answer = client.get(f"{LIST}{query}")

    assert numbers(answer) == [complaint.number]
    assert read(answer).one("div", class_="notice").text.endswith(f"kami abaikan: {name}.")


@pytest.mark.parametrize("page", ["-1", "0", "9" * 5000, "٣", "inf", "", "x"])
def test_a_page_that_does_not_exist_is_the_first_or_the_last(found, page):
    complaint = make_complaint()

    assert found(f"?hal={page}") == [complaint.number]


@pytest.mark.parametrize("number", ["9" * 12, "9" * 30, "PGD-2026-" + "9" * 12])
def test_a_number_that_nothing_has_finds_nothing(found, number):
    make_complaint()

    assert found(f"?q={number}") == []


def test_pages_neither_repeat_nor_skip(found):
    cases = [make_complaint(name=f"Pelapor {place}").number for place in range(PAGE_SIZE + 3)]

    pages = [found("?urut=batas"), found("?urut=batas&hal=2")]

    assert [len(page) for page in pages] == [PAGE_SIZE, 3]
    assert sum(pages, []) == cases  # noqa: RUF017  two pages


def test_a_filter_can_be_taken_away_one_by_one(client):
    make_asked()
    enter(client)

    chips = read(client.get(f"{LIST}?status=menunggu-kelengkapan&jenis=pengaduan")).one("div", class_="filters")

    assert [link["href"] for link in chips.all("a")] == [
        f"{LIST}?jenis=pengaduan",
        f"{LIST}?status=menunggu-kelengkapan",
        LIST,
    ]


def test_a_restricted_case_is_in_no_list_search_or_count(client, found):
    complaint = make_complaint(name="Rahasia")
    Complaint.objects.filter(pk=complaint.pk).update(is_restricted=True)

    assert [found(), found(f"?q={complaint.number}"), found("?q=terbit")] == [[], [], []]
    assert numbers(client.post(REPORTER, {"pelapor": "Rahasia"})) == []


@pytest.mark.parametrize(
    "told",
    [
        "Budi Santoso",
        "budi  santoso",
        "BUDI@example.com",
        "0812 3456 7890",
        "+62 812-3456-7890",
        "62812 34567890",
        "@budi",
    ],
)
def test_a_reporter_is_found_by_exactly_what_was_told(client, told):
    make_complaint(name="Budi Santoso Wijaya", email="", phone="081234567891")
    same = make_complaint(name="Budi Santoso", email="budi@example.com", phone="0812-3456-7890", handle="@budi")
    enter(client)

    assert numbers(client.post(REPORTER, {"pelapor": told})) == [same.number]


def test_searching_by_identity_writes_nothing_and_shows_no_identity(client):
    make_complaint(name="Budi Santoso", email="budi@example.com")
    enter(client)
    events = Event.objects.count()

    answer = client.post(REPORTER, {"pelapor": "budi@example.com"})

    assert Event.objects.count() == events
    assert "Budi Santoso" not in answer.content.decode()


@pytest.mark.parametrize("role", [Role.HEAD, Role.TECHNICAL_TEAM, Role.INSPECTORATE])
def test_only_handlers_search_by_identity(client, role):
    enter(client, role)

    answer = client.post(REPORTER, {"pelapor": "Siti Aminah"})

    assert answer.status_code == 403
    assert "Cari menurut pelapor" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("told", ["", " ", "x" * 300, "\x00", "\u202eabc"])
def test_a_search_by_identity_that_makes_no_sense_is_told_so(client, told):
    enter(client)

    answer = client.post(REPORTER, {"pelapor": told})

    assert answer.status_code == 200
    assert len(read(answer).all("ul", class_="errorlist")) == 1


def test_a_list_is_kept_under_a_name_and_stands_on_the_desk(client):
    complaint = make_asked()
    enter(client)

    client.post(SAVE, {"nama": "Tunggu pelapor", "saringan": "status=menunggu-kelengkapan&hal=3&status2=x"})

    link = read(client.get("/petugas/")).one("ul", class_="desk-saved").one("a")
    assert (link.text, link["href"]) == ("Tunggu pelapor", f"{LIST}?status=menunggu-kelengkapan")
    assert numbers(client.get(link["href"])) == [complaint.number]


def test_the_same_name_once_more_replaces_the_list(client):
    enter(client)

    for query in ("jenis=saran", "jenis=pengaduan"):
        client.post(SAVE, {"nama": "Jenis", "saringan": query})

    assert list(SavedView.objects.values_list("name", "query")) == [("Jenis", "jenis=pengaduan")]


@pytest.mark.parametrize("name", ["", "x" * 61])
def test_a_list_without_a_proper_name_is_not_kept(client, name):
    enter(client)

    answer = client.post(SAVE, {"nama": name, "saringan": "jenis=saran"})

    assert answer.status_code == 200
    assert "Ada yang perlu diperbaiki" in answer.content.decode()
    assert not SavedView.objects.exists()


def test_nobody_has_more_than_twenty_lists(client):
    user = enter(client)
    SavedView.objects.bulk_create(SavedView(user=user, name=f"Daftar {place}", query="") for place in range(20))

    answer = client.post(SAVE, {"nama": "Satu lagi", "saringan": ""})

    assert "Paling banyak 20 daftar tersimpan" in answer.content.decode()
    assert SavedView.objects.count() == 20


def test_a_saved_list_is_removed_by_its_owner_alone(client):
    view = SavedView.objects.create(user=make_staff(username="lain"), name="Punyanya", query="")
    own = SavedView.objects.create(user=enter(client), name="Punyaku", query="")

    answers = [client.post(f"{SAVE}{each.pk}/hapus/").status_code for each in (view, own)]

    assert answers == [404, 302]
    assert list(SavedView.objects.all()) == [view]


def test_html_of_a_citizen_is_shown_as_text(client):
    make_complaint(service_note="<script>alert(1)</script>")
    enter(client)

    assert "<script>alert" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("cases", [3, 41])
@pytest.mark.parametrize(
    ("query", "queries"),
    [("", 9), ("?tugas=terlambat&milik=saya&petugas=petugas-pengaduan&sektor=x", 10), ("?q=izin&status=diterima", 10)],
)
def test_the_list_asks_the_same_few_queries(client, cases, query, queries, django_assert_num_queries):
    for place in range(cases):
        complaint = make_complaint(
            name=f"Pelapor {place}", received_on=TODAY - dt.timedelta(days=30), service_received_on=None
        )
        actions.assign(complaint, to=make_staff(), **officer())
    enter(client)

    with django_assert_num_queries(queries):
        client.get(f"{LIST}{query}")
