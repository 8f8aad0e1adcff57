"""Regulations in Django admin: what revoking one touches, and what is cited but not on record."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from catalog import citations
from catalog.models import Regulation, Standard
from tests.catalog.factories import make_draft, make_published, make_user
from tests.catalog.html_page import read

pytestmark = pytest.mark.django_db

BASIS = "1. PP Nomor 5 Tahun 2021."
UNKNOWN = reverse("admin:catalog_regulation_unknown")


@pytest.fixture
def admin(client):
    client.force_login(make_user("admin", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def editor(client):
    call_command("loaddata", "groups", verbosity=0)
    user = make_user("penyunting", is_staff=True)
    user.groups.add(Group.objects.get(name="penyunting katalog"))
    client.force_login(user)
    return client


@pytest.fixture
def regulation():
    facts = {"kind": "Peraturan Pemerintah", "number": 5, "year": 2021, "status": "berlaku"}
    return Regulation.objects.create(slug="pp-5-2021", **facts)


def posted(regulation, **changes):
    facts = {name: getattr(regulation, name) for name in ("slug", "kind", "number", "year", "title", "status")}
    return {**facts, **changes}


def change(client, regulation, **changes):
    address = reverse("admin:catalog_regulation_change", args=[regulation.pk])
    return client.post(address, posted(regulation, **changes))


def cells(response):
    return [[cell.text for cell in row.all("td")] for row in read(response).one("tbody").all("tr")]


def test_revoking_first_lists_who_cites_it_with_owner_and_review_date(admin, regulation):
    owner = make_user("pemilik")
    standard = make_published(legal_basis=BASIS)
    Standard.objects.filter(pk=standard.pk).update(owner=owner, review_on=dt.date(2027, 1, 4))
    draft = make_draft(legal_basis=BASIS, kbli_code="15110")
    citations.write_for_drafts([standard.pk, draft.pk])

    response = change(admin, regulation, status="dicabut", status_since="2025-06-05")

    assert cells(response) == [
        ["edisi 1 dan naskah", "pemilik", "4 Januari 2027"],
        ["naskah saja", "belum ditentukan", "belum ditentukan"],
    ]
    assert Regulation.objects.get().status == "berlaku"


def test_confirmed_it_is_stored_noted_on_the_public_page_and_told_in_the_history(admin, regulation):
    make_published(slug="jahit", legal_basis=BASIS)
    changes = {"status": "dicabut", "status_since": "2025-06-05", "replaced_by": "PP 28/2025"}
    seen = change(admin, regulation, **changes).context["seen"]

    response = change(admin, regulation, **changes, _seen=seen)

    assert response.status_code == 302
    note = read(admin.get("/layanan/jahit/")).one("section", id="komponen-7").one("div", class_="notice")
    assert (
        note.one("li").text == "Peraturan Pemerintah Nomor 5 Tahun 2021 dicabut sejak 5 Juni 2025, diganti PP 28/2025"
    )
    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.get_change_message()) == ("admin", "Status: berlaku → dicabut.")


def test_the_way_back_from_the_question_leads_to_the_form_with_all_that_was_typed(admin, regulation):
    make_published(legal_basis=BASIS)
    question = read(change(admin, regulation, status="dicabut", note="Dibaca di <LN>."))
    back = question.one("input", name="_kembali")

    form = read(change(admin, regulation, **question.hidden, **{back["name"]: back["value"]}))

    chosen = [
        option["value"] for option in form.one("select", name="status").all("option") if "selected" in option.attributes
    ]
    assert (chosen, form.one("textarea", name="note").text) == (["dicabut"], "Dibaca di <LN>.")
    assert (form.all("ul", class_="errorlist"), form.all("input", name="_kembali")) == ([], [])
    assert Regulation.objects.get().status == "berlaku"


def test_a_standard_that_came_to_cite_it_meanwhile_is_shown_before_it_is_stored(admin, regulation):
    make_published(legal_basis=BASIS)
    seen = change(admin, regulation, status="dicabut").context["seen"]
    make_published(legal_basis=BASIS)

    response = change(admin, regulation, status="dicabut", _seen=seen)

    assert len(cells(response)) == 2
    assert Regulation.objects.get().status == "berlaku"


@pytest.mark.parametrize("changes", [{"status": "diubah"}, {"status": "berlaku", "note": "Dibaca."}])
def test_what_revokes_nothing_is_stored_at_once(admin, regulation, changes):
    make_published(legal_basis=BASIS)

    assert change(admin, regulation, **changes).status_code == 302
    assert Regulation.objects.get().status == changes["status"]


def test_one_that_nobody_cites_is_revoked_at_once(admin, regulation):
    assert change(admin, regulation, status="dicabut").status_code == 302
    assert Regulation.objects.get().status == "dicabut"


def test_nonsense_is_refused_by_the_form_and_not_stored(admin, regulation):
    make_published(legal_basis=BASIS)

    response = change(admin, regulation, status="dicabut", status_since="kemarin")

    assert list(response.context["adminform"].form.errors) == ["status_since"]


def test_what_is_cited_but_not_on_record_is_listed_the_most_cited_first(admin, regulation):
    make_published(legal_basis="1. PP Nomor 28 Tahun 2025;\n2. PP Nomor 6 Tahun 2021;\n3. PP Nomor 5 Tahun 2021.")
    make_published(legal_basis="1. PP Nomor 6 Tahun 2021.")

    page = read(admin.get(UNKNOWN))

    rows = [[row.one("th").text, row.all("td")[0].text] for row in page.one("tbody").all("tr")]
    assert rows == [
        ["Peraturan Pemerintah Nomor 6 Tahun 2021", "2 kali"],
        ["Peraturan Pemerintah Nomor 28 Tahun 2025", "1 kali"],
    ]
    link = read(admin.get(reverse("admin:catalog_regulation_changelist"))).one("a", href=UNKNOWN)
    assert link.text == "Belum tercatat (2)"


def test_one_click_puts_it_on_record_ready_to_be_completed(editor):
    standard = make_published(legal_basis="1. PP Nomor 28 Tahun 2025 tentang Perizinan Berusaha.")
    value = read(editor.get(UNKNOWN)).one("button", name="peraturan")["value"]

    response = editor.post(UNKNOWN, {"peraturan": value})

    made = Regulation.objects.get()
    assert response["Location"] == reverse("admin:catalog_regulation_change", args=[made.pk])
    assert (made.slug, made.title, made.status) == ("pp-28-2025", "Perizinan Berusaha", "perlu diperiksa")
    assert standard.current.citations.get().regulation == made
    assert LogEntry.objects.get().user.username == "penyunting"


@pytest.mark.parametrize("value", ["", "x", "a|b|c", "Peraturan Pemerintah|28|2025", "|1|" + "9" * 30, "\0|1|1"])
def test_what_no_text_cites_cannot_be_put_on_record(admin, value):
    response = admin.post(UNKNOWN, {"peraturan": value}, follow=True)

    assert "tidak lagi disebut" in response.content.decode()
    assert not Regulation.objects.exists()


def test_whoever_may_not_see_regulations_sees_no_list(client):
    client.force_login(make_user("tamu", is_staff=True))

    assert client.get(UNKNOWN).status_code == 403
    assert client.post(UNKNOWN, {"peraturan": "x|1|2020"}).status_code == 403


def test_deleting_one_leaves_its_citations_and_refreshes_what_is_said(admin, regulation):
    standard = make_published(legal_basis=BASIS)
    citations.relink(regulation)

    admin.post(reverse("admin:catalog_regulation_delete", args=[regulation.pk]), {"post": "yes"})

    assert standard.current.citations.get().regulation is None


@pytest.mark.parametrize("count", [3, 30])
def test_the_question_costs_the_same_queries_however_many_cite_it(admin, regulation, count, django_assert_num_queries):
    for _ in range(count):
        make_published(legal_basis=BASIS)

    with django_assert_num_queries(12):
        change(admin, regulation, status="dicabut")
